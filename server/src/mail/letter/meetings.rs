//! Letters about meetings, with their calendar part.

use chrono::{DateTime, Utc};
use shared::meetings::MeetingPurpose;
use shared::org::MailPolicy;

use super::{Block, CalendarPart, Fact, Letter, Pen};
use crate::mail::calendar::{self, Invite, Method};
use crate::mail::dates;
use crate::mail::link::AppPath;
use crate::mail::message::{ActionLine, Cancelled, Meeting, Placement};
use crate::mail::text::Prose;

pub fn invited(pen: &Pen<'_>, meeting: &Meeting, sender_address: &str) -> Letter {
    let body = pen.paragraph(
        "meeting-invited-body",
        &[("person", meeting.organiser.name.as_str())],
    );
    let blocks = vec![
        body,
        facts(pen, meeting, None),
        pen.link("meeting-link", &meeting.path),
    ];
    let letter = pen.letter(subject(pen, "meeting-invited-subject", meeting), blocks);
    with_calendar(pen, letter, meeting, Method::Request, sender_address)
}

pub fn moved(
    pen: &Pen<'_>,
    meeting: &Meeting,
    previous_start: DateTime<Utc>,
    sender_address: &str,
) -> Letter {
    let body = pen.paragraph(
        "meeting-moved-body",
        &[("person", meeting.organiser.name.as_str())],
    );
    let table = facts(pen, meeting, Some(previous_start));
    let blocks = vec![body, table, pen.link("meeting-link", &meeting.path)];
    let letter = pen.letter(subject(pen, "meeting-moved-subject", meeting), blocks);
    with_calendar(pen, letter, meeting, Method::Request, sender_address)
}

pub fn cancelled(
    pen: &Pen<'_>,
    meeting: &Meeting,
    whom: Cancelled,
    sender_address: &str,
) -> Letter {
    let person = [("person", meeting.organiser.name.as_str())];
    let body = pen.paragraph("meeting-cancelled-body", &person);
    let blocks = vec![
        body,
        facts(pen, meeting, None),
        pen.link("meeting-link", &meeting.path),
    ];
    let letter = pen.letter(subject(pen, "meeting-cancelled-subject", meeting), blocks);
    let method = match whom {
        Cancelled::Everybody => Method::Cancel,
        Cancelled::Named => Method::Uninvite,
    };
    with_calendar(pen, letter, meeting, method, sender_address)
}

pub fn summary(
    pen: &Pen<'_>,
    purpose: MeetingPurpose,
    held_at: DateTime<Utc>,
    path: &AppPath,
    actions: &[ActionLine],
    summary: &Prose,
) -> Letter {
    let when = dates::moment(held_at, pen.locale);
    let values = [("kind", purpose_words(pen, purpose)), ("when", when)];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let mut blocks = vec![pen.paragraph("meeting-summary-body", &values)];
    if pen.message.policy == MailPolicy::Full {
        pen.add_prose(
            &mut blocks,
            "meeting-summary-heading",
            std::slice::from_ref(summary),
        );
    }
    pen.add_actions(&mut blocks, actions);
    blocks.push(pen.link("meeting-summary-link", path));
    pen.letter(
        pen.words.say_with("meeting-summary-subject", &values),
        blocks,
    )
}

/// What a meeting is for, in words, capitalised.
pub fn purpose_words(pen: &Pen<'_>, purpose: MeetingPurpose) -> String {
    pen.words.say(match purpose {
        MeetingPurpose::Feedback => "kind-feedback",
        MeetingPurpose::Supervision => "kind-supervision",
        MeetingPurpose::ActionLearning => "kind-action-learning",
        MeetingPurpose::Calibration => "kind-calibration",
    })
}

fn subject(pen: &Pen<'_>, key: &str, meeting: &Meeting) -> String {
    let when = dates::moment(meeting.starts_at, pen.locale);
    pen.words.say_with(
        key,
        &[
            ("kind", &purpose_words(pen, meeting.purpose)),
            ("when", &when),
        ],
    )
}

fn facts(pen: &Pen<'_>, meeting: &Meeting, previous_start: Option<DateTime<Utc>>) -> Block {
    let when = dates::span(meeting.starts_at, meeting.ends_at, pen.locale);
    let mut rows = vec![
        pen.fact("meeting-what", purpose_words(pen, meeting.purpose)),
        pen.fact("meeting-when", when),
    ];
    if let Placement::Series { every_weeks, times } = meeting.placement {
        let values = [
            ("weeks", every_weeks.to_string()),
            ("times", times.to_string()),
        ];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        rows.push(pen.fact(
            "meeting-repeats",
            pen.words.say_with("meeting-repeats-value", &values),
        ));
    }
    // A change of place only is no change of time.
    if let Some(previous) = previous_start.filter(|previous| *previous != meeting.starts_at) {
        rows.push(pen.fact("meeting-before", dates::moment(previous, pen.locale)));
    }
    rows.extend(places(pen, meeting));
    rows.push(pen.fact("meeting-with", names(meeting)));
    Block::Facts { rows }
}

fn places(pen: &Pen<'_>, meeting: &Meeting) -> Vec<Fact> {
    let place = meeting.location.as_ref().filter(|place| !place.is_empty());
    let place = place.map(|place| pen.fact("meeting-where", place.as_str()));
    let link = meeting.link.as_ref().map(|link| {
        let fact = pen.fact("meeting-join", link.as_str());
        Fact {
            is_link: true,
            ..fact
        }
    });
    place.into_iter().chain(link).collect()
}

fn names(meeting: &Meeting) -> String {
    let guests = meeting
        .guests
        .iter()
        .filter(|guest| guest.email != meeting.organiser.email);
    let everyone = std::iter::once(&meeting.organiser).chain(guests);
    let names: Vec<&str> = everyone.map(|guest| guest.name.as_str()).collect();
    names.join(", ")
}

fn with_calendar(
    pen: &Pen<'_>,
    mut letter: Letter,
    meeting: &Meeting,
    method: Method,
    sender_address: &str,
) -> Letter {
    let page = pen.message.site.join(&meeting.path);
    // The zone is printed here too: some calendars show a description before they
    // have understood the time zone.
    let mut description = vec![dates::span(meeting.starts_at, meeting.ends_at, pen.locale)];
    description.extend(
        places(pen, meeting)
            .iter()
            .map(|fact| format!("{}: {}", fact.name, fact.value)),
    );
    description.push(format!("{}: {page}", pen.words.say("meeting-link")));
    let text = calendar::write(&Invite {
        meeting,
        method,
        organiser_address: sender_address,
        stamped_at: pen.message.composed_at,
        summary: &purpose_words(pen, meeting.purpose),
        description: &description.join("\n"),
        page: &page,
    });
    letter.calendar = Some(CalendarPart { method, text });
    letter
}
