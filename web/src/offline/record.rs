//! What this device knows of one observation, and what of it still has to be sent.
//!
//! Everything here is pure: the database and the network are elsewhere.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use shared::observations::{
    Capture, Informed, NewObservation, Observation, Operation, OperationBody, Release,
    SEGMENT_OPERATIONS, Segment, SetInformed, State, Step, StopObservation,
};
use shared::problem::{Code, FieldProblem};
use shared::values::{SegmentId, Timestamp};

/// What an observation has waiting on this device. It stays when nothing waits, since it
/// also counts this device's operations.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outbox {
    /// The last sequence given to an operation of this device; 0 before the first.
    pub last_sequence: u32,
    /// The highest sequence the server has acknowledged.
    pub safe_up_to: u32,
    /// A push that was promised. It is kept before it is sent, so that a retry after a lost
    /// answer or a killed tab carries the same name and the same operations.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sending: Option<Sending>,
    /// Steps to take on the server, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<Command>,
    /// Why the server refused; nothing more is sent for this record until the person says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trouble: Option<Trouble>,
}

/// Operations `first..=last` of this device under one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    pub segment: SegmentId,
    pub first: u32,
    pub last: u32,
}

/// A step that is not part of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Command {
    /// It is sent once the operations up to here are safe, and before later ones.
    pub after_sequence: u32,
    pub body: CommandBody,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CommandBody {
    Plan(NewObservation),
    Inform(SetInformed),
    Stop(StopObservation),
    Share(Release),
}

/// The server said no in a way that trying again does not mend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trouble {
    pub code: Code,
    /// The server's sentence, in the language of the session.
    pub title: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
    pub at: Timestamp,
}

/// What to send next for one observation.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// Operations up to `last`, under the promised name if there is one.
    Push {
        first: u32,
        last: u32,
        promised: Option<SegmentId>,
    },
    Command(CommandBody),
}

impl Outbox {
    /// The next thing to send. A promised push is repeated exactly; a command waits for the
    /// operations before it and goes ahead of those after it.
    pub fn next(&self) -> Option<Next> {
        if self.trouble.is_some() {
            return None;
        }
        if let Some(sending) = self.sending {
            return Some(Next::Push {
                first: sending.first,
                last: sending.last,
                promised: Some(sending.segment),
            });
        }
        let limit = match self.commands.first() {
            Some(command) if command.after_sequence <= self.safe_up_to => {
                return Some(Next::Command(command.body.clone()));
            }
            Some(command) => command.after_sequence.min(self.last_sequence),
            None => self.last_sequence,
        };
        let first = self.safe_up_to + 1;
        let most = u32::try_from(SEGMENT_OPERATIONS).unwrap_or(u32::MAX);
        let last = limit.min(self.safe_up_to.saturating_add(most));
        (first <= last).then_some(Next::Push {
            first,
            last,
            promised: None,
        })
    }

    pub fn n_unsent(&self) -> u32 {
        self.last_sequence.saturating_sub(self.safe_up_to)
    }

    /// Whether anything at all has still to reach the server.
    pub fn is_waiting(&self) -> bool {
        self.n_unsent() > 0 || !self.commands.is_empty()
    }

    /// Adds a command behind everything there is.
    pub fn push_command(&mut self, body: CommandBody) {
        self.commands.push(Command {
            after_sequence: self.last_sequence,
            body,
        });
    }

    /// Takes in what the server holds of this device. A device that lost its database goes
    /// on counting where the server stands instead of giving a number twice.
    pub fn acknowledge(&mut self, safe_up_to: u32) {
        self.safe_up_to = self.safe_up_to.max(safe_up_to);
        self.last_sequence = self.last_sequence.max(self.safe_up_to);
        if self.sending.is_some_and(|s| s.last <= self.safe_up_to) {
            self.sending = None;
        }
    }
}

/// One observation as this device can show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// As the server last told it, or as it was planned here.
    pub observation: Rc<Observation>,
    /// When the server last told it; none for one that was planned here and not yet sent.
    pub fetched_at: Option<Timestamp>,
    /// Safe on the server, in order of receipt.
    pub segments: Rc<Vec<Segment>>,
    /// On this device only, in order of sequence.
    pub unsent: Vec<Rc<Operation>>,
    pub outbox: Outbox,
    /// What the log amounts to.
    pub capture: Rc<Capture>,
}

impl Record {
    pub fn new(
        observation: Observation,
        fetched_at: Option<Timestamp>,
        segments: Vec<Segment>,
        unsent: Vec<Operation>,
        outbox: Outbox,
    ) -> Self {
        let mut record = Self {
            observation: Rc::new(observation),
            fetched_at,
            segments: Rc::new(segments),
            unsent: unsent.into_iter().map(Rc::new).collect(),
            outbox,
            capture: Rc::default(),
        };
        record.fold();
        record
    }

    /// The whole log: what is safe by receipt, then what is only here by sequence.
    pub fn log(&self) -> impl Iterator<Item = &Operation> {
        let safe = self.segments.iter().flat_map(|s| &s.operations);
        safe.chain(self.unsent.iter().map(Rc::as_ref))
    }

    /// Makes the capture from the log again.
    pub fn fold(&mut self) {
        self.capture = Rc::new(Capture::fold(self.log()));
    }

    /// Adds an operation that is already kept.
    pub fn append(&mut self, operation: Operation) {
        self.outbox.last_sequence = self.outbox.last_sequence.max(operation.sequence);
        self.unsent.push(Rc::new(operation));
        self.fold();
    }

    /// Moves acknowledged operations from "here only" to "safe". The fold stays the same
    /// unless another device's operations came in between.
    pub fn receive(&mut self, segment: Segment, observation: Observation) {
        let safe_up_to = segment.operations.last().map_or(0, |op| op.sequence);
        self.unsent.retain(|op| op.sequence > safe_up_to);
        self.outbox.acknowledge(safe_up_to);
        self.observation = Rc::new(observation);
        let segments = Rc::make_mut(&mut self.segments);
        if !segments.iter().any(|s| s.id == segment.id) {
            segments.push(segment);
            segments.sort_by_key(|s| s.received_sequence);
        }
        self.fold();
    }

    /// The state with everything counted that is known here and not yet there.
    pub fn state(&self) -> State {
        let state = self.observation.state;
        let informed = self.informed();
        let step = |state: State, step| state.after(step, informed).unwrap_or(state);
        let mut state = match informed {
            Informed::Objected if state == State::Planned => State::Stopped,
            _ => state,
        };
        if self.capture.started_at.is_some() {
            state = step(state, Step::Start);
        }
        if self.capture.ended_at.is_some() {
            state = step(state, Step::End);
        }
        for command in &self.outbox.commands {
            state = match command.body {
                CommandBody::Stop(_) => step(state, Step::Stop),
                CommandBody::Share(_) => step(state, Step::Share),
                CommandBody::Plan(_) | CommandBody::Inform(_) => state,
            };
        }
        state
    }

    /// What the person on probation was told, as far as this device knows.
    pub fn informed(&self) -> Informed {
        let waiting = self.outbox.commands.iter().rev();
        waiting
            .filter_map(|command| match &command.body {
                CommandBody::Inform(set) => Some(set.informed),
                _ => None,
            })
            .next()
            .unwrap_or(self.observation.informed)
    }

    /// Whether the feedback on its way is already in the outbox.
    pub fn is_sharing(&self) -> bool {
        let mut waiting = self.outbox.commands.iter();
        waiting.any(|command| matches!(command.body, CommandBody::Share(_)))
    }

    /// Marks, notes and the rest that stand, however they got here.
    pub fn n_operations(&self) -> usize {
        self.capture.n_operations
    }

    /// What the next undo would take back.
    pub fn undoable(&self) -> Option<&Operation> {
        let id = self.capture.undoable?;
        self.log().find(|op| op.id == id)
    }

    /// The last act that was undone and could be restored: only the very last operation.
    pub fn redoable(&self) -> Option<&Operation> {
        let OperationBody::Undo { operation } = self.log().last()?.body else {
            return None;
        };
        self.log().find(|op| op.id == operation)
    }
}

#[cfg(test)]
mod tests;
