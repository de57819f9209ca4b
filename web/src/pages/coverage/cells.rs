//! The cells of the board: a shape and a word each, and at the end what to do.

use shared::meetings::{Coverage, CoverageRow, MeetingPurpose};
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

/// The meeting to come, else the way to mend what is missing.
pub(super) fn next(text: Text, row: &CoverageRow, observes: bool) -> Html {
    let is_open =
        |coverage: &Coverage| matches!(coverage, Coverage::Due { .. } | Coverage::Overdue { .. });
    let name = row.practitioner.name.as_str();
    if is_open(&row.feedback) {
        return propose(
            row,
            MeetingPurpose::Feedback,
            t!(text, "coverage-plan-feedback"),
            t!(text, "coverage-plan-feedback-label", name = name),
        );
    }
    if observes && is_open(&row.observation) {
        let label = t!(text, "coverage-plan-observation-label", name = name);
        return html! {
            <Go to={Route::ObservationNew} class="act" {label} query={vec![("with", row.practitioner.id.to_string())]}>{ t!(text, "coverage-plan-observation") }</Go>
        };
    }
    if is_open(&row.supervision) {
        return propose(
            row,
            MeetingPurpose::Supervision,
            t!(text, "coverage-propose"),
            t!(text, "coverage-propose-label", name = name),
        );
    }
    // Who does not observe asks somebody who does.
    if is_open(&row.observation) {
        return html! { <span class="muted small">{ t!(text, "coverage-ask-observer") }</span> };
    }
    if let Some(meeting) = row.next_meeting {
        let (date, time) = (
            dates::date_short(text, meeting),
            dates::time_of_day(meeting),
        );
        let when = t!(text, "date-and-time", date = date, time = time);
        return html! { <span class="numeric">{ t!(text, "coverage-next-meeting", when = when) }</span> };
    }
    html! { <span class="muted">{ "–" }</span> }
}

fn propose(row: &CoverageRow, purpose: MeetingPurpose, words: AttrValue, label: AttrValue) -> Html {
    let query = vec![
        ("with", row.practitioner.id.to_string()),
        ("purpose", purpose.as_str().to_owned()),
    ];
    html! { <Go to={Route::MeetingNew} class="act" {label} {query}>{ words }</Go> }
}
