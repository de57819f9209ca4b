//! What is deleted on this device and the server has not heard of: it can be taken back.

use std::rc::Rc;

use shared::feedback::PutReflection;
use shared::sync::{Outbox, outbox_of};
use shared::values::ReflectionId;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::list::opening;
use super::model_name;
use crate::pages::feedback::place;
use crate::route::Route;
use crate::state::observations::{ObservationStore, use_observations, use_outbox};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonRow, Card, Page, PageHead, Task, Tasks};

#[derive(Properties, PartialEq)]
pub(super) struct DeletedProps {
    pub id: ReflectionId,
}

/// The page of a reflection that is deleted here.
#[component]
pub(super) fn Deleted(props: &DeletedProps) -> Html {
    let text = use_text();
    let store = use_observations();
    let id = props.id;
    let outbox = use_outbox(outbox_of(id));
    let onback = {
        let store = store.clone();
        Callback::from(move |_| {
            let store = store.clone();
            // Where it could not be taken back it is still shown as deleted.
            spawn_local(async move { drop(store.undelete_reflection(id).await) });
        })
    };
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "reflection-title")} back={(Route::Reflections, t!(text, "nav-reflections"))} />
            <Card title={t!(text, "reflection-deleted-title")}>
                <p>{ t!(text, "reflection-deleted-what") }</p>
                <p class="small" role="status">{ for outbox.iter().map(|outbox| place(text, &store, outbox)) }</p>
                <ButtonRow><Button onclick={onback}>{ t!(text, "reflection-undelete") }</Button></ButtonRow>
            </Card>
        </Page>
    }
}

/// Those that are deleted here, each with the way to take that back.
pub(super) fn deleted_list(
    text: Text,
    store: &ObservationStore,
    deleted: &[(ReflectionId, Rc<Outbox>)],
) -> Html {
    if deleted.is_empty() {
        return Html::default();
    }
    html! {
        <Card title={t!(text, "reflection-deleted-title")}>
            <p class="muted small">{ t!(text, "reflection-deleted-what") }</p>
            <Tasks>{ for deleted.iter().map(|(id, outbox)| row(text, store, *id, outbox)) }</Tasks>
        </Card>
    }
}

fn row(text: Text, store: &ObservationStore, id: ReflectionId, outbox: &Outbox) -> Html {
    let words: Option<&PutReflection> = outbox
        .deletion()
        .and_then(|deletion| deletion.unsent.as_ref().or(deletion.told.as_ref()));
    let title = words
        .and_then(|put| opening(put.model, &put.parts))
        .unwrap_or_else(|| t!(text, "reflection-nothing-yet"));
    let detail = words
        .map(|put| model_name(text, put.model))
        .unwrap_or_default();
    html! {
        <Task key={id.to_string()} to={Route::Reflection { id: id.to_string() }} {title} detail={html! { detail }}>
            { place(text, store, outbox) }
        </Task>
    }
}
