//! Planning an observation: what both agree before the session.

mod asked;
mod decline;
mod edit;
mod fields;
mod form;

use std::rc::Rc;

use crate::router::use_navigator;
use shared::frameworks::{FrameworkSummary, chosen_now, offered};
use shared::observations::OpenRequest;
use shared::org::PersonSummary;
use shared::values::PersonId;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::save_state::NotDone;
use super::words;
use crate::pages::begun::{Close, use_kept};
use crate::pages::frameworks::HowToUse;
use crate::pages::outcome::not_loaded;
use crate::pages::query::use_id_of_address;
use crate::route::Route;
use crate::state::failures;
use crate::state::observations::{BegunAs, NEW, ObservationStore, Told, use_observations};
use crate::state::remote::Remote;
use crate::state::requests::use_open_requests;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Choice, ErrorSummary, FieldProblem, Notice, Page, PageHead,
    Select, Skeleton, Words,
};
use asked::{Asked, focus_asked};
use fields::{AboutFields, WhenFields, set};
use form::Form;

pub use edit::EditAgreement;

#[component]
pub fn PlanPage() -> Html {
    let text = use_text();
    let store = use_observations();
    let requests = use_open_requests();
    {
        let store = store.clone();
        use_effect_with(store.is_ready, move |is_ready| {
            if *is_ready {
                store.load_choices();
            }
        });
    }
    let back = (Route::Observations, t!(text, "observations-title"));
    let body = match (&store.people, &store.versions, &requests.remote) {
        (Told::Failed(failure), _, _) | (_, Told::Failed(failure), _) => {
            let onretry = {
                let store = store.clone();
                Callback::from(move |()| store.load_choices())
            };
            not_loaded(text, failure, &onretry)
        }
        // What was asked is a help and no condition: without a network one plans without it.
        (Told::Here(people), Told::Here(versions), requests) => {
            let requests = match requests {
                Remote::Ready(requests) => requests.clone(),
                Remote::Loading | Remote::Failed(_) => Rc::default(),
            };
            html! { <PlanForm store={store.clone()} people={people.value.clone()} versions={versions.value.clone()} {requests} /> }
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
    requests: Rc<Vec<OpenRequest>>,
}

#[component]
fn PlanForm(props: &PlanFormProps) -> Html {
    let text = use_text();
    let with = use_id_of_address::<PersonId>("with");
    let form = use_state(|| Form {
        person: with.map_or_else(String::new, |id| id.to_string()),
        ..Form::fresh()
    });
    let of = with.map_or(NEW.into(), |person| person.to_string().into());
    let fill = set(&form, |form, found| *form = found);
    let kept = use_kept(BegunAs::Plan, of, &*form, fill.clone());
    let problems = use_state(Vec::<FieldProblem>::new);
    let attempt = use_state(|| 0_u32);
    let versions = offered(&props.versions);
    // A form that was begun before a newer version came is sent with the newer one. While no version is
    // known there is none to send, and the form says so.
    let hash = chosen_now(&props.versions, &form.framework)
        .map(|version| version.hash.clone())
        .unwrap_or_default();
    let is_busy = use_state(|| false);
    let onplanned = kept.on_let_go();
    let refuse = {
        let (problems, attempt) = (problems.clone(), attempt.clone());
        Callback::from(move |found: Vec<FieldProblem>| {
            problems.set(found);
            attempt.set(*attempt + 1);
        })
    };
    let framework = props.store.framework(&hash).cloned();
    let asked = focus_asked(&props.requests, &form.person, framework.as_deref());
    let filled = form.with_asked(asked.as_ref());
    let focus = AttrValue::from(filled.focus.clone());
    let onsubmit = use_plan(props, filled, refuse, &is_busy, hash.clone(), onplanned);
    let untouched = kept.untouched();
    let onafresh = fill.reform(move |()| untouched.clone());
    let me = props.store.me().person_id;
    let people: Vec<Choice> = props
        .people
        .iter()
        .filter(|person| person.id != me)
        .map(|person| person_choice(text, person))
        .collect();
    let frameworks: Vec<Choice> = versions
        .iter()
        .map(|version| framework_choice(text, version, &versions))
        .collect();
    let requests: Vec<OpenRequest> = props
        .requests
        .iter()
        .filter(|request| request.practitioner.id.to_string() == form.person)
        .cloned()
        .collect();
    html! {
        <form class="form" {onsubmit} novalidate=true>
            <ErrorSummary problems={(*problems).clone()} attempt={*attempt} />
            if kept.is_found && kept.is_begun {
                <Notice>
                    <p>{ t!(text, "begun-again") }</p>
                    <Close label={t!(text, "draft-let-go")} is_unsaved={kept.on_asked()} onletgo={kept.on_let_go()} ondone={onafresh} />
                </Notice>
            }
            if versions.is_empty() {
                <Notice>{ t!(text, "plan-no-framework") }</Notice>
            }
            <Select id="person" label={t!(text, "plan-person-label")} options={people} value={form.person.clone()}
                placeholder={t!(text, "choose")} error={failures::of_field(&problems, "person")} onchange={set(&form, |form, value| form.person = value)} />
            <Asked {requests} form={form.clone()} {focus} framework={framework.clone()} />
            <WhenFields form={form.clone()} problems={(*problems).clone()} />
            <Select id="framework" label={t!(text, "plan-framework-label")} options={frameworks} value={hash} onchange={set(&form, |form, value| form.framework = value)} />
            { for framework.iter().map(|framework| html! { <HowToUse framework={framework.clone()} /> }) }
            <AboutFields form={form.clone()} problems={(*problems).clone()} {framework} {asked} />
            <NotDone store={props.store.clone()} />
            <ButtonRow>
                <Button submit=true kind={ButtonKind::Primary} disabled={versions.is_empty() || *is_busy}>{ t!(text, "plan-submit") }</Button>
            </ButtonRow>
        </form>
    }
}

/// Plans what the form says and opens it, or shows what is wrong.
#[hook]
fn use_plan(
    props: &PlanFormProps,
    form: Form,
    refuse: Callback<Vec<FieldProblem>>,
    is_busy: &UseStateHandle<bool>,
    hash: String,
    onplanned: Callback<()>,
) -> Callback<SubmitEvent> {
    let text = use_text();
    let navigator = use_navigator();
    let is_busy = is_busy.clone();
    let (store, people) = (props.store.clone(), props.people.clone());
    Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        let person = people
            .iter()
            .find(|person| person.id.to_string() == form.person);
        let found = match (form.agreement(text), person) {
            (Ok(agreement), Some(person)) => {
                let (store, navigator) = (store.clone(), navigator.clone());
                let (person, hash, is_busy) = (person.clone(), hash.clone(), is_busy.clone());
                let onplanned = onplanned.clone();
                is_busy.set(true);
                spawn_local(async move {
                    let planned = store.plan(&person, hash, agreement).await;
                    is_busy.set(false);
                    if planned.is_some() {
                        onplanned.emit(());
                    }
                    if let (Some(id), Some(navigator)) = (planned, navigator) {
                        navigator.push(&Route::Observation { id: id.to_string() });
                    }
                });
                return;
            }
            (Ok(_), None) => vec![FieldProblem {
                field: "person".into(),
                message: t!(text, "plan-choose-person"),
            }],
            (Err(found), _) => found,
        };
        refuse.emit(found);
    })
}

fn person_choice(text: Text, person: &PersonSummary) -> Choice {
    Choice::new(
        person.id.to_string(),
        t!(
            text,
            "plan-person",
            name = person.name.as_str(),
            unit = person.unit.as_str()
        ),
    )
}

/// The version is only named where two instruments have one title.
fn framework_choice(
    text: Text,
    version: &FrameworkSummary,
    versions: &[&FrameworkSummary],
) -> Choice {
    let title = words::tagged(text, &version.title);
    let n_versions = versions
        .iter()
        .filter(|other| other.title == version.title)
        .count();
    let name = match n_versions {
        1 => title,
        _ => Words {
            words: t!(
                text,
                "plan-framework",
                title = title.words,
                version = &version.version
            ),
            lang: title.lang,
        },
    };
    Choice::new(version.hash.clone(), name)
}
