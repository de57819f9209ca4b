//! What was added after the record was acknowledged: visible, dated, never a silent change.

use shared::observations::State;
use shared::values::LongText;
use yew::prelude::*;

use super::{OpenProps, Reader};
use crate::dates;
use crate::state::failures;
use crate::state::feedback;
use crate::state::form::{Checking, Problems, use_form};
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonRow, Card, ErrorSummary, TextArea};

const FIELD: &str = "amendment";

#[component]
pub(super) fn Amendments(props: &OpenProps) -> Html {
    let text = use_text();
    let open = &props.open;
    let feedback = &open.reading.feedback;
    let is_closed = matches!(
        feedback.observation.state,
        State::Acknowledged | State::Locked
    );
    let may_write = is_closed && open.reader != Reader::Other;
    if feedback.amendments.is_empty() && !may_write {
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
            if !feedback.amendments.is_empty() {
                <Card title={t!(text, "amendments-title")}><ol class="thread">{ for entries }</ol></Card>
            }
            if may_write {
                <details class="disclosure">
                    <summary>{ t!(text, "amendment-add") }</summary>
                    <div><WriteAmendment open={open.clone()} /></div>
                </details>
            }
        </>
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
    let onsubmit = {
        let (id, reload, written) = (props.open.id(), props.open.reload.clone(), form.clone());
        form.submit(
            move |words| feedback::amend(id, words),
            move |()| {
                written.set(String::new());
                toasts.say(t!(text, "amendment-added"));
                reload.emit(());
            },
        )
    };
    html! {
        <form class="form" novalidate=true {onsubmit}>
            <ErrorSummary problems={problems.clone()} attempt={form.sender.attempts()} />
            <TextArea id={FIELD} label={t!(text, "amendment-label")} hint={t!(text, "amendment-hint")} value={form.values().clone()}
                oninput={form.on(|words, typed| *words = typed)} limit={LongText::MAX} error={failures::of_field(&problems, FIELD)} />
            <ButtonRow><Button submit=true busy={form.sender.is_busy()}>{ t!(text, "amendment-save") }</Button></ButtonRow>
        </form>
    }
}
