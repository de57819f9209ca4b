//! What is captured, one appended act at a time.
//!
//! An operation is never changed or removed: an undo is another operation. The same
//! set of operations gives the same record wherever it is folded.

use super::Observation;
use super::flat::FlatOperation;
use crate::frameworks::Answer;
use crate::values::{
    ActionId, Date, DeviceId, Key, LongText, NoteText, OperationId, PointId, SegmentId, ShortText,
    Timestamp,
};

/// The version of this log's form. The server refuses to let an older writer
/// append to a record that holds operations it does not know.
pub const PROTOCOL: u32 = 1;

/// The most operations one push carries.
pub const SEGMENT_OPERATIONS: usize = 500;

/// The most operations one observation holds.
pub const OPERATION_LIMIT: usize = 10_000;

crate::wire! {
    #[serde(try_from = "FlatOperation")]
    pub struct Operation {
        pub id: OperationId,
        /// Counts up by one per operation of this device on this observation, from 1: a gap is a loss.
        pub sequence: u32,
        /// The device's clock at touch-down. Kept as told and never corrected.
        pub at: Timestamp,
        /// Milliseconds of session time at touch-down, pauses left out, from the device's
        /// monotonic clock; absent before the start.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub elapsed_ms: Option<u32>,
        /// The operation whose value this one replaces, as the author last saw it; lets a
        /// merge tell an edit that follows from one that was made in ignorance.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub base: Option<OperationId>,
        /// Further versions this one replaces, where the author saw several side by side and
        /// decided between them; at most [`ALSO_MAX`](super::ALSO_MAX).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        pub also: Vec<OperationId>,
        #[serde(flatten)]
        pub body: OperationBody,
    }

    /// A push of operations not sent before, or sent and not yet acknowledged.
    pub struct PushOperations {
        /// Names the push: repeated with the same content it answers the same.
        pub segment: SegmentId,
        pub device: DeviceId,
        pub protocol: u32,
        /// SHA-256 of the operations as they are written here, in hexadecimal digits: a push that
        /// was damaged on its way is refused as a whole ([`crate::sync::content_hash`]).
        pub content_hash: String,
        /// In order of `sequence`, without a gap, at most [`SEGMENT_OPERATIONS`].
        pub operations: Vec<Operation>,
    }

    /// Answered after the commit.
    pub struct PushReceipt {
        pub segment: SegmentId,
        /// The highest sequence of this device that is safe on the server.
        pub safe_up_to: u32,
        /// Where the push begins in the log as `received_sequence`; what it carried before that
        /// stands in earlier pushes already. Behind its last operation, it added nothing.
        pub first_sequence: u32,
        pub received_at: Timestamp,
        /// Rises with every push to this observation, across devices.
        pub received_sequence: i64,
        pub observation: Observation,
    }

    /// A push as the server keeps it.
    pub struct Segment {
        pub id: SegmentId,
        pub device: DeviceId,
        pub received_at: Timestamp,
        pub received_sequence: i64,
        /// Whether it was taken in by decision when no sharing could come any more, and so is
        /// released without one; a server of before does not say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub is_past_sharing: Option<bool>,
        pub operations: Vec<Operation>,
    }

    /// The words of a strength or a development point.
    pub struct PointText {
        pub kind: PointKind,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub skill: Option<Key>,
        /// What the practitioner reads first, as in "You stayed with his words."
        pub title: ShortText,
        /// What the observer saw or heard.
        pub evidence_text: NoteText,
        /// What it did in the room.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub effect: Option<NoteText>,
        /// Marks and notes it rests on.
        #[serde(default)]
        pub evidence: Vec<OperationId>,
    }
}

crate::wire! {
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum MarkKind {
        Seen,
        /// An opportunity that was not taken.
        Chance,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum CodeEvent {
        Point,
        Begin,
        End,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum PointKind {
        Strength,
        Development,
    }
}

crate::wire! {
    #[serde(tag = "kind", rename_all = "snake_case")]
    pub enum OperationBody {
        Start {},
        Pause {},
        Resume {},
        End {},
        /// The session moves to another phase.
        Phase { phase: Key },
        /// A skill, at the moment it was touched.
        Mark { skill: Key, mark: MarkKind },
        /// A behaviour code of the framework, as a point or a stretch.
        Code { code: Key, event: CodeEvent },
        Note { text: NoteText, #[serde(default, skip_serializing_if = "Option::is_none")] skill: Option<Key> },
        EditNote { note: OperationId, text: NoteText, #[serde(default, skip_serializing_if = "Option::is_none")] skill: Option<Key> },
        Interruption { #[serde(default, skip_serializing_if = "Option::is_none")] text: Option<ShortText> },
        /// Takes back a mark, note, code, phase or interruption; both stay in the log.
        Undo { operation: OperationId },
        /// Takes back an undo.
        Redo { operation: OperationId },
        Rate {
            item: Key,
            answer: Answer,
            #[serde(default)] evidence: Vec<OperationId>,
            #[serde(default, skip_serializing_if = "Option::is_none")] reason: Option<NoteText>,
        },
        ClearRating { item: Key },
        PutPoint { point: PointId, text: PointText },
        RemovePoint { point: PointId },
        /// What is asked before anything is told.
        SetQuestion { text: NoteText },
        ClearQuestion {},
        /// A few words to the practitioner around the feedback.
        SetMessage { text: LongText },
        ClearMessage {},
        PutAction { action: ActionId, title: ShortText, support: Option<NoteText>, review_on: Date },
        RemoveAction { action: ActionId },
    }
}

impl OperationBody {
    /// Whether it belongs to the session itself and not to what is written afterwards.
    pub fn is_live(&self) -> bool {
        matches!(
            self,
            Self::Start {}
                | Self::Pause {}
                | Self::Resume {}
                | Self::End {}
                | Self::Phase { .. }
                | Self::Mark { .. }
                | Self::Code { .. }
                | Self::Interruption { .. }
        )
    }

    /// Whether an undo may take it back. A start or an end stands, and drafting is
    /// undone by writing again.
    pub fn can_be_undone(&self) -> bool {
        matches!(
            self,
            Self::Phase { .. }
                | Self::Mark { .. }
                | Self::Code { .. }
                | Self::Note { .. }
                | Self::Interruption { .. }
        )
    }
}
