//! Choosing people by name: type, press, and they stand in the list below.

use shared::org::{PersonRef, PersonSummary};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::state::org::people_named;
use crate::state::{Failure, failures};
use crate::t;
use crate::text::{Text, use_text};
use crate::timer;
use crate::ui::{Button, ButtonKind, IconKind, TextField};

/// A pause in typing after which it is looked for.
const PAUSE_MS: i32 = 250;
/// More names than this are not read: another letter finds fewer.
const N_FOUND_MAX: usize = 8;

#[derive(Properties, PartialEq)]
pub struct PersonPickerProps {
    pub id: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    pub chosen: Vec<PersonRef>,
    pub onchange: Callback<Vec<PersonRef>>,
    /// How many may be chosen.
    #[prop_or(30)]
    pub most: usize,
}

/// What was found for the words in the field.
#[derive(Clone, PartialEq)]
enum Found {
    Nothing,
    People(Vec<PersonSummary>),
    Failed(Failure),
}

#[component]
pub fn PersonPicker(props: &PersonPickerProps) -> Html {
    let text = use_text();
    let query = use_state(String::new);
    let found = use_found(&query);
    let onpick = {
        let (query, chosen, change, most) = (
            query.clone(),
            props.chosen.clone(),
            props.onchange.clone(),
            props.most,
        );
        Callback::from(move |person: PersonRef| {
            let mut people = chosen.clone();
            if !people.iter().any(|known| known.id == person.id) {
                people.push(person);
            }
            let surplus = people.len().saturating_sub(most);
            people.drain(..surplus);
            query.set(String::new());
            change.emit(people);
        })
    };
    let oninput = {
        let query = query.clone();
        Callback::from(move |typed| query.set(typed))
    };
    html! {
        <div class="stack-tight">
            <TextField id={props.id.clone()} kind="search" label={props.label.clone()} hint={props.hint.clone()} error={props.error.clone()}
                value={(*query).clone()} {oninput} autocomplete="off" />
            { results(text, &found, &props.chosen, &onpick) }
            <Chosen chosen={props.chosen.clone()} onchange={props.onchange.clone()} />
        </div>
    }
}

/// Looks for the words once typing pauses; an answer to older words is dropped.
#[hook]
fn use_found(query: &str) -> Found {
    let found = use_state(|| Found::Nothing);
    {
        let found = found.clone();
        use_effect_with(query.trim().to_owned(), move |query| {
            let is_wanted = std::rc::Rc::new(std::cell::Cell::new(true));
            let query = query.clone();
            let timer = if query.is_empty() {
                found.set(Found::Nothing);
                None
            } else {
                let is_wanted = is_wanted.clone();
                timer::after(PAUSE_MS, move || {
                    spawn_local(async move {
                        let answer = people_named(&query).await;
                        if is_wanted.get() {
                            found.set(answer.map_or_else(Found::Failed, Found::People));
                        }
                    });
                })
            };
            move || {
                is_wanted.set(false);
                drop(timer);
            }
        });
    }
    (*found).clone()
}

fn results(text: Text, found: &Found, chosen: &[PersonRef], onpick: &Callback<PersonRef>) -> Html {
    let people = match found {
        Found::Nothing => return html! { <div role="status"></div> },
        Found::Failed(failure) => {
            return html! { <p class="warm" role="alert">{ failures::words(text, failure) }</p> };
        }
        Found::People(people) => people,
    };
    let others: Vec<&PersonSummary> = people
        .iter()
        .filter(|person| !chosen.iter().any(|known| known.id == person.id))
        .take(N_FOUND_MAX)
        .collect();
    html! {
        <div role="status" class="picker-found">
            if others.is_empty() {
                <p class="muted small">{ t!(text, "picker-none") }</p>
            }
            { for others.into_iter().map(|person| {
                let (pick, reference) = (onpick.clone(), PersonRef { id: person.id, name: person.name.clone() });
                html! {
                    <Button key={person.id.to_string()} icon={IconKind::Plus} onclick={move |_| pick.emit(reference.clone())}>
                        { person.name.as_str() }<span class="muted small">{ person.unit.as_str() }</span>
                    </Button>
                }
            }) }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ChosenProps {
    chosen: Vec<PersonRef>,
    onchange: Callback<Vec<PersonRef>>,
}

#[component]
fn Chosen(props: &ChosenProps) -> Html {
    let text = use_text();
    if props.chosen.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="picked" aria-label={t!(text, "picker-chosen")}>
            { for props.chosen.iter().map(|person| {
                let (change, rest) = (props.onchange.clone(), props.chosen.iter().filter(|other| other.id != person.id).cloned().collect::<Vec<_>>());
                html! {
                    <li key={person.id.to_string()}>
                        <span>{ person.name.as_str() }</span>
                        <Button kind={ButtonKind::Quiet} icon={IconKind::Cross} onclick={move |_| change.emit(rest.clone())}
                            label={t!(text, "picker-remove", name = person.name.as_str())} />
                    </li>
                }
            }) }
        </ul>
    }
}
