ALTER TABLE session DROP COLUMN is_bound;
