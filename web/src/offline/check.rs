//! The check at every start: is everything here that was said to be safe here?

use std::collections::BTreeMap;

use shared::sync::Record;
use shared::values::{DeviceId, ObservationId};

use super::database::StorageError;
use super::keep::{Keep, may_wait};
use super::ledger::{Entry, Ledger, hash};
use super::pull::tell_anew;

/// What is missing of one observation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gap {
    /// Operations that were on this device only and are gone.
    pub n_missing: usize,
    /// Operations that are not what was written.
    pub n_altered: usize,
    /// The record cannot be read at all.
    pub is_unreadable: bool,
}

/// What the check has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    pub gaps: BTreeMap<ObservationId, Gap>,
    /// What is only kept for reading was damaged, and is told anew.
    pub is_anew: bool,
}

/// Looks at every observation of one person, and at what says how far this device was told.
///
/// # Errors
/// Only when the list of them cannot be read.
pub async fn run(keep: &Keep, ledger: Ledger) -> Result<Found, StorageError> {
    let mut booked: BTreeMap<ObservationId, Vec<Entry>> = BTreeMap::new();
    for entry in ledger.entries() {
        booked.entry(entry.observation).or_default().push(entry);
    }
    let outboxes = keep.outboxes().await?;
    let waiting = outboxes
        .iter()
        .filter(|(_, outbox)| may_wait(outbox))
        .map(|(id, _)| (*id, Vec::new()));
    for (id, nothing) in waiting {
        booked.entry(id).or_insert(nothing);
    }
    let unreadable = Gap {
        is_unreadable: true,
        ..Gap::default()
    };
    // Writing that waits without a session to be about has no record to be looked at.
    let mut gaps: BTreeMap<ObservationId, Gap> = outboxes
        .iter()
        .filter(|(_, outbox)| outbox.is_err())
        .map(|(id, _)| (*id, unreadable.clone()))
        .collect();
    for (id, entries) in booked {
        let gap = match keep.record(id).await {
            Ok(record) => {
                let safe_up_to = record.as_ref().map_or(0, |r| r.outbox.safe_up_to);
                ledger.strike(|entry| {
                    entry.observation == id
                        && entry.device == keep.device()
                        && entry.sequence <= safe_up_to
                });
                gap_of(keep.device(), &entries, record.as_ref())
            }
            Err(_) => unreadable.clone(),
        };
        if gap != Gap::default() {
            gaps.insert(id, gap);
        }
    }
    let is_anew = tell_anew(keep).await?;
    Ok(Found { gaps, is_anew })
}

/// Compares the book, and the outbox's own count, with what is there.
fn gap_of(device: DeviceId, entries: &[Entry], record: Option<&Record>) -> Gap {
    let mut gap = Gap::default();
    let safe_up_to = record.map_or(0, |record| record.outbox.safe_up_to);
    let here = |sequence: u32| {
        let record = record?;
        record.unsent.iter().find(|op| op.sequence == sequence)
    };
    for entry in entries {
        // A database that was erased comes back under another device's id.
        if entry.device == device && entry.sequence <= safe_up_to {
            continue;
        }
        match here(entry.sequence).filter(|_| entry.device == device) {
            None => gap.n_missing += 1,
            Some(operation) if hash(operation) != entry.hash => gap.n_altered += 1,
            Some(_) => {}
        }
    }
    if let Some(record) = record {
        let booked = |sequence| {
            let mut own = entries.iter().filter(|entry| entry.device == device);
            own.any(|entry| entry.sequence == sequence)
        };
        gap.n_missing += (safe_up_to + 1..=record.outbox.last_sequence)
            .filter(|sequence| here(*sequence).is_none() && !booked(*sequence))
            .count();
    }
    gap
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::observations::{Operation, OperationBody};
    use shared::sync::Outbox;
    use shared::values::{OperationId, Timestamp};
    use uuid::Uuid;

    /// The form of a UUIDv7.
    fn uuid(n: u128) -> Uuid {
        Uuid::from_u128((7 << 76) | (0b10 << 62) | n)
    }

    fn operation(sequence: u32) -> Operation {
        let id = OperationId::new(uuid(sequence.into()));
        let at = Timestamp::from_millis(0).unwrap();
        serde_json::from_value(serde_json::json!({
            "id": id, "sequence": sequence, "at": at, "kind": "pause",
        }))
        .unwrap()
    }

    fn record(sequences: &[u32], safe_up_to: u32, last_sequence: u32) -> Record {
        let observation = serde_json::from_value(serde_json::json!({
            "id": uuid(0), "unit_id": uuid(0), "framework": "", "informed": "no_objection",
            "practitioner": { "id": uuid(0), "name": "Dafydd Price" },
            "observer": { "id": uuid(0), "name": "Priya Shah" },
            "agreement": { "purpose": "developmental", "session_type": "supervision",
                           "planned_for": "2026-11-25T10:00", "duration_minutes": 60 },
            "state": "in_progress", "self_assessed": false, "steps": [],
            "updated_at": Timestamp::from_millis(0).unwrap(), "version": 1,
        }))
        .unwrap();
        let unsent = sequences.iter().map(|n| operation(*n)).collect();
        let outbox = Outbox {
            safe_up_to,
            last_sequence,
            ..Outbox::default()
        };
        Record::new(observation, None, Vec::new(), unsent, outbox)
    }

    fn entry(device: u128, sequence: u32) -> Entry {
        Entry {
            device: DeviceId::new(uuid(device)),
            observation: ObservationId::new(uuid(0)),
            sequence,
            hash: hash(&operation(sequence)),
        }
    }

    #[test]
    fn pain4_what_was_said_to_be_safe_and_is_gone_is_found() {
        let device = DeviceId::new(uuid(1));
        let book = [entry(1, 1), entry(1, 2), entry(1, 3), entry(1, 4)];
        let whole = record(&[3, 4], 2, 4);
        assert_eq!(gap_of(device, &book, Some(&whole)), Gap::default());

        let holed = record(&[4], 2, 4);
        assert_eq!(gap_of(device, &book, Some(&holed)).n_missing, 1);
        // Without the book the outbox still counts.
        assert_eq!(gap_of(device, &[], Some(&holed)).n_missing, 1);
        assert_eq!(gap_of(device, &book, None).n_missing, 4);
        // The same sequences under another device's id are other operations.
        let anew = DeviceId::new(uuid(9));
        assert_eq!(gap_of(anew, &book, Some(&whole)).n_missing, 4);
    }

    #[test]
    fn an_operation_that_is_not_what_was_written_is_found() {
        let device = DeviceId::new(uuid(1));
        let mut record = record(&[1], 0, 1);
        record.unsent = vec![std::rc::Rc::new(Operation {
            body: OperationBody::Resume {},
            ..operation(1)
        })];
        let gap = gap_of(device, &[entry(1, 1)], Some(&record));
        assert_eq!((gap.n_missing, gap.n_altered), (0, 1));
    }
}
