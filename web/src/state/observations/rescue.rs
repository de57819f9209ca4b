//! Saving what waits here as a file, and restoring one.

pub use crate::offline::{NotRestored, Restored};

use super::actions::ObservationStore;
use super::reducer::ObservationAction;
use crate::offline::{self, Ledger, StorageError};
use crate::state::save_file::save_file;
use shared::values::Timestamp;

impl ObservationStore {
    /// Hands the person what waits here as a sealed file; false where nothing waits.
    pub async fn save_rescue_file(&self) -> Result<bool, StorageError> {
        let link = self.link.as_ref().ok_or(StorageError::Closed)?;
        let now = offline::now();
        let file = offline::save_rescue(&link.keep, now).await?;
        if let Some(file) = &file {
            save_file(&name(now), "application/json", file);
        }
        Ok(file.is_some())
    }

    /// Sends what such a file holds, and looks again at what is missing here.
    pub async fn restore(&self, file: &str) -> Result<Restored, NotRestored> {
        let restored = offline::restore_rescue(file, self.me.person_id).await?;
        if let Some(link) = &self.link {
            match offline::check(&link.keep, Ledger::of(self.me.person_id)).await {
                Ok(found) => self.dispatch(ObservationAction::Checked(found)),
                Err(error) => self.failed(error),
            }
        }
        self.send_now();
        Ok(restored)
    }
}

/// Named by the day, so that a person finds it again; it says nothing of a session.
fn name(now: Timestamp) -> String {
    let day: String = now.to_string().chars().take(10).collect();
    format!("alongside-rescue-{day}.json")
}
