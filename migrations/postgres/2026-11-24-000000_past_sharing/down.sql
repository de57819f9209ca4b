ALTER TABLE capture_segment DROP COLUMN is_past_sharing;
