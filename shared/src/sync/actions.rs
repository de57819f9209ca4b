//! Actions that their practitioner takes on, changes or finishes, on this device first.
//!
//! Each change is a step of its own and goes in the order in which it was made. None is folded into
//! the one before: taking an action on and finishing it are two things to whoever follows it.

use super::outbox::{CommandBody, Outbox};
use crate::feedback::{Action, PutAction};
use crate::org::PersonRef;
use crate::values::{ActionId, ObservationId, Timestamp};

/// The id under which changes of an action wait: that of the record it came of, behind what else
/// was said there, or its own.
pub fn outbox_of_action(action: &Action) -> ObservationId {
    let own = || ObservationId::new(action.id.uuid());
    action.observation_id.unwrap_or_else(own)
}

/// All actions as this device has them: those that were `told`, with what waits here, and behind
/// them those of `me` that were only made here. `now` stands where the server has told no time.
pub fn actions_here<'a>(
    told: &[Action],
    outboxes: impl Iterator<Item = &'a Outbox> + Clone,
    me: &PersonRef,
    now: Timestamp,
) -> Vec<Action> {
    let mut all: Vec<Action> = told.to_vec();
    for (id, put) in outboxes.clone().flat_map(Outbox::made_actions) {
        if all.iter().all(|known| known.id != id) {
            all.push(made(id, put, me, now));
        }
    }
    for action in &mut all {
        for outbox in outboxes.clone() {
            outbox.change_here(action);
        }
    }
    all
}

fn made(id: ActionId, put: &PutAction, me: &PersonRef, now: Timestamp) -> Action {
    Action {
        id,
        practitioner: me.clone(),
        observation_id: put.observation_id,
        title: put.title.clone(),
        support: put.support.clone(),
        review_on: put.review_on,
        state: put.state,
        note: put.note.clone(),
        updated_at: now,
        version: 0,
    }
}

impl Outbox {
    /// Puts a change of an action into the outbox, or the making of one whose version is 0. `seen`
    /// is the action as its author saw it. What does not follow from how the action stands here is
    /// left out, for instance where another window has finished it; so is the same change twice.
    pub fn put_action(&mut self, seen: &Action, put: PutAction) {
        let id = seen.id;
        let before = self.actions_waiting(id).last();
        if before == Some(&put) {
            return;
        }
        let follows = before.is_some();
        let mut here = seen.clone();
        self.change_here(&mut here);
        if !here.state.may_become(put.state) {
            return;
        }
        let heard = self.actions.get(&id).copied().unwrap_or(0);
        let over = (!follows).then(|| seen.version.max(heard));
        self.push_command(CommandBody::PutAction { id, put, over });
    }

    /// Applies to an action what of its changes waits. Refused ones are not what it will be.
    pub fn change_here(&self, action: &mut Action) {
        if self.is_action_refused(action.id) {
            return;
        }
        for put in self.actions_waiting(action.id) {
            action.title = put.title.clone();
            action.support = put.support.clone();
            action.review_on = put.review_on;
            action.state = put.state;
            action.note = put.note.clone();
        }
    }

    /// Whether a change of this action waits.
    pub fn changes_action(&self, id: ActionId) -> bool {
        self.actions_waiting(id).next().is_some()
    }

    /// Whether the server has refused a change of this action.
    pub fn is_action_refused(&self, id: ActionId) -> bool {
        self.refused().and_then(CommandBody::acts_on) == Some(id)
    }

    /// Actions that are only made here.
    fn made_actions(&self) -> impl Iterator<Item = (ActionId, &PutAction)> {
        self.commands.iter().filter_map(|c| match &c.body {
            CommandBody::PutAction {
                id,
                put,
                over: Some(0),
            } => Some((*id, put)),
            _ => None,
        })
    }

    /// The changes of an action that wait, in order.
    fn actions_waiting(&self, id: ActionId) -> impl Iterator<Item = &PutAction> {
        self.commands.iter().filter_map(move |c| match &c.body {
            CommandBody::PutAction { id: of, put, .. } if *of == id => Some(put),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests;
