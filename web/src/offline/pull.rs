//! Takes in what the server tells, so that the day's records are here before the network goes,
//! and lets go of what has ended.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use shared::sync::{Ending, Gone, Pull, Pulled, Told, Why};
use shared::values::{LocalTime, ObservationId, PersonName, Timestamp};

use super::database::StorageError;
use super::keep::{Keep, KeptAs};
use crate::api::{self, Failure};

/// For how long a record that was only looked at can be looked at again without a network.
const UNHELD_MS: f64 = 24.0 * 60.0 * 60.0 * 1000.0;

/// More answers in a row than any working set needs; a server that never ends is not followed.
const N_ANSWERS_MAX: usize = 40;

/// One record that can be opened without a network.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Held {
    pub observation: ObservationId,
    pub practitioner: PersonName,
    pub observer: PersonName,
    pub planned_for: LocalTime,
    pub why: HeldFor,
    /// When the server last told it.
    pub told_at: Timestamp,
}

/// Why it is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeldFor {
    Why(Why),
    /// It has ended, and is still here because something of it was never sent.
    Unsent(Ending),
}

/// Why a pull stopped.
pub enum Stopped {
    Server(Failure),
    Storage(StorageError),
}

impl From<StorageError> for Stopped {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

/// What a pull has changed on this device.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// Records of which the server told something that was not here.
    pub told: Vec<ObservationId>,
    pub gone: Vec<Gone>,
    /// The list of what this device holds says something else.
    pub is_held_anew: bool,
    /// What says how far this device was told could not be read: it is told from the start.
    pub is_anew: bool,
    /// Why old copies are still here. They go with a later pull.
    pub not_forgotten: Option<StorageError>,
}

/// Asks until there is nothing more to be told; answers also with why it stopped before that.
/// What was taken in stays taken in, and is told, however it ends.
pub async fn pull(keep: &Keep) -> (Changes, Result<(), Stopped>) {
    let mut changes = Changes::default();
    let ended = take_all(keep, &mut changes).await;
    (changes, ended)
}

async fn take_all(keep: &Keep, changes: &mut Changes) -> Result<(), Stopped> {
    for _ in 0..N_ANSWERS_MAX {
        let after = told_up_to(keep, changes).await?;
        let asked = Pull {
            device: keep.device(),
            after,
            unheld: unheld(keep).await?,
        };
        let asked_at = super::now();
        let pulled = api::sync::pull(&asked).await.map_err(Stopped::Server)?;
        // Another tab without a lease was faster: what it was told is newer.
        if told_up_to(keep, changes).await? != after {
            break;
        }
        take_in(keep, &pulled, asked_at, changes).await?;
        // Last: only what is kept is acknowledged.
        if pulled.cursor != after {
            keep.keep(&KeptAs::Cursor, &pulled.cursor).await?;
        }
        if !pulled.more {
            changes.not_forgotten = forget_unheld(keep).await.err();
            break;
        }
    }
    Ok(())
}

/// Up to where this device was told; 0 where that, or what it holds of it, cannot be read.
async fn told_up_to(keep: &Keep, changes: &mut Changes) -> Result<i64, StorageError> {
    let held: Result<Option<Vec<Held>>, _> = keep.kept(&KeptAs::Held).await;
    let cursor = keep.kept(&KeptAs::Cursor).await;
    match held.and(cursor) {
        Err(StorageError::Unreadable) => {
            changes.is_anew |= tell_anew(keep).await?;
            Ok(0)
        }
        cursor => Ok(cursor?.unwrap_or(0)),
    }
}

/// Lets go of what says how far this device was told, and of frameworks, where they cannot be
/// read: it is then told everything from the start. Answers whether anything was damaged.
pub async fn tell_anew(keep: &Keep) -> Result<bool, StorageError> {
    keep.forget_unreadable().await
}

async fn forget_unheld(keep: &Keep) -> Result<(), StorageError> {
    let before = super::at(js_sys::Date::now() - UNHELD_MS);
    keep.forget_unheld(&holds(keep).await?, before).await
}

/// What was only opened by hand and is here still: the server says which of it is to go.
async fn unheld(keep: &Keep) -> Result<Vec<ObservationId>, StorageError> {
    keep.unheld(&holds(keep).await?).await
}

/// The records that are held: a copy of any other was only opened by hand.
async fn holds(keep: &Keep) -> Result<BTreeSet<ObservationId>, StorageError> {
    let held = held(keep).await?;
    Ok(held.iter().map(|held| held.observation).collect())
}

/// What can be opened without a network, the most urgent first. What of it cannot be read is
/// told again with the next pull.
pub async fn held(keep: &Keep) -> Result<Vec<Held>, StorageError> {
    match keep.kept(&KeptAs::Held).await {
        Err(StorageError::Unreadable) => Ok(Vec::new()),
        held => Ok(held?.unwrap_or_default()),
    }
}

async fn take_in(
    keep: &Keep,
    pulled: &Pulled,
    asked_at: Timestamp,
    changes: &mut Changes,
) -> Result<(), Stopped> {
    // First: a record without its skills could not be gone on with.
    keep_frameworks(keep, &pulled.frameworks).await?;
    let before = held(keep).await?;
    let mut held = before.clone();
    for told in &pulled.records {
        let id = told.observation.id;
        let is_news = match keep_record(keep, pulled.from_start, told, asked_at).await {
            // One that is damaged here stops no other: the check at the start tells of it.
            Err(Stopped::Storage(StorageError::Unreadable)) => continue,
            is_news => is_news?,
        };
        held.retain(|held| held.observation != id);
        held.push(Held {
            observation: id,
            practitioner: told.observation.practitioner.name.clone(),
            observer: told.observation.observer.name.clone(),
            planned_for: told.observation.agreement.planned_for,
            why: HeldFor::Why(told.why),
            told_at: super::now(),
        });
        // What this device has sent comes back with the next answer, and is shown already.
        if is_news {
            changes.told.push(id);
        }
    }
    for gone in &pulled.gone {
        let id = gone.observation;
        let is_forgotten = match keep.forget(id).await {
            Err(StorageError::Unreadable) => false,
            forgotten => forgotten?,
        };
        keep.keep(&KeptAs::Feedback(id), &()).await?;
        if is_forgotten {
            keep.keep(&KeptAs::SelfAssessment(id), &()).await?;
            held.retain(|held| held.observation != id);
        } else if let Some(held) = held.iter_mut().find(|held| held.observation == id) {
            // Something of it was never sent: that is the person's to decide.
            held.why = HeldFor::Unsent(gone.why);
        }
        changes.gone.push(gone.clone());
    }
    if !pulled.records.is_empty() || !pulled.gone.is_empty() {
        keep.keep(&KeptAs::Held, &held).await?;
        changes.is_held_anew |= !lists_the_same(&before, &held);
    }
    if pulled
        .records
        .iter()
        .any(|told| told.why == Why::MyFeedback)
    {
        keep_actions(keep).await?;
    }
    Ok(())
}

/// Whether both list the same records for the same reasons, in whatever order and told whenever.
fn lists_the_same(before: &[Held], after: &[Held]) -> bool {
    let is_there = |held: &Held| {
        before.iter().any(|before| {
            let told_at = held.told_at;
            Held {
                told_at,
                ..before.clone()
            } == *held
        })
    };
    before.len() == after.len() && after.iter().all(is_there)
}

async fn keep_frameworks(keep: &Keep, hashes: &[String]) -> Result<(), Stopped> {
    for hash in hashes {
        if !keep.holds_framework(hash).await? {
            let framework = api::frameworks::get(hash).await.map_err(Stopped::Server)?;
            keep.keep_framework(hash, &framework).await?;
            // Pages of reading look for it among the answers.
            keep.keep(&KeptAs::Framework(hash.clone()), &(super::now(), framework))
                .await?;
        }
    }
    Ok(())
}

/// Answers whether the server told anything but what this page had just sent.
async fn keep_record(
    keep: &Keep,
    from_start: bool,
    told: &Told,
    asked_at: Timestamp,
) -> Result<bool, Stopped> {
    let observation = &told.observation;
    let id = observation.id;
    let acknowledged = keep.outbox(id).await?.safe_up_to;
    let is_set_back = from_start || told.safe_up_to < acknowledged;
    let fetched;
    let log = if is_set_back && !told.whole_log {
        // Before anything is removed here: without an answer it is seen to be set back the next time too.
        fetched = api::observations::log(id).await.map_err(Stopped::Server)?;
        &fetched
    } else {
        &told.segments
    };
    let is_echo = !is_set_back && keep.is_echo(observation, log);
    if is_set_back {
        keep.set_back(id, told.safe_up_to).await?;
    }
    keep.pulled(observation, log, asked_at, super::now())
        .await?;
    let now = super::now();
    if let Some(feedback) = &told.feedback {
        keep.keep(&KeptAs::Feedback(id), &(now, feedback)).await?;
    }
    if let Some(assessment) = &told.self_assessment {
        keep.keep(&KeptAs::SelfAssessment(id), &(now, assessment))
            .await?;
    }
    let is_own_side = told.feedback.is_some() || told.self_assessment.is_some();
    Ok(!is_echo || is_own_side)
}

/// What was agreed with the feedback is looked at without a network too.
async fn keep_actions(keep: &Keep) -> Result<(), Stopped> {
    match api::feedback::actions(None).await {
        Ok(actions) => {
            keep.keep(&KeptAs::Actions(None), &(super::now(), actions))
                .await?
        }
        // They are not this person's to read: nothing to keep.
        Err(Failure::Refused(_)) => {}
        Err(failure) => return Err(Stopped::Server(failure)),
    }
    Ok(())
}
