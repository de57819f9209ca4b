//! A note that is still being typed: kept on this device, so that a killed tab loses no words.

use shared::observations::OperationBody;
use shared::values::ObservationId;
use wasm_bindgen_futures::spawn_local;

use super::actions::ObservationStore;
use super::own_writes::Made;
pub use crate::offline::NoteDraft;

impl ObservationStore {
    /// Keeps the words so far; an empty draft takes away what was kept.
    pub fn keep_note_draft(&self, id: ObservationId, draft: NoteDraft) {
        let store = self.clone();
        spawn_local(async move { store.keep_words(id, draft).await });
    }

    /// Keeps a note that is done, and only then lets go of its words as they were typed: a tab
    /// killed in between has them twice rather than not at all.
    pub fn add_note(&self, id: ObservationId, note: OperationBody, begun_ms: f64) {
        let store = self.clone();
        spawn_local(async move {
            store.append_kept(id, Made::live(note), begun_ms).await;
            store.keep_words(id, NoteDraft::default()).await;
        });
    }

    async fn keep_words(&self, id: ObservationId, draft: NoteDraft) {
        let Some(link) = &self.link else { return };
        if let Err(error) = link.keep.keep(&name(id), &draft).await {
            self.failed(error);
        }
    }

    /// The words a killed tab has left, if any.
    pub async fn note_draft(&self, id: ObservationId) -> Option<NoteDraft> {
        let link = self.link.clone()?;
        let kept: Option<NoteDraft> = link.keep.kept(&name(id)).await.ok().flatten();
        kept.filter(|draft| !draft.words.trim().is_empty())
    }
}

fn name(id: ObservationId) -> String {
    format!("note-{id}")
}
