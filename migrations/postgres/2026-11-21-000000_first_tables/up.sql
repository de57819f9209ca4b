-- An organisation is the tenant: every other table leads with its id.
CREATE TABLE organisation (
    org_id TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    locale TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    mail_policy TEXT NOT NULL,
    telemetry TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (org_id)
);

-- The hierarchy. Its depth is data: kind is a word like region, pdu or team.
CREATE TABLE unit (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    parent_id TEXT COLLATE "C",
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    code TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id) REFERENCES organisation (org_id),
    FOREIGN KEY (org_id, parent_id) REFERENCES unit (org_id, id)
);
CREATE INDEX unit_parent_id ON unit (org_id, parent_id);

-- Every ancestor of every unit, itself included (depth 0), so that "in my units" is one join.
CREATE TABLE unit_closure (
    org_id TEXT COLLATE "C" NOT NULL,
    ancestor_id TEXT COLLATE "C" NOT NULL,
    descendant_id TEXT COLLATE "C" NOT NULL,
    depth INTEGER NOT NULL,
    PRIMARY KEY (org_id, ancestor_id, descendant_id),
    FOREIGN KEY (org_id, ancestor_id) REFERENCES unit (org_id, id),
    FOREIGN KEY (org_id, descendant_id) REFERENCES unit (org_id, id)
);
CREATE INDEX unit_closure_descendant_id ON unit_closure (org_id, descendant_id);

-- Addresses are stored in lower case and are unique over all organisations, because sign-in asks for nothing else.
CREATE TABLE person (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    staff_code TEXT,
    grade TEXT NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL,
    line_manager_id TEXT COLLATE "C",
    working_pattern TEXT NOT NULL,
    locale TEXT NOT NULL,
    status TEXT NOT NULL,
    left_on TEXT,
    security_version BIGINT NOT NULL,
    password_hash TEXT,
    created_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (org_id, id),
    UNIQUE (email),
    UNIQUE (org_id, staff_code),
    FOREIGN KEY (org_id, unit_id) REFERENCES unit (org_id, id),
    FOREIGN KEY (org_id, line_manager_id) REFERENCES person (org_id, id)
);
CREATE INDEX person_unit_id ON person (org_id, unit_id);
CREATE INDEX person_line_manager_id ON person (org_id, line_manager_id);
CREATE INDEX person_name_id ON person (org_id, name, id);
CREATE INDEX person_status_id ON person (org_id, status, id);

-- A role holds from its unit downwards until it is revoked.
CREATE TABLE role_grant (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL,
    role TEXT NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL,
    granted_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, person_id) REFERENCES person (org_id, id),
    FOREIGN KEY (org_id, unit_id) REFERENCES unit (org_id, id)
);
CREATE INDEX role_grant_person_id ON role_grant (org_id, person_id);

-- expires_at is absolute and no rotation extends it; idle_expires_at moves with use.
CREATE TABLE session (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL,
    device_id TEXT COLLATE "C",
    label TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    idle_expires_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP,
    revoked_reason TEXT,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, person_id) REFERENCES person (org_id, id)
);
CREATE INDEX session_person_id ON session (org_id, person_id);

-- SHA-256 of the opaque token. used_at marks a predecessor; its attempt_key lets the same attempt be repeated
-- until the successor is first used.
CREATE TABLE refresh_token (
    org_id TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    session_id TEXT COLLATE "C" NOT NULL,
    predecessor_hash TEXT COLLATE "C",
    attempt_key TEXT,
    used_at TIMESTAMP,
    issued_at TIMESTAMP NOT NULL,
    PRIMARY KEY (org_id, hash),
    FOREIGN KEY (org_id, session_id) REFERENCES session (org_id, id)
);
CREATE INDEX refresh_token_session_id ON refresh_token (org_id, session_id);

-- A device that has signed in before keeps its own count of failures.
CREATE TABLE known_device (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL,
    secret_hash TEXT NOT NULL,
    first_seen_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, person_id) REFERENCES person (org_id, id)
);
CREATE INDEX known_device_person_id ON known_device (org_id, person_id);

-- A browser in which a person keeps sealed work. escrow is its key, sealed under the organisation's key, which is in
-- no database; deposit_hash is the SHA-256 of the token by which the device speaks when nobody is signed in.
CREATE TABLE device (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    label TEXT NOT NULL,
    escrow TEXT NOT NULL,
    deposit_hash TEXT NOT NULL,
    session_id TEXT,
    registered_at TIMESTAMP NOT NULL,
    last_contact_at TIMESTAMP NOT NULL,
    revoked_at TIMESTAMP,
    revoke_mode TEXT,
    wiped_at TIMESTAMP,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, person_id) REFERENCES person (org_id, id)
);
CREATE INDEX device_person_id ON device (org_id, person_id);

-- Work of an author who may no longer write it, as the device sealed it. items is a JSON list of envelopes.
CREATE TABLE quarantine (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    observation_id TEXT NOT NULL,
    cause TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    items TEXT NOT NULL,
    n_operations INTEGER NOT NULL,
    n_damaged INTEGER NOT NULL,
    deposited_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP,
    decided_by TEXT,
    is_accepted BOOLEAN,
    reason TEXT,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, device_id) REFERENCES device (org_id, id),
    FOREIGN KEY (org_id, person_id) REFERENCES person (org_id, id)
);
CREATE INDEX quarantine_device_id ON quarantine (org_id, device_id, observation_id);
CREATE INDEX quarantine_person_id ON quarantine (org_id, person_id);

-- Own writing of a device that was emptied, for its author alone. A settled row has no envelope.
CREATE TABLE unsent_writing (
    org_id TEXT NOT NULL,
    device_id TEXT NOT NULL,
    record TEXT NOT NULL,
    person_id TEXT NOT NULL,
    envelope TEXT,
    content_hash TEXT NOT NULL,
    n_pieces INTEGER NOT NULL,
    kept_at TIMESTAMP NOT NULL,
    PRIMARY KEY (org_id, device_id, record),
    FOREIGN KEY (org_id, device_id) REFERENCES device (org_id, id),
    FOREIGN KEY (org_id, person_id) REFERENCES person (org_id, id)
);
CREATE INDEX unsent_writing_person_id ON unsent_writing (org_id, person_id);

-- Counters of failed attempts. They belong to no organisation: org_id is the empty text.
CREATE TABLE throttle (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    failures INTEGER NOT NULL,
    blocked_until TIMESTAMP,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (org_id, id)
);

-- SHA-256 of a single-use link's secret.
CREATE TABLE one_time_token (
    org_id TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    purpose TEXT NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP,
    PRIMARY KEY (org_id, hash),
    FOREIGN KEY (org_id, person_id) REFERENCES person (org_id, id)
);
CREATE INDEX one_time_token_person_id ON one_time_token (org_id, person_id);

-- A published instrument never changes: its key is the hash of its content.
CREATE TABLE framework (
    org_id TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    version_label TEXT NOT NULL,
    body TEXT NOT NULL,
    published_at TIMESTAMP NOT NULL,
    retired_at TIMESTAMP,
    PRIMARY KEY (org_id, hash),
    FOREIGN KEY (org_id) REFERENCES organisation (org_id)
);

-- Effective-dated rules; without a unit they hold for the organisation.
CREATE TABLE policy (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C",
    kind TEXT NOT NULL,
    effective_from TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id) REFERENCES organisation (org_id),
    FOREIGN KEY (org_id, unit_id) REFERENCES unit (org_id, id)
);
CREATE INDEX policy_kind_effective_from ON policy (org_id, kind, effective_from);

CREATE TABLE observation (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    practitioner_id TEXT COLLATE "C" NOT NULL,
    observer_id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL,
    framework_hash TEXT COLLATE "C" NOT NULL,
    earlier_frameworks TEXT NOT NULL,
    earlier_observers TEXT NOT NULL,
    purpose TEXT NOT NULL,
    session_type TEXT NOT NULL,
    focus TEXT,
    planned_for TEXT,
    planned_zone TEXT NOT NULL,
    duration_minutes INTEGER NOT NULL,
    recorded_note TEXT NOT NULL,
    case_reference TEXT,
    informed TEXT NOT NULL,
    state TEXT NOT NULL,
    agreed_at TIMESTAMP NOT NULL,
    started_at TIMESTAMP,
    ended_at TIMESTAMP,
    shared_at TIMESTAMP,
    self_assessed_at TIMESTAMP,
    acknowledged_at TIMESTAMP,
    locked_at TIMESTAMP,
    stopped_at TIMESTAMP,
    withdrawn_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    received_seq BIGINT NOT NULL,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, practitioner_id) REFERENCES person (org_id, id),
    FOREIGN KEY (org_id, observer_id) REFERENCES person (org_id, id),
    FOREIGN KEY (org_id, unit_id) REFERENCES unit (org_id, id),
    FOREIGN KEY (org_id, framework_hash) REFERENCES framework (org_id, hash)
);
CREATE INDEX observation_observer_id_updated_at_id ON observation (org_id, observer_id, updated_at, id);
CREATE INDEX observation_practitioner_id_updated_at_id ON observation (org_id, practitioner_id, updated_at, id);
CREATE INDEX observation_unit_id_updated_at_id ON observation (org_id, unit_id, updated_at, id);

-- Appended operations of the live capture, as the device made them. Never updated.
CREATE TABLE capture_segment (
    org_id TEXT COLLATE "C" NOT NULL,
    observation_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    author_id TEXT COLLATE "C" NOT NULL,
    device_id TEXT COLLATE "C" NOT NULL,
    first_sequence BIGINT NOT NULL,
    last_sequence BIGINT NOT NULL,
    n_operations INTEGER NOT NULL,
    content_hash TEXT COLLATE "C" NOT NULL,
    operations TEXT NOT NULL,
    received_at TIMESTAMP NOT NULL,
    received_seq BIGINT NOT NULL,
    PRIMARY KEY (org_id, observation_id, id),
    FOREIGN KEY (org_id, observation_id) REFERENCES observation (org_id, id),
    FOREIGN KEY (org_id, author_id) REFERENCES person (org_id, id)
);

-- What each device was told of the records it may hold, so that only what changed is told again. version -1 is a tombstone.
CREATE TABLE device_copy (
    org_id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL,
    device_id TEXT COLLATE "C" NOT NULL,
    observation_id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    received_seq BIGINT NOT NULL,
    told_cursor BIGINT NOT NULL,
    PRIMARY KEY (org_id, person_id, device_id, observation_id),
    FOREIGN KEY (org_id, person_id) REFERENCES person (org_id, id),
    FOREIGN KEY (org_id, observation_id) REFERENCES observation (org_id, id)
);

-- A practitioner asks to be observed; the next plan for them answers it.
-- Two records of one session, each blind to the other until both are locked.
CREATE TABLE observation_pair (
    org_id TEXT COLLATE "C" NOT NULL,
    first_id TEXT COLLATE "C" NOT NULL,
    second_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (org_id, first_id),
    UNIQUE (org_id, second_id),
    FOREIGN KEY (org_id, first_id) REFERENCES observation (org_id, id),
    FOREIGN KEY (org_id, second_id) REFERENCES observation (org_id, id)
);

CREATE TABLE observation_request (
    org_id TEXT NOT NULL,
    id TEXT NOT NULL,
    practitioner_id TEXT NOT NULL,
    focus TEXT,
    note TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    answered_at TIMESTAMP,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, practitioner_id) REFERENCES person (org_id, id)
);
CREATE INDEX observation_request_practitioner_id ON observation_request (org_id, practitioner_id, answered_at);

CREATE TABLE feedback (
    org_id TEXT COLLATE "C" NOT NULL,
    observation_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    edition INTEGER NOT NULL,
    body TEXT NOT NULL,
    shared_at TIMESTAMP NOT NULL,
    withdrawn_at TIMESTAMP,
    PRIMARY KEY (org_id, observation_id, id),
    UNIQUE (org_id, observation_id, edition),
    FOREIGN KEY (org_id, observation_id) REFERENCES observation (org_id, id)
);

CREATE TABLE amendment (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    observation_id TEXT COLLATE "C" NOT NULL,
    author_id TEXT COLLATE "C" NOT NULL,
    body TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, observation_id) REFERENCES observation (org_id, id),
    FOREIGN KEY (org_id, author_id) REFERENCES person (org_id, id)
);
CREATE INDEX amendment_observation_id_id ON amendment (org_id, observation_id, id);

CREATE TABLE self_assessment (
    org_id TEXT COLLATE "C" NOT NULL,
    observation_id TEXT COLLATE "C" NOT NULL,
    practitioner_id TEXT COLLATE "C" NOT NULL,
    body TEXT NOT NULL,
    submitted_at TIMESTAMP,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (org_id, observation_id),
    FOREIGN KEY (org_id, observation_id) REFERENCES observation (org_id, id),
    FOREIGN KEY (org_id, practitioner_id) REFERENCES person (org_id, id)
);

CREATE TABLE reply (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    observation_id TEXT COLLATE "C" NOT NULL,
    author_id TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, observation_id) REFERENCES observation (org_id, id),
    FOREIGN KEY (org_id, author_id) REFERENCES person (org_id, id)
);
CREATE INDEX reply_observation_id_id ON reply (org_id, observation_id, id);

CREATE TABLE reflection (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    practitioner_id TEXT COLLATE "C" NOT NULL,
    observation_id TEXT COLLATE "C",
    model TEXT NOT NULL,
    body TEXT NOT NULL,
    shared_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    n_sharings BIGINT NOT NULL,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, practitioner_id) REFERENCES person (org_id, id),
    FOREIGN KEY (org_id, observation_id) REFERENCES observation (org_id, id)
);
CREATE INDEX reflection_practitioner_id_updated_at_id ON reflection (org_id, practitioner_id, updated_at, id);
CREATE INDEX reflection_observation_id ON reflection (org_id, observation_id);

-- uid and sequence follow RFC 5545; starts_local is the wall clock in time_zone.
CREATE TABLE meeting (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    uid TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    organiser_id TEXT COLLATE "C" NOT NULL,
    practitioner_id TEXT COLLATE "C",
    observation_id TEXT COLLATE "C",
    starts_local TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    duration_minutes INTEGER NOT NULL,
    place TEXT NOT NULL,
    link TEXT NOT NULL,
    agenda_note TEXT NOT NULL,
    state TEXT NOT NULL,
    summary TEXT NOT NULL,
    series_id TEXT COLLATE "C",
    recurrence_id TEXT,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, uid, recurrence_id),
    FOREIGN KEY (org_id, organiser_id) REFERENCES person (org_id, id),
    FOREIGN KEY (org_id, practitioner_id) REFERENCES person (org_id, id),
    FOREIGN KEY (org_id, observation_id) REFERENCES observation (org_id, id)
);
CREATE INDEX meeting_organiser_id_starts_local_id ON meeting (org_id, organiser_id, starts_local, id);
CREATE INDEX meeting_practitioner_id_starts_local_id ON meeting (org_id, practitioner_id, starts_local, id);
CREATE INDEX meeting_observation_id ON meeting (org_id, observation_id);

CREATE TABLE meeting_attendee (
    org_id TEXT COLLATE "C" NOT NULL,
    meeting_id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL,
    invite_token TEXT NOT NULL,
    reply TEXT NOT NULL,
    PRIMARY KEY (org_id, meeting_id, person_id),
    FOREIGN KEY (org_id, meeting_id) REFERENCES meeting (org_id, id),
    FOREIGN KEY (org_id, person_id) REFERENCES person (org_id, id)
);
CREATE INDEX meeting_attendee_person_id_meeting_id ON meeting_attendee (org_id, person_id, meeting_id);

CREATE TABLE action (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    practitioner_id TEXT COLLATE "C" NOT NULL,
    observation_id TEXT COLLATE "C",
    meeting_id TEXT COLLATE "C",
    title TEXT NOT NULL,
    support TEXT NOT NULL,
    state TEXT NOT NULL,
    review_on TEXT NOT NULL,
    proposed_by TEXT COLLATE "C" NOT NULL,
    note TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id, practitioner_id) REFERENCES person (org_id, id),
    FOREIGN KEY (org_id, observation_id) REFERENCES observation (org_id, id),
    FOREIGN KEY (org_id, meeting_id) REFERENCES meeting (org_id, id),
    FOREIGN KEY (org_id, proposed_by) REFERENCES person (org_id, id)
);
CREATE INDEX action_practitioner_id_state_review_on_id ON action (org_id, practitioner_id, state, review_on, id);
CREATE INDEX action_observation_id ON action (org_id, observation_id);
CREATE INDEX action_meeting_id ON action (org_id, meeting_id);

-- The outbox and queue. fence rises with every claim, so that a worker whose lease ran out cannot finish the job.
CREATE TABLE job (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL,
    dedupe_key TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    run_at TIMESTAMP NOT NULL,
    attempts INTEGER NOT NULL,
    claimed_until TIMESTAMP,
    fence BIGINT NOT NULL,
    last_error TEXT,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    PRIMARY KEY (org_id, id),
    UNIQUE (org_id, dedupe_key)
);
CREATE INDEX job_state_run_at ON job (state, run_at);

-- Ids are UUIDv7 made by the server, so ordering by id is ordering by time. No foreign keys: an entry outlives its subject.
CREATE TABLE audit (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    at TIMESTAMP NOT NULL,
    actor_id TEXT COLLATE "C",
    action TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C",
    detail TEXT NOT NULL,
    request_id TEXT NOT NULL,
    PRIMARY KEY (org_id, id)
);
CREATE INDEX audit_person_id_id ON audit (org_id, person_id, id);
CREATE INDEX audit_subject_id_id ON audit (org_id, subject_id, id);

-- Rising numbers per organisation, taken inside the writing transaction, so that a cursor never skips a late commit.
CREATE TABLE counter (
    org_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    value BIGINT NOT NULL,
    PRIMARY KEY (org_id, id),
    FOREIGN KEY (org_id) REFERENCES organisation (org_id)
);

-- How long things take on devices: counts, and nobody's. The last bucket counts failures.
CREATE TABLE telemetry (
    org_id TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    release TEXT COLLATE "C" NOT NULL,
    timed TEXT COLLATE "C" NOT NULL,
    bucket INTEGER NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (org_id, day, release, timed, bucket),
    FOREIGN KEY (org_id) REFERENCES organisation (org_id)
);
