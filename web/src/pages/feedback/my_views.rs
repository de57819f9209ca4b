//! "Who looked at my record": every opening, by whom, of which session and when.

use shared::feedback::View;
use shared::values::{LocalTime, ObservationId};
use yew::prelude::*;

use crate::dates;
use crate::pages::outcome::paged_outcome;
use crate::route::Route;
use crate::state::feedback::use_my_views;
use crate::state::observations::{ObservationStore, list_entries, use_observations};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Card, CardKind, Empty, Go, Page, PageHead, Row, Table};

/// Somebody who goes to and fro between the parts of a record has looked at it once.
const ONE_LOOK_MS: i64 = 60 * 60 * 1000;

#[component]
pub fn MyViews() -> Html {
    let text = use_text();
    let paged = use_my_views();
    let sessions = use_sessions();
    html! {
        <Page>
            <PageHead title={t!(text, "nav-views")} lead={t!(text, "views-lead")} back={(Route::Home, t!(text, "nav-home"))} />
            { paged_outcome(text, &paged, |views| {
                if views.is_empty() {
                    return html! { <Card><Empty title={t!(text, "views-empty-title")}><p class="muted">{ t!(text, "views-empty") }</p></Empty></Card> };
                }
                let columns = vec![t!(text, "views-who"), t!(text, "views-session"), t!(text, "views-what"), t!(text, "views-when")];
                let rows = looks(views).iter().enumerate().map(|(at, look)| row(text, at, look, &sessions)).collect::<Vec<_>>();
                html! { <Card kind={CardKind::Flush}><Table caption={t!(text, "nav-views")} caption_hidden=true {columns} {rows} /></Card> }
            }) }
        </Page>
    }
}

/// When the sessions were that this device knows of: an opening names its record, not its day.
#[hook]
fn use_sessions() -> Vec<(ObservationId, LocalTime)> {
    let store = use_observations();
    {
        let store = store.clone();
        use_effect_with(store.is_ready, move |is_ready| {
            if *is_ready {
                store.load_list();
            }
        });
    }
    sessions(&store)
}

fn sessions(store: &ObservationStore) -> Vec<(ObservationId, LocalTime)> {
    list_entries(store)
        .into_iter()
        .map(|entry| (entry.id, entry.planned_for))
        .collect()
}

/// Openings of one record by one person that belong together.
#[derive(Debug, PartialEq)]
struct Look<'a> {
    /// The latest of them.
    view: &'a View,
    /// What was opened, the latest first, each once.
    actions: Vec<&'a str>,
}

/// Joins what the same person opened of the same record within an hour, the latest first.
fn looks(views: &[View]) -> Vec<Look<'_>> {
    let mut looks: Vec<Look<'_>> = Vec::new();
    for view in views {
        let belongs = |look: &&mut Look<'_>| {
            view.observation_id.is_some()
                && look.view.observation_id == view.observation_id
                && look.view.viewer.id == view.viewer.id
                && look.view.at.millis() - view.at.millis() < ONE_LOOK_MS
        };
        match looks.iter_mut().find(belongs) {
            Some(look) if look.actions.contains(&view.action.as_str()) => {}
            Some(look) => look.actions.push(&view.action),
            None => looks.push(Look {
                view,
                actions: vec![&view.action],
            }),
        }
    }
    looks
}

fn row(text: Text, at: usize, look: &Look<'_>, sessions: &[(ObservationId, LocalTime)]) -> Row {
    let view = look.view;
    let mut what: Vec<AttrValue> = Vec::new();
    for action in &look.actions {
        let words = action_words(text, action);
        if !what.contains(&words) {
            what.push(words);
        }
    }
    Row {
        key: at.to_string().into(),
        cells: vec![
            html! { view.viewer.name.as_str() },
            session(text, view.observation_id, sessions),
            html! { <ul class="stack-tight">{ for what.into_iter().map(|words| html! { <li>{ words }</li> }) }</ul> },
            html! { dates::date_and_time(text, view.at) },
        ],
    }
}

fn session(text: Text, id: Option<ObservationId>, sessions: &[(ObservationId, LocalTime)]) -> Html {
    let Some(id) = id else {
        return html! { <span class="muted">{ t!(text, "views-no-session") }</span> };
    };
    let when = sessions.iter().find(|(session, _)| *session == id);
    let words = match when {
        Some((_, when)) => dates::date_long(text, *when),
        None => t!(text, "observation-back"),
    };
    html! { <Go to={Route::Observation { id: id.to_string() }}>{ words }</Go> }
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn view(who: u128, of: Option<u128>, action: &str, minute: i64) -> View {
        let at = time(minute);
        let id = |n: u128| format!("01a19294-fcc0-797a-8a2c-{n:012x}");
        let mut view =
            json!({"viewer": {"id": id(who), "name": "Priya Shah"}, "action": action, "at": at});
        if let Some(of) = of {
            view["observation_id"] = json!(id(of));
        }
        serde_json::from_value(view).unwrap()
    }

    fn time(minute: i64) -> String {
        format!("2026-11-12T{:02}:{:02}:00Z", 8 + minute / 60, minute % 60)
    }

    #[test]
    fn what_one_person_opens_of_one_record_within_an_hour_is_one_look() {
        let views = [
            view(1, Some(7), "feedback.read", 200),
            view(2, Some(7), "feedback.read", 190),
            view(1, Some(7), "capture.read", 170),
            view(1, Some(7), "feedback.read", 160),
            view(1, Some(8), "feedback.read", 155),
            view(1, Some(7), "feedback.read", 60),
            view(1, None, "reflection.read", 59),
            view(1, None, "reflection.read", 58),
        ];
        let joined: Vec<Vec<&str>> = looks(&views).into_iter().map(|look| look.actions).collect();
        let expected: [&[&str]; 6] = [
            &["feedback.read", "capture.read"],
            &["feedback.read"],
            &["feedback.read"],
            &["feedback.read"],
            &["reflection.read"],
            &["reflection.read"],
        ];
        assert_eq!(joined, expected);
    }
}
