//! What people write about their own work: on the device first, on the server when it is reached.
//!
//! A self-assessment and replies wait in the outbox of their observation. A reflection has an
//! outbox of its own, under its own id, since it needs no session to be about. Each outbox thus
//! holds at most one text with versions.

use super::outbox::{Command, CommandBody, Outbox};
use crate::feedback::{EditSelfAssessment, NewReply, PutReflection};
use crate::values::{ActionId, ObservationId, ReflectionId};

/// The id under which a reflection has its outbox.
pub fn outbox_of(reflection: ReflectionId) -> ObservationId {
    ObservationId::new(reflection.uuid())
}

impl CommandBody {
    /// Whether it is a person's writing, and no step of a session.
    pub fn is_writing(&self) -> bool {
        match self {
            Self::SelfAssess { .. }
            | Self::Reply(_)
            | Self::Acknowledge { .. }
            | Self::Amend(_)
            | Self::Reflect { .. }
            | Self::ShareReflection { .. }
            | Self::DeleteReflection(_)
            | Self::PutAction { .. } => true,
            Self::Plan(_) | Self::Inform(_) | Self::Stop(_) | Self::Share(_) => false,
        }
    }

    /// The version a text is written or removed over, where it is one with versions.
    fn over(&mut self) -> Option<&mut Option<i64>> {
        match self {
            Self::SelfAssess { over, .. } | Self::Reflect { over, .. } => Some(over),
            Self::DeleteReflection(deletion) => Some(&mut deletion.over),
            _ => None,
        }
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::SelfAssess { .. } | Self::Reflect { .. })
    }

    /// What makes something private again: it waits for nothing and goes with nothing.
    pub(super) fn takes_back(&self) -> bool {
        self.sets_sharing() == Some(false)
    }

    /// Whether it shares a reflection or takes it back, where it does either.
    pub fn sets_sharing(&self) -> Option<bool> {
        match self {
            Self::ShareReflection { shared, .. } => Some(*shared),
            _ => None,
        }
    }

    /// The action it makes or changes, where it does either.
    pub fn acts_on(&self) -> Option<ActionId> {
        match self {
            Self::PutAction { id, .. } => Some(*id),
            _ => None,
        }
    }

    fn is_hand_in(&self) -> bool {
        matches!(self, Self::SelfAssess { edit, .. } if edit.submit)
    }

    /// What the person wrote, in the order of the page; for showing and copying.
    pub fn words(&self) -> Vec<&str> {
        match self {
            Self::SelfAssess { edit, .. } => {
                edit.content.words.values().map(|w| w.as_str()).collect()
            }
            Self::Reply(new) => vec![new.text.as_str()],
            Self::Amend(new) => vec![new.text.as_str()],
            Self::Reflect { put, .. } => put.parts.values().map(|w| w.as_str()).collect(),
            Self::PutAction { put, over, .. } => {
                let own_title = (*over == Some(0)).then_some(put.title.as_str());
                let note = put.note.as_ref().map(|note| note.as_str());
                own_title.into_iter().chain(note).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// What the server told of writing that it took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// It is there.
    Taken,
    /// The version that the text, or the action, has now.
    Version(i64),
    /// How often the reflection has been shared or taken back now.
    Sharings(i64),
}

impl Outbox {
    /// Puts newer words of a text into the outbox. Words that wait and were never sent are
    /// replaced; what may have reached the server stays exactly as it was, and the newer words go
    /// behind it. `seen` is the edition on which the author built, and the `over` of `body` the
    /// version they were told: who has not seen the latest edition of this device, for instance
    /// in another window, has their words put beside it, for the server to refuse.
    /// What was handed in stays as it is: a letter typed while the page closes changes nothing.
    pub fn write(&mut self, mut body: CommandBody, seen: u32) {
        let is_handed_in = self.commands.iter().any(|c| c.body.is_hand_in());
        if is_handed_in && !body.is_hand_in() && self.trouble.is_none() {
            return;
        }
        if self.deletion().is_some() {
            return self.write_anew(body);
        }
        let follows = seen == self.edition;
        self.edition = self.edition.saturating_add(1);
        let waiting = self.commands.iter_mut().rev().find(|c| c.body.is_text());
        match waiting {
            Some(waiting) if follows && !waiting.promised => {
                let before = waiting.body.over().and_then(|over| *over);
                set_over(&mut body, before);
                waiting.body = body;
            }
            Some(_) if follows => {
                set_over(&mut body, None);
                self.push_command(body);
            }
            None if follows => {
                let told = body.over().and_then(|over| *over).unwrap_or(0);
                set_over(&mut body, Some(told.max(self.version)));
                self.push_command(body);
            }
            _ => self.push_command(body),
        }
    }

    /// Shares a reflection, or makes it private again. What was not told yet of the opposite is
    /// taken out. Sharing goes behind the words it is about; taking it back goes first, ahead of
    /// words that are not meant for others, and whatever the server refused. `told` is how often
    /// it had been shared or taken back as its author saw it: who shares it has not seen what
    /// another device took back since.
    pub fn set_sharing(&mut self, id: ReflectionId, shared: bool, told: i64) {
        let opposite = |c: &Command| c.body.sets_sharing() == Some(!shared);
        let n_before = self.commands.len();
        let may_be_told = self.commands.iter().any(|c| opposite(c) && c.promised);
        // Sharing again follows what may have been heard of taking it back.
        self.commands
            .retain(|c| !opposite(c) || (shared && c.promised));
        let is_undone = !shared && self.commands.len() < n_before && !may_be_told;
        let is_known = |c: &Command| c.body.sets_sharing() == Some(shared);
        if is_undone || self.commands.iter().any(is_known) {
            return;
        }
        let follows = self.commands.iter().any(opposite);
        let over = (shared && !follows).then(|| told.max(self.n_sharings));
        self.push_command(CommandBody::ShareReflection { id, shared, over });
        if !shared {
            self.commands.rotate_right(1);
        }
    }

    /// What goes although the server has refused something before it.
    pub(super) fn next_in_trouble(&self) -> Option<CommandBody> {
        let first = self.commands.first()?;
        first.body.takes_back().then(|| first.body.clone())
    }

    /// Fixes the next step before it is sent, if it is a person's writing: a retry then carries
    /// the same words over the same version, also after a killed tab.
    pub fn promise_writing(&mut self) -> Option<CommandBody> {
        let (version, n_sharings) = (self.version, self.n_sharings);
        let first = self.commands.first_mut().filter(|c| c.body.is_writing())?;
        match &mut first.body {
            CommandBody::ShareReflection {
                shared: true, over, ..
            } => {
                over.get_or_insert(n_sharings);
            }
            CommandBody::PutAction { id, over, .. } => {
                over.get_or_insert(self.actions.get(id).copied().unwrap_or(0));
            }
            body => {
                if let Some(over) = body.over() {
                    over.get_or_insert(version);
                }
            }
        }
        first.promised = true;
        Some(first.body.clone())
    }

    /// The server has it: `sent` leaves the outbox.
    pub fn written(&mut self, sent: &CommandBody, heard: Heard) {
        let is_sent = |c: &Command| c.promised && c.body == *sent;
        if let Some(at) = self.commands.iter().position(is_sent) {
            self.commands.remove(at);
        }
        match heard {
            Heard::Taken => {}
            Heard::Version(version) => match sent.acts_on() {
                Some(action) => {
                    self.actions.insert(action, version);
                }
                None => self.version = version,
            },
            Heard::Sharings(n) => self.n_sharings = n,
        }
    }

    /// Takes in writing of another device, or of this one before it lost its database; answers
    /// how much was not there yet.
    pub fn take_writing(&mut self, writing: Vec<Command>) -> usize {
        let n_before = self.commands.len();
        for command in writing {
            if self.commands.iter().all(|known| known.body != command.body) {
                let after_sequence = self.last_sequence;
                self.commands.push(Command {
                    after_sequence,
                    ..command
                });
            }
        }
        self.edition = self.edition.saturating_add(1);
        self.commands.len() - n_before
    }

    /// Lets go of writing that the server refused, because its author says so: with a text or a
    /// change of an action goes what builds on it, with anything else only that.
    pub fn set_aside(&mut self) {
        let Some(at) = self.refusable() else {
            self.commands.clear();
            self.trouble = None;
            return;
        };
        let refused = &self.commands[at].body;
        if !refused.is_writing() {
            return;
        }
        if matches!(refused, CommandBody::DeleteReflection(_)) {
            self.trouble = None;
            self.keep_after_all(at);
            return;
        }
        if refused.is_text() {
            let builds = |c: &Command| c.body.is_text() || c.body.sets_sharing() == Some(true);
            self.commands.retain(|c| !builds(c));
            self.version = 0;
            self.edition = self.edition.saturating_add(1);
        } else if let Some(action) = refused.acts_on() {
            self.commands.retain(|c| c.body.acts_on() != Some(action));
        } else {
            self.commands.remove(at);
        }
        self.trouble = None;
    }

    /// What the server refused, while it is not settled.
    pub fn refused(&self) -> Option<&CommandBody> {
        self.trouble.as_ref()?;
        self.refusable().map(|at| &self.commands[at].body)
    }

    /// Where what the server may refuse stands: taking back goes ahead of it.
    fn refusable(&self) -> Option<usize> {
        self.commands.iter().position(|c| !c.body.takes_back())
    }

    /// The latest self-assessment that waits.
    pub fn waiting_self_assessment(&self) -> Option<&EditSelfAssessment> {
        self.waiting().find_map(|body| match body {
            CommandBody::SelfAssess { edit, .. } => Some(edit),
            _ => None,
        })
    }

    /// The latest words of a reflection that wait.
    pub fn waiting_reflection(&self) -> Option<&PutReflection> {
        self.waiting().find_map(|body| match body {
            CommandBody::Reflect { put, .. } => Some(put),
            _ => None,
        })
    }

    /// The reflection of which something waits.
    pub fn reflection(&self) -> Option<ReflectionId> {
        self.commands.iter().find_map(|c| match &c.body {
            CommandBody::Reflect { id, .. } | CommandBody::ShareReflection { id, .. } => Some(*id),
            CommandBody::DeleteReflection(deletion) => Some(deletion.id),
            _ => None,
        })
    }

    /// Whether a reflection is to be shared or private, where that waits to be told.
    pub fn waiting_sharing(&self) -> Option<bool> {
        self.waiting().find_map(CommandBody::sets_sharing)
    }

    /// Replies that wait, in order.
    pub fn waiting_replies(&self) -> impl Iterator<Item = &NewReply> {
        self.commands.iter().filter_map(|c| match &c.body {
            CommandBody::Reply(new) => Some(new),
            _ => None,
        })
    }

    /// The latest first.
    fn waiting(&self) -> impl Iterator<Item = &CommandBody> {
        self.commands.iter().rev().map(|c| &c.body)
    }
}

pub(super) fn set_over(body: &mut CommandBody, version: Option<i64>) {
    if let Some(over) = body.over() {
        *over = version;
    }
}

#[cfg(test)]
mod tests;
