//! Letters about a session that is to be observed: who, when and a link, under every policy.

use chrono::{DateTime, Utc};

use super::{Block, Letter, Pen};
use crate::mail::dates;
use crate::mail::link::AppPath;
use crate::mail::message::PlannedSession;
use crate::mail::text::Line;

pub fn planned(pen: &Pen<'_>, by: &Line, session: &PlannedSession, is_second: bool) -> Letter {
    let body = match is_second {
        true => "observation-second-body",
        false => "observation-planned-body",
    };
    let body = pen.paragraph(body, &[("person", by.as_str())]);
    let blocks = blocks(pen, body, session, None);
    pen.letter(pen.words.say("observation-planned-subject"), blocks)
}

pub fn moved(pen: &Pen<'_>, session: &PlannedSession, previously: DateTime<Utc>) -> Letter {
    let person = [("person", session.observer.as_str())];
    let body = pen.paragraph("observation-moved-body", &person);
    let blocks = blocks(pen, body, session, Some(previously));
    pen.letter(pen.words.say("observation-moved-subject"), blocks)
}

pub fn handed_on(pen: &Pen<'_>, session: &PlannedSession, before: &Line, is_yours: bool) -> Letter {
    let before = ("before", before.as_str());
    let body = match is_yours {
        true => pen.paragraph("observation-yours-body", &[before]),
        false => {
            let now = ("person", session.observer.as_str());
            pen.paragraph("observation-handed-on-body", &[now, before])
        }
    };
    let blocks = blocks(pen, body, session, None);
    pen.letter(pen.words.say("observation-handed-on-subject"), blocks)
}

/// The answer itself stays in the app.
pub fn request_declined(pen: &Pen<'_>, by: &Line, path: &AppPath) -> Letter {
    let blocks = vec![
        pen.paragraph("request-declined-body", &[("person", by.as_str())]),
        pen.link("request-declined-link", path),
    ];
    pen.letter(pen.words.say("request-declined-subject"), blocks)
}

/// Why it does not take place stays in the app, where it is anybody's to know.
pub fn cancelled(pen: &Pen<'_>, session: &PlannedSession, by: Option<&Line>) -> Letter {
    let body = match by {
        Some(by) => pen.paragraph("observation-cancelled-body", &[("person", by.as_str())]),
        None => pen.paragraph("observation-ended-body", &[]),
    };
    let blocks = blocks(pen, body, session, None);
    pen.letter(pen.words.say("observation-cancelled-subject"), blocks)
}

fn blocks(
    pen: &Pen<'_>,
    body: Block,
    session: &PlannedSession,
    previously: Option<DateTime<Utc>>,
) -> Vec<Block> {
    let moment = |at| dates::moment(at, pen.locale);
    let mut rows = vec![pen.fact("observation-when", moment(session.planned_for))];
    rows.extend(previously.map(|at| pen.fact("observation-before", moment(at))));
    rows.push(pen.fact("observation-practitioner", session.practitioner.as_str()));
    rows.push(pen.fact("observation-observer", session.observer.as_str()));
    let mut blocks = vec![body, Block::Facts { rows }];
    if session.has_own_record {
        blocks.push(pen.paragraph("observation-own-record", &[]));
    }
    blocks.push(pen.link("observation-link", &session.path));
    blocks
}
