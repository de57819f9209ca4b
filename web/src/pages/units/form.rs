//! Adding a unit, or renaming, moving and removing one.

use std::rc::Rc;

use shared::org::{EditUnit, NewUnit, Unit};
use shared::values::{UnitId, UnitName};
use yew::prelude::*;

use crate::pages::outcome::refusal;
use crate::state::failures::of_field;
use crate::state::form::{Checking, Problems, use_form};
use crate::state::org::{self, new_unit_id};
use crate::state::remote::use_sender;
use crate::state::toasts::use_toasts;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, ButtonKind, ButtonRow, Card, Choice, ErrorSummary, Select, TextField};

const IDS: [&str; 4] = ["name", "kind", "parent_id", "code"];
/// What organisations usually call their levels; another word that is stored stays.
const KINDS: [&str; 3] = ["region", "pdu", "team"];

#[derive(Properties, PartialEq)]
pub(super) struct UnitFormProps {
    pub units: Rc<Vec<Unit>>,
    /// The unit to edit; none adds one.
    #[prop_or_default]
    pub unit: Option<Unit>,
    /// Where a new unit stands.
    #[prop_or_default]
    pub parent: Option<UnitId>,
    pub onsaved: Callback<()>,
    pub onclose: Callback<()>,
}

#[derive(Clone)]
struct Fields {
    name: String,
    kind: String,
    parent_id: String,
    code: String,
}

fn check(text: Text, fields: &Fields) -> Result<EditUnit, Problems> {
    let mut checking = Checking::new(text);
    let name = checking.take("name", UnitName::parse(&fields.name));
    let code = fields.code.trim();
    let whole = name.map(|name| EditUnit {
        parent_id: UnitId::parse(&fields.parent_id).ok(),
        kind: fields.kind.clone(),
        name,
        code: (!code.is_empty()).then(|| code.to_owned()),
    });
    checking.finish(whole)
}

pub(super) fn kind_name(text: Text, kind: &str) -> AttrValue {
    if KINDS.contains(&kind) {
        text.get(&format!("unit-kind-{kind}"))
    } else {
        kind.to_owned().into()
    }
}

#[component]
pub(super) fn UnitForm(props: &UnitFormProps) -> Html {
    let text = use_text();
    let toasts = use_toasts();
    let form = use_form(|| first_fields(props), check);
    let new_id = *use_memo((), |()| new_unit_id());
    let problems = form.problems(&IDS);
    let onsubmit = {
        let (known, saved) = (
            props.unit.as_ref().map(|unit| (unit.id, unit.version)),
            props.onsaved.clone(),
        );
        form.submit(
            move |edit: EditUnit| async move {
                match known {
                    Some((id, version)) => org::edit_unit(id, version, &edit).await,
                    None => {
                        org::add_unit(&NewUnit {
                            id: new_id,
                            parent_id: edit.parent_id,
                            kind: edit.kind,
                            name: edit.name,
                            code: edit.code,
                        })
                        .await
                    }
                }
            },
            move |()| {
                toasts.say(t!(text, "saved"));
                saved.emit(());
            },
        )
    };
    let mut kinds: Vec<Choice> = KINDS
        .iter()
        .map(|kind| Choice::new(*kind, kind_name(text, kind)))
        .collect();
    if !KINDS.contains(&form.values().kind.as_str()) {
        kinds.push(Choice::new(
            form.values().kind.clone(),
            form.values().kind.clone(),
        ));
    }
    // A unit cannot stand below itself; deeper circles the server refuses.
    let parents: Vec<Choice> = props
        .units
        .iter()
        .filter(|unit| props.unit.as_ref().is_none_or(|own| own.id != unit.id))
        .map(|unit| {
            Choice::new(
                unit.id.to_string(),
                crate::pages::people::path_of(&props.units, unit),
            )
        })
        .collect();
    let title = match &props.unit {
        Some(unit) => t!(text, "unit-edit-label", name = unit.name.as_str()),
        None => t!(text, "unit-add"),
    };
    html! {
        <Card {title}>
            <form class="form" novalidate=true {onsubmit}>
                <ErrorSummary problems={problems.clone()} attempt={form.sender.attempts()} />
                <TextField id="name" label={t!(text, "unit-name")} value={form.values().name.clone()} error={of_field(&problems, "name")}
                    oninput={form.on(|fields: &mut Fields, typed| fields.name = typed)} onblur={form.left("name")} />
                <Select id="kind" label={t!(text, "unit-kind")} options={kinds} value={form.values().kind.clone()} error={of_field(&problems, "kind")}
                    onchange={form.on(|fields: &mut Fields, chosen| fields.kind = chosen)} />
                <Select id="parent_id" label={t!(text, "unit-parent")} options={parents} value={form.values().parent_id.clone()} placeholder={t!(text, "unit-top")}
                    error={of_field(&problems, "parent_id")} onchange={form.on(|fields: &mut Fields, chosen| fields.parent_id = chosen)} />
                <TextField id="code" short=true label={t!(text, "unit-code")} value={form.values().code.clone()} error={of_field(&problems, "code")}
                    oninput={form.on(|fields: &mut Fields, typed| fields.code = typed)} />
                <ButtonRow>
                    <Button kind={ButtonKind::Primary} submit=true busy={form.sender.is_busy()}>{ t!(text, "save") }</Button>
                    <Button onclick={props.onclose.reform(|_| ())}>{ t!(text, "cancel") }</Button>
                </ButtonRow>
            </form>
            { for props.unit.iter().map(|unit| html! { <Remove id={unit.id} onsaved={props.onsaved.clone()} /> }) }
        </Card>
    }
}

fn first_fields(props: &UnitFormProps) -> Fields {
    let words = |id: Option<UnitId>| id.map(|id| id.to_string()).unwrap_or_default();
    match &props.unit {
        Some(unit) => Fields {
            name: unit.name.to_string(),
            kind: unit.kind.clone(),
            parent_id: words(unit.parent_id),
            code: unit.code.clone().unwrap_or_default(),
        },
        None => Fields {
            name: String::new(),
            kind: "team".to_owned(),
            parent_id: words(props.parent),
            code: String::new(),
        },
    }
}

#[derive(Properties, PartialEq)]
struct RemoveProps {
    id: UnitId,
    onsaved: Callback<()>,
}

/// Only an empty unit can go; the server says when it is not.
#[component]
fn Remove(props: &RemoveProps) -> Html {
    let text = use_text();
    let sender = use_sender();
    let onclick = {
        let (id, sender, saved) = (props.id, sender.clone(), props.onsaved.clone());
        Callback::from(move |_| {
            let saved = saved.clone();
            sender.send(org::remove_unit(id), move |()| saved.emit(()));
        })
    };
    html! {
        <>
            { refusal(text, sender.failure()) }
            <ButtonRow><Button kind={ButtonKind::Danger} busy={sender.is_busy()} {onclick}>{ t!(text, "unit-remove") }</Button></ButtonRow>
        </>
    }
}
