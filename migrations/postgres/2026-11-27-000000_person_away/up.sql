-- When somebody was, or is, not expected: the days of it as JSON, and never why.
ALTER TABLE person ADD COLUMN absences TEXT NOT NULL DEFAULT '[]';
