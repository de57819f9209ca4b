//! What was begun here and said to nobody: words to go on with, to copy, or to let go of. They
//! hold up signing out, and the page they were begun on may be gone.

use std::rc::Rc;

use shared::observations::State;
use shared::values::ObservationId;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::route::Route;
use crate::state::clipboard;
use crate::state::observations::{
    Begun as Words, BegunAs, ObservationStore, use_observations, with_and_about,
};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, ButtonLink, ButtonRow, Card, Dialog, TextArea};

#[component]
pub fn Begun() -> Html {
    let text = use_text();
    let store = use_observations();
    let all = use_state(Rc::<Vec<Words>>::default);
    let read = {
        let (store, all) = (store.clone(), all.clone());
        Callback::from(move |()| {
            let (store, all) = (store.clone(), all.clone());
            spawn_local(async move { all.set(Rc::new(store.begun().await)) });
        })
    };
    {
        let read = read.clone();
        use_effect_with(store.is_ready, move |_| read.emit(()));
    }
    if all.is_empty() {
        return Html::default();
    }
    html! {
        <Card title={t!(text, "begun-title")}>
            <p class="muted small">{ t!(text, "begun-lead") }</p>
            { for all.iter().map(|begun| html! {
                <One key={id(begun)} begun={begun.clone()} onremoved={read.clone()} />
            }) }
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct OneProps {
    begun: Words,
    onremoved: Callback<()>,
}

#[component]
fn One(props: &OneProps) -> Html {
    let text = use_text();
    let store = use_observations();
    let is_asking = use_state(|| false);
    let begun = &props.begun;
    let ask = |open: bool| {
        let is_asking = is_asking.clone();
        Callback::from(move |()| is_asking.set(open))
    };
    let remove = {
        let (begun, onremoved, is_asking) =
            (begun.clone(), props.onremoved.clone(), is_asking.clone());
        Callback::from(move |_| {
            is_asking.set(false);
            forget(store.clone(), begun.clone(), onremoved.clone());
        })
    };
    let to = use_way_back(begun);
    let query = whom(begun);
    html! {
        <div class="stack">
            { words(text, begun, name(text, begun.what)) }
            <ButtonRow>
                <ButtonLink {to} {query}>{ t!(text, "begun-open") }</ButtonLink>
                { for begun.words.clone().map(|words| html! {
                    <Button onclick={move |_| clipboard::copy(&words)}>{ t!(text, "save-storage-copy") }</Button>
                }) }
                <Button kind={ButtonKind::Quiet} onclick={ask(true).reform(|_| ())}>{ t!(text, "writing-remove") }</Button>
            </ButtonRow>
            <Dialog id={format!("remove-{}", id(begun))} open={*is_asking} title={t!(text, "writing-remove-title")} onclose={ask(false)}>
                <p>{ t!(text, "writing-remove-what") }</p>
                <ButtonRow>
                    <Button kind={ButtonKind::Danger} onclick={remove}>{ t!(text, "writing-remove") }</Button>
                    <Button onclick={ask(false).reform(|_| ())}>{ t!(text, "cancel") }</Button>
                </ButtonRow>
            </Dialog>
        </div>
    }
}

/// Where it can be gone on with.
#[hook]
fn use_way_back(begun: &Words) -> Route {
    let store = use_observations();
    let note_of = match begun.what {
        BegunAs::Note => ObservationId::parse(&begun.of).ok(),
        _ => None,
    };
    {
        let store = store.clone();
        use_effect_with((note_of, store.is_ready), move |(note_of, is_ready)| {
            if let (Some(id), true) = (*note_of, *is_ready) {
                store.open(id);
            }
        });
    }
    let id = begun.of.clone();
    match begun.what {
        BegunAs::Note => {
            let record = note_of.and_then(|id| store.record(id));
            match record.map(|open| open.record.state()) {
                None | Some(State::Planned | State::InProgress) => Route::ObservationLive { id },
                // Beside the write-up, once the session has ended.
                Some(State::Drafting | State::Shared) => Route::ObservationDraft { id },
                Some(_) => Route::Observation { id },
            }
        }
        what if what.is_of_draft() => Route::ObservationDraft { id },
        BegunAs::Minutes => Route::Meeting { id },
        BegunAs::Booking => Route::MeetingNew,
        BegunAs::Plan | BegunAs::Request => Route::ObservationNew,
        BegunAs::Suggestion => Route::Actions,
        _ => Route::ObservationFeedback { id },
    }
}

/// Whom a new form is about, where it was opened for somebody, and which session.
fn whom(begun: &Words) -> Vec<(&'static str, String)> {
    if !matches!(begun.what, BegunAs::Booking | BegunAs::Plan) {
        return Vec::new();
    }
    let (with, about) = with_and_about(&begun.of);
    let with = with.map(|with| ("with", with.to_owned()));
    let about = about.map(|about| ("observation", about.to_owned()));
    with.into_iter().chain(about).collect()
}

fn words(text: Text, begun: &Words, label: AttrValue) -> Html {
    match &begun.words {
        Some(words) => html! {
            <TextArea id={id(begun)} {label} value={words.clone()} short=true oninput={Callback::noop()} />
        },
        None => {
            html! { <p><span class="strong">{ label }</span>{ " " }{ t!(text, "begun-unread") }</p> }
        }
    }
}

/// Where it could not be removed it is still shown.
fn forget(store: ObservationStore, begun: Words, onremoved: Callback<()>) {
    spawn_local(async move {
        if store.forget_begun(&begun).await.is_ok() {
            onremoved.emit(());
        }
    });
}

/// What it is, in words.
pub fn name(text: Text, what: BegunAs) -> AttrValue {
    match what {
        BegunAs::Note => t!(text, "begun-note"),
        BegunAs::Reply => t!(text, "begun-reply"),
        BegunAs::Amendment => t!(text, "begun-amendment"),
        BegunAs::Strength => t!(text, "begun-strength"),
        BegunAs::Development => t!(text, "begun-development"),
        BegunAs::Action => t!(text, "begun-action"),
        BegunAs::Question => t!(text, "begun-question"),
        BegunAs::Message => t!(text, "begun-message"),
        BegunAs::Minutes => t!(text, "begun-minutes"),
        BegunAs::Booking => t!(text, "begun-booking"),
        BegunAs::Plan => t!(text, "begun-plan"),
        BegunAs::Suggestion => t!(text, "begun-suggestion"),
        BegunAs::Request => t!(text, "begun-request"),
    }
}

fn id(begun: &Words) -> String {
    format!("begun-{}", begun.what.of(&begun.of).name())
}
