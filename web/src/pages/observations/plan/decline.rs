//! Answering a request in words where nothing can be planned for now.

use shared::observations::{Decline as Answer, OpenRequest};
use shared::values::NoteText;
use yew::prelude::*;

use crate::route::Route;
use crate::router::use_navigator;
use crate::state::failures::of_field;
use crate::state::form::{Checking, Problems, use_form};
use crate::state::requests;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, ButtonRow, Dialog, ErrorSummary, TextArea};

const WORDS: &str = "words";

#[derive(Properties, PartialEq)]
pub(super) struct DeclineProps {
    pub request: OpenRequest,
}

fn check(text: Text, words: &str) -> Result<Answer, Problems> {
    let mut checking = Checking::new(text);
    let words = checking.take(WORDS, NoteText::parse(words));
    checking.finish(words.map(|words| Answer { words }))
}

#[component]
pub(super) fn Decline(props: &DeclineProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let navigator = use_navigator();
    let is_open = use_state(|| false);
    let form = use_form(String::new, |text, words| check(text, words));
    let problems = form.problems(&[WORDS]);
    let set = |open: bool| {
        let is_open = is_open.clone();
        Callback::from(move |()| is_open.set(open))
    };
    let id = props.request.id;
    let name = props.request.practitioner.name.as_str();
    let onsubmit = {
        let said = t!(text, "plan-decline-said", name = name);
        let send = form.submit(
            move |answer| async move { requests::decline(id, &answer).await },
            move |()| {
                toasts.say(said.clone());
                if let Some(navigator) = &navigator {
                    navigator.push(&Route::Home);
                }
            },
        );
        // It stands inside the form that plans, which is not to be sent along.
        Callback::from(move |event: SubmitEvent| {
            event.stop_propagation();
            send.emit(event);
        })
    };
    html! {
        <>
            <ButtonRow><Button onclick={set(true).reform(|_| ())}>{ t!(text, "plan-decline") }</Button></ButtonRow>
            <Dialog id={format!("decline-{id}")} open={*is_open} title={t!(text, "plan-decline-title", name = name)} onclose={set(false)}>
                <form class="form" novalidate=true {onsubmit}>
                    <ErrorSummary problems={problems.clone()} attempt={form.sender.attempts()} />
                    <TextArea id={WORDS} short=true label={t!(text, "plan-decline-words")} hint={t!(text, "plan-decline-hint", name = name)}
                        value={form.values().clone()} error={of_field(&problems, WORDS)}
                        oninput={form.on(|words, typed| *words = typed)} onblur={form.left(WORDS)} />
                    <ButtonRow>
                        <Button kind={ButtonKind::Primary} submit=true busy={form.sender.is_busy()}>{ t!(text, "plan-decline-send") }</Button>
                        <Button onclick={set(false).reform(|_| ())}>{ t!(text, "cancel") }</Button>
                    </ButtonRow>
                </form>
            </Dialog>
        </>
    }
}
