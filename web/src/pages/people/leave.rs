//! Somebody leaves: their records stay, and what they were responsible for goes to a
//! successor.

use shared::org::{Leave, PersonRef};
use shared::values::Date;
use yew::prelude::*;

use super::PersonPicker;
use super::one::PersonProps;
use crate::dates::WallClock;
use crate::state::failures::of_field;
use crate::state::form::{Checking, Problems, use_form};
use crate::state::org;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, ButtonRow, DateField, Disclosure, ErrorSummary};

const DAY: &str = "left_on";
const SUCCESSOR: &str = "successor_id";

#[derive(Clone)]
struct Fields {
    left_on: String,
    successor: Vec<PersonRef>,
}

fn check(text: Text, fields: &Fields) -> Result<Leave, Problems> {
    let mut checking = Checking::new(text);
    let left_on = checking.take(DAY, Date::parse(&fields.left_on));
    let successor_id = fields.successor.first().map(|person| person.id);
    checking.finish(left_on.map(|left_on| Leave {
        left_on,
        successor_id,
    }))
}

#[component]
pub(super) fn LeaveForm(props: &PersonProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let today = || Fields {
        left_on: WallClock::now().date_field(),
        successor: Vec::new(),
    };
    let form = use_form(today, check);
    let problems = form.problems(&[DAY, SUCCESSOR]);
    let onsubmit = {
        let (id, changed) = (props.person.id, props.onchanged.clone());
        form.submit(
            move |leave| async move { org::leave(id, &leave).await },
            move |()| {
                toasts.say(t!(text, "leave-said"));
                changed.emit(());
            },
        )
    };
    let values = form.values();
    html! {
        <Disclosure summary={t!(text, "leave-title", name = props.person.name.as_str())}>
            <form class="form" novalidate=true {onsubmit}>
                <ErrorSummary problems={problems.clone()} attempt={form.sender.attempts()} />
                <p>{ t!(text, "leave-what") }</p>
                <DateField id={DAY} label={t!(text, "leave-day")} value={values.left_on.clone()} error={of_field(&problems, DAY)}
                    oninput={form.on(|fields: &mut Fields, typed| fields.left_on = typed)} />
                <PersonPicker id={SUCCESSOR} label={t!(text, "leave-successor")} hint={t!(text, "leave-successor-hint")} most={1}
                    chosen={values.successor.clone()} error={of_field(&problems, SUCCESSOR)}
                    onchange={form.on(|fields: &mut Fields, chosen| fields.successor = chosen)} />
                <ButtonRow><Button kind={ButtonKind::Danger} submit=true busy={form.sender.is_busy()}>{ t!(text, "leave-save") }</Button></ButtonRow>
            </form>
        </Disclosure>
    }
}
