ALTER TABLE observation_request DROP COLUMN declined_words;
ALTER TABLE observation_request DROP COLUMN declined_by;
ALTER TABLE observation_request DROP COLUMN declined_at;
