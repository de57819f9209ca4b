//! "I have read it", said on this device first, and what is added to the record after it.

use super::outbox::{CommandBody, Outbox};
use crate::feedback::NewAmendment;
use crate::observations::{Observation, State, Step};

impl Outbox {
    /// The state of the record of this outbox as it will be once the server has heard. What it
    /// refused is not what will be.
    pub fn state_here(&self, told: &Observation) -> State {
        if !self.is_acknowledging() {
            return told.state;
        }
        let after = told.state.after(Step::Acknowledge, told.informed);
        after.unwrap_or(told.state)
    }

    /// Whether it is on its way that the practitioner has read it.
    pub fn is_acknowledging(&self) -> bool {
        self.acknowledges() && !self.is_acknowledgement_refused()
    }

    /// Whether it may be said here that it was read: it follows from the state, and was not said.
    pub fn may_acknowledge(&self, told: &Observation) -> bool {
        let follows = told.state.after(Step::Acknowledge, told.informed).is_ok();
        follows && !self.acknowledges()
    }

    /// Words added after the closing that wait, in order.
    pub fn waiting_amendments(&self) -> impl Iterator<Item = &NewAmendment> {
        self.commands.iter().filter_map(|c| match &c.body {
            CommandBody::Amend(new) => Some(new),
            _ => None,
        })
    }

    fn acknowledges(&self) -> bool {
        let acknowledges = |body: &CommandBody| matches!(body, CommandBody::Acknowledge { .. });
        self.commands.iter().any(|c| acknowledges(&c.body))
    }

    fn is_acknowledgement_refused(&self) -> bool {
        matches!(self.refused(), Some(CommandBody::Acknowledge { .. }))
    }
}

#[cfg(test)]
mod tests;
