//! The fields of an agreement, the same when it is made and when it is changed.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::values::{Key, NoteText};
use yew::prelude::*;

use super::form::{Form, PURPOSES, SESSION_TYPES};
use crate::pages::observations::focus::focus_choices;
use crate::pages::observations::words;
use crate::state::failures;
use crate::t;
use crate::text::use_text;
use crate::ui::{
    Choice, DateField, FieldProblem, RadioGroup, Select, TextArea, TextField, TimeField,
};

#[derive(Properties, PartialEq)]
pub(super) struct WhenProps {
    pub form: UseStateHandle<Form>,
    pub problems: Vec<FieldProblem>,
}

/// When, how long and what for.
#[component]
pub(super) fn WhenFields(props: &WhenProps) -> Html {
    let text = use_text();
    let form = &props.form;
    let durations: Vec<Choice> = form
        .durations()
        .into_iter()
        .map(|minutes| Choice::new(minutes.to_string(), t!(text, "minutes-count", n = minutes)))
        .collect();
    let purposes = PURPOSES
        .map(|(value, purpose)| Choice::new(value, words::purpose(text, purpose)))
        .to_vec();
    let kinds = SESSION_TYPES
        .map(|(value, kind)| Choice::new(value, words::session_type(text, kind)))
        .to_vec();
    html! {
        <>
            <div class="when">
                <DateField id="date" label={t!(text, "plan-date")} value={form.date.clone()} error={failures::of_field(&props.problems, "date")}
                    oninput={set(form, |form, value| form.date = value)} />
                <TimeField id="time" label={t!(text, "plan-time")} value={form.time.clone()} oninput={set(form, |form, value| form.time = value)} />
            </div>
            <Select id="duration" label={t!(text, "plan-duration")} options={durations} value={form.duration.clone()} onchange={set(form, |form, value| form.duration = value)} />
            <Select id="session-type" label={t!(text, "plan-session-type")} options={kinds} value={form.session_type.clone()} onchange={set(form, |form, value| form.session_type = value)} />
            <RadioGroup id="purpose" legend={t!(text, "plan-purpose")} options={purposes} value={form.purpose.clone()} onchange={set(form, |form, value: AttrValue| form.purpose = value.to_string())} />
        </>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct AboutProps {
    pub form: UseStateHandle<Form>,
    pub problems: Vec<FieldProblem>,
    pub framework: Option<Rc<Framework>>,
    /// What the practitioner asked for; it stands as the focus until another or none is chosen.
    #[prop_or_default]
    pub asked: Option<Key>,
}

/// The focus, the note and the case.
#[component]
pub(super) fn AboutFields(props: &AboutProps) -> Html {
    let text = use_text();
    let form = &props.form;
    let error = |id: &str| failures::of_field(&props.problems, id);
    let focus_now = form.with_asked(props.asked.as_ref()).focus;
    let focus = focus_choices(text, props.framework.as_deref());
    html! {
        <>
            if !focus.is_empty() {
                <Select id="focus" label={t!(text, "plan-focus")} hint={t!(text, "plan-focus-hint")} options={focus} value={focus_now}
                    placeholder={t!(text, "plan-no-focus")} onchange={set(form, Form::choose_focus)} />
            }
            <p class="muted small">{ t!(text, "about-practice") }</p>
            <TextArea id="agreement-note" label={t!(text, "plan-note")} hint={t!(text, "plan-note-hint")} value={form.note.clone()} limit={NoteText::MAX}
                error={error("agreement-note")} oninput={set(form, |form, value| form.note = value)} />
            <TextField id="case-reference" label={t!(text, "plan-case-reference")} hint={t!(text, "plan-case-reference-hint")} short=true
                value={form.case_reference.clone()} error={error("case-reference")} oninput={set(form, |form, value| form.case_reference = value)} />
        </>
    }
}

pub(super) fn set<T: 'static>(
    form: &UseStateHandle<Form>,
    change: fn(&mut Form, T),
) -> Callback<T> {
    let form = form.clone();
    Callback::from(move |value| {
        let mut changed = (*form).clone();
        change(&mut changed, value);
        form.set(changed);
    })
}
