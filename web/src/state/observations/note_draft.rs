//! A note that is still being typed: kept on this device, so that a killed tab loses no words.

use shared::values::ObservationId;
use wasm_bindgen_futures::spawn_local;

use super::actions::ObservationStore;
use crate::offline::BegunAs;
pub use crate::offline::NoteDraft;

impl ObservationStore {
    /// Keeps the words so far; an empty draft takes away what was kept.
    pub fn keep_note_draft(&self, id: ObservationId, draft: NoteDraft) {
        let Some(link) = self.link.clone() else {
            return;
        };
        let store = self.clone();
        spawn_local(async move {
            if let Err(error) = link.keep.keep(&name(id), &draft).await {
                store.failed(error);
            }
        });
    }

    /// The words a killed tab has left, if any.
    pub async fn note_draft(&self, id: ObservationId) -> Option<NoteDraft> {
        let kept: Option<NoteDraft> = self.typed(&name(id)).await;
        kept.filter(|draft| !draft.words.trim().is_empty())
    }
}

fn name(id: ObservationId) -> String {
    BegunAs::Note.name(id)
}
