//! Opening what was deposited, and taking it in as its author's operations.

use shared::observations::{Operation, PROTOCOL, PushOperations, SEGMENT_OPERATIONS};
use shared::sync::{Command, Outbox, Sending, canonical, content_hash};
use shared::values::{ObservationId, SegmentId};
use shared::vault::{Place, SealKey, SealedItem, from_hex};
use uuid::Uuid;

use crate::actor::Actor;
use crate::db::Conn;
use crate::devices::Owner;
use crate::error::{Error, Result};
use crate::observations;

/// What a deposit holds, opened.
pub(super) struct Opened {
    operations: Vec<Operation>,
    /// A push that was promised carries its name, in case it arrived after all.
    promised: Option<Sending>,
    /// What was still to be said to the server: that it is planned, and what was answered.
    steps: Vec<Command>,
}

impl Opened {
    pub fn n_operations(&self) -> usize {
        self.operations.len()
    }

    pub fn steps(&self) -> &[Command] {
        &self.steps
    }
}

/// Opens a deposit with the author's key. What does not open was not sealed by this device for
/// this author, and is refused.
pub(super) fn open(
    owner: Owner,
    key: &SealKey,
    observation: ObservationId,
    items: &[SealedItem],
) -> Result<Opened> {
    let mut operations = Vec::new();
    let mut outbox = None;
    for (n, item) in items.iter().enumerate() {
        let refused = || Error::field(format!("items[{n}]"), "malformed");
        let place = Place {
            organisation: owner.organisation,
            person: owner.person,
            store: &item.store,
            record: &item.record,
        };
        let envelope = from_hex(&item.envelope).ok_or_else(refused)?;
        let plain = shared::vault::open(key, &place, &envelope).map_err(|_| refused())?;
        match item.store.as_str() {
            "operations" => {
                operations
                    .push(serde_json::from_slice::<Operation>(&plain).map_err(|_| refused())?);
            }
            "outbox" => {
                let (of, kept): (ObservationId, Outbox) =
                    serde_json::from_slice(&plain).map_err(|_| refused())?;
                if of == observation {
                    outbox = Some(kept);
                }
            }
            _ => return Err(refused()),
        }
    }
    let outbox = outbox.ok_or_else(|| Error::field("items", "missing"))?;
    operations.sort_by_key(|operation| operation.sequence);
    operations.retain(|operation| operation.sequence > outbox.safe_up_to);
    Ok(Opened {
        operations,
        promised: outbox.sending,
        steps: outbox.commands,
    })
}

/// Takes the first steps for the author, and then the operations in as pushes of their device.
/// What arrived before is known, the operations by their numbers, and not taken twice.
pub(super) fn apply(
    conn: &mut Conn,
    author: &Actor,
    owner: Owner,
    observation: ObservationId,
    opened: Opened,
) -> Result<()> {
    observations::take_first_steps(conn, author, observation, &opened.steps)?;
    let mut rest = opened.operations;
    if let Some(promised) = opened.promised {
        let n = rest
            .iter()
            .take_while(|op| op.sequence <= promised.last)
            .count();
        let first: Vec<Operation> = rest.drain(..n).collect();
        push(conn, author, owner, observation, promised.segment, first)?;
    }
    while !rest.is_empty() {
        let n = rest.len().min(SEGMENT_OPERATIONS);
        let next: Vec<Operation> = rest.drain(..n).collect();
        push(
            conn,
            author,
            owner,
            observation,
            SegmentId::new(Uuid::now_v7()),
            next,
        )?;
    }
    Ok(())
}

fn push(
    conn: &mut Conn,
    author: &Actor,
    owner: Owner,
    observation: ObservationId,
    segment: SegmentId,
    operations: Vec<Operation>,
) -> Result<()> {
    if operations.is_empty() {
        return Ok(());
    }
    let push = PushOperations {
        segment,
        device: owner.device,
        protocol: PROTOCOL,
        content_hash: content_hash(&canonical(&operations)),
        operations,
    };
    observations::receive_accepted(conn, author, observation, push)
}
