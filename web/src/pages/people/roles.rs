//! Roles: each over a unit and all below it.

use std::rc::Rc;

use shared::access::Role;
use shared::org::{RoleGrant, Unit};
use shared::values::UnitId;
use yew::prelude::*;

use super::one::PersonProps;
use super::words;
use crate::pages::outcome::refusal;
use crate::state::failures::of_field;
use crate::state::form::{Checking, Problems, use_form};
use crate::state::org::{self, use_units};
use crate::state::remote::{Remote, use_sender};
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, ButtonRow, Card, Choice, Disclosure, ErrorSummary, Select};

#[component]
pub(super) fn Roles(props: &PersonProps) -> Html {
    let text = use_text();
    let units = use_units();
    let sender = use_sender();
    let toasts = use_toasts();
    let units = match &units.remote {
        Remote::Ready(units) => units.clone(),
        // The roles are named all the same, without the unit.
        Remote::Loading | Remote::Failed(_) => Rc::new(Vec::new()),
    };
    let onrevoke = {
        let (person, sender, changed) = (props.person.id, sender.clone(), props.onchanged.clone());
        Callback::from(move |grant: RoleGrant| {
            let (toasts, changed) = (toasts.clone(), changed.clone());
            sender.send(org::revoke(person, grant.id), move |()| {
                toasts.say(t!(text, "role-revoked-said"));
                changed.emit(());
            });
        })
    };
    html! {
        <Card title={t!(text, "person-roles")}>
            if props.person.roles.is_empty() {
                <p class="muted">{ t!(text, "account-roles-none") }</p>
            }
            { refusal(text, sender.failure()) }
            <ul class="tasks">
                { for props.person.roles.iter().map(|grant| {
                    let (revoke, mine) = (onrevoke.clone(), grant.clone());
                    let role = words::role(text, grant.role);
                    html! {
                        <li class="task" key={grant.id.to_string()}>
                            <div class="task-text"><p class="strong">{ role.clone() }</p><p class="muted small">{ unit_name(&units, grant.unit_id) }</p></div>
                            <div class="task-side">
                                <Button kind={ButtonKind::Quiet} busy={sender.is_busy()} onclick={move |_| revoke.emit(mine.clone())}
                                    label={t!(text, "role-revoke-label", role = role)}>{ t!(text, "remove") }</Button>
                            </div>
                        </li>
                    }
                }) }
            </ul>
            <Disclosure summary={t!(text, "role-grant")}>
                <GrantForm person={props.person.clone()} onchanged={props.onchanged.clone()} />
            </Disclosure>
        </Card>
    }
}

fn unit_name(units: &[Unit], id: UnitId) -> String {
    units
        .iter()
        .find(|unit| unit.id == id)
        .map(|unit| words::path_of(units, unit))
        .unwrap_or_default()
}

#[derive(Clone)]
struct Fields {
    role: String,
    unit_id: String,
}

fn check(text: Text, fields: &Fields) -> Result<(Role, UnitId), Problems> {
    let mut checking = Checking::new(text);
    let unit_id = checking.take("unit_id", UnitId::parse(&fields.unit_id));
    let role = Role::parse(&fields.role);
    if role.is_none() {
        checking.refuse("role", t!(text, "value-empty"));
    }
    checking.finish(role.zip(unit_id))
}

#[component]
fn GrantForm(props: &PersonProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let units = use_units();
    let person = &props.person;
    let form = use_form(
        || Fields {
            role: String::new(),
            unit_id: person.unit_id.to_string(),
        },
        check,
    );
    let problems = form.problems(&["role", "unit_id"]);
    let onsubmit = {
        let (id, changed) = (person.id, props.onchanged.clone());
        form.submit(
            move |(role, unit)| org::grant(id, role, unit),
            move |()| {
                toasts.say(t!(text, "role-granted-said"));
                changed.emit(());
            },
        )
    };
    let roles: Vec<Choice> = Role::ALL
        .iter()
        .map(|role| Choice::new(role.as_str(), words::role(text, *role)))
        .collect();
    let units: Vec<Choice> = match &units.remote {
        Remote::Ready(units) => words::unit_choices(units),
        Remote::Loading | Remote::Failed(_) => Vec::new(),
    };
    html! {
        <form class="form" novalidate=true {onsubmit}>
            <ErrorSummary problems={problems.clone()} attempt={form.sender.attempts()} />
            <Select id="role" label={t!(text, "role-label")} options={roles} value={form.values().role.clone()} placeholder={t!(text, "choose")}
                error={of_field(&problems, "role")} onchange={form.on(|fields: &mut Fields, chosen| fields.role = chosen)} />
            <Select id="grant-unit" label={t!(text, "role-unit")} hint={t!(text, "role-unit-hint")} options={units} value={form.values().unit_id.clone()}
                error={of_field(&problems, "unit_id")} onchange={form.on(|fields: &mut Fields, chosen| fields.unit_id = chosen)} />
            <ButtonRow><Button submit=true busy={form.sender.is_busy()}>{ t!(text, "role-grant") }</Button></ButtonRow>
        </form>
    }
}
