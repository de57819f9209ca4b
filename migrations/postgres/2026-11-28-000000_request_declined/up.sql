-- Why the line does not plan it for now, until it is planned after all or taken back.
ALTER TABLE observation_request ADD COLUMN declined_at TIMESTAMP;
ALTER TABLE observation_request ADD COLUMN declined_by TEXT;
ALTER TABLE observation_request ADD COLUMN declined_words TEXT;
