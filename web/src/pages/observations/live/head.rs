//! The head of the live screen: whom, the pinned action and focus, saving, time, buttons.

use std::rc::Rc;

use shared::frameworks::Framework;
use shared::observations::{OperationBody, PhaseSpan};
use shared::values::Key;
use yew::prelude::*;

use super::acts::Act;
use crate::pages::observations::opened::Here;
use crate::pages::observations::save_state::SaveSentence;
use crate::pages::observations::words;
use crate::state::observations::{SessionClock, monotonic_ms};
use crate::t;
use crate::text::use_text;
use crate::timer;
use crate::ui::{Button, ButtonKind, Clock, IconKind, PhaseBar, PhaseView};

/// Often enough that a second never seems to last two.
const TICK_MS: i32 = 500;

/// Session time in milliseconds, again and again while the clock runs.
#[hook]
pub fn use_elapsed_ms(clock: SessionClock) -> u32 {
    let tick = use_force_update();
    use_effect_with(clock.is_running(), move |is_running| {
        let timer = is_running
            .then(|| timer::every(TICK_MS, move || tick.force_update()))
            .flatten();
        move || drop(timer)
    });
    clock.elapsed_ms(monotonic_ms())
}

#[derive(Properties, PartialEq)]
pub struct HeadProps {
    pub here: Here,
    pub onact: Callback<Act>,
    pub onblank: Callback<()>,
    pub onend: Callback<()>,
}

#[component]
pub fn Head(props: &HeadProps) -> Html {
    let text = use_text();
    let here = &props.here;
    let observation = &here.open.record.observation;
    let is_paused = here.open.record.capture.paused;
    html! {
        <header class="capture-head">
            <div class="capture-who">
                <h1>{ t!(text, "live-observing", name = observation.practitioner.name.as_str()) }</h1>
                <p>{ pinned(here, text) }</p>
            </div>
            <SaveSentence here={here.clone()} />
            <RunningClock clock={here.open.clock} paused={is_paused} />
            <HeadButtons {is_paused} onact={props.onact.clone()} onblank={props.onblank.clone()} onend={props.onend.clone()} />
        </header>
    }
}

#[derive(Properties, PartialEq)]
struct HeadButtonsProps {
    is_paused: bool,
    onact: Callback<Act>,
    onblank: Callback<()>,
    onend: Callback<()>,
}

#[component]
fn HeadButtons(props: &HeadButtonsProps) -> Html {
    let text = use_text();
    let is_paused = props.is_paused;
    let onpause = {
        let onact = props.onact.clone();
        Callback::from(move |_: MouseEvent| {
            let body = if is_paused {
                OperationBody::Resume {}
            } else {
                OperationBody::Pause {}
            };
            onact.emit((body, js_sys::Date::now()));
        })
    };
    let onblank = props.onblank.reform(|_: MouseEvent| ());
    let onend = props.onend.reform(|_: MouseEvent| ());
    let (pause_words, pause_icon) = if is_paused {
        (t!(text, "live-resume"), IconKind::Play)
    } else {
        (t!(text, "live-pause"), IconKind::Pause)
    };
    html! {
        <div class="capture-buttons">
            <Button onclick={onpause} icon={pause_icon} kind={if is_paused { ButtonKind::Primary } else { ButtonKind::Secondary }}>{ pause_words }</Button>
            <Button onclick={onblank}>{ t!(text, "live-blank") }</Button>
            <Button onclick={onend} kind={ButtonKind::Primary}>{ t!(text, "live-end") }</Button>
        </div>
    }
}

/// The last action still open; without one, the focus the practitioner chose.
fn pinned(here: &Here, text: crate::text::Text) -> AttrValue {
    let observation = &here.open.record.observation;
    if let Some(action) = observation.open_actions.first() {
        return t!(text, "live-last-action", action = action.title.as_str());
    }
    match &observation.agreement.focus {
        Some(focus) => {
            let skill = words::tile(text, here.framework.as_deref(), focus);
            t!(text, "live-focus-is", skill = skill)
        }
        None => t!(text, "live-no-action"),
    }
}

#[derive(Properties, PartialEq)]
struct RunningClockProps {
    clock: SessionClock,
    paused: bool,
}

/// Renders itself alone, so that a second passing does not touch the tiles.
#[component]
fn RunningClock(props: &RunningClockProps) -> Html {
    let elapsed_ms = use_elapsed_ms(props.clock);
    html! { <Clock elapsed_seconds={elapsed_ms / 1000} paused={props.paused} /> }
}

#[derive(Properties)]
pub struct PhasesProps {
    pub clock: SessionClock,
    pub framework: Rc<Framework>,
    /// The stretches so far.
    pub phases: Vec<PhaseSpan>,
    pub onact: Callback<Act>,
}

impl PartialEq for PhasesProps {
    /// A framework never changes, so the same one is the same place in memory.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.framework, &other.framework)
            && self.clock == other.clock
            && self.phases == other.phases
            && self.onact == other.onact
    }
}

/// The phase bar with the time spent in each.
#[component]
pub fn Phases(props: &PhasesProps) -> Html {
    let text = use_text();
    let elapsed_ms = use_elapsed_ms(props.clock);
    let framework = &props.framework;
    if framework.phases.is_empty() {
        // The grid of the screen counts its rows.
        return html! { <div></div> };
    }
    let phases: Vec<PhaseView> = framework
        .phases
        .iter()
        .map(|phase| PhaseView {
            id: phase.id.as_str().to_owned().into(),
            name: words::said(text, &phase.label),
            elapsed_seconds: spent_ms(&props.phases, &phase.id, elapsed_ms).map(|ms| ms / 1000),
        })
        .collect();
    let current = current_phase(&props.phases)
        .map_or("", Key::as_str)
        .to_owned();
    let onselect = use_callback(
        (props.onact.clone(), current.clone()),
        |chosen: AttrValue, (onact, current)| {
            if chosen.as_str() == current {
                return;
            }
            if let Ok(phase) = Key::parse(&chosen) {
                onact.emit((OperationBody::Phase { phase }, js_sys::Date::now()));
            }
        },
    );
    html! { <PhaseBar {phases} {current} {onselect} /> }
}

/// The phase under way.
fn current_phase(phases: &[PhaseSpan]) -> Option<&Key> {
    let last = phases.last()?;
    (last.span.to_ms.is_none() || last.span.inferred_end).then_some(&last.phase)
}

/// The time spent in one phase, over all its stretches; none before it began.
fn spent_ms(phases: &[PhaseSpan], phase: &Key, elapsed_ms: u32) -> Option<u32> {
    let mut stretches = phases.iter().filter(|p| p.phase == *phase).peekable();
    stretches.peek()?;
    let length = |stretch: &PhaseSpan| {
        let to_ms = stretch.span.to_ms.unwrap_or(elapsed_ms);
        to_ms.saturating_sub(stretch.span.from_ms)
    };
    Some(stretches.map(length).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::observations::Span;
    use shared::values::OperationId;

    #[test]
    fn a_phase_counts_every_stretch_and_the_running_one() {
        let key = |id| Key::parse(id).unwrap();
        let stretch = |phase, from_ms, to_ms| PhaseSpan {
            id: OperationId::new(uuid::Uuid::now_v7()),
            phase: key(phase),
            span: Span {
                from_ms,
                to_ms,
                inferred_end: false,
            },
        };
        let phases = [
            stretch("review", 0, Some(4_000)),
            stretch("close", 4_000, Some(5_000)),
            stretch("review", 5_000, None),
        ];
        assert_eq!(spent_ms(&phases, &key("review"), 9_000), Some(8_000));
        assert_eq!(spent_ms(&phases, &key("close"), 9_000), Some(1_000));
        assert_eq!(spent_ms(&phases, &key("check-in"), 9_000), None);
        assert_eq!(current_phase(&phases), Some(&key("review")));
    }
}
