//! The fields of a person, for adding and for editing.

use std::rc::Rc;

use shared::org::{EditPerson, Grade, Person, PersonRef, Unit, WorkingPattern};
use shared::values::{Email, PersonName, StaffCode, UnitId};
use yew::prelude::*;

use super::PersonPicker;
use super::words;
use crate::state::failures::of_field;
use crate::state::form::{Checking, Form, Problems};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Checkboxes, Choice, Select, TextField};

pub(super) const IDS: [&str; 7] = [
    "name",
    "email",
    "staff_code",
    "grade",
    "unit_id",
    "line_manager_id",
    "working_pattern",
];

/// What stands on the screen.
#[derive(Clone, PartialEq)]
pub(super) struct Fields {
    pub name: String,
    pub email: String,
    pub staff_code: String,
    pub grade: String,
    pub unit_id: String,
    pub line_manager: Vec<PersonRef>,
    /// Hours of a known pattern stay as they are; a day that is ticked gets the usual ones.
    pub working_pattern: WorkingPattern,
}

impl Fields {
    pub fn fresh() -> Self {
        Self {
            name: String::new(),
            email: String::new(),
            staff_code: String::new(),
            grade: Grade::Po.as_str().to_owned(),
            unit_id: String::new(),
            line_manager: Vec::new(),
            working_pattern: WorkingPattern::default(),
        }
    }

    pub fn of(person: &Person) -> Self {
        Self {
            name: person.name.to_string(),
            email: person.email.to_string(),
            staff_code: person
                .staff_code
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            grade: person.grade.as_str().to_owned(),
            unit_id: person.unit_id.to_string(),
            line_manager: person.line_manager.iter().cloned().collect(),
            working_pattern: person.working_pattern,
        }
    }

    fn set_day(&mut self, day: usize, works: bool) {
        let usual = WorkingPattern::default().days[0];
        self.working_pattern.days[day] = if works { usual } else { None };
    }
}

pub(super) fn check(text: Text, fields: &Fields) -> Result<EditPerson, Problems> {
    let mut checking = Checking::new(text);
    let name = checking.take("name", PersonName::parse(&fields.name));
    let email = checking.take("email", Email::parse(&fields.email));
    let staff_code = checking.take_optional("staff_code", &fields.staff_code, StaffCode::parse);
    let unit_id = UnitId::parse(&fields.unit_id).ok();
    if unit_id.is_none() {
        checking.refuse("unit_id", t!(text, "person-unit-needed"));
    }
    let whole = name
        .zip(email)
        .zip(unit_id)
        .map(|((name, email), unit_id)| EditPerson {
            name,
            email,
            staff_code,
            grade: Grade::parse(&fields.grade).unwrap_or(Grade::Other),
            unit_id,
            line_manager_id: fields.line_manager.first().map(|person| person.id),
            working_pattern: fields.working_pattern,
        });
    checking.finish(whole)
}

#[derive(Properties)]
pub(super) struct PersonFieldsProps {
    pub form: Form<Fields, EditPerson>,
    pub units: Rc<Vec<Unit>>,
}

// A form is a handle; it is always rendered with the page that holds it.
impl PartialEq for PersonFieldsProps {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

#[component]
pub(super) fn PersonFields(props: &PersonFieldsProps) -> Html {
    let text = use_text();
    let form = &props.form;
    let values = form.values();
    let problems = form.problems(&IDS);
    let grades: Vec<Choice> = Grade::ALL
        .iter()
        .map(|grade| Choice::new(grade.as_str(), words::grade(text, *grade)))
        .collect();
    html! {
        <>
            <TextField id="name" label={t!(text, "person-name")} value={values.name.clone()} error={of_field(&problems, "name")}
                oninput={form.on(|fields, typed| fields.name = typed)} onblur={form.left("name")} autocomplete="off" />
            <TextField id="email" kind="email" label={t!(text, "email")} value={values.email.clone()} error={of_field(&problems, "email")}
                oninput={form.on(|fields, typed| fields.email = typed)} onblur={form.left("email")} autocomplete="off" />
            <TextField id="staff_code" short=true label={t!(text, "person-staff-code")} hint={t!(text, "person-staff-code-hint")}
                value={values.staff_code.clone()} error={of_field(&problems, "staff_code")}
                oninput={form.on(|fields, typed| fields.staff_code = typed)} onblur={form.left("staff_code")} />
            <Select id="grade" label={t!(text, "person-grade")} options={grades} value={values.grade.clone()} error={of_field(&problems, "grade")}
                onchange={form.on(|fields, chosen| fields.grade = chosen)} />
            <Select id="unit_id" label={t!(text, "account-unit")} options={words::unit_choices(&props.units)} value={values.unit_id.clone()}
                placeholder={t!(text, "choose")} error={of_field(&problems, "unit_id")} onchange={form.on(|fields, chosen| fields.unit_id = chosen)} />
            <PersonPicker id="line_manager_id" label={t!(text, "person-line-manager")} hint={t!(text, "person-line-manager-hint")} most={1}
                chosen={values.line_manager.clone()} error={of_field(&problems, "line_manager_id")}
                onchange={form.on(|fields, chosen| fields.line_manager = chosen)} />
            <WorkingDays form={form.clone()} />
        </>
    }
}

#[derive(Properties)]
struct WorkingDaysProps {
    form: Form<Fields, EditPerson>,
}

impl PartialEq for WorkingDaysProps {
    fn eq(&self, other: &Self) -> bool {
        self.form.values().working_pattern == other.form.values().working_pattern
    }
}

#[component]
fn WorkingDays(props: &WorkingDaysProps) -> Html {
    let text = use_text();
    let pattern = &props.form.values().working_pattern;
    // The catalogue counts from Sunday, the pattern from Monday.
    let options: Vec<Choice> = (0..7)
        .map(|day| {
            Choice::new(
                day.to_string(),
                text.get(&format!("weekday-{}", (day + 1) % 7)),
            )
        })
        .collect();
    let values: Vec<AttrValue> = (0..7)
        .filter(|day| pattern.days[*day].is_some())
        .map(|day| day.to_string().into())
        .collect();
    let ontoggle = props
        .form
        .on(|fields: &mut Fields, (day, works): (AttrValue, bool)| {
            if let Some(day) = day.parse().ok().filter(|day| *day < 7) {
                fields.set_day(day, works);
            }
        });
    html! { <Checkboxes id="working_pattern" legend={t!(text, "person-working-days")} {options} {values} {ontoggle} /> }
}
