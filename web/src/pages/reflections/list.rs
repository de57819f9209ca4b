//! All my reflections, the latest first, and what others shared with me.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use shared::feedback::{Reflection, ReflectionModel};
use shared::sync::Outbox;
use shared::values::{DraftText, Key, PersonId, ReflectionId};
use yew::prelude::*;

use super::deleted::deleted_list;
use super::{model_name, parts};
use crate::dates;
use crate::pages::feedback::place;
use crate::pages::outcome::paged_outcome;
use crate::pages::query::use_id_of_address;
use crate::route::Route;
use crate::state::observations::{ObservationStore, use_observations};
use crate::state::reflections::{self, use_reflections, use_waiting_reflections};
use crate::state::session::use_me;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    ButtonKind, ButtonLink, Card, Empty, IconKind, Page, PageHead, Shape, Tag, Task, Tasks, Tone,
};

/// Enough of the first words to recognise it by.
const N_OPENING_CHARS: usize = 90;

#[component]
pub fn Reflections() -> Html {
    let text = use_text();
    let me = use_me().map(|me| me.person_id);
    let of = use_id_of_address::<PersonId>("of");
    let store = use_observations();
    let paged = use_reflections(of);
    let waiting = use_waiting_reflections();
    let (deleted, waiting): (Vec<_>, Vec<_>) = waiting
        .into_iter()
        .filter(|(_, outbox)| outbox.deletion().is_some() || outbox.waiting_reflection().is_some())
        .partition(|(_, outbox)| outbox.deletion().is_some());
    let hidden = use_deleted_here(&deleted, &paged.reload);
    let is_waiting =
        |id: ReflectionId| hidden.contains(&id) || waiting.iter().any(|waits| waits.0 == id);
    let fresh = use_memo((), |()| reflections::new_id().to_string());
    let write = || {
        html! {
            <ButtonLink kind={ButtonKind::Primary} icon={IconKind::Pencil} to={Route::Reflection { id: (*fresh).clone() }}
                query={vec![("new", "1".to_owned())]}>{ t!(text, "reflection-new") }</ButtonLink>
        }
    };
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "nav-reflections")} lead={if of.is_some() { t!(text, "reflections-lead-other") } else { t!(text, "reflections-lead") }}>
                if of.is_none() { { write() } }
            </PageHead>
            if of.is_none() && !waiting.is_empty() {
                <Card title={t!(text, "reflections-waiting")}>
                    <Tasks>{ for waiting.iter().map(|(id, outbox)| waiting_row(text, &store, *id, outbox)) }</Tasks>
                </Card>
            }
            if of.is_none() {
                { deleted_list(text, &store, &deleted) }
            }
            { paged_outcome(text, &paged, |items| {
                let items: Vec<_> = items.iter().filter(|item| !is_waiting(item.id)).collect();
                if items.is_empty() && !(waiting.is_empty() && deleted.is_empty()) {
                    return Html::default();
                }
                if items.is_empty() {
                    return html! {
                        <Card><Empty title={t!(text, "reflections-empty-title")}><p class="muted">{ t!(text, "reflections-empty") }</p></Empty></Card>
                    };
                }
                html! { <Card><Tasks>{ for items.into_iter().map(|reflection| row(text, me, reflection)) }</Tasks></Card> }
            }) }
        </Page>
    }
}

/// What has been deleted while this list is open: it does not come back to the screen while the
/// list is asked for again after the server has heard.
#[hook]
fn use_deleted_here(
    deleted: &[(ReflectionId, Rc<Outbox>)],
    reload: &Callback<()>,
) -> BTreeSet<ReflectionId> {
    let seen = use_mut_ref(BTreeSet::new);
    seen.borrow_mut().extend(deleted.iter().map(|one| one.0));
    let (reload, n_before) = (reload.clone(), use_mut_ref(|| 0));
    use_effect_with(deleted.len(), move |n_deleted| {
        if *n_deleted < n_before.replace(*n_deleted) {
            reload.emit(());
        }
    });
    let seen = seen.borrow();
    seen.clone()
}

fn row(text: Text, me: Option<PersonId>, reflection: &Reflection) -> Html {
    let is_mine = me == Some(reflection.practitioner.id);
    let title = if is_mine {
        opening(reflection.model, &reflection.parts)
            .unwrap_or_else(|| t!(text, "reflection-nothing-yet"))
    } else {
        t!(
            text,
            "reflection-of",
            practitioner = reflection.practitioner.name.as_str()
        )
    };
    let detail = format!(
        "{} · {}",
        model_name(text, reflection.model),
        dates::near(text, reflection.updated_at)
    );
    let (shape, tone, word) = match reflection.shared_at {
        Some(_) => (Shape::Full, Tone::Seen, t!(text, "reflection-shared")),
        None => (Shape::Empty, Tone::Plain, t!(text, "reflection-private")),
    };
    html! {
        <Task key={reflection.id.to_string()} to={Route::Reflection { id: reflection.id.to_string() }} {title} detail={html! { detail }}>
            <Tag {shape} {tone}>{ word }</Tag>
        </Task>
    }
}

/// One that has still to reach the server.
fn waiting_row(text: Text, store: &ObservationStore, id: ReflectionId, outbox: &Outbox) -> Html {
    let Some(put) = outbox.waiting_reflection() else {
        return Html::default();
    };
    let title =
        opening(put.model, &put.parts).unwrap_or_else(|| t!(text, "reflection-nothing-yet"));
    html! {
        <Task key={id.to_string()} to={Route::Reflection { id: id.to_string() }} {title} detail={html! { model_name(text, put.model) }}>
            { place(text, store, outbox) }
        </Task>
    }
}

/// The first words written, in the order of the model's parts.
pub(super) fn opening(
    model: ReflectionModel,
    written: &BTreeMap<Key, DraftText>,
) -> Option<AttrValue> {
    let words = parts(model)
        .filter_map(|(_, key)| written.get(&key))
        .find(|words| !words.as_str().is_empty())?;
    let line = words.as_str().lines().next().unwrap_or_default();
    let short: String = line.chars().take(N_OPENING_CHARS).collect();
    Some(
        if short.len() < line.len() {
            format!("{} …", short.trim_end())
        } else {
            short
        }
        .into(),
    )
}
