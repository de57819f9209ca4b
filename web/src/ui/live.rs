//! Parts of the live screen that belong to no single skill: clock, phases, blank.

use yew::prelude::*;

use crate::t;
use crate::text::use_text;
use crate::ui::dialog::use_native_dialog;

#[derive(Properties, PartialEq)]
pub struct ClockProps {
    pub elapsed_seconds: u32,
    #[prop_or_default]
    pub paused: bool,
}

/// Elapsed time in tabular figures. Readers hear it when they come to it, not every second.
#[component]
pub fn Clock(props: &ClockProps) -> Html {
    let text = use_text();
    let clock = clock_words(props.elapsed_seconds);
    let label = if props.paused {
        t!(text, "elapsed-paused", clock = &clock)
    } else {
        t!(text, "elapsed", clock = &clock)
    };
    html! {
        <span class={classes!("clock", props.paused.then_some("clock-paused"))} role="timer" aria-live="off" aria-label={label}>
            { clock }
        </span>
    }
}

/// `24:16`, and `1:02:05` from the first hour on.
pub fn clock_words(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
    }
}

/// One phase of the session as the bar shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct PhaseView {
    pub id: AttrValue,
    pub name: AttrValue,
    /// Time spent in it; none before it began.
    pub elapsed_seconds: Option<u32>,
}

#[derive(Properties, PartialEq)]
pub struct PhaseBarProps {
    pub phases: Vec<PhaseView>,
    /// The id of the phase under way; empty before the first.
    pub current: AttrValue,
    pub onselect: Callback<AttrValue>,
}

#[component]
pub fn PhaseBar(props: &PhaseBarProps) -> Html {
    let text = use_text();
    let phases = props.phases.iter().map(|phase| {
        let onclick = {
            let (select, id) = (props.onselect.clone(), phase.id.clone());
            Callback::from(move |_| select.emit(id.clone()))
        };
        let (words, label) = match phase.elapsed_seconds {
            Some(seconds) => (clock_words(seconds), None),
            None => ("–".to_owned(), Some(t!(text, "phase-not-begun"))),
        };
        html! {
            <button key={phase.id.as_str()} type="button" class="phase"
                aria-pressed={(phase.id == props.current).to_string()} {onclick}>
                <span class="phase-name">{ &phase.name }</span>
                <span class="at" aria-hidden={label.is_some().then_some("true")}>{ words }</span>
                { for label.iter().map(|label| html! { <span class="visually-hidden">{ label }</span> }) }
            </button>
        }
    });
    html! { <div class="phases" role="group" aria-label={t!(text, "phases")}>{ for phases }</div> }
}

#[derive(Properties, PartialEq)]
pub struct BlankOverlayProps {
    pub open: bool,
    pub onreturn: Callback<()>,
}

/// Covers everything at once and names nobody. As a modal dialog it also hides the page
/// behind it from readers.
#[component]
pub fn BlankOverlay(props: &BlankOverlayProps) -> Html {
    let text = use_text();
    let dialog = use_node_ref();
    use_native_dialog(&dialog, props.open);
    let onclick = {
        let back = props.onreturn.clone();
        Callback::from(move |_: MouseEvent| back.emit(()))
    };
    let onclose = {
        let back = props.onreturn.clone();
        Callback::from(move |_: Event| back.emit(()))
    };
    html! {
        <dialog ref={dialog} class="blank" aria-label={t!(text, "blank-label")} {onclose}>
            if props.open {
                <button type="button" class="blank" {onclick}>{ t!(text, "blank-return") }</button>
            }
        </dialog>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_shows_hours_only_when_there_are_some() {
        let cases = [
            (0, "0:00"),
            (59, "0:59"),
            (1456, "24:16"),
            (3600, "1:00:00"),
            (3725, "1:02:05"),
        ];
        for (seconds, words) in cases {
            assert_eq!(clock_words(seconds), words);
        }
    }
}
