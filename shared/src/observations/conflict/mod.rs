//! Two versions of one value: found when the log is folded, settled by a later edit that names
//! them all.
//!
//! Every operation that writes a value names in `base` and `also` the versions its author saw.
//! A version that nobody has named is still current. Where more than one is current, two people
//! or two screens wrote without knowing of each other, and the author is asked. The shown
//! version is the one received last; a removal never hides words that somebody wrote meanwhile.

mod journal;
mod register;
mod settle;

pub use journal::{Logged, journal, table};
pub(super) use register::Registers;
pub use settle::Edit;

use super::operation::{Operation, OperationBody};
use crate::values::{ActionId, DeviceId, Key, OperationId, PointId, Timestamp};

/// The most versions one edit may settle at once.
pub const ALSO_MAX: usize = 16;

crate::wire! {
    /// What has one value at a time.
    #[derive(Eq, Hash)]
    #[serde(tag = "of", rename_all = "snake_case")]
    pub enum Slot {
        Note { note: OperationId },
        Rating { item: Key },
        Point { point: PointId },
        Action { action: ActionId },
        Question {},
        Message {},
    }

    /// What came of a conflict.
    #[serde(tag = "kept", rename_all = "snake_case")]
    pub enum Kept {
        /// One of the versions, as it was.
        Version { version: OperationId },
        /// Something written anew.
        Written {},
        Removed {},
    }
}

crate::wire! {
    /// One of the versions that stand side by side.
    pub struct Version {
        pub operation: OperationId,
        /// The device's clock, as told.
        pub at: Timestamp,
        /// Absent for what is not sent yet, and where nobody asked.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub device: Option<DeviceId>,
        /// When the server received it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub received_at: Option<Timestamp>,
        /// What was written.
        pub body: OperationBody,
    }

    /// Versions of one value that were written without knowing of each other.
    pub struct Conflict {
        pub slot: Slot,
        /// In order of the log; at least two.
        pub versions: Vec<Version>,
        /// None while the author has not decided.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub outcome: Option<Outcome>,
    }

    /// The edit that settled it.
    pub struct Outcome {
        pub by: Version,
        pub result: Kept,
    }
}

impl Slot {
    /// What the operation writes, if it writes a value.
    pub fn of(operation: &Operation) -> Option<Self> {
        Self::of_body(operation.id, &operation.body)
    }

    /// Like [`of`](Self::of) for an operation in the making: `id` is what it will be called.
    pub fn of_body(id: OperationId, body: &OperationBody) -> Option<Self> {
        match body {
            OperationBody::Note { .. } => Some(Self::Note { note: id }),
            OperationBody::EditNote { note, .. } => Some(Self::Note { note: *note }),
            OperationBody::Rate { item, .. } | OperationBody::ClearRating { item } => {
                Some(Self::Rating { item: item.clone() })
            }
            OperationBody::PutPoint { point, .. } | OperationBody::RemovePoint { point } => {
                Some(Self::Point { point: *point })
            }
            OperationBody::PutAction { action, .. } | OperationBody::RemoveAction { action } => {
                Some(Self::Action { action: *action })
            }
            OperationBody::SetQuestion { .. } | OperationBody::ClearQuestion {} => {
                Some(Self::Question {})
            }
            OperationBody::SetMessage { .. } | OperationBody::ClearMessage {} => {
                Some(Self::Message {})
            }
            _ => None,
        }
    }
}

impl Conflict {
    pub fn is_open(&self) -> bool {
        self.outcome.is_none()
    }
}

impl Version {
    fn of(operation: &Operation) -> Self {
        Self {
            operation: operation.id,
            at: operation.at,
            device: None,
            received_at: None,
            body: operation.body.clone(),
        }
    }

    /// Whether it takes the value away.
    pub fn is_removal(&self) -> bool {
        is_removal(&self.body)
    }

    /// The words or the answer, as one text; none for a removal.
    pub fn words(&self) -> Option<String> {
        words(&self.body)
    }
}

fn is_removal(body: &OperationBody) -> bool {
    matches!(
        body,
        OperationBody::ClearRating { .. }
            | OperationBody::RemovePoint { .. }
            | OperationBody::RemoveAction { .. }
            | OperationBody::ClearQuestion {}
            | OperationBody::ClearMessage {}
            | OperationBody::Undo { .. }
    )
}

/// Whether two versions of one value say the same.
fn says_the_same(a: &OperationBody, b: &OperationBody) -> bool {
    let note = |body: &OperationBody| match body {
        OperationBody::Note { text, skill } | OperationBody::EditNote { text, skill, .. } => {
            Some((text.clone(), skill.clone()))
        }
        _ => None,
    };
    match (note(a), note(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

fn words(body: &OperationBody) -> Option<String> {
    match body {
        OperationBody::Note { text, .. }
        | OperationBody::EditNote { text, .. }
        | OperationBody::SetQuestion { text } => Some(text.to_string()),
        OperationBody::SetMessage { text } => Some(text.to_string()),
        OperationBody::Rate { answer, reason, .. } => {
            let answer = serde_json::to_string(answer).ok()?;
            Some(match reason {
                Some(reason) => format!("{answer}\n{reason}"),
                None => answer,
            })
        }
        OperationBody::PutPoint { text, .. } => {
            let mut words = format!("{}\n{}", text.title, text.evidence_text);
            if let Some(effect) = &text.effect {
                words.push('\n');
                words.push_str(effect.as_str());
            }
            Some(words)
        }
        OperationBody::PutAction {
            title,
            support,
            review_on,
            ..
        } => {
            let mut words = title.to_string();
            if let Some(support) = support {
                words.push('\n');
                words.push_str(support.as_str());
            }
            Some(format!("{words}\n{review_on}"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
