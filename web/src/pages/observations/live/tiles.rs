//! The tiles: what can be marked with one tap, at most twenty on a page.

use std::rc::Rc;

use shared::frameworks::{EventShape, Framework};
use shared::observations::{Capture, CodeEvent, MarkKind, OperationBody};
use shared::values::Key;
use yew::prelude::*;

use super::code_tile::CodeTile;
use super::taps::Taps;
use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, Tile};

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
}

#[component]
pub fn Tiles(props: &TilesProps) -> Html {
    let text = use_text();
    let page = use_state(|| 0_usize);
    let taps = use_mut_ref(Taps::default);
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
    let tiles = subjects.iter().skip(at * per_page).take(per_page).map(|subject| {
        let key = subject.key();
        let name = words::tile(text, Some(&props.framework), key);
        let mark = |kind: MarkKind| {
            let (store, id, skill, taps) = (here.store.clone(), here.id, key.clone(), taps.clone());
            Callback::from(move |touched_ms: f64| {
                if taps.borrow_mut().counts(&skill, Some(kind), touched_ms) {
                    let body = OperationBody::Mark { skill: skill.clone(), mark: kind };
                    store.append(id, body, touched_ms);
                }
            })
        };
        match subject {
            Subject::Skill(skill) => html! {
                <Tile key={skill.as_str()} {name} focus={focus == Some(skill)} disabled={is_paused}
                    n_seen={here.open.record.capture.n_seen(skill)} n_chances={here.open.record.capture.n_chances(skill)}
                    onseen={mark(MarkKind::Seen)} onchance={mark(MarkKind::Chance)} />
            },
            Subject::Code(code, shape) => {
                let running = (*shape == EventShape::State).then(|| is_running(&here.open.record.capture, code));
                let ontap = {
                    let (store, id, code, taps) = (here.store.clone(), here.id, code.clone(), taps.clone());
                    Callback::from(move |touched_ms: f64| {
                        if taps.borrow_mut().counts(&code, None, touched_ms) {
                            let body = OperationBody::Code { code: code.clone(), event: next_event(running) };
                            store.append(id, body, touched_ms);
                        }
                    })
                };
                html! {
                    <CodeTile key={code.as_str()} {name} {running} {ontap} disabled={is_paused}
                        n_events={n_events(&here.open.record.capture, code)} />
                }
            }
        }
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
