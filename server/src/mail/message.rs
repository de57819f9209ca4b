//! What other slices hand over: plain data that travels in a job's payload.
//!
//! A message says what happened, never how it reads; `letter` finds the words.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use shared::meetings::{MeetingPurpose, Participation};
use shared::org::MailPolicy;
use shared::values::Email;
use uuid::Uuid;

use super::link::{AppPath, SiteUrl, WebLink};
use super::text::{Line, Prose};
use crate::locale::Locale;

/// One mail to one person. Invariant: one message per event and recipient, so a
/// retry repeats it byte for byte.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    pub to: Recipient,
    /// The organisation's own name, printed in the closing lines.
    pub organisation: Line,
    pub policy: MailPolicy,
    pub site: SiteUrl,
    /// When the event happened (UTC): the mail's Date and a calendar's DTSTAMP.
    pub composed_at: DateTime<Utc>,
    pub content: Content,
}

/// Who receives the mail, and in which language.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    pub name: Line,
    pub email: Email,
    #[serde(default)]
    pub locale: Locale,
}

/// What happened.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Content {
    /// An account waits for its owner. The path holds a single-use token.
    Invitation {
        invited_by: Line,
        path: AppPath,
        expires_at: DateTime<Utc>,
    },
    /// Someone asked for a new password. The path holds a single-use token.
    PasswordReset {
        path: AppPath,
        expires_at: DateTime<Utc>,
    },
    /// The password of an account is another one, by whoever knew the old one or read its mail.
    PasswordChanged {
        at: DateTime<Utc>,
        path: AppPath,
    },
    /// A session was ended because what continues it was used twice, which is a sign of theft.
    SessionEnded {
        device: Line,
        at: DateTime<Utc>,
        path: AppPath,
    },
    /// Somebody changed the address of an account; goes to the address of before.
    AddressChanged {
        changed_by: Line,
        path: AppPath,
    },
    /// Somebody planned to observe a session, or asked for a second observer of one.
    ObservationPlanned {
        planned_by: Line,
        session: PlannedSession,
        #[serde(default)]
        is_second: bool,
    },
    /// Its observer moved a planned session to another time.
    ObservationMoved {
        session: PlannedSession,
        previously: DateTime<Utc>,
    },
    /// A planned session is observed by somebody else, since its observer has left.
    ObservationHandedOn {
        session: PlannedSession,
        /// Who was to observe it.
        before: Line,
        /// Whether the reader observes it now.
        is_yours: bool,
    },
    /// A request to be observed was answered in words instead of a plan.
    RequestDeclined {
        declined_by: Line,
        path: AppPath,
    },
    /// A planned session is not observed after all.
    ObservationCancelled {
        session: PlannedSession,
        /// Nobody where it ended by what somebody else said, or by somebody's leaving.
        #[serde(default)]
        cancelled_by: Option<Line>,
    },
    /// The observer released feedback to the practitioner.
    FeedbackReady {
        observer: Line,
        observed_on: NaiveDate,
        path: AppPath,
        #[serde(default)]
        actions: Vec<ActionLine>,
        #[serde(default)]
        feedback: Option<ReleasedFeedback>,
    },
    /// The practitioner replied to feedback. What was written stays in the app.
    ReplyReceived {
        practitioner: Line,
        observed_on: NaiveDate,
        path: AppPath,
    },
    /// Work arrived without permission, and its reader may decide about it. Never what it is.
    UnsentToDecide {
        /// Whose: the author's unit.
        team: Line,
        arrived_on: NaiveDate,
        path: AppPath,
    },
    /// The same for an administrator, where nobody may decide.
    UnsentWithoutHead {
        team: Line,
        arrived_on: NaiveDate,
        path: AppPath,
    },
    /// The same for its author.
    UnsentWaits {
        arrived_on: NaiveDate,
        path: AppPath,
    },
    /// What arrived without permission was taken into the record, or was not.
    UnsentDecided {
        is_accepted: bool,
        decided_by: Line,
        arrived_on: NaiveDate,
        path: AppPath,
        /// Shown under [`MailPolicy::Full`] only.
        reason: Line,
    },
    /// Writing that a device had not sent was kept for its author.
    UnsentKept {
        kept_until: NaiveDate,
        path: AppPath,
    },
    MeetingInvited {
        meeting: Meeting,
    },
    MeetingMoved {
        meeting: Meeting,
        previous_start: DateTime<Utc>,
    },
    MeetingCancelled {
        meeting: Meeting,
        #[serde(default)]
        whom: Cancelled,
    },
    /// After a meeting: what was agreed.
    MeetingSummary {
        purpose: MeetingPurpose,
        held_at: DateTime<Utc>,
        path: AppPath,
        #[serde(default)]
        actions: Vec<ActionLine>,
        /// Shown under [`MailPolicy::Full`] only.
        #[serde(default)]
        summary: Prose,
    },
    WeeklyDigest {
        week_from: NaiveDate,
        /// By the widest role; meetings stand here.
        digest: Digest,
        /// By the other roles held, the widest first. Not in `digest`, which servers of before read.
        #[serde(default)]
        more: Vec<Digest>,
        path: AppPath,
    },
}

/// A session that is to be observed. Never its focus, its note or whose case it is: no policy lets
/// those travel.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedSession {
    pub practitioner: Line,
    pub observer: Line,
    pub planned_for: DateTime<Utc>,
    pub path: AppPath,
    /// The reader observes the same session in a record of their own, which stays as it is.
    #[serde(default)]
    pub has_own_record: bool,
}

/// Whom a cancellation concerns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cancelled {
    #[default]
    Everybody,
    /// Only those it names; the others meet.
    Named,
}

/// An agreed action: shown under [`MailPolicy::Standard`] and `Full`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionLine {
    pub title: Line,
    pub review_on: NaiveDate,
}

/// Released feedback: shown under [`MailPolicy::Full`] only.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleasedFeedback {
    pub strengths: Vec<Prose>,
    pub question: Prose,
    pub development: Vec<Prose>,
}

/// A meeting as its guests' calendars know it. Its id is the calendar UID: RFC 7986
/// §5.3 asks for a UUID, and a UID without our domain survives a change of domain.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    pub id: Uuid,
    /// Stored with the meeting; rises with every change, also with a cancellation
    /// (RFC 5546 §2.1.4).
    pub sequence: u32,
    /// The words in a calendar come from this, never from a free text.
    pub purpose: MeetingPurpose,
    pub organiser: Guest,
    /// Everyone invited; the organiser may or may not be among them.
    pub guests: Vec<Guest>,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    #[serde(default)]
    pub location: Option<Line>,
    #[serde(default)]
    pub link: Option<WebLink>,
    /// The meeting's page in the app.
    pub path: AppPath,
    /// When the meeting was last changed (UTC).
    pub changed_at: DateTime<Utc>,
    #[serde(default)]
    pub placement: Placement,
}

/// A person at a meeting.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guest {
    pub name: Line,
    pub email: Email,
    /// Their last answer (RFC 5545 §3.2.12). A move in time asks again.
    pub answer: Participation,
}

/// How a meeting sits in time. Times of day are London wall-clock times, so that a
/// weekly meeting at ten stays at ten when the clocks change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Placement {
    #[default]
    Single,
    /// Repeats at the same weekday and time of day, `times` times in all.
    Series { every_weeks: u8, times: u16 },
    /// One meeting out of a series, once planned for `planned_at`.
    Occurrence { planned_at: DateTime<Utc> },
}

/// What a week holds, by role. Counts, titles and dates; never content.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "role", rename_all = "snake_case")]
pub enum Digest {
    Practitioner {
        n_feedback_to_read: u32,
        /// Read, and not acknowledged.
        #[serde(default)]
        n_feedback_to_acknowledge: u32,
        n_self_assessments: u32,
        #[serde(default)]
        n_replies_to_read: u32,
        /// Of which `actions_due` are the first.
        #[serde(default)]
        n_actions_due: u32,
        #[serde(default)]
        actions_due: Vec<ActionLine>,
        #[serde(default)]
        meetings: Vec<MeetingLine>,
    },
    Observer {
        n_observations_planned: u32,
        n_feedback_to_write: u32,
        n_replies_to_read: u32,
        #[serde(default)]
        meetings: Vec<MeetingLine>,
    },
    Manager {
        n_due: u32,
        n_booked: u32,
        n_overdue: u32,
        n_completed: u32,
        /// Work of people who may no longer send it.
        #[serde(default)]
        n_work_to_decide: u32,
        #[serde(default)]
        meetings: Vec<MeetingLine>,
    },
    Administrator {
        n_failed_mails: u32,
        n_invitations: u32,
        n_work_without_head: u32,
        #[serde(default)]
        meetings: Vec<MeetingLine>,
    },
}

/// A meeting in a digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeetingLine {
    pub purpose: MeetingPurpose,
    pub with: Line,
    pub starts_at: DateTime<Utc>,
}

impl Content {
    /// The stable name of the kind: in logs, metrics and the delivery list.
    pub fn kind(&self) -> &'static str {
        match self {
            Content::Invitation { .. } => "invitation",
            Content::PasswordReset { .. } => "password_reset",
            Content::PasswordChanged { .. } => "password_changed",
            Content::SessionEnded { .. } => "session_ended",
            Content::AddressChanged { .. } => "address_changed",
            Content::ObservationPlanned { .. } => "observation_planned",
            Content::ObservationMoved { .. } => "observation_moved",
            Content::ObservationHandedOn { .. } => "observation_handed_on",
            Content::RequestDeclined { .. } => "request_declined",
            Content::ObservationCancelled { .. } => "observation_cancelled",
            Content::FeedbackReady { .. } => "feedback_ready",
            Content::ReplyReceived { .. } => "reply_received",
            Content::UnsentToDecide { .. } => "unsent_to_decide",
            Content::UnsentWithoutHead { .. } => "unsent_without_head",
            Content::UnsentWaits { .. } => "unsent_waits",
            Content::UnsentDecided { .. } => "unsent_decided",
            Content::UnsentKept { .. } => "unsent_kept",
            Content::MeetingInvited { .. } => "meeting_invited",
            Content::MeetingMoved { .. } => "meeting_moved",
            Content::MeetingCancelled { .. } => "meeting_cancelled",
            Content::MeetingSummary { .. } => "meeting_summary",
            Content::WeeklyDigest { .. } => "weekly_digest",
        }
    }
}

// A message may hold a single-use link and a person's feedback, so printing one
// shows its kind and a masked recipient and nothing else.
impl std::fmt::Debug for Message {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Message({} to {:?})", self.content.kind(), self.to.email)
    }
}
