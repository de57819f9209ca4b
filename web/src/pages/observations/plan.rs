//! Planning an observation: what both agree before the session.

use std::rc::Rc;

use crate::router::use_navigator;
use shared::frameworks::{Framework, FrameworkSummary};
use shared::observations::{Agreement, Purpose, SessionType};
use shared::org::PersonSummary;
use shared::values::{CaseReference, Key, LocalTime, NoteText, ValueError};
use yew::prelude::*;

use super::words;
use crate::dates::{self, WallClock};
use crate::route::Route;
use crate::state::failures;
use crate::state::observations::{ObservationStore, Told, use_observations};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Choice, DateField, ErrorState, ErrorSummary, FieldProblem,
    Notice, Page, PageHead, RadioGroup, Select, Skeleton, TextArea, TextField, TimeField,
};

/// How long sessions usually last, in minutes.
const DURATIONS: [u16; 5] = [30, 45, 60, 90, 120];

const PURPOSES: [(&str, Purpose); 3] = [
    ("developmental", Purpose::Developmental),
    ("probation-period", Purpose::ProbationPeriod),
    ("calibration", Purpose::Calibration),
];

const SESSION_TYPES: [(&str, SessionType); 7] = [
    ("induction", SessionType::Induction),
    ("supervision", SessionType::Supervision),
    ("sentence-plan-review", SessionType::SentencePlanReview),
    ("home-visit", SessionType::HomeVisit),
    ("programme", SessionType::Programme),
    ("video", SessionType::Video),
    ("other", SessionType::Other),
];

/// What was typed and chosen, as it stands on the screen.
#[derive(Clone, PartialEq)]
struct Form {
    person: String,
    framework: String,
    purpose: AttrValue,
    session_type: String,
    focus: String,
    date: String,
    time: String,
    duration: String,
    note: String,
    case_reference: String,
}

impl Form {
    fn fresh() -> Self {
        Self {
            person: String::new(),
            framework: String::new(),
            purpose: PURPOSES[0].0.into(),
            session_type: SESSION_TYPES[1].0.to_owned(),
            focus: String::new(),
            date: WallClock::at(dates::now_ms()).date_field(),
            time: "10:00".to_owned(),
            duration: DURATIONS[1].to_string(),
            note: String::new(),
            case_reference: String::new(),
        }
    }

    /// The agreement, or what is wrong with each field.
    fn agreement(&self, text: Text) -> Result<Agreement, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let mut problem = |field: &'static str, message| {
            problems.push(FieldProblem {
                field: field.into(),
                message,
            });
        };
        if self.person.is_empty() {
            problem("person", t!(text, "plan-choose-person"));
        }
        let planned_for = LocalTime::parse(&format!("{}T{}", self.date, self.time));
        if let Err(error) = &planned_for {
            problem("date", failures::refused(text, error));
        }
        let note = optional(&self.note, NoteText::parse);
        if let Err(error) = &note {
            problem("agreement-note", failures::refused(text, error));
        }
        let case_reference = optional(&self.case_reference, CaseReference::parse);
        if let Err(error) = &case_reference {
            problem("case-reference", failures::refused(text, error));
        }
        match (planned_for, note, case_reference) {
            (Ok(planned_for), Ok(note), Ok(case_reference)) if problems.is_empty() => {
                Ok(Agreement {
                    purpose: chosen(&PURPOSES, &self.purpose),
                    session_type: chosen(&SESSION_TYPES, &self.session_type),
                    focus: Key::parse(&self.focus).ok(),
                    planned_for,
                    duration_minutes: self.duration.parse().unwrap_or(DURATIONS[1]),
                    note,
                    case_reference,
                })
            }
            _ => Err(problems),
        }
    }
}

fn optional<T>(
    typed: &str,
    parse: fn(&str) -> Result<T, ValueError>,
) -> Result<Option<T>, ValueError> {
    if typed.trim().is_empty() {
        Ok(None)
    } else {
        parse(typed).map(Some)
    }
}

/// The value behind a choice; the first where a browser sends what was never offered.
fn chosen<T: Copy>(choices: &[(&str, T)], value: &str) -> T {
    choices
        .iter()
        .find(|(name, _)| *name == value)
        .map_or(choices[0].1, |(_, value)| *value)
}

#[component]
pub fn PlanPage() -> Html {
    let text = use_text();
    let store = use_observations();
    {
        let store = store.clone();
        use_effect_with(store.is_ready, move |is_ready| {
            if *is_ready {
                store.load_choices();
            }
        });
    }
    let back = (Route::Observations, t!(text, "observations-title"));
    let body = match (&store.people, &store.versions) {
        (Told::Here(people), Told::Here(versions)) => {
            html! { <PlanForm store={store.clone()} people={people.value.clone()} versions={versions.value.clone()} /> }
        }
        (Told::Failed(failure), _) | (_, Told::Failed(failure)) => {
            let onretry = {
                let store = store.clone();
                Callback::from(move |()| store.load_choices())
            };
            html! { <ErrorState detail={failures::words(text, failure)} {onretry} /> }
        }
        _ => html! { <Skeleton lines=8 /> },
    };
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "plan-title")} lead={t!(text, "plan-lead")} {back} />
            { body }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct PlanFormProps {
    store: ObservationStore,
    people: Rc<Vec<PersonSummary>>,
    versions: Rc<Vec<FrameworkSummary>>,
}

#[component]
fn PlanForm(props: &PlanFormProps) -> Html {
    let text = use_text();
    let navigator = use_navigator();
    let form = use_state(Form::fresh);
    let problems = use_state(Vec::<FieldProblem>::new);
    let attempt = use_state(|| 0_u32);
    let versions: Vec<&FrameworkSummary> = props
        .versions
        .iter()
        .filter(|v| v.retired_at.is_none())
        .collect();
    let hash = match form.framework.as_str() {
        "" => versions
            .first()
            .map(|version| version.hash.clone())
            .unwrap_or_default(),
        chosen => chosen.to_owned(),
    };
    let onsubmit = {
        let (form, problems, attempt) = (form.clone(), problems.clone(), attempt.clone());
        let (store, people, hash) = (props.store.clone(), props.people.clone(), hash.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let person = people
                .iter()
                .find(|person| person.id.to_string() == form.person);
            match (form.agreement(text), person) {
                (Ok(agreement), Some(person)) => {
                    let id = store.plan(person, hash.clone(), agreement);
                    if let Some(navigator) = &navigator {
                        navigator.push(&Route::Observation { id: id.to_string() });
                    }
                }
                (Ok(_), None) => {
                    problems.set(vec![FieldProblem {
                        field: "person".into(),
                        message: t!(text, "plan-choose-person"),
                    }]);
                    attempt.set(*attempt + 1);
                }
                (Err(found), _) => {
                    problems.set(found);
                    attempt.set(*attempt + 1);
                }
            }
        })
    };
    let error = |id: &str| failures::of_field(&problems, id);
    let me = props.store.me().person_id;
    let people: Vec<Choice> = props
        .people
        .iter()
        .filter(|person| person.id != me)
        .map(|person| {
            Choice::new(
                person.id.to_string(),
                t!(
                    text,
                    "plan-person",
                    name = person.name.as_str(),
                    unit = person.unit.as_str()
                ),
            )
        })
        .collect();
    let frameworks: Vec<Choice> = versions
        .iter()
        .map(|v| {
            Choice::new(
                v.hash.clone(),
                t!(
                    text,
                    "plan-framework",
                    title = words::said(text, &v.title),
                    version = &v.version
                ),
            )
        })
        .collect();
    let focus = focus_choices(text, props.store.framework(&hash).map(Rc::as_ref));
    let durations = DURATIONS
        .map(|minutes| Choice::new(minutes.to_string(), t!(text, "minutes-count", n = minutes)))
        .to_vec();
    let purposes = PURPOSES
        .map(|(value, purpose)| Choice::new(value, words::purpose(text, purpose)))
        .to_vec();
    let kinds = SESSION_TYPES
        .map(|(value, kind)| Choice::new(value, words::session_type(text, kind)))
        .to_vec();
    html! {
        <form class="form" {onsubmit} novalidate=true>
            <ErrorSummary problems={(*problems).clone()} attempt={*attempt} />
            if versions.is_empty() {
                <Notice>{ t!(text, "plan-no-framework") }</Notice>
            }
            <Select id="person" label={t!(text, "plan-person-label")} options={people} value={form.person.clone()}
                placeholder={t!(text, "choose")} error={error("person")} onchange={set(&form, |form, value| form.person = value)} />
            <div class="when">
                <DateField id="date" label={t!(text, "plan-date")} value={form.date.clone()} error={error("date")} oninput={set(&form, |form, value| form.date = value)} />
                <TimeField id="time" label={t!(text, "plan-time")} value={form.time.clone()} oninput={set(&form, |form, value| form.time = value)} />
            </div>
            <Select id="duration" label={t!(text, "plan-duration")} options={durations} value={form.duration.clone()} onchange={set(&form, |form, value| form.duration = value)} />
            <Select id="session-type" label={t!(text, "plan-session-type")} options={kinds} value={form.session_type.clone()} onchange={set(&form, |form, value| form.session_type = value)} />
            <RadioGroup id="purpose" legend={t!(text, "plan-purpose")} options={purposes} value={form.purpose.clone()} onchange={set(&form, |form, value: AttrValue| form.purpose = value)} />
            <Select id="framework" label={t!(text, "plan-framework-label")} options={frameworks} value={hash.clone()} onchange={set(&form, |form, value| form.framework = value)} />
            if !focus.is_empty() {
                <Select id="focus" label={t!(text, "plan-focus")} hint={t!(text, "plan-focus-hint")} options={focus} value={form.focus.clone()}
                    placeholder={t!(text, "plan-no-focus")} onchange={set(&form, |form, value| form.focus = value)} />
            }
            <TextArea id="agreement-note" label={t!(text, "plan-note")} hint={t!(text, "plan-note-hint")} value={form.note.clone()} limit={NoteText::MAX}
                error={error("agreement-note")} oninput={set(&form, |form, value| form.note = value)} />
            <TextField id="case-reference" label={t!(text, "plan-case-reference")} hint={t!(text, "plan-case-reference-hint")} short=true
                value={form.case_reference.clone()} error={error("case-reference")} oninput={set(&form, |form, value| form.case_reference = value)} />
            <ButtonRow>
                <Button submit=true kind={ButtonKind::Primary} disabled={versions.is_empty()}>{ t!(text, "plan-submit") }</Button>
            </ButtonRow>
        </form>
    }
}

fn focus_choices(text: Text, framework: Option<&Framework>) -> Vec<Choice> {
    framework
        .map(|framework| framework.skill_domains())
        .into_iter()
        .flatten()
        .map(|section| {
            Choice::new(
                section.id.as_str().to_owned(),
                words::said(text, &section.title),
            )
        })
        .collect()
}

fn set<T: 'static>(form: &UseStateHandle<Form>, change: fn(&mut Form, T)) -> Callback<T> {
    let form = form.clone();
    Callback::from(move |value| {
        let mut changed = (*form).clone();
        change(&mut changed, value);
        form.set(changed);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> Form {
        Form {
            person: "somebody".to_owned(),
            framework: String::new(),
            purpose: "calibration".into(),
            session_type: "home-visit".to_owned(),
            focus: "role-clarity".to_owned(),
            date: "2026-11-12".to_owned(),
            time: "10:00".to_owned(),
            duration: "60".to_owned(),
            note: " ".to_owned(),
            case_reference: "x000001".to_owned(),
        }
    }

    #[test]
    fn a_complete_form_is_an_agreement() {
        let agreement = form().agreement(Text::default()).unwrap();
        assert_eq!(agreement.purpose, Purpose::Calibration);
        assert_eq!(agreement.session_type, SessionType::HomeVisit);
        assert_eq!(agreement.planned_for.to_string(), "2026-11-12T10:00");
        assert_eq!((agreement.duration_minutes, agreement.note), (60, None));
        assert_eq!(agreement.case_reference.unwrap().as_str(), "X000001");
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        let wrong = Form {
            person: String::new(),
            date: "2026-02-30".to_owned(),
            case_reference: "12".to_owned(),
            ..form()
        };
        let problems = wrong.agreement(Text::default()).unwrap_err();
        let fields: Vec<&str> = problems.iter().map(|p| p.field.as_str()).collect();
        assert_eq!(fields, ["person", "date", "case-reference"]);
    }
}
