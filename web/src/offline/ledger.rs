//! A second, tiny book of what was said to be safe on this device, kept apart from the database:
//! if the database goes, this says what went with it. It holds sequences and hashes, no content.

use shared::observations::Operation;
use shared::values::{DeviceId, ObservationId, PersonId};
use web_sys::Storage;

const PREFIX: &str = "ledger";

/// An operation that was said to be safe here and is not yet known to be safe on the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub device: DeviceId,
    pub observation: ObservationId,
    pub sequence: u32,
    pub hash: u64,
}

/// One person's book. Where local storage is closed there is none, and nothing is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ledger {
    person: PersonId,
}

impl Ledger {
    pub fn of(person: PersonId) -> Self {
        Self { person }
    }

    /// Writes down what the database has just kept.
    pub fn wrote(self, device: DeviceId, observation: ObservationId, operation: &Operation) {
        let entry = Entry {
            device,
            observation,
            sequence: operation.sequence,
            hash: hash(operation),
        };
        if let Some(storage) = storage() {
            // Without room for it the database still has the operation.
            let _ = storage.set_item(&self.key(&entry), &format!("{:x}", entry.hash));
        }
    }

    /// Strikes out what need not be looked for any more.
    pub fn strike(self, is_done: impl Fn(&Entry) -> bool) {
        let Some(storage) = storage() else { return };
        for entry in self.entries().iter().filter(|entry| is_done(entry)) {
            // A line that stays is struck out at the next start.
            let _ = storage.remove_item(&self.key(entry));
        }
    }

    /// Everything in the book, by device, observation and sequence.
    pub fn entries(self) -> Vec<Entry> {
        let Some(storage) = storage() else {
            return Vec::new();
        };
        let n = storage.length().unwrap_or_default();
        let keys = (0..n).filter_map(|at| storage.key(at).ok().flatten());
        let mut entries: Vec<Entry> = keys
            .filter_map(|key| {
                let hash = storage.get_item(&key).ok().flatten()?;
                self.parse(&key, &hash)
            })
            .collect();
        entries.sort_by_key(|entry| (entry.device, entry.observation, entry.sequence));
        entries
    }

    fn key(self, entry: &Entry) -> String {
        let Entry {
            device,
            observation,
            sequence,
            ..
        } = entry;
        format!("{PREFIX}:{}:{device}:{observation}:{sequence}", self.person)
    }

    fn parse(self, key: &str, hash: &str) -> Option<Entry> {
        let mut parts = key.split(':');
        let is_mine = parts.next()? == PREFIX && parts.next()? == self.person.to_string();
        is_mine.then_some(())?;
        Some(Entry {
            device: DeviceId::parse(parts.next()?).ok()?,
            observation: ObservationId::parse(parts.next()?).ok()?,
            sequence: parts.next()?.parse().ok()?,
            hash: u64::from_str_radix(hash, 16).ok()?,
        })
    }
}

/// Sixty-four bits of FNV-1a over the operation as it is stored: enough to find decay, and
/// nothing that has to withstand somebody.
pub fn hash(operation: &Operation) -> u64 {
    let text = serde_json::to_string(operation).expect("wire types always serialise");
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_book_reads_back_and_another_persons_does_not() {
        let id = |n: u128| uuid::Uuid::from_u128((7 << 76) | (0b10 << 62) | n);
        let ledger = Ledger::of(PersonId::new(id(1)));
        let entry = Entry {
            device: DeviceId::new(id(2)),
            observation: ObservationId::new(id(3)),
            sequence: 7,
            hash: 0xbeef,
        };
        assert_eq!(ledger.parse(&ledger.key(&entry), "beef"), Some(entry));
        let other = Ledger::of(PersonId::new(id(4)));
        assert_eq!(other.parse(&ledger.key(&entry), "beef"), None);
        assert_eq!(ledger.parse("language", "en"), None);
    }
}
