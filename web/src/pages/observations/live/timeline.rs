//! What was captured, newest first, and the way to take the last of it back.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::{Capture, CodeEvent, MarkKind, Note, Operation, OperationBody};
use shared::values::{Key, OperationId};
use yew::prelude::*;

use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::state::observations::Record;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Button, IconKind, Timeline, TimelineEntry};

/// As many as anybody scrolls through while watching a person; all of it is there afterwards.
const MOST_SHOWN: usize = 120;

#[derive(Properties, PartialEq)]
pub struct SideProps {
    pub here: Here,
    /// A note to be changed.
    pub onedit: Callback<Note>,
}

/// Timeline with undo.
#[component]
pub fn Side(props: &SideProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let record = &here.open.record;
    let said = use_state(AttrValue::default);
    let framework = here.framework.as_deref();
    let undoable = record
        .undoable()
        .map(|op| (op.id, describe(text, framework, record, op)));
    let redoable = record
        .redoable()
        .map(|op| (op.id, describe(text, framework, record, op)));
    let onundo = undoable.clone().map(|(operation, what)| {
        let (store, id, said) = (here.store.clone(), here.id, said.clone());
        Callback::from(move |_: MouseEvent| {
            store.append(id, OperationBody::Undo { operation }, js_sys::Date::now());
            said.set(t!(text, "live-undid", what = &what));
        })
    });
    let onredo = redoable.map(|(operation, what)| {
        let (store, id, said) = (here.store.clone(), here.id, said.clone());
        Callback::from(move |_: MouseEvent| {
            store.append(id, OperationBody::Redo { operation }, js_sys::Date::now());
            said.set(t!(text, "live-redid", what = &what));
        })
    });
    let undo_label = undoable.map(|(_, what)| t!(text, "live-undo-label", what = what));
    let entries = entries(text, framework, record, &props.onedit);
    html! {
        <section class="capture-side" aria-label={t!(text, "timeline")}>
            <div class="row-between">
                <h2>{ t!(text, "timeline") }</h2>
                <Button icon={IconKind::Undo} disabled={onundo.is_none()} label={undo_label}
                    onclick={onundo.unwrap_or_default()}>{ t!(text, "undo") }</Button>
            </div>
            <div class="undone" role="status" aria-live="polite">
                if !said.is_empty() {
                    <span>{ &*said }</span>
                }
                { for onredo.map(|onclick| html! { <button type="button" class="text-button" {onclick}>{ t!(text, "live-redo") }</button> }) }
            </div>
            if entries.is_empty() {
                <p class="muted small">{ t!(text, "live-timeline-empty") }</p>
            } else {
                <Timeline {entries} label={t!(text, "timeline")} />
            }
        </section>
    }
}

/// Everything that stands, newest first.
fn entries(
    text: Text,
    framework: Option<&Framework>,
    record: &Rc<Record>,
    onedit: &Callback<Note>,
) -> Vec<TimelineEntry> {
    let capture = &record.capture;
    let mut rows: Vec<(u32, OperationId, Html)> = Vec::new();
    for mark in &capture.marks {
        let body = mark_words(text, framework, &mark.skill, mark.mark);
        rows.push((mark.elapsed_ms, mark.id, body));
    }
    for note in &capture.notes {
        rows.push((
            note.elapsed_ms,
            note.id,
            note_body(text, framework, note, onedit),
        ));
    }
    for phase in &capture.phases {
        let name = phase_name(text, framework, &phase.phase);
        let body = html! { <span class="muted small">{ t!(text, "live-phase-began", phase = name) }</span> };
        rows.push((phase.span.from_ms, phase.id, body));
    }
    for (id, code, span) in &capture.codes {
        let name = words::tile(text, framework, code);
        rows.push((
            span.from_ms,
            *id,
            html! { <span class="seen">{ name }</span> },
        ));
    }
    for (id, words, elapsed_ms) in &capture.interruptions {
        let body = match words {
            Some(words) => t!(text, "live-interruption-of", what = words.as_str()),
            None => t!(text, "live-interruption"),
        };
        rows.push((
            *elapsed_ms,
            *id,
            html! { <span class="warm">{ body }</span> },
        ));
    }
    rows.extend(record.log().filter_map(|op| standing(text, op)));
    // Ids are made in order of time, so they tell apart what happened in one millisecond.
    rows.sort_by_key(|(elapsed_ms, id, _)| std::cmp::Reverse((*elapsed_ms, *id)));
    rows.into_iter()
        .take(MOST_SHOWN)
        .map(|(elapsed_ms, id, body)| TimelineEntry {
            key: id.to_string().into(),
            at: words::clock(elapsed_ms).into(),
            body,
        })
        .collect()
}

/// Pauses and the like, which no undo touches.
fn standing(text: Text, operation: &Operation) -> Option<(u32, OperationId, Html)> {
    let words = match operation.body {
        OperationBody::Start {} => t!(text, "live-started"),
        OperationBody::Pause {} => t!(text, "live-paused"),
        OperationBody::Resume {} => t!(text, "live-resumed"),
        _ => return None,
    };
    let body = html! { <span class="muted small">{ words }</span> };
    Some((operation.elapsed_ms.unwrap_or(0), operation.id, body))
}

fn mark_words(text: Text, framework: Option<&Framework>, skill: &Key, mark: MarkKind) -> Html {
    let name = words::tile(text, framework, skill);
    match mark {
        MarkKind::Seen => {
            html! { <><span class="seen">{ name }</span>{ " " }{ t!(text, "seen") }</> }
        }
        MarkKind::Chance => {
            html! { <><span class="chance">{ name }</span>{ " " }{ t!(text, "a-chance-not-taken") }</> }
        }
    }
}

fn note_body(
    text: Text,
    framework: Option<&Framework>,
    note: &Note,
    onedit: &Callback<Note>,
) -> Html {
    let onclick = {
        let (onedit, note) = (onedit.clone(), note.clone());
        Callback::from(move |_: MouseEvent| onedit.emit(note.clone()))
    };
    let skill = note
        .skill
        .as_ref()
        .map(|skill| words::tile(text, framework, skill));
    html! {
        <div class="timeline-note">
            <p class="written">{ note.text.as_str() }</p>
            <p class="small">
                { for skill.map(|skill| html! { <span class="muted">{ skill }</span> }) }
                <button type="button" class="text-button" {onclick}
                    aria-label={t!(text, "live-edit-note-label", at = words::clock(note.elapsed_ms))}>{ t!(text, "edit") }</button>
            </p>
        </div>
    }
}

fn phase_name(text: Text, framework: Option<&Framework>, phase: &Key) -> AttrValue {
    framework
        .and_then(|framework| framework.phases.iter().find(|p| p.id == *phase))
        .map_or_else(
            || phase.as_str().to_owned().into(),
            |p| words::said(text, &p.label),
        )
}

/// An operation as undo names it: "Cognitive work, seen, at 24:02".
fn describe(
    text: Text,
    framework: Option<&Framework>,
    record: &Record,
    operation: &Operation,
) -> AttrValue {
    let at = words::clock(operation.elapsed_ms.unwrap_or(0));
    match &operation.body {
        OperationBody::Mark { skill, mark } => {
            let name = words::tile(text, framework, skill);
            match mark {
                MarkKind::Seen => t!(text, "live-what-seen", name = name, at = at),
                MarkKind::Chance => t!(text, "live-what-chance", name = name, at = at),
            }
        }
        OperationBody::Code { code, event } => {
            let name = words::tile(text, framework, code);
            match event {
                CodeEvent::Point | CodeEvent::Begin => {
                    t!(text, "live-what-code", name = name, at = at)
                }
                CodeEvent::End => t!(text, "live-what-code-end", name = name, at = at),
            }
        }
        OperationBody::Phase { phase } => {
            t!(
                text,
                "live-what-phase",
                name = phase_name(text, framework, phase),
                at = at
            )
        }
        OperationBody::Interruption { .. } => t!(text, "live-what-interruption", at = at),
        _ => {
            let note = note_of(&record.capture, operation.id);
            t!(text, "live-what-note", words = note, at = at)
        }
    }
}

/// The first words of a note.
fn note_of(capture: &Capture, id: OperationId) -> String {
    const SHOWN: usize = 24;
    let Some(note) = capture.notes.iter().find(|note| note.id == id) else {
        return String::new();
    };
    let text = note.text.as_str();
    let start: String = text.chars().take(SHOWN).collect();
    if start.len() < text.len() {
        format!("{start}…")
    } else {
        start
    }
}
