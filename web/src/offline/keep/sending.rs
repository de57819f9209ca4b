//! What is sent of a record, and what is taken in of the answer.

use shared::observations::{Observation, Operation, Segment};
use shared::sync::{self, CommandBody, Next, Outbox, Sending, Trouble};
use shared::values::{ObservationId, SegmentId, Timestamp};
use uuid::Uuid;

use super::{Keep, Told, outbox_in, put_outbox, put_told, read_all, text, told_in};
use crate::offline::breath::Breath;
use crate::offline::database::{Access, Place, StorageError, Store};

/// The most bytes of operations in one push, well under what the server takes as a body.
const PUSH_BYTES: usize = 200_000;

impl Keep {
    /// Fixes the next push of an observation before it is sent: its name and exactly its
    /// operations. A push that was promised before is answered again unchanged.
    pub async fn promise(
        &self,
        observation: ObservationId,
    ) -> Result<Option<(Sending, Vec<Operation>)>, StorageError> {
        loop {
            let Some((next, operations)) = self.to_push(observation).await? else {
                return Ok(None);
            };
            let sending = match next.promised() {
                Some(sending) => Some(sending),
                None => self.promise_next(observation, &next, &operations).await?,
            };
            if let Some(sending) = sending {
                return Ok(Some((sending, operations)));
            }
        }
    }

    /// The operations of the next push. They are opened and parsed before anything is written, with
    /// pauses: a tap, which is written to the same stores, does not wait for it.
    async fn to_push(
        &self,
        observation: ObservationId,
    ) -> Result<Option<(Next, Vec<Operation>)>, StorageError> {
        let of = observation.to_string();
        let stores = [Store::Operations, Store::Outbox];
        let transaction = self.database.begin(&stores, Access::Read).await?;
        let next = outbox_in(&transaction, &of).await?.next();
        let Some(Next::Push {
            first,
            last,
            promised,
        }) = next
        else {
            return Ok(None);
        };
        let mut breath = Breath::new();
        let kept = transaction
            .all_from_at_leisure(Store::Operations, &of, first.into(), &mut breath)
            .await?;
        let n_most = usize::try_from(last - first + 1).unwrap_or(usize::MAX);
        let n_sent = match promised {
            Some(_) => n_most,
            None => within_bytes(&kept, PUSH_BYTES).min(n_most),
        };
        let mut operations: Vec<Operation> = Vec::with_capacity(n_sent);
        for text in kept.iter().take(n_sent) {
            breath.take().await;
            operations.push(serde_json::from_str(text).map_err(|_| StorageError::Unreadable)?);
        }
        // With one missing the server would ask for it for ever. The check at the start tells of it.
        let has_gap = (first..).zip(&operations).any(|(n, op)| op.sequence != n);
        if operations.is_empty() || has_gap {
            return Ok(None);
        }
        let next = Next::Push {
            first,
            last,
            promised,
        };
        Ok(Some((next, operations)))
    }

    /// Gives these operations a name, unless something else comes next by now: another tab may have
    /// changed the outbox meanwhile. More taps behind them change nothing.
    async fn promise_next(
        &self,
        observation: ObservationId,
        next: &Next,
        operations: &[Operation],
    ) -> Result<Option<Sending>, StorageError> {
        let of = observation.to_string();
        let transaction = self.database.begin(&[Store::Outbox], Access::Write).await?;
        let mut outbox = outbox_in(&transaction, &of).await?;
        if !outbox.next().is_some_and(|now| now.goes_on(next)) {
            return Ok(None);
        }
        let n_fit = u32::try_from(operations.len()).unwrap_or(u32::MAX);
        let Some(sending) = outbox.promise(n_fit, SegmentId::new(Uuid::now_v7())) else {
            return Ok(None);
        };
        put_outbox(&transaction, observation, &outbox)?;
        transaction.commit().await?;
        Ok(Some(sending))
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
        let outbox = self
            .take_in(told, segments, now, |outbox| {
                outbox.acknowledge(safe_up_to);
            })
            .await?;
        let answered = (observation.id, observation.clone());
        self.answered.borrow_mut().extend([answered]);
        Ok(outbox)
    }

    /// Whether that is what the last push of this page was answered with, and so nothing new to it.
    /// What the server goes on to tell then are the segments that were pushed.
    pub fn is_echo(&self, observation: &Observation, segments: &[Segment]) -> bool {
        let is_own = segments.iter().all(|s| s.device == self.device);
        is_own && self.answered.borrow().get(&observation.id) == Some(observation)
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
        // One that cannot be read is written over: the server tells it whole.
        let kept = match told_in(&transaction, &of).await {
            Err(StorageError::Unreadable) => None,
            kept => kept?,
        };
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
