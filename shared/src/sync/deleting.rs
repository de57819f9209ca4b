//! A reflection that is deleted on this device first. Until the server has heard, its author can
//! take that back and has every word again.

use super::outbox::{CommandBody, Deletion, Outbox};
use super::writing::set_over;
use crate::feedback::PutReflection;
use crate::values::ReflectionId;

impl Outbox {
    /// Deletes a reflection. Words that were never sent are not sent any more, and it is not shared
    /// any more; words that may have arrived go first, so that it is known what is removed. `told`
    /// is what the server had and its version, as the author saw it.
    pub fn delete_reflection(&mut self, id: ReflectionId, told: Option<(PutReflection, i64)>) {
        if self.deletion().is_some() {
            return;
        }
        let unsent = self.waiting_reflection().cloned();
        self.commands
            .retain(|c| c.body.takes_back() || (c.promised && c.body.is_text()));
        let follows = self.commands.iter().any(|c| c.body.is_text());
        let (told, version) = told.map_or((None, 0), |(put, version)| (Some(put), version));
        let over = (!follows).then(|| version.max(self.version));
        self.edition = self.edition.saturating_add(1);
        self.push_command(CommandBody::DeleteReflection(Deletion {
            id,
            over,
            told,
            unsent,
        }));
    }

    /// Takes a deletion back that the server has not acknowledged.
    pub fn undelete_reflection(&mut self) {
        let is_deletion = |body: &CommandBody| matches!(body, CommandBody::DeleteReflection(_));
        let at = self.commands.iter().position(|c| is_deletion(&c.body));
        let Some(at) = at else { return };
        if !self.commands[at].promised {
            return self.keep_after_all(at);
        }
        let Some(Deletion {
            id, told, unsent, ..
        }) = self.remove_deletion(at)
        else {
            return;
        };
        // Nobody knows whether the server has heard. It is written as if it had: where it has not,
        // the same words over none answer as they stand.
        self.version = 0;
        self.n_sharings = 0;
        let unsent = unsent.filter(|unsent| told.as_ref() != Some(unsent));
        let mut over = Some(0);
        for put in told.into_iter().chain(unsent) {
            self.push_command(CommandBody::Reflect { id, put, over });
            over = None;
        }
    }

    /// The deletion that waits, refused or not.
    pub fn deletion(&self) -> Option<&Deletion> {
        self.commands.iter().find_map(|c| match &c.body {
            CommandBody::DeleteReflection(deletion) => Some(deletion),
            _ => None,
        })
    }

    /// Whether it counts as deleted here. Where the server refused that, it does not.
    pub fn is_deleting(&self) -> bool {
        let is_refused = matches!(self.refused(), Some(CommandBody::DeleteReflection(_)));
        self.deletion().is_some() && !is_refused
    }

    /// Lets go of a deletion that the server has not heard of, or has refused.
    pub(super) fn keep_after_all(&mut self, at: usize) {
        let Some(Deletion {
            id, over, unsent, ..
        }) = self.remove_deletion(at)
        else {
            return;
        };
        if let Some(put) = unsent {
            self.push_command(CommandBody::Reflect { id, put, over });
        }
    }

    fn remove_deletion(&mut self, at: usize) -> Option<Deletion> {
        self.edition = self.edition.saturating_add(1);
        match self.commands.remove(at).body {
            CommandBody::DeleteReflection(deletion) => Some(deletion),
            _ => None,
        }
    }

    /// What another window goes on writing after the deletion goes behind it and begins anew: no
    /// word is lost by it.
    pub(super) fn write_anew(&mut self, mut body: CommandBody) {
        self.edition = self.edition.saturating_add(1);
        set_over(&mut body, Some(0));
        match self.commands.last_mut() {
            Some(last) if last.body.is_text() && !last.promised => last.body = body,
            _ => self.push_command(body),
        }
    }
}

#[cfg(test)]
mod tests;
