//! Answers that this device keeps for a time without a network, with the date of telling.

use std::rc::Rc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::sync::Outbox;
use shared::values::{ObservationId, PersonId, Timestamp};

use super::Failure;
use crate::offline::{Keep, KeptAs, now};

/// What is shown, and since when this device has it where there is no network.
#[derive(PartialEq)]
pub struct Dated<T> {
    pub value: Rc<T>,
    /// None for what the server has just told.
    pub kept_at: Option<Timestamp>,
}

/// Where something that its author has just said is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// On this device, from where it is sent.
    Here,
    /// This device keeps nothing; the server has taken it at once.
    There,
}

/// Keeps an answer as `kept_as`, or without a network gives back the one kept before. Where
/// storage fails there is simply nothing kept: the answer itself is on the screen.
pub async fn or_kept<T: Serialize + DeserializeOwned>(
    person: Option<PersonId>,
    kept_as: &KeptAs,
    answer: Result<T, Failure>,
) -> Result<Dated<T>, Failure> {
    let keep = match person {
        Some(person) => Keep::open(person).await.ok(),
        None => None,
    };
    match (answer, keep) {
        (Ok(value), keep) => {
            if let Some(keep) = keep {
                // Without it the next journey has no copy; nothing written is lost.
                let _ = keep.keep(kept_as, &(now(), &value)).await;
            }
            Ok(Dated {
                value: Rc::new(value),
                kept_at: None,
            })
        }
        (Err(failure), Some(keep)) if failure.is_silence() => {
            match keep.kept::<(Timestamp, T)>(kept_as).await {
                Ok(Some((at, value))) => Ok(Dated {
                    value: Rc::new(value),
                    kept_at: Some(at),
                }),
                _ => Err(failure),
            }
        }
        (Err(failure), _) => Err(failure),
    }
}

/// Removes what is kept as `kept_as`: it is no more, or not this person's to read.
pub async fn forget_kept(person: Option<PersonId>, kept_as: &KeptAs) {
    let Some(person) = person else { return };
    if let Ok(keep) = Keep::open(person).await {
        // Where it cannot be removed now, a day without being told removes it.
        let _ = keep.keep(kept_as, &()).await;
    }
}

/// More than anybody can write while a page opens; one that goes on for ever is not followed.
const N_ASKED_MAX: usize = 5;

/// Asks for what a page shows beside what waits on this device under `of`; answers with both.
/// Where something was sent meanwhile, what was told may be from before, and is asked for again.
pub async fn asked_beside<T>(
    person: Option<PersonId>,
    of: ObservationId,
    mut ask: impl AsyncFnMut(&Outbox) -> Result<T, Failure>,
) -> Result<(T, Outbox), Failure> {
    let mut outbox = outbox_kept(person, of).await;
    let mut told = ask(&outbox).await?;
    for _ in 1..N_ASKED_MAX {
        let now = outbox_kept(person, of).await;
        if now == outbox {
            break;
        }
        outbox = now;
        told = ask(&outbox).await?;
    }
    Ok((told, outbox))
}

/// What waits on this device under an id; nothing where storage fails, which the page tells of by
/// what it watches.
async fn outbox_kept(person: Option<PersonId>, of: ObservationId) -> Outbox {
    let Some(person) = person else {
        return Outbox::default();
    };
    match Keep::open(person).await {
        Ok(keep) => keep.outbox(of).await.unwrap_or_default(),
        Err(_) => Outbox::default(),
    }
}
