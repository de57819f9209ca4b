//! One observed session, from the agreement to the closed record.
//!
//! What the observer does is a log of [`Operation`]s; [`Capture::fold`] makes the
//! record of it, on the tablet and on the server alike. The [`State`] machine says
//! which step may follow which; [`crate::access`] says who may take it.

mod capture;
mod coded;
mod conflict;
mod flat;
mod noted;
mod operation;
mod pair;
mod rebase;
mod release;
mod state;

pub use capture::{Capture, DraftAction, DraftPoint, Mark, Note, PhaseSpan, Rating, Span, Written};
pub use conflict::{
    ALSO_MAX, Conflict, Edit, Kept, Logged, Outcome, Slot, Version, journal, table,
};
pub use noted::noted;
pub use operation::{
    CodeEvent, MarkKind, OPERATION_LIMIT, Operation, OperationBody, PROTOCOL, PointKind, PointText,
    PushOperations, PushReceipt, SEGMENT_OPERATIONS, Segment,
};
pub use pair::{
    AddSecondObserver, Comparison, ItemPair, ObservedSession, SessionRecord, Side, SkillMarks,
    SkillPair,
};
pub use rebase::{Change, Held, PartDiff, PartKind, Rebase, RebaseDiff};
pub use release::{
    DEVELOPMENT_POINTS_MAX, EvidenceLine, Release, ReleasedAction, ReleasedPhase, ReleasedPoint,
    ReleasedRating, SharedFeedback, share_problems,
};
pub use state::{Gone, Parting, State, Step, WrongState};

use crate::org::PersonRef;
use crate::values::{
    CaseReference, Date, Key, LocalTime, NoteText, ObservationId, PersonId, ShortText, Timestamp,
    UnitId,
};

crate::wire! {
    /// Why the session is observed.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Purpose {
        Developmental,
        ProbationPeriod,
        /// A second observer, for calibration.
        Calibration,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum SessionType {
        Induction,
        Supervision,
        SentencePlanReview,
        HomeVisit,
        Programme,
        Video,
        Other,
    }

    /// What the practitioner told the person on probation. Information, not consent.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Informed {
        NotYetAsked,
        NoObjection,
        Objected,
    }
}

crate::names! {
    Purpose { Developmental = "developmental", ProbationPeriod = "probation_period", Calibration = "calibration" }
    SessionType {
        Induction = "induction",
        Supervision = "supervision",
        SentencePlanReview = "sentence_plan_review",
        HomeVisit = "home_visit",
        Programme = "programme",
        Video = "video",
        Other = "other",
    }
    Informed { NotYetAsked = "not_yet_asked", NoObjection = "no_objection", Objected = "objected" }
}

crate::wire! {
    /// What both agree before the session.
    pub struct Agreement {
        pub purpose: Purpose,
        pub session_type: SessionType,
        /// The skill domain the practitioner wants to be looked at.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub focus: Option<Key>,
        /// Wall clock in the organisation's zone.
        pub planned_for: LocalTime,
        pub duration_minutes: u16,
        /// What will be recorded, who will see it, and when the observer stops.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub note: Option<NoteText>,
        /// Never shown in a mail.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub case_reference: Option<CaseReference>,
    }

    /// Plans an observation; repeated with the same id it answers the same.
    pub struct NewObservation {
        pub id: ObservationId,
        pub practitioner_id: PersonId,
        /// Content hash of the framework version to observe with.
        pub framework: String,
        pub agreement: Agreement,
    }

    /// The practitioner's choice, or that there is none.
    pub struct ChooseFocus {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub focus: Option<Key>,
    }

    pub struct SetInformed {
        pub informed: Informed,
    }

    /// Stops a session in progress.
    pub struct StopObservation {
        /// Removes everything captured; otherwise the observer keeps it, unshared.
        pub discard: bool,
    }

    /// One observation without its content: what everybody in its line may know.
    pub struct ObservationSummary {
        pub id: ObservationId,
        pub practitioner: PersonRef,
        pub observer: PersonRef,
        pub unit_id: UnitId,
        pub state: State,
        pub planned_for: LocalTime,
        pub informed: Informed,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub shared_at: Option<Timestamp>,
        pub updated_at: Timestamp,
        pub version: i64,
    }

    pub struct Observation {
        pub id: ObservationId,
        pub practitioner: PersonRef,
        pub observer: PersonRef,
        pub unit_id: UnitId,
        pub framework: String,
        /// The versions it was on before, the first one first ([`Rebase`]).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub earlier_frameworks: Vec<String>,
        pub agreement: Agreement,
        pub informed: Informed,
        pub state: State,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub started_at: Option<Timestamp>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub ended_at: Option<Timestamp>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub shared_at: Option<Timestamp>,
        /// The last push that is part of what was last shared, by its `received_sequence`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub shared_up_to: Option<i64>,
        /// Whether whoever asks may read the feedback; a server of before does not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub may_read: Option<bool>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub acknowledged_at: Option<Timestamp>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub locked_at: Option<Timestamp>,
        /// Whether the self-assessment is in: the observer may know that, not what it says.
        pub self_assessed: bool,
        /// What the one who asks may do now.
        pub steps: Vec<Step>,
        /// The practitioner's actions still open from earlier, latest first; pinned while
        /// observing. Empty for those who may not read actions.
        #[serde(default)]
        pub open_actions: Vec<PinnedAction>,
        pub updated_at: Timestamp,
        pub version: i64,
    }

    pub struct PinnedAction {
        pub title: ShortText,
        pub review_on: Date,
    }

    /// What I asked, or a practitioner of my line, and nobody has planned yet.
    pub struct OpenRequest {
        pub id: ObservationId,
        pub practitioner: PersonRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub focus: Option<Key>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub note: Option<NoteText>,
        pub asked_at: Timestamp,
        /// Why it is not planned for now; only who asked is shown it, until they say they have read it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub declined: Option<Declined>,
    }

    /// What somebody of the line answered in place of a plan.
    pub struct Declined {
        pub words: NoteText,
        pub by: PersonRef,
        pub at: Timestamp,
    }

    /// Answers a request without planning it.
    pub struct Decline {
        /// Who asked reads them.
        pub words: NoteText,
    }

    /// A practitioner asks to be observed.
    pub struct ObservationRequest {
        pub id: ObservationId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub focus: Option<Key>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub note: Option<NoteText>,
    }
}
