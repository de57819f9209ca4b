//! The people I may see, searched by name.

use shared::access::Role;
use shared::org::PersonSummary;
use yew::prelude::*;

use super::words;
use crate::pages::outcome::paged_outcome;
use crate::route::Route;
use crate::state::org::use_people;
use crate::state::session::use_me;
use crate::t;
use crate::text::{Text, use_text};
use crate::timer;
use crate::ui::{
    ButtonKind, ButtonLink, Card, CardKind, Empty, Go, IconKind, Page, PageHead, Row, StateText,
    Table, TextField,
};

/// A pause in typing after which it is looked for.
const PAUSE_MS: i32 = 300;

#[component]
pub fn People() -> Html {
    let text = use_text();
    let me = use_me();
    let typed = use_state(String::new);
    let query = use_paused(&typed);
    let paged = use_people(&query, None);
    let administers = me.is_some_and(|me| me.has(Role::Administrator));
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
            <div class="search"><TextField id="query" kind="search" label={t!(text, "people-search")} value={(*typed).clone()} {oninput} autocomplete="off" /></div>
            { paged_outcome(text, &paged, |people| {
                if people.is_empty() {
                    let empty = if query.is_empty() { t!(text, "people-empty") } else { t!(text, "people-none-found", query = &query) };
                    return html! { <Card><Empty title={t!(text, "people-empty-title")}><p class="muted" role="status">{ empty }</p></Empty></Card> };
                }
                let columns = vec![t!(text, "person-name"), t!(text, "person-grade"), t!(text, "person-roles"), t!(text, "person-status")];
                let rows = people.iter().map(|person| row(text, person)).collect::<Vec<_>>();
                html! { <Card kind={CardKind::Flush}><Table caption={t!(text, "nav-people")} caption_hidden=true {columns} {rows} /></Card> }
            }) }
        </Page>
    }
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
