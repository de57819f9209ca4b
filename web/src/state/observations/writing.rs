//! A person's own writing: kept on this device first, sent from its outbox.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::rc::Rc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::feedback::{Action, PutAction, PutReflection};
use shared::sync::{CommandBody, OpenedWriting, Outbox};
use shared::values::{ObservationId, ReflectionId};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::actions::ObservationStore;
use super::provider::use_observations;
use super::reducer::ObservationAction;
use super::unkept;
use crate::offline::{Begun, BegunAs, BegunForm, KeptAs, StorageError, WordsDraft, outbox_of};
use crate::state::calm;

impl ObservationStore {
    /// Shows what waits under this id, from now on.
    fn watch(&self, of: ObservationId) {
        let store = self.clone();
        spawn_local(async move {
            let outbox = match &store.link {
                Some(link) => link.keep.outbox(of).await,
                None => Ok(Outbox::default()),
            };
            let outbox = match outbox {
                Ok(outbox) => Some(Box::new(outbox)),
                // One that is damaged stops nothing beside it: the page says so.
                Err(StorageError::Unreadable) => None,
                Err(error) => {
                    store.failed(error);
                    Some(Box::default())
                }
            };
            store.dispatch(ObservationAction::Watched(of, outbox));
        });
    }

    /// Keeps a text with versions; `seen` is the edition of this device it builds on. When this
    /// answers, with the edition it has become, the words are on the disk.
    pub async fn write(
        &self,
        of: ObservationId,
        body: CommandBody,
        seen: u32,
    ) -> Result<u32, StorageError> {
        let link = self.link.as_ref().ok_or(StorageError::Closed)?;
        // What is still being written is sent a moment later, with what follows.
        let is_finished = matches!(&body, CommandBody::SelfAssess { edit, .. } if edit.submit);
        let outbox = link.keep.write(of, body, seen).await?;
        let edition = outbox.edition;
        self.queued(of, outbox, is_finished);
        Ok(edition)
    }

    /// Keeps a piece of writing that is said once. When this answers, it is on the disk.
    pub async fn say(&self, of: ObservationId, body: CommandBody) -> Result<(), StorageError> {
        let _save = calm::save();
        let link = self.link.as_ref().ok_or(StorageError::Closed)?;
        let outbox = link.keep.queue(of, body).await?;
        self.queued(of, outbox, true);
        Ok(())
    }

    /// Shares a reflection or makes it private again, once the server has heard. `told` is how
    /// often it had been shared or taken back as the page showed it.
    pub async fn set_sharing(
        &self,
        id: ReflectionId,
        shared: bool,
        told: i64,
    ) -> Result<(), StorageError> {
        let link = self.link.as_ref().ok_or(StorageError::Closed)?;
        let outbox = link.keep.set_sharing(id, shared, told).await?;
        self.queued(outbox_of(id), outbox, true);
        Ok(())
    }

    /// Deletes a reflection, once the server has heard. `told` is what the server had and its
    /// version, as the page showed it.
    pub async fn delete_reflection(
        &self,
        id: ReflectionId,
        told: Option<(PutReflection, i64)>,
    ) -> Result<(), StorageError> {
        let link = self.link.as_ref().ok_or(StorageError::Closed)?;
        let outbox = link.keep.delete_reflection(id, told).await?;
        self.queued(outbox_of(id), outbox, true);
        Ok(())
    }

    /// Takes that back, where the server has not acknowledged it.
    pub async fn undelete_reflection(&self, id: ReflectionId) -> Result<(), StorageError> {
        let link = self.link.as_ref().ok_or(StorageError::Closed)?;
        let outbox = link.keep.undelete_reflection(id).await?;
        self.queued(outbox_of(id), outbox, true);
        Ok(())
    }

    /// Keeps changes of actions, all of them or none; each comes with the action as the page showed
    /// it. When this answers, they are on the disk.
    pub async fn put_actions(&self, changes: Vec<(Action, PutAction)>) -> Result<(), StorageError> {
        let link = self.link.as_ref().ok_or(StorageError::Closed)?;
        for (of, outbox) in link.keep.put_actions(changes).await? {
            // Shown from now on, also where nothing waited under that id before.
            self.dispatch(ObservationAction::Watched(
                of,
                Some(Box::new(outbox.clone())),
            ));
            self.queued(of, outbox, true);
        }
        Ok(())
    }

    /// Shows everything that waits on this device, from now on.
    fn watch_waiting(&self) {
        let Some(link) = self.link.clone() else {
            return;
        };
        let store = self.clone();
        spawn_local(async move {
            let outboxes = link.keep.outboxes().await.unwrap_or_else(|error| {
                store.failed(error);
                Vec::new()
            });
            for (of, outbox) in outboxes {
                if let Some(outbox) = outbox.ok().filter(Outbox::is_waiting) {
                    store.dispatch(ObservationAction::Watched(of, Some(Box::new(outbox))));
                }
            }
        });
    }

    /// Takes in writing that came back from a device that was emptied; when this answers, it is on
    /// the disk.
    pub async fn take_back(&self, opened: OpenedWriting) -> Result<(), StorageError> {
        let link = self.link.as_ref().ok_or(StorageError::Closed)?;
        let of = opened.of;
        let outbox = link.keep.take_back(opened).await?;
        self.queued(of, outbox, true);
        Ok(())
    }

    /// Lets go of writing that the server refused.
    pub async fn set_aside(&self, of: ObservationId) -> Result<(), StorageError> {
        let link = self.link.as_ref().ok_or(StorageError::Closed)?;
        let outbox = link.keep.set_aside(of).await?;
        self.queued(of, outbox, true);
        Ok(())
    }

    /// Keeps words so far; an empty draft takes away what was kept.
    pub fn keep_words_draft(&self, what: BegunAs, of: ObservationId, draft: WordsDraft) {
        let Some(link) = self.link.clone() else {
            return;
        };
        let store = self.clone();
        spawn_local(async move {
            if let Err(error) = link.keep.keep(&what.of(of), &draft).await {
                store.failed(error);
            }
        });
    }

    /// The words a killed tab has left, if any.
    pub async fn words_draft(&self, what: BegunAs, of: ObservationId) -> Option<WordsDraft> {
        let kept: Option<WordsDraft> = self.typed(&what.of(of)).await;
        kept.filter(|draft| !draft.words.trim().is_empty())
    }

    /// What is kept as it was typed. What is damaged is told of among all that was
    /// begun here; that this device does not answer, at once.
    pub(super) async fn typed<T: DeserializeOwned>(&self, kept_as: &KeptAs) -> Option<T> {
        let link = self.link.clone()?;
        let kept = unkept::tried(async || link.keep.kept(kept_as).await).await;
        match kept {
            Ok(kept) => kept,
            Err(StorageError::Unreadable) => None,
            Err(error) => {
                self.failed(error);
                None
            }
        }
    }

    /// Keeps a form as far as it is filled in; `words` are those in it.
    pub fn keep_begun<F: Serialize + 'static>(
        &self,
        what: BegunAs,
        of: impl Display,
        words: String,
        form: F,
    ) {
        let Some(link) = self.link.clone() else {
            return;
        };
        let (store, kept_as) = (self.clone(), what.of(of));
        spawn_local(async move {
            let begun = BegunForm { words, form };
            if let Err(error) = link.keep.keep(&kept_as, &begun).await {
                store.failed(error);
            }
        });
    }

    /// The form that was begun here, if any.
    pub async fn begun_form<F: DeserializeOwned>(
        &self,
        what: BegunAs,
        of: impl Display,
    ) -> Option<F> {
        let kept: Option<BegunForm<F>> = self.typed(&what.of(of)).await;
        kept.map(|begun| begun.form)
    }

    /// Lets go of what was begun.
    pub fn let_go(&self, what: BegunAs, of: impl Display) {
        let (store, of, words) = (self.clone(), of.to_string(), None);
        spawn_local(async move {
            if let Err(error) = store.forget_begun(&Begun { what, of, words }).await {
                store.failed(error);
            }
        });
    }

    /// Everything that was begun here and said to nobody.
    pub async fn begun(&self) -> Vec<Begun> {
        let Some(link) = &self.link else {
            return Vec::new();
        };
        link.keep.begun().await.unwrap_or_else(|error| {
            self.failed(error);
            Vec::new()
        })
    }

    /// Lets go of it.
    pub async fn forget_begun(&self, begun: &Begun) -> Result<(), StorageError> {
        let link = self.link.as_ref().ok_or(StorageError::Closed)?;
        link.keep.forget_begun(begun).await
    }

    fn queued(&self, of: ObservationId, outbox: Outbox, send_at_once: bool) {
        self.dispatch(ObservationAction::Queued(of, Box::new(outbox)));
        if let Some(link) = &self.link {
            link.engine.announce(of);
            if send_at_once {
                link.engine.try_now();
            } else {
                link.engine.written();
            }
        }
    }
}

/// What waits under this id; none until this device's storage has answered.
#[hook]
pub fn use_outbox(of: ObservationId) -> Option<Rc<Outbox>> {
    let store = use_observations();
    {
        let store = store.clone();
        use_effect_with((of, store.is_ready), move |(of, is_ready)| {
            if *is_ready {
                store.watch(*of);
            }
        });
    }
    store.outboxes.get(&of).cloned()
}

/// Everything that waits on this device, by the id under which it waits.
#[hook]
pub fn use_waiting() -> BTreeMap<ObservationId, Rc<Outbox>> {
    let store = use_observations();
    {
        let store = store.clone();
        // Another window may have written: what it wrote is found with the next change of the line.
        use_effect_with((store.is_ready, store.line), move |(is_ready, _)| {
            if *is_ready {
                store.watch_waiting();
            }
        });
    }
    store.outboxes.clone()
}
