//! Opening outboxes that a device handed over.

use shared::sync::{Outbox, UnsentPiece};
use shared::values::ObservationId;
use shared::vault::{Place, SealKey, SealedItem, from_hex};

use crate::devices::Owner;

/// The own writing in an outbox of this owner. None for what is no outbox, or was not sealed with
/// this key for this owner: nobody can ever read it, so it holds up nothing beside it.
pub(super) fn open(
    owner: Owner,
    key: &SealKey,
    item: &SealedItem,
) -> Option<(ObservationId, Vec<UnsentPiece>)> {
    if item.store != "outbox" {
        return None;
    }
    let place = Place {
        organisation: owner.organisation,
        person: owner.person,
        store: &item.store,
        record: &item.record,
    };
    let plain = shared::vault::open(key, &place, &from_hex(&item.envelope)?).ok()?;
    let (of, outbox): (ObservationId, Outbox) = serde_json::from_slice(&plain).ok()?;
    Some((of, outbox.unsent_writing()))
}
