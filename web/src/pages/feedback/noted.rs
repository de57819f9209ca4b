//! Everything that was noted in the session, as it was noted: closed until the practitioner asks
//! for it, and asked of the server only then, since every reading is written down there. Before it
//! is released its observer is shown the same, of what this device has.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::{Capture, MarkKind, Span};
use yew::prelude::*;

use super::{Open, OpenProps, first_name};
use crate::pages::observations::words;
use crate::pages::outcome::outcome;
use crate::state::feedback::use_capture;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Empty, Timeline, TimelineEntry};

#[derive(Properties, PartialEq)]
pub(super) struct NotedProps {
    pub open: Open,
    /// Of this device, where nothing is released yet.
    #[prop_or_default]
    pub captured: Option<Rc<Capture>>,
}

#[component]
pub(super) fn Noted(props: &NotedProps) -> Html {
    let text = use_text();
    let is_wanted = use_state(|| false);
    let ontoggle = {
        let is_wanted = is_wanted.clone();
        Callback::from(move |_: Event| is_wanted.set(true))
    };
    html! {
        <details class="disclosure" {ontoggle}>
            <summary>{ t!(text, "noted-title") }</summary>
            if let Some(captured) = &props.captured {
                <div class="stack">{ list(text, &props.open, captured) }</div>
            } else if *is_wanted {
                <Everything open={props.open.clone()} />
            }
        </details>
    }
}

#[component]
fn Everything(props: &OpenProps) -> Html {
    let text = use_text();
    let open = &props.open;
    let capture = use_capture(open.id());
    html! { <div class="stack">{ outcome(text, &capture, |capture| list(text, open, capture)) }</div> }
}

fn list(text: Text, open: &Open, capture: &Capture) -> Html {
    let observer = first_name(open.observer());
    let entries = entries(text, &open.reading.framework, capture);
    if entries.is_empty() {
        return html! {
            <Empty title={t!(text, "noted-empty-title")}><p class="muted">{ t!(text, "noted-empty", observer = &observer) }</p></Empty>
        };
    }
    html! {
        <>
            <p class="muted small">{ t!(text, "noted-lead", observer = &observer) }</p>
            <Timeline {entries} label={t!(text, "noted-title")} />
        </>
    }
}

/// Marks, notes, counted behaviours and interruptions that stand, each with its session time.
fn entries(text: Text, framework: &Framework, capture: &Capture) -> Vec<TimelineEntry> {
    let name = |key| words::tile(text, Some(framework), key);
    let marks = capture.marks.iter().map(|mark| {
        let class = match mark.mark {
            MarkKind::Seen => "seen",
            MarkKind::Chance => "chance",
        };
        let said = match mark.mark {
            MarkKind::Seen => t!(text, "seen"),
            MarkKind::Chance => t!(text, "a-chance-not-taken"),
        };
        let body = html! { <><span {class}>{ name(&mark.skill) }</span>{ " " }{ said }</> };
        (mark.elapsed_ms, mark.id, body)
    });
    let notes = capture.notes.iter().map(|note| {
        let body = html! {
            <>
                <p class="written">{ note.text.as_str() }</p>
                { for note.skill.as_ref().map(|skill| html! { <p class="muted small">{ name(skill) }</p> }) }
            </>
        };
        (note.elapsed_ms, note.id, body)
    });
    let codes = capture.codes.iter().map(|(id, code, span)| {
        let until = until(text, *span);
        let body = html! {
            <><span class="seen">{ name(code) }</span>{ for until.map(|until| html! { <>{ " " }{ until }</> }) }</>
        };
        (span.from_ms, *id, body)
    });
    let interruptions = capture.interruptions.iter().map(|(id, what, elapsed_ms)| {
        let said = match what {
            Some(what) => t!(text, "live-interruption-of", what = what.as_str()),
            None => t!(text, "live-interruption"),
        };
        (
            *elapsed_ms,
            *id,
            html! { <span class="muted">{ said }</span> },
        )
    });
    let all = marks.chain(notes).chain(codes).chain(interruptions);
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|(elapsed_ms, id, _)| (*elapsed_ms, *id));
    all.into_iter()
        .map(|(elapsed_ms, id, body)| TimelineEntry {
            key: id.to_string().into(),
            at: words::clock(elapsed_ms).into(),
            body,
        })
        .collect()
}

/// When something that lasted was over; nobody said so where it went on to the end of the session.
fn until(text: Text, span: Span) -> Option<AttrValue> {
    if span.inferred_end {
        return Some(t!(text, "noted-until-end"));
    }
    let to_ms = span.to_ms.filter(|to_ms| *to_ms > span.from_ms)?;
    Some(t!(text, "noted-until", at = words::clock(to_ms)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_that_nobody_saw_is_not_told_as_a_time() {
        let said = |to_ms, inferred_end| {
            let span = Span {
                from_ms: 60_000,
                to_ms,
                inferred_end,
            };
            until(Text::default(), span).map(|said| said.to_string())
        };
        assert_eq!(said(Some(90_000), false).as_deref(), Some("until 1:30"));
        assert_eq!(
            said(Some(90_000), true).as_deref(),
            Some("until the end of the session, where it was closed")
        );
        assert_eq!(said(Some(60_000), false), None);
    }
}
