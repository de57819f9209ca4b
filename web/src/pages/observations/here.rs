//! What can be opened without a network, why it is here, and whether it is safe elsewhere too.

use shared::sync::{Ending, Outbox, Whereabouts, Why};
use yew::prelude::*;

use super::words;
use crate::dates;
use crate::route::Route;
use crate::state::observations::{Held, HeldFor, Line, ObservationStore, use_observations};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Disclosure, Shape, StateText, Task, Tasks, Tone};

#[component]
pub fn OnThisDevice() -> Html {
    let text = use_text();
    let store = use_observations();
    let held = store.held.clone();
    if held.is_empty() {
        return Html::default();
    }
    let rows = held.iter().map(|held| row(text, &store, held));
    html! {
        <Disclosure summary={t!(text, "here-title", n = held.len())}>
            <p class="muted">{ t!(text, "here-lead") }</p>
            <Tasks>{ for rows }</Tasks>
        </Disclosure>
    }
}

fn row(text: Text, store: &ObservationStore, held: &Held) -> Html {
    let to = Route::Observation {
        id: held.observation.to_string(),
    };
    let pair = t!(
        text,
        "observations-pair",
        practitioner = held.practitioner.as_str(),
        observer = held.observer.as_str()
    );
    let told = dates::date_and_time(text, held.told_at);
    let nothing = Outbox::default();
    let outbox = store
        .record(held.observation)
        .map_or(&nothing, |open| &open.record.outbox);
    let (shape, tone, word) = whereabouts(text, outbox.whereabouts(store.line == Line::Sending));
    html! {
        <Task key={held.observation.to_string()} {to} title={pair} detail={html! {
            <>{ words::when(text, held.planned_for) }{ " · " }{ reason(text, held.why) }{ " · " }{ t!(text, "here-told", when = told) }</>
        }}>
            <StateText {shape} {tone}>{ word }</StateText>
        </Task>
    }
}

fn reason(text: Text, why: HeldFor) -> AttrValue {
    match why {
        HeldFor::Why(Why::ToObserve) => t!(text, "here-to-observe"),
        HeldFor::Why(Why::ToWrite) => t!(text, "here-to-write"),
        HeldFor::Why(Why::Shared) => t!(text, "here-shared"),
        HeldFor::Why(Why::MySession) => t!(text, "here-my-session"),
        HeldFor::Why(Why::MyFeedback) => t!(text, "here-my-feedback"),
        HeldFor::Unsent(Ending::Withdrawn) => t!(text, "here-unsent-withdrawn"),
        HeldFor::Unsent(Ending::Stopped) => t!(text, "here-unsent-stopped"),
        HeldFor::Unsent(Ending::OutOfWindow) => t!(text, "here-unsent-old"),
        HeldFor::Unsent(Ending::Revoked) => t!(text, "here-unsent-revoked"),
    }
}

/// The four words of every record.
pub fn whereabouts(text: Text, is: Whereabouts) -> (Shape, Tone, AttrValue) {
    match is {
        Whereabouts::HereOnly => (Shape::Half, Tone::Warm, t!(text, "here-only")),
        Whereabouts::Sending => (Shape::Dashed, Tone::Ink, t!(text, "here-sending")),
        Whereabouts::Safe => (Shape::Full, Tone::Seen, t!(text, "here-safe")),
        Whereabouts::NeedsYou => (Shape::Triangle, Tone::Warm, t!(text, "save-needs-you")),
    }
}
