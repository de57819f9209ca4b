//! What one device sealed for its owner, opened.

use serde::de::DeserializeOwned;
use shared::sync::Outbox;
use shared::values::ObservationId;
use shared::vault::{Place, SealKey, SealedItem, from_hex};

use super::Owner;

/// Opens what a device sealed.
pub struct Seal {
    pub owner: Owner,
    pub(super) key: SealKey,
}

/// What became of opening an envelope.
pub enum Opened<T> {
    Read(T),
    /// It opens, and is not what belongs there: it may be of a newer version.
    Foreign,
    /// It does not open. It was damaged, or sealed with another key, for somebody else or for
    /// another place: nobody can ever read it.
    Unreadable,
}

impl Seal {
    pub fn open<T: DeserializeOwned>(&self, item: &SealedItem) -> Opened<T> {
        let place = Place {
            organisation: self.owner.organisation,
            person: self.owner.person,
            store: &item.store,
            record: &item.record,
        };
        let plain = from_hex(&item.envelope)
            .and_then(|envelope| shared::vault::open(&self.key, &place, &envelope).ok());
        match plain.map(|plain| serde_json::from_slice(&plain)) {
            Some(Ok(value)) => Opened::Read(value),
            Some(Err(_)) => Opened::Foreign,
            None => Opened::Unreadable,
        }
    }

    /// An outbox that stands under its own id.
    pub fn open_outbox(&self, item: &SealedItem) -> Opened<(ObservationId, Outbox)> {
        match self.open::<(ObservationId, Outbox)>(item) {
            Opened::Read((of, _)) if item.record != of.to_string() => Opened::Foreign,
            opened => opened,
        }
    }
}
