//! Saving what waits here as a file, and restoring one.

pub use crate::offline::{NotRestored, Restored};

use super::actions::ObservationStore;
use super::reducer::ObservationAction;
use crate::offline::{self, Ledger, StorageError};
use crate::state::save_file::save_file;
use shared::values::Timestamp;

/// What became of saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Whether there is a file: there is none where nothing waits.
    pub is_file: bool,
    /// Values that belong to no record, and stay here.
    pub n_left_out: usize,
}

impl ObservationStore {
    /// Hands the person what waits here as a sealed file.
    pub async fn save_rescue_file(&self) -> Result<Saved, StorageError> {
        let link = self.link.as_ref().ok_or(StorageError::Closed)?;
        let now = offline::now();
        let to_save = offline::save_rescue(&link.keep, now).await?;
        if let Some(file) = &to_save.file {
            save_file(&name(now), "application/json", file);
        }
        Ok(Saved {
            is_file: to_save.file.is_some(),
            n_left_out: to_save.n_left_out,
        })
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
