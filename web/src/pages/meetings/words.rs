//! Purposes, states and answers in the person's language.

use shared::meetings::{MeetingPurpose, MeetingState, MeetingSummary, Participation, Slot};
use shared::values::PersonId;
use yew::AttrValue;

use crate::dates;
use crate::t;
use crate::text::Text;
use crate::ui::{Shape, Tone};

pub fn purpose(text: Text, purpose: MeetingPurpose) -> AttrValue {
    match purpose {
        MeetingPurpose::Feedback => t!(text, "purpose-feedback"),
        MeetingPurpose::Supervision => t!(text, "purpose-supervision"),
        MeetingPurpose::ActionLearning => t!(text, "purpose-action-learning"),
        MeetingPurpose::Calibration => t!(text, "purpose-calibration"),
    }
}

pub fn state(text: Text, state: MeetingState) -> (Shape, Tone, AttrValue) {
    match state {
        MeetingState::Booked => (Shape::Half, Tone::Ink, t!(text, "meeting-booked")),
        MeetingState::Held => (Shape::Full, Tone::Seen, t!(text, "meeting-held")),
        MeetingState::Cancelled => (Shape::Empty, Tone::Plain, t!(text, "meeting-cancelled")),
    }
}

pub fn participation(text: Text, participation: Participation) -> (Shape, Tone, AttrValue) {
    match participation {
        Participation::NeedsAction => (Shape::Dashed, Tone::Plain, t!(text, "reply-none")),
        Participation::Accepted => (Shape::Full, Tone::Seen, t!(text, "reply-accepted")),
        Participation::Declined => (Shape::Empty, Tone::Warm, t!(text, "reply-declined")),
        Participation::Tentative => (Shape::Half, Tone::Plain, t!(text, "reply-tentative")),
    }
}

/// `Thursday 26 November, 10:00`.
pub fn when(text: Text, slot: &Slot) -> AttrValue {
    dates::date_and_time(text, slot.starts)
}

/// Everybody else in the room.
pub fn with_whom(summary: &MeetingSummary, me: Option<PersonId>) -> String {
    let attendees = summary.attendees.iter().map(|attendee| &attendee.person);
    let mut names: Vec<&str> = attendees
        .chain(std::iter::once(&summary.organiser))
        .filter(|person| me != Some(person.id))
        .map(|person| person.name.as_str())
        .collect();
    names.dedup();
    names.join(", ")
}

/// Room, or that it is online.
pub fn place(text: Text, slot: &Slot) -> Option<AttrValue> {
    match (&slot.place, &slot.link) {
        (Some(place), _) => Some(place.as_str().to_owned().into()),
        (None, Some(_)) => Some(t!(text, "meeting-online")),
        (None, None) => None,
    }
}
