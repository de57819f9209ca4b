//! Bulk inserts of the demo: rows as they are stored, a few hundred in each statement.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::{
    action, audit, capture_segment, feedback, job, meeting, meeting_attendee, observation,
    observation_request, organisation, person, policy, reflection, reply, role_grant,
    self_assessment, unit, unit_closure,
};
use crate::error::Result;
use crate::on_backend;

/// Rows of one statement: 30 columns of each stay below SQLite's 32,766 parameters.
const N_ROWS: usize = 500;

macro_rules! rows {
    ($($name:ident in $table:ident { $($column:ident: $type:ty),+ $(,)? })+) => {
        $(
            #[derive(Clone, Debug, Insertable)]
            #[diesel(table_name = $table, treat_none_as_default_value = false)]
            pub struct $name { $(pub $column: $type),+ }
        )+
    };
}

rows! {
    OrganisationRow in organisation {
        org_id: String, name: String, locale: String, time_zone: String, mail_policy: String, telemetry: String,
        created_at: NaiveDateTime, version: i64,
    }
    UnitRow in unit {
        org_id: String, id: String, parent_id: Option<String>, kind: String, name: String, code: Option<String>,
        version: i64,
    }
    ClosureRow in unit_closure { org_id: String, ancestor_id: String, descendant_id: String, depth: i32 }
    PersonRow in person {
        org_id: String, id: String, name: String, email: String, staff_code: Option<String>, grade: String,
        unit_id: String, line_manager_id: Option<String>, working_pattern: String, locale: String, status: String,
        left_on: Option<String>, security_version: i64, password_hash: Option<String>, created_at: NaiveDateTime,
        version: i64, absences: String,
    }
    GrantRow in role_grant {
        org_id: String, id: String, person_id: String, role: String, unit_id: String, granted_at: NaiveDateTime,
        revoked_at: Option<NaiveDateTime>,
    }
    PolicyRow in policy {
        org_id: String, id: String, unit_id: Option<String>, kind: String, effective_from: String, body: String,
    }
    ObservationRow in observation {
        org_id: String, id: String, practitioner_id: String, observer_id: String, unit_id: String,
        framework_hash: String, earlier_frameworks: String, earlier_observers: String, purpose: String, session_type: String, focus: Option<String>,
        planned_for: Option<String>, planned_zone: String, duration_minutes: i32, recorded_note: String,
        case_reference: Option<String>, informed: String, state: String, agreed_at: NaiveDateTime,
        started_at: Option<NaiveDateTime>, ended_at: Option<NaiveDateTime>, shared_at: Option<NaiveDateTime>,
        self_assessed_at: Option<NaiveDateTime>, acknowledged_at: Option<NaiveDateTime>,
        locked_at: Option<NaiveDateTime>, stopped_at: Option<NaiveDateTime>, withdrawn_at: Option<NaiveDateTime>,
        created_at: NaiveDateTime, updated_at: NaiveDateTime, version: i64, received_seq: i64,
        shared_up_to: Option<i64>,
    }
    SegmentRow in capture_segment {
        org_id: String, observation_id: String, id: String, author_id: String, device_id: String,
        first_sequence: i64, last_sequence: i64, n_operations: i32, content_hash: String, operations: String,
        received_at: NaiveDateTime, received_seq: i64,
    }
    RequestRow in observation_request {
        org_id: String, id: String, practitioner_id: String, focus: Option<String>, note: String,
        created_at: NaiveDateTime, answered_at: Option<NaiveDateTime>, taken_back_at: Option<NaiveDateTime>,
    }
    FeedbackRow in feedback {
        org_id: String, observation_id: String, id: String, edition: i32, body: String, shared_at: NaiveDateTime,
        withdrawn_at: Option<NaiveDateTime>,
    }
    SelfAssessmentRow in self_assessment {
        org_id: String, observation_id: String, practitioner_id: String, body: String,
        submitted_at: Option<NaiveDateTime>, updated_at: NaiveDateTime, version: i64,
    }
    ReplyRow in reply {
        org_id: String, id: String, observation_id: String, author_id: String, kind: String, body: String,
        created_at: NaiveDateTime,
    }
    ReflectionRow in reflection {
        org_id: String, id: String, practitioner_id: String, observation_id: Option<String>, model: String,
        body: String, shared_at: Option<NaiveDateTime>, created_at: NaiveDateTime, updated_at: NaiveDateTime,
        version: i64, n_sharings: i64,
    }
    ActionRow in action {
        org_id: String, id: String, practitioner_id: String, observation_id: Option<String>,
        meeting_id: Option<String>, title: String, support: String, state: String, review_on: String,
        proposed_by: String, note: String, created_at: NaiveDateTime, updated_at: NaiveDateTime, version: i64,
    }
    MeetingRow in meeting {
        org_id: String, id: String, uid: String, sequence: i32, purpose: String, organiser_id: String,
        practitioner_id: Option<String>, observation_id: Option<String>, starts_local: String, time_zone: String,
        duration_minutes: i32, place: String, link: String, agenda_note: String, state: String, summary: String,
        series_id: Option<String>, recurrence_id: Option<String>, created_at: NaiveDateTime,
        updated_at: NaiveDateTime, version: i64,
    }
    AttendeeRow in meeting_attendee {
        org_id: String, meeting_id: String, person_id: String, invite_token: String, reply: String,
    }
    JobRow in job {
        org_id: String, id: String, kind: String, dedupe_key: String, payload: String, state: String,
        run_at: NaiveDateTime, attempts: i32, claimed_until: Option<NaiveDateTime>, fence: i64,
        last_error: Option<String>, created_at: NaiveDateTime, finished_at: Option<NaiveDateTime>,
    }
    AuditRow in audit {
        org_id: String, id: String, at: NaiveDateTime, actor_id: Option<String>, action: String,
        subject_kind: String, subject_id: String, person_id: Option<String>, detail: String, request_id: String,
    }
}

/// Rows of all tables that go in together.
#[derive(Default)]
pub struct Batch {
    pub organisations: Vec<OrganisationRow>,
    pub units: Vec<UnitRow>,
    pub closure: Vec<ClosureRow>,
    pub people: Vec<PersonRow>,
    pub grants: Vec<GrantRow>,
    pub policies: Vec<PolicyRow>,
    pub observations: Vec<ObservationRow>,
    pub segments: Vec<SegmentRow>,
    pub requests: Vec<RequestRow>,
    pub feedback: Vec<FeedbackRow>,
    pub self_assessments: Vec<SelfAssessmentRow>,
    pub replies: Vec<ReplyRow>,
    pub reflections: Vec<ReflectionRow>,
    pub meetings: Vec<MeetingRow>,
    pub attendees: Vec<AttendeeRow>,
    pub actions: Vec<ActionRow>,
    pub jobs: Vec<JobRow>,
    pub audit: Vec<AuditRow>,
}

macro_rules! insert_all {
    ($conn:expr, $($rows:expr => $table:ident),+ $(,)?) => {
        $(for rows in $rows.chunks(N_ROWS) {
            on_backend!($conn, c => diesel::insert_into($table::table).values(rows).execute(c))?;
        })+
    };
}

impl Batch {
    /// Inserts everything, what others refer to first.
    pub fn insert(&self, conn: &mut Conn) -> Result<()> {
        insert_all!(conn,
            self.organisations => organisation,
            self.units => unit,
            self.closure => unit_closure,
            self.people => person,
            self.grants => role_grant,
            self.policies => policy,
            self.observations => observation,
            self.segments => capture_segment,
            self.requests => observation_request,
            self.feedback => feedback,
            self.self_assessments => self_assessment,
            self.replies => reply,
            self.reflections => reflection,
            self.meetings => meeting,
            self.attendees => meeting_attendee,
            self.actions => action,
            self.jobs => job,
            self.audit => audit,
        );
        Ok(())
    }
}

/// The names of the organisations there are.
pub fn organisation_names(conn: &mut Conn) -> Result<Vec<String>> {
    Ok(organisation::table
        .select(organisation::name)
        .order(organisation::name)
        .load(conn)?)
}
