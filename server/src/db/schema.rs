//! The tables of both databases. The parity test in this module's parent keeps it equal to the migrations.

diesel::table! {
    organisation (org_id) {
        org_id -> Text,
        name -> Text,
        locale -> Text,
        time_zone -> Text,
        mail_policy -> Text,
        telemetry -> Text,
        created_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    unit (org_id, id) {
        org_id -> Text,
        id -> Text,
        parent_id -> Nullable<Text>,
        kind -> Text,
        name -> Text,
        code -> Nullable<Text>,
        version -> BigInt,
    }
}

diesel::table! {
    unit_closure (org_id, ancestor_id, descendant_id) {
        org_id -> Text,
        ancestor_id -> Text,
        descendant_id -> Text,
        depth -> Integer,
    }
}

diesel::table! {
    person (org_id, id) {
        org_id -> Text,
        id -> Text,
        name -> Text,
        email -> Text,
        staff_code -> Nullable<Text>,
        grade -> Text,
        unit_id -> Text,
        line_manager_id -> Nullable<Text>,
        working_pattern -> Text,
        locale -> Text,
        status -> Text,
        left_on -> Nullable<Text>,
        security_version -> BigInt,
        password_hash -> Nullable<Text>,
        created_at -> Timestamp,
        version -> BigInt,
        absences -> Text,
    }
}

diesel::table! {
    role_grant (org_id, id) {
        org_id -> Text,
        id -> Text,
        person_id -> Text,
        role -> Text,
        unit_id -> Text,
        granted_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    session (org_id, id) {
        org_id -> Text,
        id -> Text,
        person_id -> Text,
        device_id -> Nullable<Text>,
        label -> Text,
        created_at -> Timestamp,
        last_used_at -> Timestamp,
        expires_at -> Timestamp,
        idle_expires_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
        revoked_reason -> Nullable<Text>,
        is_bound -> Bool,
    }
}

diesel::table! {
    refresh_token (org_id, hash) {
        org_id -> Text,
        hash -> Text,
        session_id -> Text,
        predecessor_hash -> Nullable<Text>,
        attempt_key -> Nullable<Text>,
        used_at -> Nullable<Timestamp>,
        issued_at -> Timestamp,
    }
}

diesel::table! {
    known_device (org_id, id) {
        org_id -> Text,
        id -> Text,
        person_id -> Text,
        secret_hash -> Text,
        first_seen_at -> Timestamp,
        last_seen_at -> Timestamp,
    }
}

diesel::table! {
    device (org_id, id) {
        org_id -> Text,
        id -> Text,
        person_id -> Text,
        label -> Text,
        escrow -> Text,
        deposit_hash -> Text,
        session_id -> Nullable<Text>,
        registered_at -> Timestamp,
        last_contact_at -> Timestamp,
        revoked_at -> Nullable<Timestamp>,
        revoke_mode -> Nullable<Text>,
        wiped_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    quarantine (org_id, id) {
        org_id -> Text,
        id -> Text,
        device_id -> Text,
        person_id -> Text,
        observation_id -> Text,
        cause -> Text,
        content_hash -> Text,
        items -> Text,
        n_operations -> Integer,
        n_damaged -> Integer,
        deposited_at -> Timestamp,
        decided_at -> Nullable<Timestamp>,
        decided_by -> Nullable<Text>,
        is_accepted -> Nullable<Bool>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    unsent_writing (org_id, device_id, record) {
        org_id -> Text,
        device_id -> Text,
        record -> Text,
        person_id -> Text,
        envelope -> Nullable<Text>,
        content_hash -> Text,
        n_pieces -> Integer,
        kept_at -> Timestamp,
    }
}

diesel::table! {
    throttle (org_id, id) {
        org_id -> Text,
        id -> Text,
        failures -> Integer,
        blocked_until -> Nullable<Timestamp>,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    one_time_token (org_id, hash) {
        org_id -> Text,
        hash -> Text,
        purpose -> Text,
        person_id -> Text,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    framework (org_id, hash) {
        org_id -> Text,
        hash -> Text,
        key -> Text,
        title -> Text,
        version_label -> Text,
        body -> Text,
        published_at -> Timestamp,
        retired_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    policy (org_id, id) {
        org_id -> Text,
        id -> Text,
        unit_id -> Nullable<Text>,
        kind -> Text,
        effective_from -> Text,
        body -> Text,
    }
}

diesel::table! {
    observation (org_id, id) {
        org_id -> Text,
        id -> Text,
        practitioner_id -> Text,
        observer_id -> Text,
        unit_id -> Text,
        framework_hash -> Text,
        earlier_frameworks -> Text,
        earlier_observers -> Text,
        purpose -> Text,
        session_type -> Text,
        focus -> Nullable<Text>,
        planned_for -> Nullable<Text>,
        planned_zone -> Text,
        duration_minutes -> Integer,
        recorded_note -> Text,
        case_reference -> Nullable<Text>,
        informed -> Text,
        state -> Text,
        agreed_at -> Timestamp,
        started_at -> Nullable<Timestamp>,
        ended_at -> Nullable<Timestamp>,
        shared_at -> Nullable<Timestamp>,
        self_assessed_at -> Nullable<Timestamp>,
        acknowledged_at -> Nullable<Timestamp>,
        locked_at -> Nullable<Timestamp>,
        stopped_at -> Nullable<Timestamp>,
        withdrawn_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        received_seq -> BigInt,
        shared_up_to -> Nullable<BigInt>,
    }
}

diesel::table! {
    capture_segment (org_id, observation_id, id) {
        org_id -> Text,
        observation_id -> Text,
        id -> Text,
        author_id -> Text,
        device_id -> Text,
        first_sequence -> BigInt,
        last_sequence -> BigInt,
        n_operations -> Integer,
        content_hash -> Text,
        operations -> Text,
        received_at -> Timestamp,
        received_seq -> BigInt,
        is_past_sharing -> Bool,
    }
}

diesel::table! {
    device_copy (org_id, person_id, device_id, observation_id) {
        org_id -> Text,
        person_id -> Text,
        device_id -> Text,
        observation_id -> Text,
        version -> BigInt,
        received_seq -> BigInt,
        told_cursor -> BigInt,
    }
}

diesel::table! {
    observation_pair (org_id, first_id) {
        org_id -> Text,
        first_id -> Text,
        second_id -> Text,
    }
}

diesel::table! {
    observation_request (org_id, id) {
        org_id -> Text,
        id -> Text,
        practitioner_id -> Text,
        focus -> Nullable<Text>,
        note -> Text,
        created_at -> Timestamp,
        answered_at -> Nullable<Timestamp>,
        taken_back_at -> Nullable<Timestamp>,
        declined_at -> Nullable<Timestamp>,
        declined_by -> Nullable<Text>,
        declined_words -> Nullable<Text>,
    }
}

diesel::table! {
    feedback (org_id, observation_id, id) {
        org_id -> Text,
        observation_id -> Text,
        id -> Text,
        edition -> Integer,
        body -> Text,
        shared_at -> Timestamp,
        withdrawn_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    amendment (org_id, id) {
        org_id -> Text,
        id -> Text,
        observation_id -> Text,
        author_id -> Text,
        body -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    self_assessment (org_id, observation_id) {
        org_id -> Text,
        observation_id -> Text,
        practitioner_id -> Text,
        body -> Text,
        submitted_at -> Nullable<Timestamp>,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    reply (org_id, id) {
        org_id -> Text,
        id -> Text,
        observation_id -> Text,
        author_id -> Text,
        kind -> Text,
        body -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    reflection (org_id, id) {
        org_id -> Text,
        id -> Text,
        practitioner_id -> Text,
        observation_id -> Nullable<Text>,
        model -> Text,
        body -> Text,
        shared_at -> Nullable<Timestamp>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
        n_sharings -> BigInt,
    }
}

diesel::table! {
    meeting (org_id, id) {
        org_id -> Text,
        id -> Text,
        uid -> Text,
        sequence -> Integer,
        purpose -> Text,
        organiser_id -> Text,
        practitioner_id -> Nullable<Text>,
        observation_id -> Nullable<Text>,
        starts_local -> Text,
        time_zone -> Text,
        duration_minutes -> Integer,
        place -> Text,
        link -> Text,
        agenda_note -> Text,
        state -> Text,
        summary -> Text,
        series_id -> Nullable<Text>,
        recurrence_id -> Nullable<Text>,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    meeting_attendee (org_id, meeting_id, person_id) {
        org_id -> Text,
        meeting_id -> Text,
        person_id -> Text,
        invite_token -> Text,
        reply -> Text,
    }
}

diesel::table! {
    action (org_id, id) {
        org_id -> Text,
        id -> Text,
        practitioner_id -> Text,
        observation_id -> Nullable<Text>,
        meeting_id -> Nullable<Text>,
        title -> Text,
        support -> Text,
        state -> Text,
        review_on -> Text,
        proposed_by -> Text,
        note -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        version -> BigInt,
    }
}

diesel::table! {
    job (org_id, id) {
        org_id -> Text,
        id -> Text,
        kind -> Text,
        dedupe_key -> Text,
        payload -> Text,
        state -> Text,
        run_at -> Timestamp,
        attempts -> Integer,
        claimed_until -> Nullable<Timestamp>,
        fence -> BigInt,
        last_error -> Nullable<Text>,
        created_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    audit (org_id, id) {
        org_id -> Text,
        id -> Text,
        at -> Timestamp,
        actor_id -> Nullable<Text>,
        action -> Text,
        subject_kind -> Text,
        subject_id -> Text,
        person_id -> Nullable<Text>,
        detail -> Text,
        request_id -> Text,
    }
}

diesel::table! {
    counter (org_id, id) {
        org_id -> Text,
        id -> Text,
        value -> BigInt,
    }
}

diesel::table! {
    telemetry (org_id, day, release, timed, bucket) {
        org_id -> Text,
        day -> Text,
        release -> Text,
        timed -> Text,
        bucket -> Integer,
        n -> BigInt,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    organisation,
    unit,
    unit_closure,
    person,
    role_grant,
    session,
    refresh_token,
    device,
    quarantine,
    unsent_writing,
    known_device,
    throttle,
    one_time_token,
    framework,
    policy,
    observation,
    capture_segment,
    device_copy,
    observation_pair,
    observation_request,
    feedback,
    amendment,
    self_assessment,
    reply,
    reflection,
    meeting,
    meeting_attendee,
    action,
    job,
    audit,
    counter,
    telemetry,
);
