//! Putting a record on another version of its instrument.

use shared::observations::Rebase;
use shared::values::ObservationId;

use super::actions::ObservationStore;
use super::load;
use crate::api;
use crate::state::Failure;

impl ObservationStore {
    /// Moves the record and shows it as it is then. It needs the network, since every device of
    /// the observer has to hear of it.
    pub async fn rebase(&self, id: ObservationId, framework: String) -> Result<(), Failure> {
        api::observations::rebase(id, &Rebase { framework }).await?;
        load::open(self, id).await;
        Ok(())
    }
}
