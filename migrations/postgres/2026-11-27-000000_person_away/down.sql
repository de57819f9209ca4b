ALTER TABLE person DROP COLUMN away_until;
ALTER TABLE person DROP COLUMN away_since;
