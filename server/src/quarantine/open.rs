//! Opening a deposit: what of it can be read, and what cannot.

use std::collections::{BTreeMap, BTreeSet};

use shared::observations::{Operation, OperationBody, SEGMENT_OPERATIONS};
use shared::sync::{Command, Outbox, Sending};
use shared::values::{ObservationId, OperationId, SegmentId, Timestamp};
use shared::vault::{SealedItem, to_hex};
use uuid::Uuid;

use crate::devices::{self, Seal};
use crate::error::{Error, Result};
use crate::token::sha256;

/// What a deposit holds, opened.
pub(super) struct Opened {
    pub observation: ObservationId,
    /// In order of sequence. Invariant: none is in `lost`.
    operations: Vec<Operation>,
    /// The sequences of operations that do not open.
    pub lost: BTreeSet<u32>,
    /// None where it does not open: it is then not known what was still to be said to the server.
    outbox: Option<Outbox>,
}

impl Opened {
    /// How many operations the server did not have.
    pub fn n_operations(&self) -> usize {
        self.operations.len()
    }

    /// How many envelopes do not open, the outbox included.
    pub fn n_damaged(&self) -> usize {
        self.lost.len() + usize::from(self.outbox.is_none())
    }

    /// What was still to be said to the server: that it is planned, and what was answered.
    pub fn steps(&self) -> &[Command] {
        self.outbox.as_ref().map_or(&[], |outbox| &outbox.commands)
    }

    /// Names what it holds, however it was sealed: the same operations have the same name.
    pub fn name(&self) -> String {
        let sound = self.operations.iter().map(|op| (op.sequence, op.id));
        let named: BTreeMap<u32, OperationId> = sound.collect();
        let content = format!("{named:?} {:?} {}", self.lost, self.outbox.is_some());
        to_hex(&sha256(content.as_bytes()))
    }

    /// Puts a start before the first act of a session whose own start is lost. That act says how
    /// long the session had been going on.
    pub fn restore_start(&mut self) {
        let is_start = |op: &Operation| matches!(op.body, OperationBody::Start {});
        let Some(first) = self.operations.first() else {
            return;
        };
        let place = first.sequence.saturating_sub(1);
        if self.operations.iter().any(is_start) || !self.lost.contains(&place) {
            return;
        }
        let elapsed_ms = i64::from(first.elapsed_ms.unwrap_or(0));
        let start = Operation {
            id: OperationId::new(Uuid::now_v7()),
            sequence: place,
            at: Timestamp::from_millis(first.at.millis() - elapsed_ms).unwrap_or(first.at),
            elapsed_ms: Some(0),
            base: None,
            also: Vec::new(),
            body: OperationBody::Start {},
        };
        self.lost.remove(&place);
        self.operations.insert(0, start);
    }

    /// The operations as pushes of their device, each in unbroken order. The one that was promised
    /// carries its name where it is whole, in case it arrived after all.
    pub fn pushes(self) -> Vec<(SegmentId, Vec<Operation>)> {
        let promised = self.outbox.and_then(|outbox| outbox.sending);
        let mut pushes: Vec<Vec<Operation>> = Vec::new();
        for operation in self.operations {
            match pushes.last_mut() {
                Some(push) if goes_on(push, &operation, promised) => push.push(operation),
                _ => pushes.push(vec![operation]),
            }
        }
        let named = |push: Vec<Operation>| {
            let whole = promised.filter(|promised| is_whole(&push, *promised));
            let name = whole.map_or_else(|| SegmentId::new(Uuid::now_v7()), |p| p.segment);
            (name, push)
        };
        pushes.into_iter().map(named).collect()
    }
}

fn goes_on(push: &[Operation], next: &Operation, promised: Option<Sending>) -> bool {
    let last = push.last().map_or(0, |operation| operation.sequence);
    push.len() < SEGMENT_OPERATIONS
        && next.sequence == last + 1
        && promised.is_none_or(|promised| promised.last != last)
}

fn is_whole(push: &[Operation], promised: Sending) -> bool {
    let ends = push.first().zip(push.last());
    ends.is_some_and(|(first, last)| {
        (first.sequence, last.sequence) == (promised.first, promised.last)
    })
}

/// Opens a deposit, all of one observation. Where nothing of what it brings opens, it was not
/// sealed by this device for this author, and is refused; so is what opens and is not understood.
pub(super) fn open(seal: &Seal, items: &[SealedItem]) -> Result<Opened> {
    let observation = items.first().and_then(SealedItem::observation);
    let observation = observation.ok_or_else(|| Error::field("items", "missing"))?;
    let mut opened = Opened {
        observation,
        operations: Vec::new(),
        lost: BTreeSet::new(),
        outbox: None,
    };
    let mut has_outbox = false;
    for (n, item) in items.iter().enumerate() {
        let refused = || Error::field(format!("items[{n}]"), "malformed");
        if item.observation() != Some(observation) {
            return Err(refused());
        }
        match (item.store.as_str(), item.sequence()) {
            ("operations", Some(sequence)) => match seal.open::<Operation>(item) {
                devices::Opened::Read(operation) if operation.sequence == sequence => {
                    opened.operations.push(operation);
                }
                devices::Opened::Unreadable => {
                    opened.lost.insert(sequence);
                }
                _ => return Err(refused()),
            },
            ("outbox", None) => {
                has_outbox = true;
                match seal.open_outbox(item) {
                    devices::Opened::Read((_, outbox)) => opened.outbox = Some(outbox),
                    devices::Opened::Unreadable => {}
                    devices::Opened::Foreign => return Err(refused()),
                }
            }
            _ => return Err(refused()),
        }
    }
    if !has_outbox {
        return Err(Error::field("items", "missing"));
    }
    opened.leave_out_what_is_safe();
    if opened.operations.is_empty() && opened.n_damaged() > 0 {
        return Err(Error::field("items", "malformed"));
    }
    Ok(opened)
}

impl Opened {
    fn leave_out_what_is_safe(&mut self) {
        let safe_up_to = self.outbox.as_ref().map_or(0, |outbox| outbox.safe_up_to);
        self.operations.sort_by_key(|operation| operation.sequence);
        self.operations.retain(|op| op.sequence > safe_up_to);
        self.lost.retain(|sequence| *sequence > safe_up_to);
    }
}

/// What waits already, with what came now: each place once, and of two envelopes for one place
/// the one that opens.
pub(super) fn together(
    seal: &Seal,
    before: Vec<SealedItem>,
    now: Vec<SealedItem>,
) -> Vec<SealedItem> {
    let place = |item: &SealedItem| (item.store.clone(), item.record.clone());
    let mut all: BTreeMap<_, SealedItem> = before.into_iter().map(|i| (place(&i), i)).collect();
    for item in now {
        let is_known = all.contains_key(&place(&item));
        if !is_known || opens(seal, &item) {
            all.insert(place(&item), item);
        }
    }
    all.into_values().collect()
}

/// The envelopes that nobody can open, as they came.
pub(super) fn damaged(seal: &Seal, mut items: Vec<SealedItem>) -> Vec<SealedItem> {
    items.retain(|item| !opens(seal, item));
    items
}

fn opens(seal: &Seal, item: &SealedItem) -> bool {
    use serde::de::IgnoredAny;
    !matches!(seal.open::<IgnoredAny>(item), devices::Opened::Unreadable)
}
