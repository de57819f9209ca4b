-- When the practitioner took the request back; what was planned by then stays planned.
ALTER TABLE observation_request ADD COLUMN taken_back_at TIMESTAMP;
