//! What this device keeps for one person: every function is one transaction.

mod forget;
mod writing;

pub use writing::ReplyDraft;

use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::frameworks::Framework;
use shared::observations::{Observation, Operation, OperationBody, Segment};
use shared::sync::{self, CommandBody, Next, Outbox, Record, Sending, Trouble};
use shared::values::{DeviceId, ObservationId, OperationId, PersonId, SegmentId, Timestamp};
use uuid::Uuid;

use super::database::{Access, Database, Place, StorageError, Store, Transaction};
use super::vault;

/// The most bytes of operations in one push, well under what the server takes as a body.
const PUSH_BYTES: usize = 200_000;

/// What one person keeps on this device.
pub struct Keep {
    person: PersonId,
    database: Database,
    device: DeviceId,
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
        let transaction = self
            .database
            .begin(&[Store::Operations, Store::Outbox], Access::Write)
            .await?;
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

    /// The outbox of every observation.
    pub async fn outboxes(&self) -> Result<Vec<(ObservationId, Outbox)>, StorageError> {
        let transaction = self.database.begin(&[Store::Outbox], Access::Read).await?;
        read_all(transaction.all(Store::Outbox).await?)
    }

    /// Fixes the next push of an observation before it is sent: its name and exactly its
    /// operations. A push that was promised before is answered again unchanged.
    pub async fn promise(
        &self,
        observation: ObservationId,
    ) -> Result<Option<(Sending, Vec<Operation>)>, StorageError> {
        let of = observation.to_string();
        let transaction = self
            .database
            .begin(&[Store::Operations, Store::Outbox], Access::Write)
            .await?;
        let mut outbox = outbox_in(&transaction, &of).await?;
        let Some(Next::Push {
            first,
            last,
            promised,
        }) = outbox.next()
        else {
            return Ok(None);
        };
        let kept = transaction
            .all_from(Store::Operations, &of, first.into())
            .await?;
        let n_most = usize::try_from(last - first + 1).unwrap_or(usize::MAX);
        let n_sent = match promised {
            Some(_) => n_most,
            None => within_bytes(&kept, PUSH_BYTES).min(n_most),
        };
        let operations: Vec<Operation> = read_all(kept.into_iter().take(n_sent).collect())?;
        // With one missing the server would ask for it for ever. The check at the start tells of it.
        let has_gap = (first..).zip(&operations).any(|(n, op)| op.sequence != n);
        if operations.is_empty() || has_gap {
            return Ok(None);
        }
        let n_fit = u32::try_from(operations.len()).unwrap_or(u32::MAX);
        let Some(sending) = outbox.promise(n_fit, SegmentId::new(Uuid::now_v7())) else {
            return Ok(None);
        };
        put_outbox(&transaction, observation, &outbox)?;
        transaction.commit().await?;
        Ok(Some((sending, operations)))
    }

    /// Takes in the acknowledgement of a push: what of it stands in the log under its own number,
    /// and up to where the server is safe.
    pub async fn receive(
        &self,
        segment: Option<&Segment>,
        safe_up_to: u32,
        observation: &Observation,
        now: Timestamp,
    ) -> Result<Outbox, StorageError> {
        let told = Told::at(observation, now);
        let segments = segment.map_or(&[][..], std::slice::from_ref);
        self.take_in(told, segments, now, |outbox| {
            outbox.acknowledge(safe_up_to);
        })
        .await
    }

    /// Takes in what the server holds: the observation and the segments not yet known here.
    /// It was asked for at `asked_at` and may since have been overtaken by a step of this device.
    pub async fn pulled(
        &self,
        observation: &Observation,
        segments: &[Segment],
        asked_at: Timestamp,
        now: Timestamp,
    ) -> Result<Outbox, StorageError> {
        let told = Told::at(observation, now);
        self.take_in(told, segments, asked_at, |_| {}).await
    }

    /// Takes the first step off the outbox: the server has done it.
    pub async fn done(
        &self,
        observation: &Observation,
        command: &CommandBody,
        now: Timestamp,
    ) -> Result<Outbox, StorageError> {
        self.take_in(Told::at(observation, now), &[], now, |outbox| {
            if outbox
                .commands
                .first()
                .is_some_and(|first| first.body == *command)
            {
                outbox.commands.remove(0);
            }
        })
        .await
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

    /// The server was set back to a backup and holds this device's operations up to `safe_up_to`
    /// only: those behind it go again. What the server told of other devices is asked for anew.
    pub async fn set_back(
        &self,
        observation: ObservationId,
        safe_up_to: u32,
    ) -> Result<Outbox, StorageError> {
        let of = observation.to_string();
        let stores = [Store::Segments, Store::Operations, Store::Outbox];
        let transaction = self.database.begin(&stores, Access::Write).await?;
        let mut outbox = outbox_in(&transaction, &of).await?;
        let segments: Vec<Segment> =
            read_all(transaction.all_from(Store::Segments, &of, 0).await?)?;
        for operation in sync::own_behind(&segments, self.device, 0) {
            let place = Place::Nth(&of, operation.sequence.into());
            transaction.put(Store::Operations, place, &text(operation))?;
        }
        transaction.remove(Store::Segments, &of, 0, i64::from(u32::MAX))?;
        outbox.set_back(safe_up_to);
        put_outbox(&transaction, observation, &outbox)?;
        transaction.commit().await?;
        Ok(outbox)
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

    /// Stops sending for one record until the person has looked at it.
    pub async fn trouble(
        &self,
        observation: ObservationId,
        trouble: Trouble,
    ) -> Result<Outbox, StorageError> {
        self.change(observation, |outbox| outbox.trouble = Some(trouble))
            .await
    }

    /// Sends again from where it stopped.
    pub async fn clear_trouble(&self, observation: ObservationId) -> Result<Outbox, StorageError> {
        self.change(observation, |outbox| outbox.trouble = None)
            .await
    }

    /// Takes back a share that the server refused, so that the draft can be mended.
    pub async fn withdraw_share(&self, observation: ObservationId) -> Result<Outbox, StorageError> {
        self.change(observation, |outbox| {
            outbox
                .commands
                .retain(|command| !matches!(command.body, CommandBody::Share(_)));
            outbox.trouble = None;
        })
        .await
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
        transaction.commit().await
    }

    /// An answer kept under a name, for showing it without a network.
    pub async fn kept<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, StorageError> {
        let transaction = self.database.begin(&[Store::Kept], Access::Read).await?;
        read(transaction.get(Store::Kept, Place::Named(name)).await?)
    }

    pub async fn keep<T: Serialize>(&self, name: &str, answer: &T) -> Result<(), StorageError> {
        let transaction = self.database.begin(&[Store::Kept], Access::Write).await?;
        transaction.put(Store::Kept, Place::Named(name), &text(answer))?;
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

    async fn take_in(
        &self,
        told: Told,
        segments: &[Segment],
        asked_at: Timestamp,
        change: impl FnOnce(&mut Outbox),
    ) -> Result<Outbox, StorageError> {
        let id = told.observation.id;
        let of = id.to_string();
        let stores = [
            Store::Observations,
            Store::Segments,
            Store::Operations,
            Store::Outbox,
        ];
        let transaction = self.database.begin(&stores, Access::Write).await?;
        let kept = told_in(&transaction, &of).await?;
        let mut outbox = outbox_in(&transaction, &of).await?;
        for segment in segments {
            let place = Place::Nth(&of, segment.received_sequence);
            transaction.put(Store::Segments, place, &text(segment))?;
        }
        outbox.take_in(segments, self.device);
        change(&mut outbox);
        // Only what a segment here holds: what is safe elsewhere is still shown from here.
        for segment in segments.iter().filter(|s| s.device == self.device) {
            let sequence = |op: Option<&Operation>| op.map_or(0, |op| i64::from(op.sequence));
            let first = sequence(segment.operations.first());
            let last = sequence(segment.operations.last());
            transaction.remove(Store::Operations, &of, first, last)?;
        }
        if !kept.is_some_and(|kept| kept.overtook(&told, asked_at)) {
            put_told(&transaction, &told)?;
        }
        put_outbox(&transaction, id, &outbox)?;
        transaction.commit().await?;
        Ok(outbox)
    }
}

/// How many of these fit into `most` bytes; at least one, or nothing would ever be sent.
fn within_bytes(texts: &[String], most: usize) -> usize {
    let mut total = 0;
    let fits = texts
        .iter()
        .take_while(|text| {
            total += text.len() + 1;
            total <= most
        })
        .count();
    fits.max(1)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_push_is_bounded_in_bytes_and_never_empty() {
        let texts: Vec<String> = vec!["x".repeat(90), "x".repeat(90), "x".repeat(90)];
        assert_eq!(within_bytes(&texts, 200), 2);
        assert_eq!(within_bytes(&texts, 10), 1);
        assert_eq!(within_bytes(&texts, 1_000), 3);
    }
}
