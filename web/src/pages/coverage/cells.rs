//! The cells of the board: a shape and a word each, and at the end what to do.

use shared::meetings::{Coverage, CoverageRow, MeetingPurpose};
use shared::values::PersonId;
use yew::prelude::*;

use crate::dates;
use crate::route::Route;
use crate::t;
use crate::text::Text;
use crate::ui::{Go, Shape, StateText, Tone};

/// Name, unit, and the days somebody works where they are not Monday to Friday.
pub(super) fn who(text: Text, row: &CoverageRow) -> Html {
    const USUAL: [bool; 7] = [true, true, true, true, true, false, false];
    let days = (row.working_days != USUAL).then(|| working_days(text, row.working_days));
    html! {
        <>
            <Go to={Route::Person { id: row.practitioner.id.to_string() }}>{ row.practitioner.name.as_str() }</Go>
            <p class="muted small">{ row.unit.as_str() }{ for days.map(|days| format!(" · {days}")) }</p>
        </>
    }
}

/// `Mon, Tue, Thu`, by the first three letters of each day's name.
fn working_days(text: Text, days: [bool; 7]) -> String {
    let names = days
        .iter()
        .enumerate()
        .filter(|(_, works)| **works)
        .map(|(at, _)| {
            // The catalogue counts from Sunday, the pattern from Monday.
            text.get(&format!("weekday-short-{}", (at + 1) % 7))
                .to_string()
        });
    names.collect::<Vec<_>>().join(", ")
}

pub(super) fn covered(text: Text, coverage: &Coverage) -> Html {
    let (shape, tone, words) = match coverage {
        Coverage::Done { on } => (
            Shape::Full,
            Tone::Seen,
            t!(text, "covered-done", date = dates::date_short(text, *on)),
        ),
        Coverage::Booked { on } => (
            Shape::Half,
            Tone::Ink,
            t!(text, "covered-booked", date = dates::date_short(text, *on)),
        ),
        Coverage::Due { by } => (Shape::Dashed, Tone::Plain, dates::due(text, *by)),
        Coverage::Overdue { days } => (
            Shape::Triangle,
            Tone::Warm,
            t!(text, "overdue-days", n = *days),
        ),
        Coverage::None {} => {
            return html! { <span class="muted" aria-label={t!(text, "covered-none")}>{ "–" }</span> };
        }
    };
    html! { <StateText {shape} {tone}>{ words }</StateText> }
}

/// Until when they are away; what mends the feedback that is owed, and beside it the next step for
/// the rest.
pub(super) fn next(text: Text, row: &CoverageRow, observes: bool, me: Option<PersonId>) -> Html {
    let feedback = row.feedback.is_open().then(|| share(text, row, me));
    let other = other_step(text, row, observes);
    let away = row.away_until.map(|until| {
        let words = t!(text, "covered-away", date = dates::date_short(text, until));
        html! { <StateText shape={Shape::Empty} tone={Tone::Plain}>{ words }</StateText> }
    });
    let mut steps = away.into_iter().chain(feedback).chain(other).peekable();
    if steps.peek().is_none() {
        return html! { <span class="muted">{ "–" }</span> };
    }
    html! { <div class="stack-tight">{ for steps.map(|step| html! { <div>{ step }</div> }) }</div> }
}

/// Only sharing mends feedback that is owed, and only its observer can share it.
fn share(text: Text, row: &CoverageRow, me: Option<PersonId>) -> Html {
    let name = row.practitioner.name.as_str();
    let words = match &row.owed {
        Some(owed) if me == Some(owed.observer.id) => {
            let label = t!(text, "coverage-write-feedback-label", name = name);
            let to = Route::ObservationDraft {
                id: owed.observation_id.to_string(),
            };
            return html! { <Go {to} class="act" {label}>{ t!(text, "coverage-write-feedback") }</Go> };
        }
        Some(owed) => {
            let observer = owed.observer.name.as_str();
            t!(text, "coverage-ask-to-share", observer = observer)
        }
        // A server of before does not say.
        None => t!(text, "coverage-ask-observer-to-share"),
    };
    html! { <span class="muted small">{ words }</span> }
}

/// The way to mend what is missing, else the meeting to come.
fn other_step(text: Text, row: &CoverageRow, observes: bool) -> Option<Html> {
    let name = row.practitioner.name.as_str();
    if observes && row.observation.is_open() {
        let label = t!(text, "coverage-plan-observation-label", name = name);
        return Some(html! {
            <Go to={Route::ObservationNew} class="act" {label} query={vec![("with", row.practitioner.id.to_string())]}>{ t!(text, "coverage-plan-observation") }</Go>
        });
    }
    if row.supervision.is_open() {
        return Some(propose(
            row,
            MeetingPurpose::Supervision,
            t!(text, "coverage-propose"),
            t!(text, "coverage-propose-label", name = name),
        ));
    }
    // Who does not observe asks somebody who does; who that is stands on the page of the person.
    if row.observation.is_open() {
        let to = Route::Person {
            id: row.practitioner.id.to_string(),
        };
        let label = t!(text, "coverage-ask-observer-label", name = name);
        return Some(
            html! { <Go {to} class="act" {label}>{ t!(text, "coverage-ask-observer") }</Go> },
        );
    }
    let meeting = row.next_meeting?;
    let (date, time) = (
        dates::date_short(text, meeting),
        dates::time_of_day(meeting),
    );
    let when = t!(text, "date-and-time", date = date, time = time);
    Some(html! { <span class="numeric">{ t!(text, "coverage-next-meeting", when = when) }</span> })
}

fn propose(row: &CoverageRow, purpose: MeetingPurpose, words: AttrValue, label: AttrValue) -> Html {
    let query = vec![
        ("with", row.practitioner.id.to_string()),
        ("purpose", purpose.as_str().to_owned()),
    ];
    html! { <Go to={Route::MeetingNew} class="act" {label} {query}>{ words }</Go> }
}
