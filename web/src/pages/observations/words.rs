//! States, purposes and the like in the person's language.

use shared::frameworks;
use shared::observations::{Informed, Purpose, SessionType, State};
use shared::values::LocalTime;
use yew::AttrValue;

use crate::dates;
pub use crate::pages::framework_words::{OnlyEnglish, end_of_points, rating_level, said, tagged};
use crate::t;
use crate::text::Text;
use crate::ui::{Shape, Tone, Words};

/// The name of a skill or a code as the tile shows it; its key where the framework is not here.
pub fn tile(
    text: Text,
    framework: Option<&frameworks::Framework>,
    key: &frameworks::Key,
) -> AttrValue {
    tile_tagged(text, framework, key).words
}

/// The same for what stands on the page: with the language it is in, where it is another.
pub fn tile_tagged(
    text: Text,
    framework: Option<&frameworks::Framework>,
    key: &frameworks::Key,
) -> Words {
    framework
        .and_then(|framework| framework.tile(key.as_str()))
        .map_or_else(
            || key.as_str().to_owned().into(),
            |words| tagged(text, words),
        )
}

pub fn state(text: Text, state: State) -> AttrValue {
    match state {
        State::Planned => t!(text, "observation-state-planned"),
        State::InProgress => t!(text, "observation-state-in-progress"),
        State::Drafting => t!(text, "observation-state-drafting"),
        State::Shared => t!(text, "observation-state-shared"),
        State::Acknowledged => t!(text, "observation-state-acknowledged"),
        State::Locked => t!(text, "observation-state-locked"),
        State::Stopped => t!(text, "observation-state-stopped"),
        State::Withdrawn => t!(text, "observation-state-withdrawn"),
    }
}

/// The shape and tone that go with a state; the word is what counts.
pub fn state_look(state: State) -> (Shape, Tone) {
    match state {
        State::Planned => (Shape::Dashed, Tone::Plain),
        State::InProgress => (Shape::Half, Tone::Warm),
        State::Drafting => (Shape::Half, Tone::Ink),
        State::Shared | State::Acknowledged => (Shape::Full, Tone::Seen),
        State::Locked => (Shape::Square, Tone::Plain),
        State::Stopped | State::Withdrawn => (Shape::Empty, Tone::Plain),
    }
}

pub fn purpose(text: Text, purpose: Purpose) -> AttrValue {
    match purpose {
        Purpose::Developmental => t!(text, "observed-developmental"),
        Purpose::ProbationPeriod => t!(text, "observed-probation-period"),
        Purpose::Calibration => t!(text, "observed-calibration"),
    }
}

pub fn session_type(text: Text, kind: SessionType) -> AttrValue {
    match kind {
        SessionType::Induction => t!(text, "session-type-induction"),
        SessionType::Supervision => t!(text, "session-type-supervision"),
        SessionType::SentencePlanReview => t!(text, "session-type-sentence-plan-review"),
        SessionType::HomeVisit => t!(text, "session-type-home-visit"),
        SessionType::Programme => t!(text, "session-type-programme"),
        SessionType::Video => t!(text, "session-type-video"),
        SessionType::Other => t!(text, "session-type-other"),
    }
}

pub fn informed(text: Text, informed: Informed) -> AttrValue {
    match informed {
        Informed::NotYetAsked => t!(text, "informed-not-yet-asked"),
        Informed::NoObjection => t!(text, "informed-no-objection"),
        Informed::Objected => t!(text, "informed-objected"),
    }
}

/// `Thursday 12 November, 10:00`.
pub fn when(text: Text, time: LocalTime) -> AttrValue {
    dates::date_and_time(text, time)
}

/// Session time as on the clock of the live screen.
pub fn clock(elapsed_ms: u32) -> String {
    crate::ui::clock_words(elapsed_ms / 1000)
}
