//! One observation as a device knows it, sent and unsent.

use std::rc::Rc;

use super::outbox::{CommandBody, Outbox};
use crate::frameworks::Framework;
use crate::observations::{
    Capture, Conflict, Informed, Logged, Observation, Operation, OperationBody, Segment,
    SharedFeedback, State, Step, journal,
};
use crate::values::{DeviceId, Timestamp};

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

    /// Every conflict of the log and its outcome. `device` is this one.
    pub fn journal(&self, device: Option<DeviceId>) -> Vec<Conflict> {
        let here_only = self.unsent.iter().map(|operation| Logged {
            operation,
            device,
            received_at: None,
        });
        journal(Logged::of(&self.segments).chain(here_only))
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
    pub fn receive(&mut self, segment: Option<Segment>, observation: Observation, outbox: Outbox) {
        self.observation = Rc::new(observation);
        self.outbox.acknowledge(outbox.safe_up_to);
        self.outbox.sending = outbox.sending;
        if let Some(segment) = segment {
            self.unsent
                .retain(|op| segment.operations.iter().all(|safe| safe.id != op.id));
            let segments = Rc::make_mut(&mut self.segments);
            if !segments.iter().any(|s| s.id == segment.id) {
                segments.push(segment);
                segments.sort_by_key(|s| s.received_sequence);
            }
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
                _ => state,
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

    /// Whether the practitioner would read something else if it were shared again.
    pub fn is_changed_since_shared(&self, framework: &Framework) -> bool {
        let told = &self.observation;
        let Some(up_to) = told.shared_up_to.filter(|_| !self.is_sharing()) else {
            return false;
        };
        let fold = |is_released: &dyn Fn(&Segment) -> bool| {
            let released = self.segments.iter().filter(|segment| is_released(segment));
            Capture::fold(released.flat_map(|segment| &segment.operations))
        };
        let released = fold(&|segment| segment.received_sequence <= up_to);
        let content = |capture| SharedFeedback::preview(framework, capture);
        let closed_at = told.acknowledged_at.or(told.locked_at);
        let noted = fold(&|segment| segment.was_released(Some(up_to), closed_at));
        content(&released) != content(&self.capture) || !noted.shows_the_same_session(&self.capture)
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

    /// The act the very last operation has taken back or put back.
    pub fn turned(&self) -> Option<Turned<'_>> {
        let find = |id| self.log().find(|op| op.id == id);
        match self.log().last()?.body {
            OperationBody::Undo { operation } => find(operation).map(Turned::Undone),
            OperationBody::Redo { operation } => find(operation).map(Turned::Redone),
            _ => None,
        }
    }

    /// The last act that was undone and could be restored: only the very last operation.
    pub fn redoable(&self) -> Option<&Operation> {
        match self.turned()? {
            Turned::Undone(operation) => Some(operation),
            Turned::Redone(_) => None,
        }
    }
}

/// An act that was taken back, or put back.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Turned<'a> {
    Undone(&'a Operation),
    Redone(&'a Operation),
}
