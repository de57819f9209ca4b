ALTER TABLE person DROP COLUMN absences;
