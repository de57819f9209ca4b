//! What was added after the record was acknowledged: visible, dated, never a silent change.

use shared::feedback::NewAmendment;
use shared::sync::Outbox;
use shared::values::LongText;
use yew::prelude::*;

use super::typed::use_words_draft;
use super::{OpenProps, Reader, place};
use crate::dates;
use crate::state::failures;
use crate::state::feedback;
use crate::state::form::{Checking, Problems, use_form};
use crate::state::kept::Kept;
use crate::state::observations::{
    BegunAs, ObservationStore, WordsDraft, use_observations, use_outbox,
};
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonRow, Card, Disclosure, ErrorSummary, TextArea};

const FIELD: &str = "amendment";

#[component]
pub(super) fn Amendments(props: &OpenProps) -> Html {
    let text = use_text();
    let open = &props.open;
    let feedback = &open.reading.feedback;
    let store = use_observations();
    let outbox = use_outbox(open.id());
    let told = &feedback.observation;
    let state = outbox
        .as_ref()
        .map_or(told.state, |outbox| outbox.state_here(told));
    let may_write = state.takes_amendments() && open.reader != Reader::Other;
    let is_told = |new: &&NewAmendment| feedback.amendments.iter().all(|known| known.id != new.id);
    let waiting = outbox.iter().flat_map(|outbox| {
        let waiting = outbox.waiting_amendments().filter(is_told);
        waiting.map(|new| waiting_entry(text, &store, new, outbox))
    });
    let waiting: Vec<Html> = waiting.collect();
    let is_empty = feedback.amendments.is_empty() && waiting.is_empty();
    if is_empty && !may_write {
        return Html::default();
    }
    let entries = feedback.amendments.iter().map(|amendment| {
        html! {
            <li key={amendment.id.to_string()} class="stack-tight">
                <p class="row">
                    <span class="strong">{ amendment.author.name.as_str() }</span>
                    <span class="muted small">{ dates::near(text, amendment.created_at) }</span>
                </p>
                <p class="written">{ amendment.text.as_str() }</p>
            </li>
        }
    });
    html! {
        <>
            if !is_empty {
                <Card title={t!(text, "amendments-title")}><ol class="thread">{ for entries }{ for waiting }</ol></Card>
            }
            if may_write {
                <WriteAmendment open={open.clone()} />
            }
        </>
    }
}

/// Words of mine that have still to reach the server.
fn waiting_entry(
    text: Text,
    store: &ObservationStore,
    new: &NewAmendment,
    outbox: &Outbox,
) -> Html {
    html! {
        <li key={new.id.to_string()} class="stack-tight">
            <p class="row">
                <span class="strong">{ store.me().name.as_str() }</span>
                <span class="small" role="status">{ place(text, store, outbox) }</span>
            </p>
            <p class="written">{ new.text.as_str() }</p>
        </li>
    }
}

fn check(text: Text, words: &str) -> Result<LongText, Problems> {
    let mut checking = Checking::new(text);
    let words = checking.take(FIELD, LongText::parse(words));
    checking.finish(words)
}

#[component]
fn WriteAmendment(props: &OpenProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let form = use_form(String::new, |text, words| check(text, words));
    let problems = form.problems(&[FIELD]);
    let store = use_observations();
    let is_begun = use_words_draft(
        BegunAs::Amendment,
        props.open.id(),
        &form,
        |words| WordsDraft {
            words: words.clone(),
            kind: String::new(),
        },
        |words, draft| *words = draft.words,
    );
    let onsubmit = {
        let (id, reload, written) = (props.open.id(), props.open.reload.clone(), form.clone());
        form.submit(
            move |words| feedback::amend(store.clone(), id, feedback::new_amendment(words)),
            move |kept| {
                written.set(String::new());
                match kept {
                    Kept::Here => toasts.say(t!(text, "amendment-kept")),
                    Kept::There => {
                        toasts.say(t!(text, "amendment-added"));
                        reload.emit(());
                    }
                }
            },
        )
    };
    html! {
        <Disclosure key={is_begun.to_string()} summary={t!(text, "amendment-add")} open={is_begun}>
            <form class="form" novalidate=true {onsubmit}>
                <ErrorSummary problems={problems.clone()} attempt={form.sender.attempts()} />
                <TextArea id={FIELD} label={t!(text, "amendment-label")} hint={t!(text, "amendment-hint")} value={form.values().clone()}
                    oninput={form.on(|words, typed| *words = typed)} limit={LongText::MAX} error={failures::of_field(&problems, FIELD)} />
                <ButtonRow><Button submit=true busy={form.sender.is_busy()}>{ t!(text, "amendment-save") }</Button></ButtonRow>
            </form>
        </Disclosure>
    }
}
