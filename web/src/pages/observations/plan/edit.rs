//! Changing what was agreed, before the session. It needs the network, since the practitioner
//! may have changed or read it meanwhile. What changed elsewhere while the form was open is shown
//! before anything is saved over it.

use shared::frameworks::Framework;
use shared::observations::{Agreement, Observation};
use yew::prelude::*;

use super::fields::{AboutFields, WhenFields};
use super::form::Form;
use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::pages::outcome::refusal;
use crate::state::remote::use_sender;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, ErrorSummary, FieldProblem, Notice, NoticeKind,
    SummaryList, SummaryRow,
};

#[derive(Properties, PartialEq)]
pub struct EditAgreementProps {
    pub here: Here,
    pub onclose: Callback<()>,
}

#[component]
pub fn EditAgreement(props: &EditAgreementProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let sender = use_sender();
    let newest = &props.here.open.record.observation;
    let form = use_state(|| Form::of(newest));
    // What the author of the form has seen: only over that anything is saved.
    let seen = use_state(|| newest.clone());
    let is_behind = seen.agreement != newest.agreement;
    let problems = use_state(Vec::<FieldProblem>::new);
    let attempt = use_state(|| 0_u32);
    let onsubmit = {
        let (form, problems, attempt) = (form.clone(), problems.clone(), attempt.clone());
        let (here, sender, close) = (props.here.clone(), sender.clone(), props.onclose.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if is_behind {
                return;
            }
            match form.agreement(text) {
                Ok(agreement) => {
                    problems.set(Vec::new());
                    let (store, id) = (here.store.clone(), here.id);
                    // Of the newest, whose agreement is the one that was seen.
                    let version = here.open.record.observation.version;
                    let (toasts, close) = (toasts.clone(), close.clone());
                    sender.send(
                        async move { store.edit_agreement(id, version, &agreement).await },
                        move |()| {
                            toasts.say(t!(text, "agreement-changed-said"));
                            close.emit(());
                        },
                    );
                }
                Err(found) => {
                    problems.set(found);
                    attempt.set(*attempt + 1);
                }
            }
        })
    };
    let go_on = {
        let (form, seen, newest) = (form.clone(), seen.clone(), newest.clone());
        let sender = sender.clone();
        move |with: fn(&Form, &Form, &Form) -> Form| {
            let (form, seen, newest) = (form.clone(), seen.clone(), newest.clone());
            let sender = sender.clone();
            Callback::from(move |_: MouseEvent| {
                sender.forget();
                form.set(with(&form, &Form::of(&seen), &Form::of(&newest)));
                seen.set(newest.clone());
            })
        }
    };
    html! {
        <Card title={t!(text, "agreement-change-title")}>
            <form class="form" {onsubmit} novalidate=true>
                <ErrorSummary problems={(*problems).clone()} attempt={*attempt} />
                <WhenFields form={form.clone()} problems={(*problems).clone()} />
                <AboutFields form={form.clone()} problems={(*problems).clone()} framework={props.here.framework.clone()} />
                if is_behind {
                    <Notice kind={NoticeKind::Warm} title={t!(text, "agreement-behind-title")} announce=true>
                        { changed(text, props.here.framework.as_deref(), &seen, newest) }
                        <p>{ t!(text, "agreement-behind") }</p>
                    </Notice>
                    // Other buttons than those below, and not they with other words: a press that shows
                    // those must not send the form.
                    <ButtonRow key="behind">
                        <Button kind={ButtonKind::Primary} onclick={go_on(Form::over)}>{ t!(text, "agreement-behind-mine") }</Button>
                        <Button onclick={go_on(|_, _, newest| newest.clone())}>{ t!(text, "agreement-behind-theirs") }</Button>
                        <Button onclick={props.onclose.reform(|_: MouseEvent| ())}>{ t!(text, "cancel") }</Button>
                    </ButtonRow>
                } else {
                    { refusal(text, sender.failure()) }
                    <ButtonRow key="save">
                        <Button submit=true kind={ButtonKind::Primary} busy={sender.is_busy()}>{ t!(text, "save") }</Button>
                        <Button onclick={props.onclose.reform(|_: MouseEvent| ())}>{ t!(text, "cancel") }</Button>
                    </ButtonRow>
                }
            </form>
        </Card>
    }
}

/// What stands there now, of what was changed elsewhere.
fn changed(
    text: Text,
    framework: Option<&Framework>,
    seen: &Observation,
    newest: &Observation,
) -> Html {
    let (before, now) = (
        lines(text, framework, &seen.agreement),
        lines(text, framework, &newest.agreement),
    );
    let rows = before
        .into_iter()
        .zip(now)
        .filter(|(before, now)| before != now)
        .map(|(_, (name, value))| html! { <SummaryRow {name}>{ value }</SummaryRow> });
    html! { <SummaryList>{ for rows }</SummaryList> }
}

/// Every part of an agreement by its name, in words.
fn lines(
    text: Text,
    framework: Option<&Framework>,
    agreed: &Agreement,
) -> [(AttrValue, AttrValue); 7] {
    let none = || AttrValue::from("–");
    let owned = |words: &str| AttrValue::from(words.to_owned());
    let focus = agreed.focus.as_ref();
    let note = agreed.note.as_ref();
    let case = agreed.case_reference.as_ref();
    [
        (t!(text, "plan-date"), words::when(text, agreed.planned_for)),
        (
            t!(text, "plan-duration"),
            t!(text, "minutes-count", n = agreed.duration_minutes),
        ),
        (
            t!(text, "plan-session-type"),
            words::session_type(text, agreed.session_type),
        ),
        (
            t!(text, "plan-purpose"),
            words::purpose(text, agreed.purpose),
        ),
        (
            t!(text, "plan-focus"),
            focus.map_or_else(none, |focus| words::tile(text, framework, focus)),
        ),
        (
            t!(text, "plan-note"),
            note.map_or_else(none, |note| owned(note.as_str())),
        ),
        (
            t!(text, "plan-case-reference"),
            case.map_or_else(none, |case| owned(case.as_str())),
        ),
    ]
}
