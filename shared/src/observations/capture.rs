//! The record that a log of operations amounts to.

use super::conflict::{Conflict, Registers, Slot};
use super::operation::{MarkKind, Operation, OperationBody, PointText};
use crate::frameworks::Answer;
use crate::values::{
    ActionId, Date, Key, LongText, NoteText, OperationId, PointId, ShortText, Timestamp,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use timed::BegunAgain;

/// A skill tag; `elapsed_ms` of session time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    pub id: OperationId,
    pub skill: Key,
    pub mark: MarkKind,
    pub elapsed_ms: u32,
    pub phase: Option<Key>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    pub id: OperationId,
    /// The operation that wrote the words last: the base of the next edit.
    pub written_by: OperationId,
    pub text: NoteText,
    pub skill: Option<Key>,
    pub elapsed_ms: u32,
    pub phase: Option<Key>,
}

/// A stretch of session time in milliseconds. A stretch left open when the session
/// ended is closed there and says so.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Span {
    pub from_ms: u32,
    pub to_ms: Option<u32>,
    pub inferred_end: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PhaseSpan {
    pub id: OperationId,
    pub phase: Key,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rating {
    pub written_by: OperationId,
    pub answer: Answer,
    pub evidence: Vec<OperationId>,
    pub reason: Option<NoteText>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DraftPoint {
    pub id: PointId,
    pub written_by: OperationId,
    pub text: PointText,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DraftAction {
    pub id: ActionId,
    pub written_by: OperationId,
    pub title: ShortText,
    pub support: Option<NoteText>,
    pub review_on: Date,
}

/// A text of which there is one, with the operation that wrote it last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Written<T> {
    pub written_by: OperationId,
    pub text: T,
}

/// Everything captured and drafted, made from the log by [`Capture::fold`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Capture {
    pub started_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub ended_ms: Option<u32>,
    pub paused: bool,
    pub marks: Vec<Mark>,
    pub notes: Vec<Note>,
    pub phases: Vec<PhaseSpan>,
    pub codes: Vec<(OperationId, Key, Span)>,
    pub interruptions: Vec<(OperationId, Option<ShortText>, u32)>,
    pub ratings: BTreeMap<Key, Rating>,
    pub points: Vec<DraftPoint>,
    pub question: Option<Written<NoteText>>,
    pub message: Option<Written<LongText>>,
    pub actions: Vec<DraftAction>,
    /// Values of which more than one version stands: the author decides.
    pub conflicts: Vec<Conflict>,
    /// What the next undo takes back: the last live act that stands.
    pub undoable: Option<OperationId>,
    pub n_operations: usize,
}

impl Capture {
    /// Folds operations in the order given: that of receipt, then of sequence; what is not
    /// yet sent comes last. An operation that appears twice counts once.
    pub fn fold<'a>(operations: impl IntoIterator<Item = &'a Operation>) -> Self {
        let mut seen = HashSet::new();
        let log: Vec<&Operation> = operations
            .into_iter()
            .filter(|op| seen.insert(op.id))
            .collect();
        let undone = undone(&log);
        let registers = Registers::read(&log);
        let mut capture = Self {
            n_operations: log.len(),
            ..Self::default()
        };
        let mut begun_again = BegunAgain::default();
        for operation in &log {
            match Slot::of(operation) {
                Some(slot) => capture.apply_value(operation, slot, &registers),
                None if operation.body.can_be_undone() && undone.contains(&operation.id) => {}
                None => capture.apply(operation, &mut begun_again),
            }
        }
        capture.close_open_spans();
        let open = registers.conflicts.into_iter();
        capture.conflicts = open.filter(Conflict::is_open).collect();
        capture
    }

    /// Puts the version to show where the value stands, once: at the place where the log first
    /// speaks of it.
    fn apply_value(&mut self, operation: &Operation, slot: Slot, registers: &Registers<'_>) {
        let Some(shown) = registers.shown(&slot) else {
            return;
        };
        if let (OperationBody::Note { .. }, Slot::Note { .. }) = (&operation.body, &slot) {
            return self.apply_note(operation, shown);
        }
        match slot {
            Slot::Point { point } if self.points.iter().any(|p| p.id == point) => {}
            Slot::Action { action } if self.actions.iter().any(|a| a.id == action) => {}
            // An edit of a note is read where the note stands.
            Slot::Note { .. } => {}
            _ => self.apply_draft(shown.id, &shown.body),
        }
    }

    fn apply_note(&mut self, operation: &Operation, shown: &Operation) {
        let (OperationBody::Note { text, skill } | OperationBody::EditNote { text, skill, .. }) =
            &shown.body
        else {
            return;
        };
        let note = Note {
            id: operation.id,
            written_by: shown.id,
            text: text.clone(),
            skill: skill.clone(),
            elapsed_ms: operation.elapsed_ms.unwrap_or(0),
            phase: self.open_phase(),
        };
        self.notes.push(note);
        self.undoable = Some(operation.id);
    }

    /// The evidence of one skill: marks and the notes tagged with it, by time.
    pub fn n_seen(&self, skill: &Key) -> usize {
        self.marks
            .iter()
            .filter(|m| m.skill == *skill && m.mark == MarkKind::Seen)
            .count()
    }

    pub fn n_chances(&self, skill: &Key) -> usize {
        self.marks
            .iter()
            .filter(|m| m.skill == *skill && m.mark == MarkKind::Chance)
            .count()
    }

    fn apply(&mut self, operation: &Operation, begun_again: &mut BegunAgain) {
        let elapsed_ms = operation.elapsed_ms.unwrap_or(0);
        let id = operation.id;
        match &operation.body {
            OperationBody::Start {} => {
                self.started_at.get_or_insert(operation.at);
            }
            OperationBody::Pause {} => self.paused = true,
            OperationBody::Resume {} => self.paused = false,
            OperationBody::End {} if self.ended_at.is_some() => {}
            OperationBody::End {} => {
                self.ended_at = Some(operation.at);
                self.ended_ms = Some(elapsed_ms);
                self.paused = false;
                self.undoable = None;
            }
            OperationBody::Phase { phase } => {
                self.end_phase(elapsed_ms);
                let span = Span {
                    from_ms: elapsed_ms,
                    to_ms: None,
                    inferred_end: false,
                };
                self.phases.push(PhaseSpan {
                    id,
                    phase: phase.clone(),
                    span,
                });
                self.undoable = Some(id);
            }
            OperationBody::Mark { skill, mark } => {
                let phase = self.open_phase();
                self.marks.push(Mark {
                    id,
                    skill: skill.clone(),
                    mark: *mark,
                    elapsed_ms,
                    phase,
                });
                self.undoable = Some(id);
            }
            OperationBody::Code { code, event } => {
                self.apply_code(id, code, *event, elapsed_ms, begun_again);
            }
            OperationBody::Interruption { text } => {
                self.interruptions.push((id, text.clone(), elapsed_ms));
                self.undoable = Some(id);
            }
            // An undo is read ahead, and values go by their slot.
            _ => {}
        }
    }

    fn apply_draft(&mut self, id: OperationId, body: &OperationBody) {
        match body {
            OperationBody::Rate {
                item,
                answer,
                evidence,
                reason,
            } => {
                let rating = Rating {
                    written_by: id,
                    answer: answer.clone(),
                    evidence: evidence.clone(),
                    reason: reason.clone(),
                };
                self.ratings.insert(item.clone(), rating);
            }
            OperationBody::PutPoint { point, text } => {
                let new = DraftPoint {
                    id: *point,
                    written_by: id,
                    text: text.clone(),
                };
                self.points.push(new);
            }
            OperationBody::SetQuestion { text } => {
                self.question = Some(Written {
                    written_by: id,
                    text: text.clone(),
                });
            }
            OperationBody::SetMessage { text } => {
                self.message = Some(Written {
                    written_by: id,
                    text: text.clone(),
                });
            }
            OperationBody::PutAction {
                action,
                title,
                support,
                review_on,
            } => {
                let new = DraftAction {
                    id: *action,
                    written_by: id,
                    title: title.clone(),
                    support: support.clone(),
                    review_on: *review_on,
                };
                self.actions.push(new);
            }
            // What was taken away is not there.
            _ => {}
        }
    }

    fn open_phase(&self) -> Option<Key> {
        self.phases
            .last()
            .filter(|p| p.span.to_ms.is_none())
            .map(|p| p.phase.clone())
    }

    fn end_phase(&mut self, elapsed_ms: u32) {
        if let Some(last) = self.phases.last_mut().filter(|p| p.span.to_ms.is_none()) {
            last.span.to_ms = Some(elapsed_ms.max(last.span.from_ms));
        }
    }

    fn close_open_spans(&mut self) {
        let Some(ended_ms) = self.ended_ms else {
            return;
        };
        let spans = self
            .phases
            .iter_mut()
            .map(|p| &mut p.span)
            .chain(self.codes.iter_mut().map(|(_, _, span)| span));
        for span in spans.filter(|span| span.to_ms.is_none()) {
            span.to_ms = Some(ended_ms.max(span.from_ms));
            span.inferred_end = true;
        }
    }
}

/// The operations that do not stand: undone, and not redone since.
pub(super) fn undone(log: &[&Operation]) -> HashSet<OperationId> {
    let mut undone = HashSet::new();
    for operation in log {
        match operation.body {
            OperationBody::Undo { operation } => {
                undone.insert(operation);
            }
            OperationBody::Redo { operation } => {
                undone.remove(&operation);
            }
            _ => {}
        }
    }
    undone
}

#[cfg(test)]
mod tests;
mod timed;
