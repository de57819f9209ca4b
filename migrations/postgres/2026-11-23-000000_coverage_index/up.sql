-- How the practitioners in sight stand is asked for all of them at once, from this index alone: a head of a region has
-- hundreds of thousands of observations in sight.
CREATE INDEX observation_practitioner_id_state ON observation (org_id, practitioner_id, state, ended_at, shared_at, planned_for);
