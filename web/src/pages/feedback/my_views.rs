//! "Who looked at my record": every opening, by whom and when.

use shared::feedback::View;
use yew::prelude::*;

use crate::dates;
use crate::pages::outcome::paged_outcome;
use crate::route::Route;
use crate::state::feedback::use_my_views;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Card, CardKind, Empty, Go, Page, PageHead, Row, Table};

#[component]
pub fn MyViews() -> Html {
    let text = use_text();
    let paged = use_my_views();
    html! {
        <Page>
            <PageHead title={t!(text, "views-title")} lead={t!(text, "views-lead")} back={(Route::Home, t!(text, "nav-home"))} />
            { paged_outcome(text, &paged, |views| {
                if views.is_empty() {
                    return html! { <Card><Empty title={t!(text, "views-empty-title")}><p class="muted">{ t!(text, "views-empty") }</p></Empty></Card> };
                }
                let columns = vec![t!(text, "views-who"), t!(text, "views-what"), t!(text, "views-when")];
                let rows = views.iter().enumerate().map(|(at, view)| row(text, at, view)).collect::<Vec<_>>();
                html! { <Card kind={CardKind::Flush}><Table caption={t!(text, "views-title")} caption_hidden=true {columns} {rows} /></Card> }
            }) }
        </Page>
    }
}

fn row(text: Text, at: usize, view: &View) -> Row {
    let what = action_words(text, &view.action);
    let what = match view.observation_id {
        Some(id) => html! { <Go to={Route::Observation { id: id.to_string() }}>{ what }</Go> },
        None => html! { what },
    };
    Row {
        key: at.to_string().into(),
        cells: vec![
            html! { view.viewer.name.as_str() },
            what,
            html! { dates::date_and_time(text, view.at) },
        ],
    }
}

/// The kinds of opening there are; one that a newer server names is an opening all the same.
fn action_words(text: Text, action: &str) -> AttrValue {
    match action {
        "feedback.read" => t!(text, "viewed-feedback"),
        "capture.read" | "operations.read" => t!(text, "viewed-capture"),
        "self_assessment.read" => t!(text, "viewed-self-assessment"),
        "reflection.read" => t!(text, "viewed-reflection"),
        _ => t!(text, "viewed-record"),
    }
}
