//! My own writing that came back from a device that was emptied: to restore, or to let go.

use shared::sync::UnsentWriting;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::dates;
use crate::route::Route;
use crate::state::failures;
use crate::state::observations::use_observations;
use crate::state::remote::{Remote, use_sender};
use crate::state::toasts::use_toasts;
use crate::state::unsent::{self, Found, NotRestored, use_unsent_writing};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, ButtonLink, ButtonRow, Dialog, Notice, NoticeKind};

/// One word per device; nothing where nothing was kept, or where the server is not reached.
#[component]
pub fn Unsent() -> Html {
    let kept = use_unsent_writing();
    let Remote::Ready(all) = &kept.remote else {
        return Html::default();
    };
    html! {
        { for all.iter().map(|writing| html! {
            <One key={writing.device.to_string()} writing={writing.clone()} ongone={kept.reload.clone()} />
        }) }
    }
}

#[derive(Properties, PartialEq)]
struct OneProps {
    writing: UnsentWriting,
    ongone: Callback<()>,
}

/// How restoring went.
#[derive(Clone, PartialEq)]
enum Outcome {
    Idle,
    Restoring,
    Restored(Vec<Found>),
    NotRestored(NotRestored),
}

#[component]
fn One(props: &OneProps) -> Html {
    let text = use_text();
    let store = use_observations();
    let outcome = use_state(|| Outcome::Idle);
    let is_asking = use_state(|| false);
    let writing = &props.writing;
    let onrestore = {
        let (writing, outcome) = (writing.clone(), outcome.clone());
        Callback::from(move |_: MouseEvent| {
            outcome.set(Outcome::Restoring);
            let (outcome, restored) = (
                outcome.clone(),
                unsent::restore(store.clone(), writing.clone()),
            );
            spawn_local(async move {
                outcome.set(match restored.await {
                    Ok(found) => Outcome::Restored(found),
                    Err(why) => Outcome::NotRestored(why),
                });
            });
        })
    };
    let ask = |open: bool| {
        let is_asking = is_asking.clone();
        Callback::from(move |()| is_asking.set(open))
    };
    if let Outcome::Restored(found) = &*outcome {
        return restored(text, found);
    }
    let is_busy = *outcome == Outcome::Restoring;
    let device = writing.label.as_str();
    let until = dates::date_long(text, writing.kept_until);
    html! {
        <Notice kind={NoticeKind::Warm} title={t!(text, "unsent-title", device = device)}>
            <p>{ t!(text, "unsent-what", n = writing.n_pieces) }</p>
            <p>{ t!(text, "unsent-until", date = until.as_str()) }</p>
            if let Outcome::NotRestored(why) = &*outcome {
                <p role="alert">{ why_not(text, why) }</p>
            }
            <ButtonRow>
                <Button onclick={onrestore} busy={is_busy}>{ t!(text, "unsent-restore") }</Button>
                <Button kind={ButtonKind::Quiet} onclick={ask(true).reform(|_| ())}>{ t!(text, "unsent-discard") }</Button>
            </ButtonRow>
            <Discard writing={writing.clone()} open={*is_asking} onclose={ask(false)} ongone={props.ongone.clone()} />
        </Notice>
    }
}

#[derive(Properties, PartialEq)]
struct DiscardProps {
    writing: UnsentWriting,
    open: bool,
    onclose: Callback<()>,
    ongone: Callback<()>,
}

#[component]
fn Discard(props: &DiscardProps) -> Html {
    let text = use_text();
    let sender = use_sender();
    let toasts = use_toasts();
    let ondiscard = {
        let (sender, writing) = (sender.clone(), props.writing.clone());
        let (close, gone) = (props.onclose.clone(), props.ongone.clone());
        Callback::from(move |_: MouseEvent| {
            let (toasts, close, gone) = (toasts.clone(), close.clone(), gone.clone());
            sender.send(unsent::discard(writing.clone()), move |()| {
                toasts.say(t!(text, "unsent-discarded"));
                close.emit(());
                gone.emit(());
            });
        })
    };
    let failure = sender
        .failure()
        .map(|failure| failures::words(text, failure));
    html! {
        <Dialog id={format!("discard-{}", props.writing.device)} open={props.open} title={t!(text, "unsent-discard-title")}
            onclose={props.onclose.clone()}>
            <p>{ t!(text, "unsent-discard-what") }</p>
            { for failure.map(|words| html! { <p role="alert">{ words }</p> }) }
            <ButtonRow>
                <Button kind={ButtonKind::Danger} onclick={ondiscard} busy={sender.is_busy()}>{ t!(text, "unsent-discard") }</Button>
                <Button onclick={props.onclose.reform(|_| ())}>{ t!(text, "cancel") }</Button>
            </ButtonRow>
        </Dialog>
    }
}

/// Where to go on with each piece.
fn restored(text: Text, found: &[Found]) -> Html {
    let said = if found.is_empty() {
        t!(text, "unsent-arrived")
    } else {
        t!(text, "unsent-restored")
    };
    html! {
        <Notice kind={NoticeKind::Done} announce=true>
            <p>{ said }</p>
            if !found.is_empty() {
                <ButtonRow>{ for found.iter().map(|found| place(text, *found)) }</ButtonRow>
            }
        </Notice>
    }
}

fn place(text: Text, found: Found) -> Html {
    let (to, words) = match found {
        Found::SelfAssessment(id) => {
            let id = id.to_string();
            (
                Route::SelfAssessment { id },
                t!(text, "unsent-self-assessment"),
            )
        }
        Found::Reply(id) => {
            let id = id.to_string();
            (Route::ObservationFeedback { id }, t!(text, "unsent-reply"))
        }
        Found::Amendment(id) => {
            let id = id.to_string();
            (
                Route::ObservationFeedback { id },
                t!(text, "unsent-amendment"),
            )
        }
        Found::Reflection(id) => {
            let id = id.to_string();
            (Route::Reflection { id }, t!(text, "unsent-reflection"))
        }
        Found::Actions => (Route::Actions, t!(text, "unsent-action")),
    };
    html! { <ButtonLink {to}>{ words }</ButtonLink> }
}

fn why_not(text: Text, why: &NotRestored) -> AttrValue {
    match why {
        NotRestored::Refused(failure) => failures::words(text, failure),
        NotRestored::Storage => t!(text, "unsent-no-storage"),
    }
}
