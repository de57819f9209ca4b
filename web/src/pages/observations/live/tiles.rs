//! The tiles: what can be marked with one tap, at most twenty on a page.

use std::rc::Rc;

use shared::frameworks::{EventShape, Framework};
use shared::observations::{Capture, CodeEvent, MarkKind, OperationBody};
use shared::values::Key;
use yew::prelude::*;

use super::acts::Act;
use super::code_tile::CodeTile;
use super::taps::Taps;
use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, Tile, Words};

/// Sixteen in four columns read best; twenty in five are the most.
const FOUR_COLUMNS: usize = 16;
const MOST_ON_A_PAGE: usize = 20;

#[derive(Clone, PartialEq)]
enum Subject {
    Skill(Key),
    Code(Key, EventShape),
}

impl Subject {
    fn key(&self) -> &Key {
        match self {
            Self::Skill(key) | Self::Code(key, _) => key,
        }
    }
}

/// What the tile of a subject shows of the record.
#[derive(Clone, Copy, PartialEq)]
struct Standing {
    /// Marks seen, or events of a code.
    n: usize,
    n_chances: usize,
    /// For a behaviour that lasts: whether it is going on.
    running: Option<bool>,
}

impl Standing {
    fn of(subject: &Subject, capture: &Capture) -> Self {
        match subject {
            Subject::Skill(skill) => Self {
                n: capture.n_seen(skill),
                n_chances: capture.n_chances(skill),
                running: None,
            },
            Subject::Code(code, shape) => Self {
                n: n_events(capture, code),
                n_chances: 0,
                running: (*shape == EventShape::State).then(|| is_running(capture, code)),
            },
        }
    }
}

fn subjects(framework: &Framework) -> Vec<Subject> {
    let skills = framework
        .skill_domains()
        .map(|s| Subject::Skill(s.id.clone()));
    let codes = framework
        .codes
        .iter()
        .map(|c| Subject::Code(c.id.clone(), c.event));
    skills.chain(codes).collect()
}

#[derive(Properties, PartialEq)]
pub struct TilesProps {
    pub here: Here,
    pub framework: Rc<Framework>,
    pub onact: Callback<Act>,
}

#[component]
pub fn Tiles(props: &TilesProps) -> Html {
    let text = use_text();
    let page = use_state(|| 0_usize);
    let here = &props.here;
    let subjects = subjects(&props.framework);
    let per_page = if subjects.len() <= FOUR_COLUMNS {
        FOUR_COLUMNS
    } else {
        MOST_ON_A_PAGE
    };
    let n_pages = subjects.len().div_ceil(per_page).max(1);
    let at = (*page).min(n_pages - 1);
    let is_paused = here.open.record.capture.paused;
    let focus = here.open.record.observation.agreement.focus.as_ref();
    let tiles = subjects.into_iter().skip(at * per_page).take(per_page).map(|subject| {
        let key = subject.key();
        let (id, name) = (key.as_str().to_owned(), words::tile_tagged(text, Some(&props.framework), key));
        let (is_focus, standing) = (focus == Some(key), Standing::of(&subject, &here.open.record.capture));
        html! { <SubjectTile key={id} {subject} {name} {standing} {is_focus} {is_paused} onact={props.onact.clone()} /> }
    });
    let is_wide = per_page == MOST_ON_A_PAGE;
    html! {
        <div class="tile-pages">
            <div class={classes!("tiles", is_wide.then_some("tiles-5"))} role="group" aria-label={t!(text, "live-tiles")}>{ for tiles }</div>
            if n_pages > 1 {
                <div class="row">
                    { for (0..n_pages).map(|n| {
                        let page = page.clone();
                        html! { <Button key={n} pressed={Some(n == at)} onclick={move |_| page.set(n)}>{ t!(text, "live-tile-page", n = n + 1) }</Button> }
                    }) }
                </div>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct SubjectTileProps {
    subject: Subject,
    name: Words,
    standing: Standing,
    is_focus: bool,
    is_paused: bool,
    onact: Callback<Act>,
}

#[component]
fn SubjectTile(props: &SubjectTileProps) -> Html {
    let taps = use_mut_ref(Taps::default);
    let (name, standing, disabled) = (props.name.clone(), props.standing, props.is_paused);
    match &props.subject {
        Subject::Skill(skill) => {
            let mark = |kind: MarkKind| {
                let (onact, skill, taps) = (props.onact.clone(), skill.clone(), taps.clone());
                Callback::from(move |touched_ms: f64| {
                    if taps.borrow_mut().counts(Some(kind), touched_ms) {
                        let skill = skill.clone();
                        onact.emit((OperationBody::Mark { skill, mark: kind }, touched_ms));
                    }
                })
            };
            html! {
                <Tile {name} focus={props.is_focus} {disabled} n_seen={standing.n} n_chances={standing.n_chances}
                    onseen={mark(MarkKind::Seen)} onchance={mark(MarkKind::Chance)} />
            }
        }
        Subject::Code(code, _) => {
            let ontap = {
                let (onact, code, event) = (
                    props.onact.clone(),
                    code.clone(),
                    next_event(standing.running),
                );
                Callback::from(move |touched_ms: f64| {
                    if taps.borrow_mut().counts(None, touched_ms) {
                        let code = code.clone();
                        onact.emit((OperationBody::Code { code, event }, touched_ms));
                    }
                })
            };
            html! { <CodeTile {name} {disabled} running={standing.running} n_events={standing.n} {ontap} /> }
        }
    }
}

/// A point where the code is one; otherwise whichever end comes next.
fn next_event(running: Option<bool>) -> CodeEvent {
    match running {
        None => CodeEvent::Point,
        Some(false) => CodeEvent::Begin,
        Some(true) => CodeEvent::End,
    }
}

fn is_running(capture: &Capture, code: &Key) -> bool {
    capture
        .codes
        .iter()
        .any(|(_, key, span)| key == code && span.to_ms.is_none())
}

fn n_events(capture: &Capture, code: &Key) -> usize {
    capture
        .codes
        .iter()
        .filter(|(_, key, _)| key == code)
        .count()
}
