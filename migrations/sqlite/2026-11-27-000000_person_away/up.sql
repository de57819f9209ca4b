-- The day on which it was said that somebody is not expected, and the last day of that. Why is never recorded.
ALTER TABLE person ADD COLUMN away_since TEXT;
ALTER TABLE person ADD COLUMN away_until TEXT;
