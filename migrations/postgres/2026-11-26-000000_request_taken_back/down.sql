ALTER TABLE observation_request DROP COLUMN taken_back_at;
