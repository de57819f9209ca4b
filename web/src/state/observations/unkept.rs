//! What this device could not keep: it stays on the screen until it is kept, or copied out.

use std::rc::Rc;

use shared::observations::{Operation, OperationBody};
use shared::values::ObservationId;
use wasm_bindgen_futures::spawn_local;

use super::actions::ObservationStore;
use super::reducer::ObservationAction;
use crate::offline::{Draft, Keep, KeptAs, StorageError, may_pass};
use crate::state::calm::Save;

/// How often a write is tried before the person hears of it.
const TRIES: u32 = 3;

/// An act that is nowhere but in this page.
#[derive(Clone, Debug)]
pub struct Unkept {
    pub observation: ObservationId,
    pub draft: Draft,
    /// The save that has not come to an end: the page is not loaded anew under it.
    _save: Rc<Save>,
}

impl PartialEq for Unkept {
    fn eq(&self, other: &Self) -> bool {
        self.observation == other.observation && self.draft == other.draft
    }
}

impl Unkept {
    pub(super) fn new(observation: ObservationId, draft: Draft, save: Save) -> Self {
        Self {
            observation,
            draft,
            _save: Rc::new(save),
        }
    }

    /// The words in it; none for a tap.
    pub fn words(&self) -> Option<String> {
        let words = match &self.draft.body {
            OperationBody::Note { text, .. }
            | OperationBody::EditNote { text, .. }
            | OperationBody::SetQuestion { text } => vec![text.as_str()],
            OperationBody::SetMessage { text } => vec![text.as_str()],
            OperationBody::Interruption { text: Some(text) } => vec![text.as_str()],
            OperationBody::Rate {
                reason: Some(reason),
                ..
            } => vec![reason.as_str()],
            OperationBody::PutPoint { text, .. } => {
                let mut words = vec![text.title.as_str(), text.evidence_text.as_str()];
                words.extend(text.effect.iter().map(|effect| effect.as_str()));
                words
            }
            OperationBody::PutAction { title, support, .. } => {
                let mut words = vec![title.as_str()];
                words.extend(support.iter().map(|support| support.as_str()));
                words
            }
            _ => return None,
        };
        Some(words.join("\n"))
    }
}

/// Keeps an act; see [`tried`].
pub(super) async fn append(
    keep: &Keep,
    observation: ObservationId,
    draft: &Draft,
) -> Result<Operation, StorageError> {
    tried(async || keep.append(observation, draft.clone()).await).await
}

/// Writes; what the browser may have closed under pressure is opened and tried again.
pub(super) async fn tried<T>(
    write: impl AsyncFn() -> Result<T, StorageError>,
) -> Result<T, StorageError> {
    let mut n_tried = 0;
    loop {
        n_tried += 1;
        match write().await {
            Err(error) if may_pass(&error) && n_tried < TRIES => {}
            answer => return answer,
        }
    }
}

impl ObservationStore {
    /// Tries once more to keep what this device could not.
    pub fn keep_again(&self) {
        let store = self.clone();
        spawn_local(async move {
            for unkept in store.unkept.clone() {
                let Some(link) = &store.link else { return };
                // Somebody who presses twice does not keep it twice.
                if !store.unkept.contains(&unkept) {
                    continue;
                }
                store.dispatch(ObservationAction::TryAgain(unkept.draft.clone()));
                store
                    .keep_draft(link, unkept.observation, unkept.draft)
                    .await;
            }
        });
    }

    /// Tries again because the person asks. What did not open with the page opens with the next
    /// one; before a session nothing is lost by loading it anew.
    pub fn probe_again(&self) {
        match (&self.link, web_sys::window()) {
            (None, Some(window)) => {
                // A browser that refuses leaves the page as it is, with its words.
                let _ = window.location().reload();
            }
            _ => self.probe(),
        }
    }

    /// Tries whether this device can keep anything, before a session relies on it.
    pub fn probe(&self) {
        let store = self.clone();
        spawn_local(async move {
            let Some(link) = &store.link else { return };
            let now = crate::offline::now();
            let wrote = link.keep.keep(&KeptAs::Probe, &now).await;
            let read = link.keep.kept(&KeptAs::Probe).await;
            let outcome = match (wrote, read) {
                (Ok(()), Ok(Some(kept))) if now == kept => Ok(()),
                (Err(error), _) | (_, Err(error)) => Err(error),
                _ => Err(StorageError::Unreadable),
            };
            store.dispatch(ObservationAction::Probed(outcome));
        });
    }
}
