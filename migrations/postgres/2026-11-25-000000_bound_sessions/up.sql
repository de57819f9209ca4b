-- A session that goes on only for whoever has its vault open, once the device has proven that it has.
ALTER TABLE session ADD COLUMN is_bound BOOLEAN NOT NULL DEFAULT FALSE;
