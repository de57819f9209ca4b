//! Which versions of each value are current, and every time that more than one was.

use std::collections::{HashMap, HashSet};

use super::{Conflict, Kept, Outcome, Slot, Version, is_removal, says_the_same};
use crate::observations::operation::{Operation, OperationBody};
use crate::values::OperationId;

/// The versions of one value.
#[derive(Default)]
struct Register<'a> {
    /// Written and named by no later edit, in order of the log.
    current: Vec<&'a Operation>,
    /// What edits have named, whether it has come or not.
    replaced: HashSet<OperationId>,
    /// Two current versions that said the same: the earlier is spoken for by the later.
    same_as: HashMap<OperationId, OperationId>,
    /// What an undo took away, for a redo.
    undone: Vec<&'a Operation>,
    /// The conflict that is open, by its place in the list.
    open: Option<usize>,
}

/// Every value of one log.
#[derive(Default)]
pub(in crate::observations) struct Registers<'a> {
    registers: HashMap<Slot, Register<'a>>,
    /// In the order in which they came up.
    pub conflicts: Vec<Conflict>,
}

impl<'a> Registers<'a> {
    /// Reads a log in which every operation stands once.
    pub fn read(log: &[&'a Operation]) -> Self {
        let mut registers = Self::default();
        // An edit of a note may come before the note, where a server was set back.
        let notes: HashSet<OperationId> = log
            .iter()
            .filter(|op| matches!(op.body, OperationBody::Note { .. }))
            .map(|op| op.id)
            .collect();
        for operation in log {
            match operation.body {
                OperationBody::Undo { operation: note } if notes.contains(&note) => {
                    registers.undo(note, operation);
                }
                OperationBody::Redo { operation: note } if notes.contains(&note) => {
                    registers.redo(note, operation);
                }
                _ => {
                    if let Some(slot) = Slot::of(operation) {
                        registers.write(slot, operation, None);
                    }
                }
            }
        }
        registers
    }

    /// The version to show.
    pub fn shown(&self, slot: &Slot) -> Option<&'a Operation> {
        let current = &self.registers.get(slot)?.current;
        let written = current.iter().rev().find(|op| !is_removal(&op.body));
        written.or_else(|| current.last()).copied()
    }

    /// An undo of a note takes away the words its author saw.
    fn undo(&mut self, note: OperationId, operation: &'a Operation) {
        let slot = Slot::Note { note };
        let before = self
            .registers
            .get(&slot)
            .map(|register| register.current.clone())
            .unwrap_or_default();
        self.write(slot.clone(), operation, Some(note));
        let register = self.registers.entry(slot).or_default();
        let taken: Vec<_> = before
            .into_iter()
            .filter(|op| !register.current.iter().any(|c| c.id == op.id))
            .filter(|op| !is_removal(&op.body))
            .collect();
        if !taken.is_empty() {
            register.undone = taken;
        }
    }

    /// A redo takes the undo away again.
    fn redo(&mut self, note: OperationId, operation: &'a Operation) {
        let slot = Slot::Note { note };
        let register = self.registers.entry(slot.clone()).or_default();
        let (undos, others): (Vec<_>, Vec<_>) = register
            .current
            .drain(..)
            .partition(|op| is_removal(&op.body));
        register.replaced.extend(undos.iter().map(|op| op.id));
        register.current = if others.is_empty() {
            std::mem::take(&mut register.undone)
        } else {
            others
        };
        self.look(&slot, operation);
    }

    /// `seen` stands in for a base that an undo does not name.
    fn write(&mut self, slot: Slot, operation: &'a Operation, seen: Option<OperationId>) {
        let register = self.registers.entry(slot.clone()).or_default();
        register.write(operation, seen);
        self.look(&slot, operation);
    }

    /// Opens, widens or closes the conflict of a value after `operation`.
    fn look(&mut self, slot: &Slot, operation: &Operation) {
        let Some(register) = self.registers.get_mut(slot) else {
            return;
        };
        let versions = || register.current.iter().map(|op| Version::of(op)).collect();
        match (register.current.len() > 1, register.open) {
            (true, Some(open)) => self.conflicts[open].versions = versions(),
            (true, None) => {
                register.open = Some(self.conflicts.len());
                self.conflicts.push(Conflict {
                    slot: slot.clone(),
                    versions: versions(),
                    outcome: None,
                });
            }
            (false, Some(open)) => {
                register.open = None;
                let conflict = &mut self.conflicts[open];
                conflict.outcome = Some(Outcome {
                    by: Version::of(operation),
                    result: kept(&conflict.versions, &register.current),
                });
            }
            (false, None) => {}
        }
    }
}

impl<'a> Register<'a> {
    fn write(&mut self, operation: &'a Operation, seen: Option<OperationId>) {
        let named = operation.base.or(seen);
        let parents: Vec<OperationId> = named
            .iter()
            .chain(&operation.also)
            .map(|id| self.spoken_for(*id))
            .collect();
        self.replaced.extend(parents.iter().copied());
        self.replaced
            .extend(named.iter().chain(&operation.also).copied());
        // Who saw no value saw what was taken away.
        let saw_nothing = operation.base.is_none() && seen.is_none();
        self.current
            .retain(|op| !(parents.contains(&op.id) || saw_nothing && is_removal(&op.body)));
        let came_late = self.replaced.contains(&operation.id);
        if came_late && !self.current.is_empty() {
            return;
        }
        let (same, others): (Vec<_>, Vec<_>) = self
            .current
            .drain(..)
            .partition(|op| says_the_same(&op.body, &operation.body));
        self.current = others;
        for twin in same {
            self.same_as.insert(twin.id, operation.id);
        }
        self.current.push(operation);
    }

    fn spoken_for(&self, mut id: OperationId) -> OperationId {
        while let Some(later) = self.same_as.get(&id) {
            id = *later;
        }
        id
    }
}

/// What is left of the versions now that one is current.
fn kept(versions: &[Version], current: &[&Operation]) -> Kept {
    let Some(left) = current.last() else {
        return Kept::Removed {};
    };
    if is_removal(&left.body) {
        return Kept::Removed {};
    }
    let mut same = versions
        .iter()
        .filter(|version| says_the_same(&version.body, &left.body));
    match same.next() {
        Some(version) => Kept::Version {
            version: version.operation,
        },
        None => Kept::Written {},
    }
}
