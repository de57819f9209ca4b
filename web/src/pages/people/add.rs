//! Adding one person. Many at once come by import.

use std::rc::Rc;

use shared::org::{NewPerson, Unit};
use shared::values::PersonId;
use yew::prelude::*;

use super::fields::{Fields, IDS, PersonFields, check};
use crate::pages::outcome::outcome;
use crate::route::Route;
use crate::router::use_navigator;
use crate::state::form::use_form;
use crate::state::org::{self, new_person_id, use_units};
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, ButtonRow, Card, Checkbox, ErrorSummary, Page, PageHead};

#[component]
pub fn AddPerson() -> Html {
    let text = use_text();
    let units = use_units();
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "person-add")} back={(Route::People, t!(text, "nav-people"))} />
            { outcome(text, &units, |units| html! { <AddForm units={units.clone()} /> }) }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct AddFormProps {
    units: Rc<Vec<Unit>>,
}

#[component]
fn AddForm(props: &AddFormProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let navigator = use_navigator();
    let id: PersonId = *use_memo((), |()| new_person_id());
    let invite = use_state(|| true);
    let form = use_form(Fields::fresh, check);
    let onsubmit = {
        let invite = *invite;
        form.submit(
            move |person| async move {
                let new = NewPerson {
                    id,
                    name: person.name,
                    email: person.email,
                    staff_code: person.staff_code,
                    grade: person.grade,
                    unit_id: person.unit_id,
                    line_manager_id: person.line_manager_id,
                    working_pattern: person.working_pattern,
                    invite,
                };
                org::add_person(&new).await
            },
            move |()| {
                toasts.say(t!(text, "person-added-said"));
                if let Some(navigator) = &navigator {
                    navigator.push(&Route::Person { id: id.to_string() });
                }
            },
        )
    };
    let ontoggle = {
        let invite = invite.clone();
        Callback::from(move |on| invite.set(on))
    };
    html! {
        <Card>
            <form class="form" novalidate=true {onsubmit}>
                <ErrorSummary problems={form.problems(&IDS)} attempt={form.sender.attempts()} />
                <PersonFields form={form.clone()} units={props.units.clone()} />
                <Checkbox id="invite" label={t!(text, "person-invite-now")} hint={t!(text, "person-invite-now-hint")} checked={*invite} {ontoggle} />
                <ButtonRow><Button kind={ButtonKind::Primary} submit=true busy={form.sender.is_busy()}>{ t!(text, "person-add") }</Button></ButtonRow>
            </form>
        </Card>
    }
}
