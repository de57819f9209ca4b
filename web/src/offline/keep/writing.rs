//! A person's own writing: in the outbox until the server has it, and as typed before that.

use serde::{Deserialize, Serialize};
use shared::feedback::{Action, NewAmendment, NewReply, PutAction, PutReflection, ReplyKind};
use shared::sync::{
    Command, CommandBody, ForAuthor, Heard, OpenedWriting, Outbox, outbox_of, outbox_of_action,
};
use shared::values::{ObservationId, ReflectionId};

use super::{BegunAs, Keep, outbox_in, put_outbox};
use crate::offline::database::{Access, StorageError, Store};

/// A reply, or words to add after the closing, still being typed: kept here, so that a killed tab
/// loses nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct WordsDraft {
    pub words: String,
    /// The kind of reply, as the form names it.
    pub kind: String,
}

impl WordsDraft {
    /// This draft with other words below its own, unless it has them already.
    fn with(mut self, words: &str, kind: &str) -> Self {
        if self.words.trim().is_empty() {
            words.clone_into(&mut self.words);
            kind.clone_into(&mut self.kind);
        } else if !self.words.contains(words) {
            self.words = format!("{}\n\n{words}", self.words.trim_end());
        }
        self
    }

    fn with_reply(self, reply: &NewReply) -> Self {
        let kind = match reply.kind {
            ReplyKind::Reply | ReplyKind::Acknowledgement => "",
            kind => kind.as_str(),
        };
        self.with(reply.text.as_str(), kind)
    }

    fn with_amendment(self, amendment: &NewAmendment) -> Self {
        self.with(amendment.text.as_str(), "")
    }
}

impl Keep {
    /// What waits under an id: an empty outbox where nothing ever did.
    pub async fn outbox(&self, of: ObservationId) -> Result<Outbox, StorageError> {
        let transaction = self.database.begin(&[Store::Outbox], Access::Read).await?;
        outbox_in(&transaction, &of.to_string()).await
    }

    /// Puts a text into the outbox; `seen` is the edition it builds on. When this answers, the
    /// words are on the disk.
    pub async fn write(
        &self,
        of: ObservationId,
        body: CommandBody,
        seen: u32,
    ) -> Result<Outbox, StorageError> {
        self.change(of, |outbox| outbox.write(body, seen)).await
    }

    /// Shares a reflection or makes it private again; when this answers, it is on the disk. `told`
    /// is how often it had been shared or taken back as its author saw it.
    pub async fn set_sharing(
        &self,
        id: ReflectionId,
        shared: bool,
        told: i64,
    ) -> Result<Outbox, StorageError> {
        self.change(outbox_of(id), |outbox| outbox.set_sharing(id, shared, told))
            .await
    }

    /// Deletes a reflection; when this answers, that is on the disk. `told` is what the server had
    /// and its version, as its author saw it.
    pub async fn delete_reflection(
        &self,
        id: ReflectionId,
        told: Option<(PutReflection, i64)>,
    ) -> Result<Outbox, StorageError> {
        self.change(outbox_of(id), |outbox| outbox.delete_reflection(id, told))
            .await
    }

    /// Takes a deletion back that the server has not acknowledged.
    pub async fn undelete_reflection(&self, id: ReflectionId) -> Result<Outbox, StorageError> {
        self.change(outbox_of(id), Outbox::undelete_reflection)
            .await
    }

    /// Puts changes of actions into their outboxes, all of them or none; each comes with the action
    /// as its author saw it. When this answers, they are on the disk.
    pub async fn put_actions(
        &self,
        changes: Vec<(Action, PutAction)>,
    ) -> Result<Vec<(ObservationId, Outbox)>, StorageError> {
        let transaction = self.database.begin(&[Store::Outbox], Access::Write).await?;
        let mut changed = Vec::new();
        for (seen, put) in changes {
            let of = outbox_of_action(&seen);
            let mut outbox = outbox_in(&transaction, &of.to_string()).await?;
            outbox.put_action(&seen, put);
            put_outbox(&transaction, of, &outbox)?;
            changed.push((of, outbox));
        }
        transaction.commit().await?;
        Ok(changed)
    }

    /// Fixes the next step before it is sent, if it is a person's writing.
    pub async fn promise_writing(
        &self,
        of: ObservationId,
    ) -> Result<Option<CommandBody>, StorageError> {
        let transaction = self.database.begin(&[Store::Outbox], Access::Write).await?;
        let mut outbox = outbox_in(&transaction, &of.to_string()).await?;
        let promised = outbox.promise_writing();
        if promised.is_some() {
            put_outbox(&transaction, of, &outbox)?;
            transaction.commit().await?;
        }
        Ok(promised)
    }

    /// Takes writing off the outbox: the server has it.
    pub async fn written(
        &self,
        of: ObservationId,
        sent: &CommandBody,
        heard: Heard,
    ) -> Result<Outbox, StorageError> {
        self.change(of, |outbox| outbox.written(sent, heard)).await
    }

    /// Takes in writing out of a rescue file; answers how much was not there yet.
    pub async fn take_writing(
        &self,
        of: ObservationId,
        writing: Vec<Command>,
    ) -> Result<usize, StorageError> {
        let mut n_taken = 0;
        self.change(of, |outbox| n_taken = outbox.take_writing(writing))
            .await?;
        Ok(n_taken)
    }

    /// Takes in writing that came back from a device that was emptied. Replies and what was to be
    /// added after the closing become drafts, below what is being typed already.
    pub async fn take_back(&self, opened: OpenedWriting) -> Result<Outbox, StorageError> {
        let (of, pieces) = (opened.of, opened.pieces);
        let mut rest = ForAuthor::default();
        let outbox = self
            .change(of, |outbox| rest = outbox.take_back(pieces))
            .await?;
        let ForAuthor {
            replies,
            amendments,
        } = rest;
        self.draft_below(BegunAs::Reply, of, &replies, WordsDraft::with_reply)
            .await?;
        self.draft_below(
            BegunAs::Amendment,
            of,
            &amendments,
            WordsDraft::with_amendment,
        )
        .await?;
        Ok(outbox)
    }

    async fn draft_below<T>(
        &self,
        what: BegunAs,
        of: ObservationId,
        pieces: &[T],
        with: fn(WordsDraft, &T) -> WordsDraft,
    ) -> Result<(), StorageError> {
        if pieces.is_empty() {
            return Ok(());
        }
        let kept_as = what.of(of);
        let typed: Option<WordsDraft> = self.kept(&kept_as).await?;
        let draft = pieces.iter().fold(typed.unwrap_or_default(), with);
        self.keep(&kept_as, &draft).await
    }

    /// Lets go of writing that the server refused.
    pub async fn set_aside(&self, of: ObservationId) -> Result<Outbox, StorageError> {
        self.change(of, Outbox::set_aside).await
    }
}
