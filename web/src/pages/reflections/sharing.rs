//! Who may read it: nobody, until the practitioner says so, and not any longer when they
//! take it back.

use std::rc::Rc;

use crate::router::use_navigator;
use shared::feedback::Reflection;
use shared::sync::outbox_of;
use shared::values::{ReflectionId, Timestamp};
use yew::prelude::*;

use crate::dates;
use crate::pages::outcome::refusal;
use crate::route::Route;
use crate::state::observations::{use_observations, use_outbox};
use crate::state::reflections;
use crate::state::remote::use_sender;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, ButtonRow, Card, Dialog, Shape, Tag, Tone};

#[derive(Properties, PartialEq)]
pub(super) struct SharingProps {
    pub id: ReflectionId,
    /// Nothing can be shared or deleted before it was saved once.
    pub is_stored: bool,
    /// As the server told it; none for one that was only begun here.
    pub told: Option<Rc<Reflection>>,
    pub is_shared: bool,
    /// How often it had been shared or taken back when this page was told.
    pub n_sharings: i64,
    /// Sharing makes a new version, over which the next save must write.
    pub onversion: Callback<i64>,
    pub shared_at: Option<Timestamp>,
}

#[component]
pub(super) fn Sharing(props: &SharingProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let sender = use_sender();
    let store = use_observations();
    let outbox = use_outbox(outbox_of(props.id));
    let is_told = outbox
        .as_ref()
        .is_none_or(|outbox| outbox.waiting_sharing().is_none());
    let is_shared = use_state(|| props.is_shared);
    let n_sharings = use_state(|| props.n_sharings);
    let id = props.id;
    let ontoggle = {
        let (is_shared, n_sharings, sender, toasts, onversion) = (
            is_shared.clone(),
            n_sharings.clone(),
            sender.clone(),
            toasts.clone(),
            props.onversion.clone(),
        );
        Callback::from(move |_| {
            let (is_shared, toasts, onversion) =
                (is_shared.clone(), toasts.clone(), onversion.clone());
            let n_sharings = n_sharings.clone();
            let was_shared = *is_shared;
            let step = reflections::set_shared(store.clone(), id, !was_shared, *n_sharings);
            sender.send(step, move |told| {
                if let Some(told) = told {
                    onversion.emit(told.version);
                    n_sharings.set(told.n_sharings);
                    toasts.say(if was_shared {
                        t!(text, "reflection-unshared-said")
                    } else {
                        t!(text, "reflection-shared-said")
                    });
                }
                is_shared.set(!was_shared);
            });
        })
    };
    let is_refused = outbox.as_ref().is_some_and(|outbox| {
        let refused = outbox.refused();
        refused.is_some_and(|body| body.sets_sharing() == Some(true))
    });
    let is_in_trouble = outbox
        .as_ref()
        .is_some_and(|outbox| outbox.trouble.is_some());
    // Once its author has read that it was not shared, they may share it again.
    let is_shown_shared = *is_shared && !is_refused;
    let (shape, tone, word) = if is_shown_shared {
        (Shape::Full, Tone::Seen, t!(text, "reflection-shared"))
    } else {
        (Shape::Empty, Tone::Plain, t!(text, "reflection-private"))
    };
    let what = if is_shown_shared {
        t!(text, "reflection-shared-what")
    } else {
        t!(text, "reflection-private-what")
    };
    html! {
        <Card title={t!(text, "reflection-sharing")} aside={html! { <Tag {shape} {tone}>{ word }</Tag> }}>
            <p>{ what }</p>
            <p role="status">
                if !is_told && !is_refused { <span class="warm">{ t!(text, "reflection-sharing-waits") }</span> }
            </p>
            if let (true, true, Some(at)) = (is_told, *is_shared, props.shared_at) {
                <p class="muted small">{ t!(text, "reflection-shared-since", date = dates::near(text, at)) }</p>
            }
            { refusal(text, sender.failure()) }
            <ButtonRow>
                <Button disabled={!props.is_stored || is_refused} busy={sender.is_busy()} onclick={ontoggle}>
                    { if is_shown_shared { t!(text, "reflection-unshare") } else { t!(text, "reflection-share") } }
                </Button>
                if props.is_stored && !is_in_trouble {
                    <Delete {id} told={props.told.clone()} />
                }
            </ButtonRow>
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct DeleteProps {
    id: ReflectionId,
    told: Option<Rc<Reflection>>,
}

#[component]
fn Delete(props: &DeleteProps) -> Html {
    let text = use_text();
    let is_open = use_state(|| false);
    let store = use_observations();
    let toasts = use_toasts();
    let sender = use_sender();
    let navigator = use_navigator();
    let set = |open: bool| {
        let is_open = is_open.clone();
        Callback::from(move |()| is_open.set(open))
    };
    let ondelete = {
        let (id, told, sender) = (props.id, props.told.clone(), sender.clone());
        Callback::from(move |_| {
            let (navigator, toasts) = (navigator.clone(), toasts.clone());
            let step = reflections::remove(store.clone(), id, told.clone());
            sender.send(step, move |()| {
                toasts.say(t!(text, "reflection-deleted"));
                if let Some(navigator) = navigator {
                    navigator.push(&Route::Reflections);
                }
            });
        })
    };
    html! {
        <>
            <Button kind={ButtonKind::Quiet} onclick={set(true).reform(|_| ())}>{ t!(text, "reflection-delete") }</Button>
            <Dialog id="delete-reflection" open={*is_open} title={t!(text, "reflection-delete-title")} onclose={set(false)}>
                <p>{ t!(text, "reflection-delete-what") }</p>
                <p class="muted">{ t!(text, "reflection-delete-offline") }</p>
                { refusal(text, sender.failure()) }
                <ButtonRow>
                    <Button kind={ButtonKind::Danger} busy={sender.is_busy()} onclick={ondelete}>{ t!(text, "reflection-delete") }</Button>
                    <Button onclick={set(false).reform(|_| ())}>{ t!(text, "cancel") }</Button>
                </ButtonRow>
            </Dialog>
        </>
    }
}
