//! A person's own writing: in the outbox until the server has it, and as typed before that.

use serde::{Deserialize, Serialize};
use shared::sync::{Command, CommandBody, Heard, Outbox, outbox_of};
use shared::values::{ObservationId, ReflectionId};

use super::{Keep, outbox_in, put_outbox};
use crate::offline::database::{Access, StorageError, Store};

/// A reply that is still being typed: kept here, so that a killed tab loses no words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReplyDraft {
    pub words: String,
    /// The kind of reply, as the form names it.
    pub kind: String,
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

    /// Lets go of writing that the server refused.
    pub async fn set_aside(&self, of: ObservationId) -> Result<Outbox, StorageError> {
        self.change(of, Outbox::set_aside).await
    }
}
