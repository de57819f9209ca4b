-- What was taken in by decision when no sharing could come any more, and is released without one.
-- Until now the times told that; two servers' clocks may differ, so from here on it is kept.
ALTER TABLE capture_segment ADD COLUMN is_past_sharing BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE capture_segment SET is_past_sharing = TRUE
WHERE EXISTS (
    SELECT 1 FROM observation
    WHERE observation.org_id = capture_segment.org_id
      AND observation.id = capture_segment.observation_id
      AND capture_segment.received_at > COALESCE(observation.acknowledged_at, observation.locked_at)
);
