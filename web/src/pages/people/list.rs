//! The people I may see, searched by name and by how their account stands.

use shared::access::Role;
use shared::org::{PersonStatus, PersonSummary};
use yew::prelude::*;

use super::words;
use crate::pages::outcome::paged_outcome;
use crate::pages::query;
use crate::route::Route;
use crate::router::use_query;
use crate::state::org::use_people;
use crate::state::session::use_me;
use crate::t;
use crate::text::{Text, use_text};
use crate::timer;
use crate::ui::{
    ButtonKind, ButtonLink, Card, CardKind, Choice, Empty, Go, IconKind, Page, PageHead, Row,
    Select, StateText, Table, TextField,
};

/// A pause in typing after which it is looked for.
const PAUSE_MS: i32 = 300;

#[component]
pub fn People() -> Html {
    let text = use_text();
    let me = use_me();
    let typed = use_state(String::new);
    let query = use_paused(&typed);
    let address = use_query();
    let status = use_state_eq(|| status_of(&address));
    {
        // The page stays when only what follows the question mark changes.
        let status = status.setter();
        use_effect_with(address, move |address| status.set(status_of(address)));
    }
    let administers = me.is_some_and(|me| me.has(Role::Administrator));
    // Nobody is shown less than all without seeing why.
    let shown = status.filter(|_| administers);
    let paged = use_people(&query, shown);
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |words| typed.set(words))
    };
    html! {
        <Page>
            <PageHead title={t!(text, "nav-people")}>
                if administers {
                    <ButtonLink kind={ButtonKind::Primary} icon={IconKind::Plus} to={Route::PersonNew}>{ t!(text, "person-add") }</ButtonLink>
                }
            </PageHead>
            <div class="filters">
                <TextField id="query" kind="search" label={t!(text, "people-search")} value={(*typed).clone()} {oninput} autocomplete="off" />
                if administers { <StatusChoice status={status.clone()} /> }
            </div>
            { paged_outcome(text, &paged, |people| {
                if people.is_empty() {
                    let empty = none_found(text, &query, shown);
                    return html! { <Card><Empty title={t!(text, "people-empty-title")}><p class="muted" role="status">{ empty }</p></Empty></Card> };
                }
                let columns = vec![t!(text, "person-name"), t!(text, "person-grade"), t!(text, "person-roles"), t!(text, "person-status")];
                let rows = people.iter().map(|person| row(text, person)).collect::<Vec<_>>();
                html! { <Card kind={CardKind::Flush}><Table caption={t!(text, "nav-people")} caption_hidden=true {columns} {rows} /></Card> }
            }) }
        </Page>
    }
}

fn status_of(address: &str) -> Option<PersonStatus> {
    PersonStatus::parse(&query::value(address, "status")?)
}

fn none_found(text: Text, query: &str, status: Option<PersonStatus>) -> AttrValue {
    match status {
        None if query.is_empty() => t!(text, "people-empty"),
        None => t!(text, "people-none-found", query = query),
        Some(_) => t!(text, "people-none-so"),
    }
}

#[derive(Properties, PartialEq)]
struct StatusChoiceProps {
    status: UseStateHandle<Option<PersonStatus>>,
}

/// How the account stands, or all of them.
#[component]
fn StatusChoice(props: &StatusChoiceProps) -> Html {
    let text = use_text();
    let choice =
        |status: &PersonStatus| Choice::new(status.as_str(), words::status(text, *status).2);
    let options: Vec<Choice> = PersonStatus::ALL.iter().map(choice).collect();
    let value = props.status.map_or("", PersonStatus::as_str);
    let onchange = {
        let status = props.status.clone();
        Callback::from(move |word: String| status.set(PersonStatus::parse(&word)))
    };
    html! { <Select id="status" label={t!(text, "person-status")} {options} {value}
    placeholder={t!(text, "people-any-status")} {onchange} /> }
}

fn row(text: Text, person: &PersonSummary) -> Row {
    let roles: Vec<String> = person
        .roles
        .iter()
        .map(|role| words::role(text, *role).to_string())
        .collect();
    let (shape, tone, word) = words::status(text, person.status);
    Row {
        key: person.id.to_string().into(),
        cells: vec![
            html! {
                <>
                    <Go to={Route::Person { id: person.id.to_string() }}>{ person.name.as_str() }</Go>
                    <p class="muted small">{ person.unit.as_str() }</p>
                </>
            },
            html! { words::grade(text, person.grade) },
            html! { if roles.is_empty() { { "–" } } else { { roles.join(", ") } } },
            html! { <StateText {shape} {tone}>{ word }</StateText> },
        ],
    }
}

/// What was typed, once typing pauses.
#[hook]
fn use_paused(typed: &str) -> String {
    let settled = use_state(String::new);
    {
        let settled = settled.clone();
        use_effect_with(typed.to_owned(), move |typed| {
            let typed = typed.clone();
            let timer = timer::after(PAUSE_MS, move || settled.set(typed));
            move || drop(timer)
        });
    }
    (*settled).clone()
}
