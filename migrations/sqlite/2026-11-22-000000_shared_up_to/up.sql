-- The last push that was there when the feedback was last shared; what came later is not released.
ALTER TABLE observation ADD COLUMN shared_up_to BIGINT;
UPDATE observation SET shared_up_to = (
    SELECT MAX(capture_segment.received_seq) FROM capture_segment
    WHERE capture_segment.org_id = observation.org_id
      AND capture_segment.observation_id = observation.id
      AND capture_segment.received_at <= (
        SELECT MAX(feedback.shared_at) FROM feedback
        WHERE feedback.org_id = observation.org_id AND feedback.observation_id = observation.id
      )
);
