//! What was captured, newest first, and the way to take the last of it back.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::{Capture, CodeEvent, MarkKind, Note, Operation, OperationBody};
use shared::sync::Turned;
use shared::values::{Key, OperationId, ShortText};
use yew::prelude::*;

use super::acts::Turn;
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
    pub onturn: Callback<Turn>,
    /// A note to be changed.
    pub onedit: Callback<Note>,
}

/// Timeline with undo.
#[component]
pub fn Side(props: &SideProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let record = &here.open.record;
    let framework = here.framework.as_deref();
    let what = |op: &Operation| describe(text, framework, record, op);
    let turns = |turn| props.onturn.reform(move |_: MouseEvent| turn);
    let undoable = record.undoable();
    let undo_label = undoable.map(|op| t!(text, "live-undo-label", what = what(op)));
    let onredo = record.redoable().map(|_| turns(Turn::Again));
    // Read from the record and not from the press: what is said to be taken back is kept.
    let said = record.turned().map(|turned| match turned {
        Turned::Undone(op) => t!(text, "live-undid", what = what(op)),
        Turned::Redone(op) => t!(text, "live-redid", what = what(op)),
    });
    let entries: Vec<TimelineEntry> = moments(record)
        .into_iter()
        .map(|(elapsed_ms, id, moment)| TimelineEntry {
            key: id.to_string().into(),
            at: words::clock(elapsed_ms).into(),
            body: html! { <MomentLine {moment} framework={here.framework.clone()} onedit={props.onedit.clone()} /> },
        })
        .collect();
    html! {
        <section class="capture-side" aria-label={t!(text, "timeline")}>
            <div class="row-between">
                <h2>{ t!(text, "timeline") }</h2>
                <Button icon={IconKind::Undo} disabled={undoable.is_none()} label={undo_label}
                    onclick={turns(Turn::Back)}>{ t!(text, "undo") }</Button>
            </div>
            <div class="undone" role="status" aria-live="polite">
                { for said.map(|said| html! { <span>{ said }</span> }) }
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

/// What a line of the timeline tells.
#[derive(Clone, PartialEq)]
enum Moment {
    Mark(Key, MarkKind),
    Note(Note),
    Phase(Key),
    Code(Key),
    Interruption(Option<ShortText>),
    /// Pauses and the like, which no undo touches.
    Clock(ClockTurn),
}

/// What happened to the clock of the session.
#[derive(Clone, Copy, PartialEq)]
enum ClockTurn {
    Started,
    Paused,
    Resumed,
}

impl ClockTurn {
    fn of(operation: &Operation) -> Option<Self> {
        match operation.body {
            OperationBody::Start {} => Some(Self::Started),
            OperationBody::Pause {} => Some(Self::Paused),
            OperationBody::Resume {} => Some(Self::Resumed),
            _ => None,
        }
    }
}

/// Everything that stands, newest first, each with the session time in milliseconds.
fn moments(record: &Record) -> Vec<(u32, OperationId, Moment)> {
    let capture = &record.capture;
    let marks = capture.marks.iter().map(|mark| {
        let moment = Moment::Mark(mark.skill.clone(), mark.mark);
        (mark.elapsed_ms, mark.id, moment)
    });
    let notes = capture
        .notes
        .iter()
        .map(|note| (note.elapsed_ms, note.id, Moment::Note(note.clone())));
    let phases = capture.phases.iter().map(|phase| {
        let moment = Moment::Phase(phase.phase.clone());
        (phase.span.from_ms, phase.id, moment)
    });
    let codes = capture
        .codes
        .iter()
        .map(|(id, code, span)| (span.from_ms, *id, Moment::Code(code.clone())));
    let interruptions = capture
        .interruptions
        .iter()
        .map(|(id, words, at)| (*at, *id, Moment::Interruption(words.clone())));
    let turns = record.log().filter_map(|operation| {
        let at = operation.elapsed_ms.unwrap_or(0);
        Some((at, operation.id, Moment::Clock(ClockTurn::of(operation)?)))
    });
    let all = marks
        .chain(notes)
        .chain(phases)
        .chain(codes)
        .chain(interruptions);
    let mut all: Vec<_> = all.chain(turns).collect();
    // Ids are made in order of time, so they tell apart what happened in one millisecond.
    all.sort_by_key(|(elapsed_ms, id, _)| std::cmp::Reverse((*elapsed_ms, *id)));
    all.truncate(MOST_SHOWN);
    all
}

#[derive(Properties)]
struct MomentLineProps {
    moment: Moment,
    framework: Option<Rc<Framework>>,
    onedit: Callback<Note>,
}

impl PartialEq for MomentLineProps {
    /// A framework never changes, so the same one is the same place in memory.
    fn eq(&self, other: &Self) -> bool {
        let framework = |props: &Self| props.framework.as_ref().map(Rc::as_ptr);
        self.moment == other.moment
            && self.onedit == other.onedit
            && framework(self) == framework(other)
    }
}

/// Drawn once: a tap adds a line and sets none of the others again.
#[component]
fn MomentLine(props: &MomentLineProps) -> Html {
    let text = use_text();
    let framework = props.framework.as_deref();
    match &props.moment {
        Moment::Mark(skill, mark) => mark_words(text, framework, skill, *mark),
        Moment::Note(note) => note_body(text, framework, note, &props.onedit),
        Moment::Phase(phase) => {
            let name = phase_name(text, framework, phase);
            html! { <span class="muted small">{ t!(text, "live-phase-began", phase = name) }</span> }
        }
        Moment::Code(code) => {
            html! { <span class="seen">{ words::tile_tagged(text, framework, code).view() }</span> }
        }
        Moment::Interruption(words) => {
            let body = match words {
                Some(words) => t!(text, "live-interruption-of", what = words.as_str()),
                None => t!(text, "live-interruption"),
            };
            html! { <span class="warm">{ body }</span> }
        }
        Moment::Clock(turn) => {
            let words = match turn {
                ClockTurn::Started => t!(text, "live-started"),
                ClockTurn::Paused => t!(text, "live-paused"),
                ClockTurn::Resumed => t!(text, "live-resumed"),
            };
            html! { <span class="muted small">{ words }</span> }
        }
    }
}

fn mark_words(text: Text, framework: Option<&Framework>, skill: &Key, mark: MarkKind) -> Html {
    let name = words::tile_tagged(text, framework, skill).view();
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
        .map(|skill| words::tile_tagged(text, framework, skill).view());
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
            let note = note_of(&record.capture, operation);
            t!(text, "live-what-note", words = note, at = at)
        }
    }
}

/// The first words of a note: as it stands, or as it was written where it was taken back.
fn note_of(capture: &Capture, operation: &Operation) -> String {
    const SHOWN: usize = 24;
    let stands = capture.notes.iter().find(|note| note.id == operation.id);
    let text = match (stands, &operation.body) {
        (Some(note), _) => note.text.as_str(),
        (None, OperationBody::Note { text, .. }) => text.as_str(),
        (None, _) => return String::new(),
    };
    let start: String = text.chars().take(SHOWN).collect();
    if start.len() < text.len() {
        format!("{start}…")
    } else {
        start
    }
}
