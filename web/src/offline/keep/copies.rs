//! What the server has taken of a person's own writing, put where the pages look for it, until the
//! server tells it anew.

use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::feedback::{Action, Amendment, Feedback, Reflection, Reply};
use shared::observations::Observation;
use shared::values::{ObservationId, Page, ReflectionId, Timestamp};

use super::{Keep, KeptAs, text};
use crate::offline::database::{Access, Place, StorageError, Store, Transaction};

impl Keep {
    /// Adds a reply to its feedback.
    pub async fn add_reply(&self, of: ObservationId, reply: Reply) -> Result<(), StorageError> {
        self.renew(&KeptAs::Feedback(of), |feedback: &mut Feedback| {
            if feedback.replies.iter().all(|known| known.id != reply.id) {
                feedback.replies.push(reply);
            }
        })
        .await
    }

    /// Adds what was added after the closing to its feedback.
    pub async fn add_amendment(
        &self,
        of: ObservationId,
        amendment: Amendment,
    ) -> Result<(), StorageError> {
        self.renew(&KeptAs::Feedback(of), |feedback: &mut Feedback| {
            let amendments = &mut feedback.amendments;
            if amendments.iter().all(|known| known.id != amendment.id) {
                amendments.push(amendment);
            }
        })
        .await
    }

    /// Puts the record of its feedback in the place of its older self.
    pub async fn renew_observation(&self, told: Observation) -> Result<(), StorageError> {
        self.renew(&KeptAs::Feedback(told.id), |feedback: &mut Feedback| {
            feedback.observation = told;
        })
        .await
    }

    /// Puts an action in the place of its older self: in the list, and in all feedback that shows
    /// it. One that is new is added to the list and to the feedback of its record.
    pub async fn renew_action(&self, action: &Action) -> Result<(), StorageError> {
        let transaction = self.database.begin(&[Store::Kept], Access::Write).await?;
        renew_in(
            &transaction,
            &KeptAs::Actions(None),
            |actions: &mut Vec<Action>| {
                add_or_renew(actions, action);
            },
        )
        .await?;
        for name in transaction.names(Store::Kept).await? {
            if let Some(KeptAs::Feedback(of)) = KeptAs::of_name(&name) {
                let is_own = action.observation_id == Some(of);
                renew_in(
                    &transaction,
                    &KeptAs::Feedback(of),
                    |feedback: &mut Feedback| {
                        if is_own {
                            add_or_renew(&mut feedback.actions, action);
                        } else {
                            renew_among(&mut feedback.actions, action);
                        }
                    },
                )
                .await?;
            }
        }
        transaction.commit().await
    }

    /// Lets go of a reflection that is no more.
    pub async fn forget_reflection(&self, id: ReflectionId) -> Result<(), StorageError> {
        let transaction = self.database.begin(&[Store::Kept], Access::Write).await?;
        transaction.remove_named(Store::Kept, &KeptAs::Reflection(id).name())?;
        renew_in(
            &transaction,
            &KeptAs::Reflections,
            |page: &mut Page<Reflection>| {
                page.items.retain(|known| known.id != id);
            },
        )
        .await?;
        transaction.commit().await
    }

    async fn renew<T: Serialize + DeserializeOwned>(
        &self,
        kept_as: &KeptAs,
        change: impl FnOnce(&mut T),
    ) -> Result<(), StorageError> {
        let transaction = self.database.begin(&[Store::Kept], Access::Write).await?;
        renew_in(&transaction, kept_as, change).await?;
        transaction.commit().await
    }
}

/// Changes a kept answer. What is not kept, is damaged, or is of another version of the app, is
/// asked for again by its page.
async fn renew_in<T: Serialize + DeserializeOwned>(
    transaction: &Transaction,
    kept_as: &KeptAs,
    change: impl FnOnce(&mut T),
) -> Result<(), StorageError> {
    let name = kept_as.name();
    let kept = match transaction.get(Store::Kept, Place::Named(&name)).await {
        Err(StorageError::Unreadable) => return Ok(()),
        kept => kept?,
    };
    let kept = kept.and_then(|kept| serde_json::from_str::<(Timestamp, T)>(&kept).ok());
    let Some((at, mut answer)) = kept else {
        return Ok(());
    };
    change(&mut answer);
    transaction.put(Store::Kept, Place::Named(&name), &text(&(at, answer)))
}

fn renew_among(actions: &mut [Action], action: &Action) {
    let known = actions.iter_mut().find(|known| known.id == action.id);
    if let Some(known) = known.filter(|known| known.version < action.version) {
        *known = action.clone();
    }
}

fn add_or_renew(actions: &mut Vec<Action>, action: &Action) {
    if actions.iter().all(|known| known.id != action.id) {
        actions.push(action.clone());
    }
    renew_among(actions, action);
}
