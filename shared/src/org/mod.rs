//! Organisations, units of any depth, people and their roles.

use crate::access::Role;
use crate::values::{
    Date, Email, GrantId, OrgId, OrgName, PersonId, PersonName, PolicyId, StaffCode, Timestamp,
    UnitId, UnitName,
};

mod away;
mod import;
mod pattern;
mod policy;

pub use away::{AWAY_MONTHS_MAX, Absences, Away, SayAway};
pub use import::{
    COLUMNS as IMPORT_COLUMNS, ImportChange, ImportReport, ImportRow, ROWS_MAX as IMPORT_ROWS_MAX,
    RowProblem,
};
pub use pattern::{WorkingDay, WorkingPattern};
pub use policy::{POLICY_DAYS_MAX, policy_in_force};

crate::wire! {
    /// How much of what happened a mail may carry.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum MailPolicy {
        /// What happened, the date, a link. The default.
        Minimal,
        /// Also action titles and dates.
        Standard,
        /// Also the released feedback.
        Full,
    }

    /// What a person is employed as.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Grade {
        /// Probation officer.
        Po,
        /// Probation services officer.
        Pso,
        /// Trainee.
        Pqip,
        /// Newly qualified officer.
        Nqo,
        Spo,
        HeadOfPdu,
        Qdo,
        Other,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum PersonStatus {
        Invited,
        Active,
        Suspended,
        Left,
    }
}

impl PersonStatus {
    pub const ALL: &[PersonStatus] = &[
        PersonStatus::Active,
        PersonStatus::Invited,
        PersonStatus::Suspended,
        PersonStatus::Left,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Left => "left",
        }
    }

    pub fn parse(text: &str) -> Option<PersonStatus> {
        PersonStatus::ALL
            .iter()
            .copied()
            .find(|status| status.as_str() == text)
    }
}

impl Grade {
    pub const ALL: &[Grade] = &[
        Grade::Po,
        Grade::Pso,
        Grade::Pqip,
        Grade::Nqo,
        Grade::Spo,
        Grade::HeadOfPdu,
        Grade::Qdo,
        Grade::Other,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Grade::Po => "po",
            Grade::Pso => "pso",
            Grade::Pqip => "pqip",
            Grade::Nqo => "nqo",
            Grade::Spo => "spo",
            Grade::HeadOfPdu => "head_of_pdu",
            Grade::Qdo => "qdo",
            Grade::Other => "other",
        }
    }

    pub fn parse(text: &str) -> Option<Grade> {
        Grade::ALL
            .iter()
            .copied()
            .find(|grade| grade.as_str() == text)
    }
}

crate::wire! {
    pub struct Organisation {
        pub id: OrgId,
        pub name: OrgName,
        pub locale: String,
        /// IANA, as in `Europe/London`.
        pub time_zone: String,
        pub mail_policy: MailPolicy,
        /// Whether its devices count times and failures, without content, for this server.
        #[serde(default = "crate::yes")]
        pub telemetry: bool,
        pub version: i64,
    }

    pub struct EditOrganisation {
        pub name: OrgName,
        pub mail_policy: MailPolicy,
        /// Left out, it stays as it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub telemetry: Option<bool>,
    }

    pub struct Unit {
        pub id: UnitId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub parent_id: Option<UnitId>,
        /// `region`, `pdu`, `team`, or what the organisation calls its levels.
        pub kind: String,
        pub name: UnitName,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub code: Option<String>,
        /// People whose home unit this is, without the units below.
        pub n_people: i64,
        pub version: i64,
    }

    /// Makes a unit; repeated with the same id it answers the same.
    pub struct NewUnit {
        pub id: UnitId,
        #[serde(default)]
        pub parent_id: Option<UnitId>,
        pub kind: String,
        pub name: UnitName,
        #[serde(default)]
        pub code: Option<String>,
    }

    /// Renames or moves a unit with all that is below it.
    pub struct EditUnit {
        #[serde(default)]
        pub parent_id: Option<UnitId>,
        pub kind: String,
        pub name: UnitName,
        #[serde(default)]
        pub code: Option<String>,
    }

    /// A role over a unit and everything below it.
    pub struct RoleGrant {
        pub id: GrantId,
        pub role: Role,
        pub unit_id: UnitId,
    }

    /// A name to show, and no more.
    #[derive(Eq)]
    pub struct PersonRef {
        pub id: PersonId,
        pub name: PersonName,
    }

    pub struct PersonSummary {
        pub id: PersonId,
        pub name: PersonName,
        pub grade: Grade,
        pub unit_id: UnitId,
        pub unit: UnitName,
        pub status: PersonStatus,
        pub roles: Vec<Role>,
    }

    pub struct Person {
        pub id: PersonId,
        pub name: PersonName,
        pub email: Email,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub staff_code: Option<StaffCode>,
        pub grade: Grade,
        pub unit_id: UnitId,
        pub unit: UnitName,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub line_manager: Option<PersonRef>,
        pub working_pattern: WorkingPattern,
        pub locale: String,
        pub status: PersonStatus,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub left_on: Option<Date>,
        pub roles: Vec<RoleGrant>,
        /// The absence that lasts. Told to themselves and to those who may say it; absent
        /// from servers of before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub away: Option<Away>,
        /// Whether the one who asks may say how long they are away, and that they are back.
        #[serde(default)]
        pub may_say_away: bool,
        pub version: i64,
    }

    pub struct NewPerson {
        pub id: PersonId,
        pub name: PersonName,
        pub email: Email,
        #[serde(default)]
        pub staff_code: Option<StaffCode>,
        pub grade: Grade,
        pub unit_id: UnitId,
        #[serde(default)]
        pub line_manager_id: Option<PersonId>,
        #[serde(default)]
        pub working_pattern: WorkingPattern,
        /// Sends the invitation at once.
        #[serde(default)]
        pub invite: bool,
    }

    pub struct EditPerson {
        pub name: PersonName,
        pub email: Email,
        #[serde(default)]
        pub staff_code: Option<StaffCode>,
        pub grade: Grade,
        pub unit_id: UnitId,
        #[serde(default)]
        pub line_manager_id: Option<PersonId>,
        pub working_pattern: WorkingPattern,
    }

    /// Somebody leaves. Open observations they were to make, meetings they organise and
    /// people they line-manage go to `successor_id`; their own records stay where they are.
    pub struct Leave {
        pub left_on: Date,
        #[serde(default)]
        pub successor_id: Option<PersonId>,
    }

    /// Somebody who had left is here again; the invitation goes to `email`. Roles are granted anew.
    pub struct ComeBack {
        pub email: Email,
    }

    pub struct NewGrant {
        pub id: GrantId,
        pub role: Role,
        pub unit_id: UnitId,
    }

    /// A rule of the organisation or of one unit, from a day on.
    pub struct Policy {
        pub id: PolicyId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub unit_id: Option<UnitId>,
        pub effective_from: Date,
        pub rule: PolicyRule,
    }
}

crate::wire! {
    /// No frequency is a constant in code: no national figure could be sourced.
    #[derive(Copy, Eq)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    pub enum PolicyRule {
        /// Each practitioner is observed at least once in so many days.
        ObservationEvery { days: u32 },
        /// Feedback is shared within so many working days of the session.
        FeedbackWithin { working_days: u32 },
        /// Feedback opens without a self-assessment after so many days.
        SelfAssessmentOpens { days: u32 },
        /// Reflective supervision at least once in so many days.
        SupervisionEvery { days: u32 },
    }
}

impl PolicyRule {
    /// The stable name under which a rule replaces an earlier one.
    pub const fn kind(self) -> &'static str {
        match self {
            PolicyRule::ObservationEvery { .. } => "observation_every",
            PolicyRule::FeedbackWithin { .. } => "feedback_within",
            PolicyRule::SelfAssessmentOpens { .. } => "self_assessment_opens",
            PolicyRule::SupervisionEvery { .. } => "supervision_every",
        }
    }

    /// Working days or days, whichever the rule counts.
    pub const fn days(self) -> u32 {
        match self {
            PolicyRule::FeedbackWithin { working_days } => working_days,
            PolicyRule::ObservationEvery { days }
            | PolicyRule::SelfAssessmentOpens { days }
            | PolicyRule::SupervisionEvery { days } => days,
        }
    }
}

crate::wire! {
    /// One line of the audit log.
    pub struct AuditEntry {
        pub id: crate::values::AuditId,
        pub at: Timestamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub actor: Option<PersonRef>,
        /// As in `feedback.read`, `observation.share`.
        pub action: String,
        pub subject_kind: String,
        pub subject_id: String,
        /// Whose record it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub person: Option<PersonRef>,
        pub request_id: String,
    }

    /// One mail on its way, as an administrator sees it: never its content.
    pub struct Delivery {
        pub id: crate::values::JobId,
        /// As in `feedback_ready`, or [`Delivery::UNREADABLE`].
        pub message: String,
        /// Nobody, with an id of no person, of a mail that cannot be read.
        pub recipient: PersonRef,
        pub state: DeliveryState,
        /// It was not sent, because what it tells of was gone or had changed: there is nothing to try again.
        #[serde(default)]
        pub superseded: bool,
        /// An administrator has said that it will never be delivered.
        #[serde(default)]
        pub set_aside: bool,
        pub attempts: i32,
        pub created_at: Timestamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub next_try_at: Option<Timestamp>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub finished_at: Option<Timestamp>,
        /// What the mail server said, without addresses; nothing for a superseded one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub last_error: Option<String>,
    }
}

impl Delivery {
    /// The `message` of a mail that another version of the server stored.
    pub const UNREADABLE: &str = "unreadable";
}

crate::wire! {
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum DeliveryState {
        Waiting,
        Running,
        Done,
        Failed,
    }
}
