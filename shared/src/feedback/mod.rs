//! What happens after the session: self-assessment, reading, replying, reflecting, acting.

use crate::frameworks::Answer;
use crate::observations::{Observation, SharedFeedback};
use crate::org::PersonRef;
use crate::values::{
    ActionId, AmendmentId, Date, DraftText, FeedbackId, Key, LongText, NoteText, ObservationId,
    PersonId, ReflectionId, ReplyId, ShortText, Timestamp,
};
use std::collections::BTreeMap;

mod gap;
mod opening;

pub use gap::{Apart, Gap, apart, gaps};
pub use opening::{OPENS_AFTER_DAYS, Opening, opening};

crate::wire! {
    /// The released feedback with all that belongs to reading it.
    pub struct Feedback {
        pub id: FeedbackId,
        pub observation: Observation,
        /// 1 for the first; sharing again before the acknowledgement makes the next.
        pub edition: i32,
        pub shared_at: Timestamp,
        pub content: SharedFeedback,
        /// The practitioner's own view, where the one who asks may read it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub self_assessment: Option<SelfAssessmentContent>,
        pub replies: Vec<Reply>,
        pub amendments: Vec<Amendment>,
        pub actions: Vec<Action>,
    }

    /// What the practitioner thinks, written before the observer's view is seen.
    #[derive(Default)]
    pub struct SelfAssessmentContent {
        #[serde(default)]
        pub ratings: BTreeMap<Key, Answer>,
        /// "How did it go?" in the practitioner's words.
        #[serde(default)]
        pub words: BTreeMap<Key, NoteText>,
    }

    pub struct SelfAssessment {
        pub content: SelfAssessmentContent,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub submitted_at: Option<Timestamp>,
        /// Framework items it asks about: those of the focus, then one of each domain seen.
        pub framework: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub focus: Option<Key>,
        pub version: i64,
    }

    pub struct EditSelfAssessment {
        pub content: SelfAssessmentContent,
        /// From then on the observer may read it and the feedback opens.
        pub submit: bool,
    }

    pub struct Reply {
        pub id: ReplyId,
        pub author: PersonRef,
        pub kind: ReplyKind,
        pub text: LongText,
        pub created_at: Timestamp,
    }

    pub struct NewReply {
        pub id: ReplyId,
        pub kind: ReplyKind,
        pub text: LongText,
    }

    pub struct Amendment {
        pub id: AmendmentId,
        pub author: PersonRef,
        pub text: LongText,
        pub created_at: Timestamp,
    }

    pub struct NewAmendment {
        pub id: AmendmentId,
        pub text: LongText,
    }

    /// Somebody opened a record of mine.
    pub struct View {
        pub viewer: PersonRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub observation_id: Option<ObservationId>,
        /// As in `feedback.read`.
        pub action: String,
        pub at: Timestamp,
    }

    /// The practitioner's own writing. `parts` by the model's part, `free` for free writing.
    pub struct Reflection {
        pub id: ReflectionId,
        pub practitioner: PersonRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub observation_id: Option<ObservationId>,
        pub model: ReflectionModel,
        pub parts: BTreeMap<Key, DraftText>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub shared_at: Option<Timestamp>,
        pub updated_at: Timestamp,
        pub version: i64,
        /// How often it has been shared or taken back: what a share is made over.
        #[serde(default)]
        pub n_sharings: i64,
    }

    pub struct PutReflection {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub observation_id: Option<ObservationId>,
        pub model: ReflectionModel,
        pub parts: BTreeMap<Key, DraftText>,
    }

    /// A small agreed step.
    pub struct Action {
        pub id: ActionId,
        pub practitioner: PersonRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub observation_id: Option<ObservationId>,
        pub title: ShortText,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub support: Option<NoteText>,
        pub review_on: Date,
        pub state: ActionState,
        /// What the practitioner wrote when taking it on, finishing or suggesting another.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub note: Option<NoteText>,
        pub updated_at: Timestamp,
        pub version: i64,
    }

    /// Makes an action (`If-None-Match: *`) or changes one (`If-Match`).
    pub struct PutAction {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub practitioner_id: Option<crate::values::PersonId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub observation_id: Option<ObservationId>,
        pub title: ShortText,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub support: Option<NoteText>,
        pub review_on: Date,
        pub state: ActionState,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub note: Option<NoteText>,
    }
}

crate::wire! {
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum ReplyKind {
        Reply,
        Dispute,
        SecondObserverRequest,
        /// Written with the acknowledgement.
        Acknowledgement,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum ReflectionModel {
        Kolb,
        Gibbs,
        Free,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum ActionState {
        Proposed,
        Taken,
        /// The practitioner suggested another instead.
        Replaced,
        Done,
        Dropped,
    }
}

crate::names! {
    ReplyKind {
        Reply = "reply",
        Dispute = "dispute",
        SecondObserverRequest = "second_observer_request",
        Acknowledgement = "acknowledgement",
    }
    ReflectionModel { Kolb = "kolb", Gibbs = "gibbs", Free = "free" }
    ActionState {
        Proposed = "proposed",
        Taken = "taken",
        Replaced = "replaced",
        Done = "done",
        Dropped = "dropped",
    }
}

impl ReflectionModel {
    /// The parts it is written in, in order (Kolb 1984; Gibbs 1988).
    pub const fn parts(self) -> &'static [&'static str] {
        match self {
            Self::Kolb => &["experience", "reflection", "concept", "experiment"],
            Self::Gibbs => &[
                "description",
                "feelings",
                "evaluation",
                "analysis",
                "conclusion",
                "action-plan",
            ],
            Self::Free => &["free"],
        }
    }
}

impl Reflection {
    /// As `reader` gets it. Who changes the model keeps what they wrote under the parts of the other;
    /// no page shows it under this one, so nobody else reads it.
    pub fn as_read_by(mut self, reader: PersonId) -> Self {
        if self.practitioner.id != reader {
            let shown = self.model.parts();
            self.parts.retain(|part, _| shown.contains(&part.as_str()));
        }
        self
    }
}

impl ActionState {
    /// Carried until done: shown at every next observation and meeting.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Proposed | Self::Taken)
    }

    pub const fn may_become(self, next: ActionState) -> bool {
        match self {
            Self::Proposed => true,
            Self::Taken => !matches!(next, Self::Proposed),
            Self::Replaced | Self::Done | Self::Dropped => self as u8 == next as u8,
        }
    }
}
