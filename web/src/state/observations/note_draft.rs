//! A note: what is still being typed of it, kept on this device so that a killed tab loses no words,
//! and what it becomes.

use shared::observations::{Edit, Note, OperationBody};
use shared::values::{Key, NoteText, ObservationId};
use wasm_bindgen_futures::spawn_local;

use super::actions::ObservationStore;
use super::own_writes::Made;
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
            if let Err(error) = link.keep.keep(&BegunAs::Note.of(id), &draft).await {
                store.failed(error);
            }
        });
    }

    /// The words a killed tab has left, if any.
    pub async fn note_draft(&self, id: ObservationId) -> Option<NoteDraft> {
        let kept: Option<NoteDraft> = self.typed(&BegunAs::Note.of(id)).await;
        kept.filter(|draft| !draft.words.trim().is_empty())
    }

    /// Writes a note at the time of its first letter, `begun` by the device's clock and in session
    /// time; its words so far are let go with it. Answers whether it is kept.
    pub fn write_note(
        &self,
        id: ObservationId,
        text: NoteText,
        skill: Option<Key>,
        begun: Option<(f64, u32)>,
    ) -> impl Future<Output = bool> + use<> {
        let body = OperationBody::Note { text, skill };
        let made = Made {
            says: Some(BegunAs::Note),
            begun_ms: begun.map(|(_, elapsed_ms)| elapsed_ms),
            ..self.own_writes.follow(id, Edit::over(None, body))
        };
        let (store, at) = (
            self.clone(),
            begun.map_or_else(js_sys::Date::now, |(at, _)| at),
        );
        async move { store.append_kept(id, made, at).await }
    }

    /// Changes the words and the skill of a note as it was shown. Answers whether that is kept.
    pub fn change_note(
        &self,
        id: ObservationId,
        old: &Note,
        text: NoteText,
        skill: Option<Key>,
    ) -> impl Future<Output = bool> + use<> {
        let body = OperationBody::EditNote {
            note: old.id,
            text,
            skill,
        };
        let edit = Edit::over(Some(old.written_by), body);
        let made = self.own_writes.follow(id, edit);
        let store = self.clone();
        async move { store.append_kept(id, made, js_sys::Date::now()).await }
    }
}
