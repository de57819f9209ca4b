ALTER TABLE observation DROP COLUMN shared_up_to;
