//! Everything that was noted in the session, as it was noted: closed until the practitioner asks
//! for it, and asked of the server only then, since every reading is written down there.

use shared::frameworks::Framework;
use shared::observations::{Capture, MarkKind};
use yew::prelude::*;

use super::{OpenProps, first_name};
use crate::pages::observations::words;
use crate::pages::outcome::outcome;
use crate::state::feedback::use_capture;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Empty, Timeline, TimelineEntry};

#[component]
pub(super) fn Noted(props: &OpenProps) -> Html {
    let text = use_text();
    let is_wanted = use_state(|| false);
    let ontoggle = {
        let is_wanted = is_wanted.clone();
        Callback::from(move |_: Event| is_wanted.set(true))
    };
    html! {
        <details class="disclosure" {ontoggle}>
            <summary>{ t!(text, "noted-title") }</summary>
            if *is_wanted {
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
    let observer = first_name(open.observer());
    html! {
        <div class="stack">
            { outcome(text, &capture, |capture| {
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
            }) }
        </div>
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
        let until = span.to_ms.filter(|to_ms| *to_ms > span.from_ms);
        let until = until.map(|to_ms| t!(text, "noted-until", at = words::clock(to_ms)));
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
