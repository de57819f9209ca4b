//! The audit log: who did what to whose record, and when. No content.

use shared::org::{AuditEntry, PersonRef};
use shared::values::PersonId;
use yew::prelude::*;

use super::outcome::paged_outcome;
use crate::dates;
use crate::pages::people::PersonPicker;
use crate::state::org::use_audit;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Card, CardKind, Empty, Page, PageHead, Row, Table};

#[component]
pub fn Audit() -> Html {
    let text = use_text();
    let about = use_state(Vec::<PersonRef>::new);
    let paged = use_audit(about.first().map(|person| person.id) as Option<PersonId>);
    let onchange = {
        let about = about.clone();
        Callback::from(move |people| about.set(people))
    };
    html! {
        <Page>
            <PageHead title={t!(text, "nav-audit")} lead={t!(text, "audit-lead")} />
            <div class="search"><PersonPicker id="about" label={t!(text, "audit-about")} most={1} chosen={(*about).clone()} {onchange} /></div>
            { paged_outcome(text, &paged, |entries| {
                if entries.is_empty() {
                    return html! { <Card><Empty title={t!(text, "audit-empty-title")}><p class="muted">{ t!(text, "audit-empty") }</p></Empty></Card> };
                }
                let columns = vec![t!(text, "views-when"), t!(text, "views-who"), t!(text, "audit-action"), t!(text, "audit-whose"), t!(text, "audit-request")];
                let rows = entries.iter().map(|entry| row(text, entry)).collect::<Vec<_>>();
                html! { <Card kind={CardKind::Flush}><Table caption={t!(text, "nav-audit")} caption_hidden=true {columns} {rows} /></Card> }
            }) }
        </Page>
    }
}

fn row(text: Text, entry: &AuditEntry) -> Row {
    let name = |person: &Option<PersonRef>| {
        person
            .as_ref()
            .map_or_else(|| "–".to_owned(), |person| person.name.to_string())
    };
    Row {
        key: entry.id.to_string().into(),
        cells: vec![
            html! { <span class="numeric">{ dates::date_and_time(text, entry.at) }</span> },
            html! { if entry.actor.is_some() { { name(&entry.actor) } } else { { t!(text, "audit-system") } } },
            html! { <div class="stack-tight"><span>{ action(text, &entry.action) }</span><p class="muted tiny"><code>{ &entry.action }</code>{ " " }<span class="id">{ &entry.subject_id }</span></p></div> },
            html! { name(&entry.person) },
            html! { <span class="muted tiny id">{ &entry.request_id }</span> },
        ],
    }
}

/// What was done, in words; a server may know of more than this app.
fn action(text: Text, code: &str) -> AttrValue {
    let key = format!("audited-{}", code.replace('.', "-"));
    text.find(&key, &[])
        .unwrap_or_else(|| AttrValue::from(code.to_owned()))
}
