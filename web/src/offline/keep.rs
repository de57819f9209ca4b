//! What this device keeps for one person. A function is one transaction; one that would keep a tap
//! waiting looks in a transaction that only reads before it writes.

mod begun;
mod copies;
mod forget;
mod names;
mod sending;
mod writing;

pub use begun::{Begun, BegunAs, BegunForm, NEW, talk_about, with_and_about};
pub use names::KeptAs;
pub use writing::WordsDraft;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::frameworks::Framework;
use shared::observations::{Observation, Operation, OperationBody, Segment};
use shared::sync::{CommandBody, Outbox, Record};
use shared::values::{DeviceId, ObservationId, OperationId, PersonId, Timestamp};

use super::database::{Access, Database, Place, StorageError, Store, Transaction};
use super::vault;

/// Something kept for a record, or why it cannot be read: one that is damaged stops no other.
pub type Kept<T> = (ObservationId, Result<T, StorageError>);

/// What one person keeps on this device.
pub struct Keep {
    person: PersonId,
    database: Database,
    device: DeviceId,
    /// What the last push of each record was answered with: the server tells it to this device once
    /// more.
    answered: RefCell<BTreeMap<ObservationId, Observation>>,
    /// Frameworks that this page has read or written whole: one is large, and what the server tells
    /// after each push names it.
    whole_frameworks: RefCell<BTreeSet<String>>,
}

/// An operation before it has its place in the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub id: OperationId,
    /// The device's clock at touch-down.
    pub at: Timestamp,
    /// Session time at touch-down, in milliseconds.
    pub elapsed_ms: Option<u32>,
    /// The operation whose value this one replaces.
    pub base: Option<OperationId>,
    /// Further versions that it replaces.
    pub also: Vec<OperationId>,
    /// What was begun and is said by this: it goes in the same transaction.
    pub says: Option<BegunAs>,
    pub body: OperationBody,
}

/// A note that is still being typed: kept here, so that a killed tab loses no words.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct NoteDraft {
    pub words: String,
    /// The key of a skill; empty for none.
    pub skill: String,
    /// Unix time in milliseconds and session time of the first letter.
    pub begun: Option<(f64, u32)>,
}

/// An observation as it was told, with the time of telling.
#[derive(serde::Serialize, serde::Deserialize)]
struct Told {
    observation: Observation,
    fetched_at: Option<Timestamp>,
}

impl Told {
    fn at(observation: &Observation, now: Timestamp) -> Self {
        Self {
            observation: observation.clone(),
            fetched_at: Some(now),
        }
    }

    /// Whether this was told after `other` was asked for, and is newer: an answer that was
    /// long under way must not turn back what a step has done meanwhile. An older version that
    /// was asked for later counts, since a server can be restored from a backup.
    fn overtook(&self, other: &Self, asked_at: Timestamp) -> bool {
        self.observation.version > other.observation.version
            && self.fetched_at.is_some_and(|told| told > asked_at)
    }
}

impl Keep {
    /// Opens what `person` keeps here. Their vault must be open.
    pub async fn open(person: PersonId) -> Result<Self, StorageError> {
        let vault = vault::opened_of(person)?;
        let device = vault.device;
        let database = Database::open(vault::database_name(person), vault).await?;
        Ok(Self {
            person,
            database,
            device,
            answered: RefCell::default(),
            whole_frameworks: RefCell::default(),
        })
    }

    pub fn person(&self) -> PersonId {
        self.person
    }

    pub fn device(&self) -> DeviceId {
        self.device
    }

    /// Keeps an operation and its place in the outbox. When this answers, both are on the disk.
    pub async fn append(
        &self,
        observation: ObservationId,
        draft: Draft,
    ) -> Result<Operation, StorageError> {
        let of = observation.to_string();
        let mut stores = vec![Store::Operations, Store::Outbox];
        stores.extend(draft.says.map(|_| Store::Kept));
        let transaction = self.database.begin(&stores, Access::Write).await?;
        let mut outbox = outbox_in(&transaction, &of).await?;
        outbox.last_sequence += 1;
        let operation = Operation {
            id: draft.id,
            sequence: outbox.last_sequence,
            at: draft.at,
            elapsed_ms: draft.elapsed_ms,
            base: draft.base,
            also: draft.also,
            body: draft.body,
        };
        let place = Place::Nth(&of, operation.sequence.into());
        transaction.add(Store::Operations, place, &text(&operation))?;
        put_outbox(&transaction, observation, &outbox)?;
        if let Some(begun) = draft.says {
            transaction.remove_named(Store::Kept, &begun.of(observation).name())?;
        }
        transaction.commit().await?;
        Ok(operation)
    }

    /// Puts a step into the outbox, behind the operations there are.
    pub async fn queue(
        &self,
        observation: ObservationId,
        command: CommandBody,
    ) -> Result<Outbox, StorageError> {
        self.change(observation, |outbox| outbox.push_command(command))
            .await
    }

    /// Keeps an observation that was planned here, with the step that tells the server.
    pub async fn plan(
        &self,
        observation: &Observation,
        command: CommandBody,
    ) -> Result<Outbox, StorageError> {
        let id = observation.id;
        let of = id.to_string();
        let transaction = self
            .database
            .begin(&[Store::Observations, Store::Outbox], Access::Write)
            .await?;
        let mut outbox = outbox_in(&transaction, &of).await?;
        outbox.push_command(command);
        let told = Told {
            observation: observation.clone(),
            fetched_at: None,
        };
        put_told(&transaction, &told)?;
        put_outbox(&transaction, id, &outbox)?;
        transaction.commit().await?;
        Ok(outbox)
    }

    /// All that is known of one observation; none if it was never opened on this device.
    pub async fn record(&self, id: ObservationId) -> Result<Option<Record>, StorageError> {
        let of = id.to_string();
        let stores = [
            Store::Observations,
            Store::Segments,
            Store::Operations,
            Store::Outbox,
        ];
        let transaction = self.database.begin(&stores, Access::Read).await?;
        let Some(told) = told_in(&transaction, &of).await? else {
            return Ok(None);
        };
        let segments: Vec<Segment> =
            read_all(transaction.all_from(Store::Segments, &of, 0).await?)?;
        let outbox = outbox_in(&transaction, &of).await?;
        let unsent: Vec<Operation> =
            read_all(transaction.all_from(Store::Operations, &of, 0).await?)?;
        Ok(Some(Record::new(
            told.observation,
            told.fetched_at,
            segments,
            unsent,
            outbox,
        )))
    }

    /// Every observation this device keeps, for lists without a network.
    pub async fn observations(&self) -> Result<Vec<Observation>, StorageError> {
        let transaction = self
            .database
            .begin(&[Store::Observations], Access::Read)
            .await?;
        let told: Vec<Told> = read_all(transaction.all(Store::Observations).await?)?;
        Ok(told.into_iter().map(|told| told.observation).collect())
    }

    /// Every outbox by the id it stands under.
    pub async fn outboxes(&self) -> Result<Vec<Kept<Outbox>>, StorageError> {
        let transaction = self.database.begin(&[Store::Outbox], Access::Read).await?;
        outboxes_in(&transaction).await
    }

    /// Removes what was captured, after the server has discarded it too.
    pub async fn forget_capture(&self, observation: ObservationId) -> Result<(), StorageError> {
        let of = observation.to_string();
        let transaction = self
            .database
            .begin(&[Store::Segments, Store::Operations], Access::Write)
            .await?;
        for store in [Store::Segments, Store::Operations] {
            transaction.remove(store, &of, 0, i64::from(u32::MAX))?;
        }
        transaction.commit().await
    }

    /// Lets go of a record that has ended; answers false, and keeps all of it, where something of
    /// it has still to reach the server.
    pub async fn forget(&self, observation: ObservationId) -> Result<bool, StorageError> {
        let of = observation.to_string();
        let stores = [
            Store::Observations,
            Store::Segments,
            Store::Operations,
            Store::Outbox,
        ];
        let transaction = self.database.begin(&stores, Access::Write).await?;
        if outbox_in(&transaction, &of).await?.is_waiting() {
            return Ok(false);
        }
        for store in [Store::Segments, Store::Operations] {
            transaction.remove(store, &of, 0, i64::from(u32::MAX))?;
        }
        for store in [Store::Observations, Store::Outbox] {
            transaction.remove_named(store, &of)?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    pub async fn framework(&self, hash: &str) -> Result<Option<Framework>, StorageError> {
        let transaction = self
            .database
            .begin(&[Store::Frameworks], Access::Read)
            .await?;
        read(
            transaction
                .get(Store::Frameworks, Place::Named(hash))
                .await?,
        )
    }

    pub async fn keep_framework(
        &self,
        hash: &str,
        framework: &Framework,
    ) -> Result<(), StorageError> {
        let transaction = self
            .database
            .begin(&[Store::Frameworks], Access::Write)
            .await?;
        transaction.put(Store::Frameworks, Place::Named(hash), &text(framework))?;
        transaction.commit().await?;
        self.whole_frameworks.borrow_mut().insert(hash.to_owned());
        Ok(())
    }

    /// Whether a framework is here and can be read.
    pub async fn holds_framework(&self, hash: &str) -> Result<bool, StorageError> {
        let transaction = self
            .database
            .begin(&[Store::Frameworks], Access::Read)
            .await?;
        let is_here = transaction
            .holds(Store::Frameworks, Place::Named(hash))
            .await?;
        if !is_here || self.whole_frameworks.borrow().contains(hash) {
            return Ok(is_here);
        }
        let is_whole = match self.framework(hash).await {
            Err(StorageError::Unreadable) => false,
            kept => kept?.is_some(),
        };
        if is_whole {
            self.whole_frameworks.borrow_mut().insert(hash.to_owned());
        }
        Ok(is_whole)
    }

    /// An answer kept under its name, for showing it without a network.
    pub async fn kept<T: DeserializeOwned>(
        &self,
        kept_as: &KeptAs,
    ) -> Result<Option<T>, StorageError> {
        let name = kept_as.name();
        let transaction = self.database.begin(&[Store::Kept], Access::Read).await?;
        read(transaction.get(Store::Kept, Place::Named(&name)).await?)
    }

    pub async fn keep<T: Serialize>(
        &self,
        kept_as: &KeptAs,
        answer: &T,
    ) -> Result<(), StorageError> {
        let name = kept_as.name();
        let transaction = self.database.begin(&[Store::Kept], Access::Write).await?;
        transaction.put(Store::Kept, Place::Named(&name), &text(answer))?;
        transaction.commit().await
    }

    async fn change(
        &self,
        observation: ObservationId,
        change: impl FnOnce(&mut Outbox),
    ) -> Result<Outbox, StorageError> {
        let of = observation.to_string();
        let transaction = self.database.begin(&[Store::Outbox], Access::Write).await?;
        let mut outbox = outbox_in(&transaction, &of).await?;
        change(&mut outbox);
        put_outbox(&transaction, observation, &outbox)?;
        transaction.commit().await?;
        Ok(outbox)
    }
}

async fn outboxes_in(transaction: &Transaction) -> Result<Vec<Kept<Outbox>>, StorageError> {
    let each = transaction.each(Store::Outbox).await?;
    each.into_iter()
        .map(|(name, text)| {
            let id = ObservationId::parse(&name).map_err(|_| StorageError::Unreadable)?;
            let outbox = text
                .and_then(|text| serde_json::from_str(&text).map_err(|_| StorageError::Unreadable));
            Ok((id, outbox.map(|(_, outbox): (ObservationId, _)| outbox)))
        })
        .collect()
}

/// Whether something may wait there: of what cannot be read nobody knows.
pub fn may_wait(outbox: &Result<Outbox, StorageError>) -> bool {
    outbox.as_ref().map_or(true, Outbox::is_waiting)
}

async fn outbox_in(transaction: &Transaction, of: &str) -> Result<Outbox, StorageError> {
    let kept = transaction.get(Store::Outbox, Place::Named(of)).await?;
    let kept: Option<(ObservationId, Outbox)> = read(kept)?;
    Ok(kept.map(|(_, outbox)| outbox).unwrap_or_default())
}

fn put_outbox(
    transaction: &Transaction,
    observation: ObservationId,
    outbox: &Outbox,
) -> Result<(), StorageError> {
    let of = observation.to_string();
    let value = text(&(observation, outbox));
    transaction.put(Store::Outbox, Place::Named(&of), &value)
}

async fn told_in(transaction: &Transaction, of: &str) -> Result<Option<Told>, StorageError> {
    read(
        transaction
            .get(Store::Observations, Place::Named(of))
            .await?,
    )
}

fn put_told(transaction: &Transaction, told: &Told) -> Result<(), StorageError> {
    let of = told.observation.id.to_string();
    transaction.put(Store::Observations, Place::Named(&of), &text(told))
}

fn text<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("wire types have text keys only and serialise")
}

fn read<T: DeserializeOwned>(text: Option<String>) -> Result<Option<T>, StorageError> {
    text.map(|text| serde_json::from_str(&text))
        .transpose()
        .map_err(|_| StorageError::Unreadable)
}

fn read_all<T: DeserializeOwned>(texts: Vec<String>) -> Result<Vec<T>, StorageError> {
    texts
        .iter()
        .map(|text| serde_json::from_str(text))
        .collect::<Result<_, _>>()
        .map_err(|_| StorageError::Unreadable)
}
