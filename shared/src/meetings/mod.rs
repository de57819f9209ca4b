//! Reflective meetings: who, when, how long, where, why. And each role's next steps.

mod coverage;
mod flat;
mod urgency;

pub use coverage::{DUE_AHEAD_DAYS, Recurring, owed, recurring};
pub use urgency::{NEXT_MAX, most_urgent};

use self::flat::FlatStep;
use crate::feedback::Action;
use crate::observations::{OpenRequest, State};
use crate::org::PersonRef;
use crate::values::{
    ActionId, Date, LocalTime, LongText, MeetingId, NoteText, ObservationId, PersonId,
    ReflectionId, ShortText, Timestamp, UnitName,
};

crate::wire! {
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum MeetingPurpose {
        /// One to one, after an observation.
        Feedback,
        /// Reflective supervision, one to one, recurring.
        Supervision,
        /// A group working on each other's practice.
        ActionLearning,
        /// Observers rating the same session.
        Calibration,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum MeetingState {
        Booked,
        Held,
        Cancelled,
    }

    /// What somebody answered to an invitation (RFC 5545 PARTSTAT).
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Participation {
        NeedsAction,
        Accepted,
        Declined,
        Tentative,
    }
}

impl MeetingPurpose {
    pub const ALL: &[MeetingPurpose] = &[
        Self::Feedback,
        Self::Supervision,
        Self::ActionLearning,
        Self::Calibration,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Feedback => "feedback",
            Self::Supervision => "supervision",
            Self::ActionLearning => "action_learning",
            Self::Calibration => "calibration",
        }
    }

    /// Whether two people meet, about one of them.
    pub const fn is_one_to_one(self) -> bool {
        matches!(self, Self::Feedback | Self::Supervision)
    }
}

/// The most people in one meeting.
pub const ATTENDEES_MAX: usize = 30;

crate::wire! {
    /// When and where; wall clock in `time_zone`, so that a clock change never moves it.
    pub struct Slot {
        pub starts: LocalTime,
        /// IANA, as in `Europe/London`.
        pub time_zone: String,
        /// 5 to 480.
        pub duration_minutes: u16,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub place: Option<ShortText>,
        /// An `https` address of a video meeting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub link: Option<ShortText>,
    }

    /// Books a meeting; repeated with the same id it answers the same.
    pub struct NewMeeting {
        pub id: MeetingId,
        pub purpose: MeetingPurpose,
        /// Without the organiser.
        pub attendee_ids: Vec<PersonId>,
        /// Whom a one-to-one is about; one of the attendees or the organiser.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub practitioner_id: Option<PersonId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub observation_id: Option<ObservationId>,
        pub slot: Slot,
        /// Seen here, never in the invitation.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub agenda_note: Option<NoteText>,
    }

    /// Moves or edits a meeting.
    pub struct EditMeeting {
        pub slot: Slot,
        pub attendee_ids: Vec<PersonId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub agenda_note: Option<NoteText>,
    }

    pub struct CancelMeeting {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reason: Option<ShortText>,
    }

    pub struct ReplyToMeeting {
        pub participation: Participation,
    }

    /// Closes a meeting that took place; the summary goes to those who attended.
    pub struct HoldMeeting {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub summary: Option<LongText>,
        #[serde(default)]
        pub actions: Vec<NewMeetingAction>,
    }

    pub struct NewMeetingAction {
        pub id: ActionId,
        pub title: ShortText,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub support: Option<NoteText>,
        pub review_on: Date,
    }

    pub struct Attendee {
        pub person: PersonRef,
        pub participation: Participation,
    }

    pub struct MeetingSummary {
        pub id: MeetingId,
        pub purpose: MeetingPurpose,
        pub state: MeetingState,
        pub organiser: PersonRef,
        pub slot: Slot,
        /// The instant it starts, so that a list sorts across zones.
        pub starts_at: Timestamp,
        pub attendees: Vec<Attendee>,
        pub version: i64,
    }

    pub struct Meeting {
        pub summary: MeetingSummary,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub practitioner: Option<PersonRef>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub observation_id: Option<ObservationId>,
        /// Rises with each invitation sent (RFC 5545 SEQUENCE).
        pub sequence: i32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub agenda_note: Option<NoteText>,
        /// Due and open actions of the practitioner, for those in the room.
        pub agenda_actions: Vec<Action>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub minutes: Option<LongText>,
        pub may_edit: bool,
    }

    /// One person on the coverage board: that it happened, never what was written.
    pub struct CoverageRow {
        pub practitioner: PersonRef,
        pub unit: UnitName,
        pub working_days: [bool; 7],
        pub observation: Coverage,
        pub feedback: Coverage,
        pub supervision: Coverage,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub next_meeting: Option<LocalTime>,
        /// Where feedback is due or overdue. Absent from servers of before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub owed: Option<OwedFeedback>,
        /// The last day of an absence that lasts. Absent from servers of before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub away_until: Option<Date>,
    }

    /// The oldest session whose feedback is not shared yet, and who has to share it.
    pub struct OwedFeedback {
        pub observation_id: ObservationId,
        pub observer: PersonRef,
    }

    /// The people of a board or of a page of it, the most urgent first.
    pub struct CoverageBoard {
        pub rows: Vec<CoverageRow>,
        /// Opaque key of the next page; absent on the last one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub next: Option<String>,
        /// Of everybody, whatever is shown. Absent from servers of before, which show all they count.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub counts: Option<CoverageCounts>,
        /// The policies it is judged by; absent where none is set.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub observation_every_days: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub feedback_within_working_days: Option<u32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub supervision_every_days: Option<u32>,
    }

    /// How many people stand how.
    #[derive(Copy, Default, Eq)]
    pub struct CoverageCounts {
        pub overdue: u32,
        pub due: u32,
        pub booked: u32,
        pub done: u32,
        pub not_asked: u32,
        /// Servers of before know of nobody who is away.
        #[serde(default)]
        pub away: u32,
    }

    /// What should I do next.
    pub struct Home {
        pub next: Vec<NextStep>,
        /// People and records behind the first list, by role; a count opens a list.
        pub counts: Vec<HomeCount>,
        // Steps, but not in `next`: apps of before refuse a list with a kind they do not know.
        /// Head: work from tablets of people who may no longer send it waits for a decision.
        #[serde(default, skip_serializing_if = "is_none")]
        pub work_to_decide: u32,
        /// Administrator: such work waits, and nobody holds a role to decide about it.
        #[serde(default, skip_serializing_if = "is_none")]
        pub work_without_head: u32,
        /// Organiser: meetings to come to which nobody comes.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub declined: Vec<DeclinedMeeting>,
        /// Practitioner: what I asked and nobody has planned yet, the oldest first.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub asked: Vec<OpenRequest>,
    }

    /// A meeting that everybody who was invited declined.
    pub struct DeclinedMeeting {
        pub meeting_id: MeetingId,
        pub purpose: MeetingPurpose,
        pub with: Vec<PersonRef>,
        pub starts: LocalTime,
    }

    pub struct HomeCount {
        /// As in `drafts`, `shared_unread`, `overdue`; a text in the catalogue.
        pub kind: String,
        pub n: i64,
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
fn is_none(n: &u32) -> bool {
    *n == 0
}

crate::wire! {
    /// How somebody stands, most urgent first.
    #[derive(Copy, Eq, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum CoverageState {
        Overdue,
        Due,
        Booked,
        Done,
        /// Nothing asks for anything.
        NotAsked,
        /// Not expected for a while, so that nothing is due of them.
        Away,
    }
}

crate::wire! {
    #[serde(tag = "state", rename_all = "snake_case")]
    pub enum Coverage {
        Done { on: Date },
        Booked { on: Date },
        Due { by: Date },
        Overdue { days: u32 },
        /// Nothing asks for it.
        None {},
    }
}

crate::wire! {
    /// One thing to do, most urgent first.
    #[serde(tag = "kind", rename_all = "snake_case", try_from = "FlatStep")]
    pub enum NextStep {
        /// Observer: a session planned for today or later.
        Observe { observation_id: ObservationId, practitioner: PersonRef, planned_for: LocalTime, state: State },
        /// Observer: a session that ended and is not yet shared.
        FinishFeedback { observation_id: ObservationId, practitioner: PersonRef, ended_at: Timestamp },
        /// Observer and practitioner: the other replied. `practitioner` is whoever did: apps of
        /// before ask for that name, and show it.
        ReadReply { observation_id: ObservationId, practitioner: PersonRef, replied_at: Timestamp },
        /// Observer: acknowledged and ready to be closed.
        Lock { observation_id: ObservationId, practitioner: PersonRef, acknowledged_at: Timestamp },
        /// Practitioner: tell the person on probation, before the session.
        Inform { observation_id: ObservationId, observer: PersonRef, planned_for: LocalTime },
        SelfAssess { observation_id: ObservationId, observer: PersonRef, ended_at: Timestamp },
        ReadFeedback { observation_id: ObservationId, observer: PersonRef, shared_at: Timestamp },
        Acknowledge { observation_id: ObservationId, observer: PersonRef, shared_at: Timestamp },
        ReviewAction { action_id: ActionId, title: ShortText, review_on: Date },
        ContinueReflection { reflection_id: ReflectionId, updated_at: Timestamp },
        Meet { meeting_id: MeetingId, purpose: MeetingPurpose, with: Vec<PersonRef>, starts: LocalTime },
        /// After the time has passed: was it held?
        CloseMeeting { meeting_id: MeetingId, purpose: MeetingPurpose, with: Vec<PersonRef>, starts: LocalTime },
        /// Manager: somebody is due or overdue to be observed.
        BookObservation { practitioner: PersonRef, overdue_days: u32 },
        BookSupervision { practitioner: PersonRef, overdue_days: u32 },
        /// Practitioner asked to be observed.
        PlanRequested { practitioner: PersonRef, focus: Option<crate::values::Key>, asked_at: Timestamp },
        /// Administrator: mails that could not be delivered.
        FailedMail { n: i64 },
        /// Administrator: people who have not accepted their invitation.
        PendingInvitations { n: i64 },
    }
}
