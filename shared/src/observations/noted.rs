//! What was noted in a session, for readers who are not its observer: as it stands, and nothing of
//! how it came to be.

use std::collections::HashSet;

use super::capture::{Capture, undone};
use super::conflict::{Registers, Slot};
use super::operation::{Operation, OperationBody, Segment};
use crate::values::{OperationId, Timestamp};

impl Segment {
    /// Whether it is among what was released: it was there at the last sharing, or none could come
    /// any more when it was taken in.
    pub fn is_released(&self, shared_up_to: Option<i64>) -> bool {
        let is_shared = shared_up_to.is_some_and(|up_to| self.received_sequence <= up_to);
        is_shared || self.is_past_sharing == Some(true)
    }

    /// The same of one that a server of before may have told: it went by the time of the closing
    /// (the acknowledgement, else the lock), which is wrong where two servers' clocks differ.
    pub fn was_released(&self, shared_up_to: Option<i64>, closed_at: Option<Timestamp>) -> bool {
        let is_after = || closed_at.is_some_and(|at| self.received_at > at);
        self.is_released(shared_up_to) || self.is_past_sharing.is_none() && is_after()
    }
}

impl Capture {
    /// Whether both show the same of the session itself, whatever is drafted beside it.
    pub fn shows_the_same_session(&self, other: &Self) -> bool {
        let notes = |capture: &Self| -> Vec<_> {
            let notes = capture.notes.iter();
            notes
                .map(|note| (note.id, note.text.clone(), note.skill.clone()))
                .collect()
        };
        notes(self) == notes(other)
            && self.marks == other.marks
            && self.codes == other.codes
            && self.phases == other.phases
            && self.interruptions == other.interruptions
    }
}

/// The segments with what stands of their marks, notes, codes, phases and interruptions, each note
/// in its present words. Drafts, earlier wordings and what was taken back are left out. Folded, it
/// shows the session as the whole log does.
pub fn noted(segments: &[Segment]) -> Vec<Segment> {
    let mut seen = HashSet::new();
    let all = segments.iter().flat_map(|segment| &segment.operations);
    let log: Vec<&Operation> = all.filter(|op| seen.insert(op.id)).collect();
    let (undone, registers) = (undone(&log), Registers::read(&log));
    let reduced = segments.iter().map(|segment| {
        let once = segment.operations.iter().filter(|op| seen.remove(&op.id));
        Segment {
            operations: once
                .filter_map(|op| as_it_stands(op, &undone, &registers))
                .collect(),
            ..segment.clone()
        }
    });
    reduced
        .filter(|segment| !segment.operations.is_empty())
        .collect()
}

fn as_it_stands(
    operation: &Operation,
    undone: &HashSet<OperationId>,
    registers: &Registers<'_>,
) -> Option<Operation> {
    let is_undone = operation.body.can_be_undone() && undone.contains(&operation.id);
    let body = match &operation.body {
        OperationBody::Note { .. } => {
            let note = operation.id;
            present_words(&registers.shown(&Slot::Note { note })?.body)?
        }
        body if body.is_live() && !is_undone => body.clone(),
        _ => return None,
    };
    Some(Operation {
        // They name versions that are not told.
        base: None,
        also: Vec::new(),
        body,
        ..operation.clone()
    })
}

/// None where what is shown is that the note was taken back.
fn present_words(shown: &OperationBody) -> Option<OperationBody> {
    match shown {
        OperationBody::Note { text, skill } | OperationBody::EditNote { text, skill, .. } => {
            Some(OperationBody::Note {
                text: text.clone(),
                skill: skill.clone(),
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests;
