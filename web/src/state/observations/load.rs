//! Reading: from this device at once, from the server when it answers.

use std::rc::Rc;

use shared::frameworks::offered;
use shared::observations::{Observation, ObservationSummary, Segment, State};
use shared::problem::Code;
use shared::values::{ObservationId, Timestamp};

use super::actions::{Link, ObservationStore};
use super::list::summary_of;
use super::reducer::{Answer, ObservationAction, Told};
use crate::api::{self, Failure};
use crate::offline::{self, KeptAs, StorageError, may_wait};
use crate::state::remote::Sending;

/// Sessions to come that are made ready for a room without a network.
const READY_AHEAD: usize = 20;

pub(super) async fn open(store: &ObservationStore, id: ObservationId) {
    let kept = match &store.link {
        Some(link) => show_kept(store, link, id).await,
        None => None,
    };
    let is_of_another = |kept: &Option<Rc<Observation>>| {
        kept.as_ref()
            .is_some_and(|kept| kept.observer.id != store.me.person_id)
    };
    if let (Some(observation), Some(link)) = (&kept, &store.link) {
        framework(store, link, &observation.framework).await;
    }
    let asked_at = offline::now();
    match fetch(store, id, asked_at).await {
        Ok(()) => {}
        // No longer mine to read: it leaves this device.
        Err(failure) if is_of_another(&kept) && failure.code() == Some(Code::NotFound) => {
            let gone = match &store.link {
                Some(link) => link.keep.forget(id).await,
                None => Ok(true),
            };
            match gone {
                Ok(true) => store.dispatch(ObservationAction::OpenFailed(id, failure)),
                Ok(false) => {}
                Err(error) => store.failed(error),
            }
        }
        // One that was planned here is not yet known there; and a server that was set back to a
        // backup may ask for one of mine again.
        Err(_) if kept.is_some() => {}
        Err(failure) => store.dispatch(ObservationAction::OpenFailed(id, failure)),
    }
}

pub(super) async fn list(store: &ObservationStore) {
    if let Some(link) = &store.link {
        show_waiting(store, link).await;
        show_held(store, link).await;
        if store.list.value().is_none() {
            show_kept_list(store, link).await;
        }
    }
    match api::observations::list(None).await {
        Ok(page) => {
            if let Some(link) = &store.link {
                keep_answer(store, link, &KeptAs::Observations, &page.items).await;
            }
            let to_come = ready_ahead(store, &page.items);
            store.dispatch(ObservationAction::List(now(page.items), page.next));
            make_ready(store, to_come).await;
        }
        Err(failure) => store.dispatch(ObservationAction::List(Told::Failed(failure), None)),
    }
}

pub(super) async fn more(store: &ObservationStore) {
    let Some(after) = store.list_next.clone() else {
        return;
    };
    if store.list_more == Sending::Busy {
        return;
    }
    store.dispatch(ObservationAction::MoreAsked);
    store.dispatch(match api::observations::list(Some(&after)).await {
        Ok(page) => ObservationAction::MoreList { after, page },
        // What is shown stays; the button stays too, and can be pressed again.
        Err(failure) => ObservationAction::MoreFailed(failure),
    });
}

pub(super) async fn choices(store: &ObservationStore) {
    if let Some(link) = &store.link {
        if let Some((at, versions)) = found(store, link.keep.kept(&KeptAs::Frameworks).await) {
            store.dispatch(ObservationAction::Versions(kept(at, versions)));
        }
        if let Some((at, people)) = found(store, link.keep.kept(&KeptAs::People).await) {
            store.dispatch(ObservationAction::People(kept(at, people)));
        }
    }
    match api::frameworks::list().await {
        Ok(versions) => {
            if let Some(link) = &store.link {
                keep_answer(store, link, &KeptAs::Frameworks, &versions).await;
                for version in offered(&versions) {
                    framework(store, link, &version.hash).await;
                }
            }
            store.dispatch(ObservationAction::Versions(now(versions)));
        }
        Err(failure) => store.dispatch(ObservationAction::Versions(Told::Failed(failure))),
    }
    match api::directory::everybody().await {
        Ok(people) => {
            if let Some(link) = &store.link {
                keep_answer(store, link, &KeptAs::People, &people).await;
            }
            store.dispatch(ObservationAction::People(now(people)));
        }
        Err(failure) => store.dispatch(ObservationAction::People(Told::Failed(failure))),
    }
}

/// Shows what this device keeps of an observation; answers with it.
pub(super) async fn show_kept(
    store: &ObservationStore,
    link: &Link,
    id: ObservationId,
) -> Option<Rc<Observation>> {
    match link.keep.record(id).await {
        Ok(Some(record)) => {
            let observation = record.observation.clone();
            store.show(record);
            Some(observation)
        }
        Ok(None) => None,
        Err(error) => {
            store.failed(error);
            None
        }
    }
}

/// Shows a framework, from this device or from the server, and keeps it.
pub(super) async fn framework(store: &ObservationStore, link: &Link, hash: &str) {
    if store.framework(hash).is_some() {
        return;
    }
    let document = match found(store, link.keep.framework(hash).await) {
        Some(document) => Some(document),
        None => match api::frameworks::get(hash).await {
            Ok(document) => {
                if let Err(error) = link.keep.keep_framework(hash, &document).await {
                    store.failed(error);
                }
                Some(document)
            }
            // A page without its skills says so, and asks again when it is opened again.
            Err(_) => None,
        },
    };
    if let Some(document) = document {
        store.dispatch(ObservationAction::Framework(
            hash.to_owned(),
            Rc::new(document),
        ));
    }
}

/// Takes in what the server tells of an observation, with its log where it is mine. Without its
/// log nothing is taken in: a record that looks empty is worse than one that is not here.
async fn fetch(
    store: &ObservationStore,
    id: ObservationId,
    asked_at: Timestamp,
) -> Result<(), Failure> {
    let observation = api::observations::get(id).await?;
    let is_mine = observation.observer.id == store.me.person_id;
    let segments = if is_mine {
        api::observations::log(id).await?
    } else {
        Vec::new()
    };
    let Some(link) = &store.link else {
        show_unkept(store, observation, segments);
        return Ok(());
    };
    framework(store, link, &observation.framework).await;
    let pulled = link
        .keep
        .pulled(&observation, &segments, asked_at, offline::now())
        .await;
    match pulled {
        Ok(_) => {
            show_kept(store, link, id).await;
        }
        Err(error) => {
            store.failed(error);
            // What is shown already may hold more than the server has.
            if store.record(id).is_none() {
                show_unkept(store, observation, segments);
            }
        }
    }
    Ok(())
}

/// Without storage one can still read.
fn show_unkept(store: &ObservationStore, observation: Observation, segments: Vec<Segment>) {
    let now = Some(offline::now());
    let record = offline::Record::new(observation, now, segments, Vec::new(), Default::default());
    store.show(record);
}

/// Says what can be opened without a network.
async fn show_held(store: &ObservationStore, link: &Link) {
    match offline::held(&link.keep).await {
        Ok(held) => store.dispatch(ObservationAction::Held(held)),
        Err(error) => store.failed(error),
    }
}

/// Opens everything that has something to send, so that the list can say so.
async fn show_waiting(store: &ObservationStore, link: &Link) {
    match link.keep.outboxes().await {
        Ok(outboxes) => {
            for (id, _) in outboxes.iter().filter(|(_, outbox)| may_wait(outbox)) {
                if store.record(*id).is_none() {
                    show_kept(store, link, *id).await;
                }
            }
        }
        Err(error) => store.failed(error),
    }
}

async fn show_kept_list(store: &ObservationStore, link: &Link) {
    let told: Option<(Timestamp, Vec<ObservationSummary>)> =
        found(store, link.keep.kept(&KeptAs::Observations).await);
    if let Some((at, list)) = told {
        return store.dispatch(ObservationAction::List(kept(at, list), None));
    }
    // Never asked for with a network: what this device has opened is still something.
    let opened = found(store, link.keep.observations().await.map(Some)).unwrap_or_default();
    if !opened.is_empty() {
        let list = opened.iter().map(summary_of).collect();
        store.dispatch(ObservationAction::List(kept(offline::now(), list), None));
    }
}

/// What this device keeps for reading, where it is here. A failure of its storage is told; what is
/// only damaged is asked for again like what is not here, and what must not be lost of it the
/// check at the start tells of.
fn found<T>(store: &ObservationStore, read: Result<Option<T>, StorageError>) -> Option<T> {
    match read {
        Ok(found) => found,
        Err(StorageError::Unreadable) => None,
        Err(error) => {
            store.failed(error);
            None
        }
    }
}

/// My sessions that are still to be held or written up, soonest first.
fn ready_ahead(store: &ObservationStore, list: &[ObservationSummary]) -> Vec<ObservationId> {
    let mut to_come: Vec<&ObservationSummary> = list
        .iter()
        .filter(|summary| {
            summary.observer.id == store.me.person_id
                && matches!(
                    summary.state,
                    State::Planned | State::InProgress | State::Drafting
                )
        })
        .collect();
    to_come.sort_by_key(|summary| summary.planned_for);
    to_come.iter().take(READY_AHEAD).map(|s| s.id).collect()
}

/// Fetches what this device does not have yet. The first failure ends it: the list will be
/// asked for again.
async fn make_ready(store: &ObservationStore, ids: Vec<ObservationId>) {
    let Some(link) = &store.link else { return };
    for id in ids {
        match link.keep.record(id).await {
            // One that is damaged stops no other: the check at the start tells of it.
            Ok(Some(_)) | Err(StorageError::Unreadable) => continue,
            Ok(None) => {}
            Err(error) => return store.failed(error),
        }
        if fetch(store, id, offline::now()).await.is_err() {
            return;
        }
    }
}

async fn keep_answer<T: serde::Serialize>(
    store: &ObservationStore,
    link: &Link,
    kept_as: &KeptAs,
    answer: &T,
) {
    if let Err(error) = link.keep.keep(kept_as, &(offline::now(), answer)).await {
        store.failed(error);
    }
}

fn now<T>(list: Vec<T>) -> Told<Rc<Vec<T>>> {
    Told::Here(Answer {
        value: Rc::new(list),
        kept_at: None,
    })
}

fn kept<T>(at: Timestamp, list: Vec<T>) -> Told<Rc<Vec<T>>> {
    Told::Here(Answer {
        value: Rc::new(list),
        kept_at: Some(at),
    })
}
