//! Editing a person; moving to another unit is an edit as well.

use std::rc::Rc;

use shared::org::{Person, Unit};
use yew::prelude::*;

use super::fields::{Fields, IDS, PersonFields, check};
use crate::pages::outcome::outcome;
use crate::state::form::use_form;
use crate::state::org::{self, use_units};
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, ButtonRow, Card, ErrorSummary};

#[derive(Properties, PartialEq)]
pub(super) struct EditFormProps {
    pub person: Rc<Person>,
    pub onsaved: Callback<()>,
    pub onclose: Callback<()>,
}

#[component]
pub(super) fn EditForm(props: &EditFormProps) -> Html {
    let text = use_text();
    let units = use_units();
    outcome(text, &units, |units| {
        html! {
            <Form person={props.person.clone()} units={units.clone()} onsaved={props.onsaved.clone()} onclose={props.onclose.clone()} />
        }
    })
}

#[derive(Properties, PartialEq)]
struct FormProps {
    person: Rc<Person>,
    units: Rc<Vec<Unit>>,
    onsaved: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn Form(props: &FormProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let person = &props.person;
    let form = use_form(|| Fields::of(person), check);
    let onsubmit = {
        let (id, version, saved) = (person.id, person.version, props.onsaved.clone());
        form.submit(
            move |edit| async move { org::edit_person(id, version, &edit).await },
            move |()| {
                toasts.say(t!(text, "saved"));
                saved.emit(());
            },
        )
    };
    html! {
        <Card title={t!(text, "edit")}>
            <form class="form" novalidate=true {onsubmit}>
                <ErrorSummary problems={form.problems(&IDS)} attempt={form.sender.attempts()} />
                <PersonFields form={form.clone()} units={props.units.clone()} />
                <ButtonRow>
                    <Button kind={ButtonKind::Primary} submit=true busy={form.sender.is_busy()}>{ t!(text, "save-changes") }</Button>
                    <Button onclick={props.onclose.reform(|_| ())}>{ t!(text, "cancel") }</Button>
                </ButtonRow>
            </form>
        </Card>
    }
}
