//! What may go from this device, and what must not.

use std::collections::BTreeSet;

use serde::Deserialize;
use shared::values::ObservationId;

use super::{Keep, Told, read, read_all};
use crate::offline::database::{Access, Place, StorageError, Store};
use shared::sync::Outbox;

/// How the names of what is still being typed begin; the id of its record follows.
const TYPED: [&str; 2] = ["note-", "reply-"];

/// What all drafts have in common.
#[derive(Deserialize)]
struct Typed {
    words: String,
}

impl Keep {
    /// How many records hold something that the server has not got: operations, steps, writing,
    /// or a note or reply that is still being typed.
    pub async fn n_waiting(&self) -> Result<usize, StorageError> {
        let stores = [Store::Outbox, Store::Kept];
        let transaction = self.database.begin(&stores, Access::Read).await?;
        let outboxes: Vec<(ObservationId, Outbox)> =
            read_all(transaction.all(Store::Outbox).await?)?;
        let mut waiting: BTreeSet<String> = outboxes
            .into_iter()
            .filter(|(_, outbox)| outbox.is_waiting())
            .map(|(id, _)| id.to_string())
            .collect();
        for name in transaction.names(Store::Kept).await? {
            let Some(of) = TYPED.iter().find_map(|typed| name.strip_prefix(typed)) else {
                continue;
            };
            let kept = transaction.get(Store::Kept, Place::Named(&name)).await?;
            let typed: Option<Typed> = read(kept)?;
            if typed.is_some_and(|typed| !typed.words.trim().is_empty()) {
                waiting.insert(of.to_owned());
            }
        }
        Ok(waiting.len())
    }

    /// Removes everything the server has too. What counts this device's operations stays, or a
    /// number would be given twice.
    pub async fn forget_reads(&self) -> Result<(), StorageError> {
        let stores = [
            Store::Observations,
            Store::Segments,
            Store::Frameworks,
            Store::Kept,
        ];
        let transaction = self.database.begin(&stores, Access::Write).await?;
        for store in stores {
            transaction.clear(store)?;
        }
        transaction.commit().await
    }

    /// Removes what is kept for reading. Records with something unsent stay whole, with what is
    /// needed to go on with them, and so does what is still being typed.
    pub async fn forget_settled(&self) -> Result<(), StorageError> {
        let stores = [
            Store::Observations,
            Store::Segments,
            Store::Outbox,
            Store::Kept,
        ];
        let transaction = self.database.begin(&stores, Access::Write).await?;
        let outboxes: Vec<(ObservationId, Outbox)> =
            read_all(transaction.all(Store::Outbox).await?)?;
        let waiting: Vec<String> = outboxes
            .iter()
            .filter(|(_, outbox)| outbox.is_waiting())
            .map(|(id, _)| id.to_string())
            .collect();
        let told: Vec<Told> = read_all(transaction.all(Store::Observations).await?)?;
        for told in told {
            let of = told.observation.id.to_string();
            if !waiting.contains(&of) {
                transaction.remove_named(Store::Observations, &of)?;
                transaction.remove(Store::Segments, &of, 0, i64::from(u32::MAX))?;
            }
        }
        for name in transaction.names(Store::Kept).await? {
            let is_typed = TYPED.iter().any(|typed| name.starts_with(typed));
            let is_own = name == "me" || is_typed || name.starts_with("framework");
            if !is_own {
                transaction.remove_named(Store::Kept, &name)?;
            }
        }
        transaction.commit().await
    }
}
