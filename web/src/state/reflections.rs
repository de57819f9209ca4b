//! The practitioner's own writing.

use std::rc::Rc;

use shared::feedback::{PutReflection, Reflection};
use shared::problem::Code;
use shared::values::{Page, PersonId, ReflectionId, Timestamp};
use uuid::Uuid;
use yew::prelude::*;

use super::Failure;
use super::feedback::Desk;
use super::kept::{asked_beside, forget_kept, or_kept};
use super::observations::{ObservationStore, use_waiting};
use super::paged::{Paged, use_paged};
use super::remote::{Loaded, use_remote};
use super::session::use_me;
use crate::api::feedback;
use crate::offline::{CommandBody, Keep, KeptAs, Outbox, outbox_of};

/// Removes one of mine: from this device's screens at once, and for good once the server has heard.
/// `told` is the reflection as the page showed it; none for one that was only begun here.
pub async fn remove(
    store: ObservationStore,
    id: ReflectionId,
    told: Option<Rc<Reflection>>,
) -> Result<(), Failure> {
    let version = told.as_ref().map_or(0, |told| told.version);
    let put = told.map(|told| {
        let put = PutReflection {
            observation_id: told.observation_id,
            model: told.model,
            parts: told.parts.clone(),
        };
        (put, version)
    });
    if store.delete_reflection(id, put).await.is_ok() {
        return Ok(());
    }
    feedback::delete_reflection(id, version).await
}

/// My reflections, or those that `of` shared with me. The first of mine are here without a
/// network too.
#[hook]
pub fn use_reflections(of: Option<PersonId>) -> Paged<Reflection> {
    let me = use_me().map(|me| me.person_id);
    use_paged((of, me), |(of, me), after| async move {
        let is_first_of_mine = of.is_none() && after.is_none();
        let answer = feedback::reflections(of, after.as_deref()).await;
        if !is_first_of_mine {
            return answer;
        }
        let told = or_kept(me, &KeptAs::Reflections, answer).await?;
        Ok((*told.value).clone())
    })
}

/// My reflections of which something waits on this device, with what waits.
#[hook]
pub fn use_waiting_reflections() -> Vec<(ReflectionId, Rc<Outbox>)> {
    let waiting = use_waiting();
    let found = waiting.values();
    found
        .filter_map(|outbox| Some((outbox.reflection()?, outbox.clone())))
        .collect()
}

/// A reflection as this device has it.
#[derive(PartialEq)]
pub struct Opened {
    /// As the server told it; none for one that was begun here.
    pub told: Option<Rc<Reflection>>,
    /// What of it waits here.
    pub waiting: Option<PutReflection>,
    /// Whether it is shared, or will be once the server has heard.
    pub is_shared: bool,
    /// The edition of this device that is shown.
    pub edition: u32,
}

/// Opens a reflection; `is_new` says that its id was only just made. Another `turn` loads it from
/// the start.
#[hook]
pub fn use_reflection(id: ReflectionId, is_new: bool, turn: u32) -> Loaded<Opened> {
    let me = use_me().map(|me| me.person_id);
    use_remote((id, me, turn), move |(id, me, _)| async move {
        let ask = async |outbox: &Outbox| {
            let is_begun = is_new || outbox.waiting_reflection().is_some();
            told(me, id, is_begun).await
        };
        let (told, outbox) = asked_beside(me, outbox_of(id), ask).await?;
        let was_shared = told.as_ref().is_some_and(|told| told.shared_at.is_some());
        Ok(Opened {
            told,
            waiting: outbox.waiting_reflection().cloned(),
            is_shared: outbox.waiting_sharing().unwrap_or(was_shared),
            edition: outbox.edition,
        })
    })
}

/// A reflection as the server or this device has it; none for one that was only begun here.
async fn told(
    me: Option<PersonId>,
    id: ReflectionId,
    is_begun: bool,
) -> Result<Option<Rc<Reflection>>, Failure> {
    let answer = feedback::reflection(id).await;
    // Somebody else's is not kept: its owner may take it back.
    let is_mine = answer
        .as_ref()
        .map_or(true, |r| Some(r.practitioner.id) == me);
    let keeper = me.filter(|_| is_mine);
    match or_kept(keeper, &KeptAs::Reflection(id), answer).await {
        Ok(told) => Ok(Some(told.value)),
        Err(failure) if failure.code() == Some(Code::NotFound) => {
            forget_kept(me, &KeptAs::Reflection(id)).await;
            if is_begun { Ok(None) } else { Err(failure) }
        }
        Err(failure) if failure.is_silence() => match listed(me, id).await {
            None if !is_begun => Err(failure),
            listed => Ok(listed),
        },
        Err(failure) => Err(failure),
    }
}

/// One of those that this device keeps with the list.
async fn listed(me: Option<PersonId>, id: ReflectionId) -> Option<Rc<Reflection>> {
    let keep = Keep::open(me?).await.ok()?;
    let kept: (Timestamp, Page<Reflection>) = keep.kept(&KeptAs::Reflections).await.ok()??;
    let found = kept.1.items.into_iter().find(|one| one.id == id)?;
    Some(Rc::new(found))
}

/// The id of a reflection about to be written.
pub fn new_id() -> ReflectionId {
    ReflectionId::new(Uuid::now_v7())
}

/// Keeps what was written so far on this device, from where it is sent; where the device keeps
/// nothing the server takes it at once. Answers with the version to write over next.
pub async fn save(
    desk: Desk,
    id: ReflectionId,
    put: PutReflection,
    version: Option<i64>,
) -> Result<i64, Failure> {
    let over = version.unwrap_or_default();
    let body = CommandBody::Reflect {
        id,
        put: put.clone(),
        over: Some(over),
    };
    if desk.keep(outbox_of(id), body).await {
        return Ok(over);
    }
    let version = version.filter(|version| *version > 0);
    Ok(feedback::put_reflection(id, version, &put).await?.version)
}

/// Opens it to the observer and the line manager, or closes it again, once the server has heard;
/// answers with what it told where it has heard at once. `told` is the `n_sharings` of the page.
pub async fn set_shared(
    store: ObservationStore,
    id: ReflectionId,
    shared: bool,
    told: i64,
) -> Result<Option<Reflection>, Failure> {
    if store.set_sharing(id, shared, told).await.is_ok() {
        return Ok(None);
    }
    let now = if shared {
        feedback::share_reflection(id, Some(told)).await?
    } else {
        feedback::unshare_reflection(id).await?
    };
    Ok(Some(now))
}
