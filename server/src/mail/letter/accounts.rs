//! Letters about an account, some with a single-use link. They hold nothing else: whoever finds
//! one learns that an account exists and no more.

use chrono::{DateTime, Utc};

use super::{Block, Letter, Pen};
use crate::mail::dates;
use crate::mail::link::AppPath;
use crate::mail::text::Line;

pub fn invitation(pen: &Pen<'_>, by: &Line, path: &AppPath, expires_at: DateTime<Utc>) -> Letter {
    let organisation = pen.message.organisation.as_str();
    let values = [("person", by.as_str()), ("organisation", organisation)];
    let blocks = vec![
        pen.paragraph("invitation-body", &values),
        pen.link("invitation-link", path),
        expiry(pen, expires_at),
        pen.paragraph("invitation-unexpected", &[]),
    ];
    pen.letter(pen.words.say("invitation-subject"), blocks)
}

pub fn reset(pen: &Pen<'_>, path: &AppPath, expires_at: DateTime<Utc>) -> Letter {
    let blocks = vec![
        pen.paragraph("reset-body", &[]),
        pen.link("reset-link", path),
        expiry(pen, expires_at),
        pen.paragraph("reset-unexpected", &[]),
    ];
    pen.letter(pen.words.say("reset-subject"), blocks)
}

/// Goes to the address of before, and does not name the new one: it may be no business of whoever
/// reads the old mailbox now.
pub fn address_changed(pen: &Pen<'_>, by: &Line, path: &AppPath) -> Letter {
    let blocks = vec![
        pen.paragraph("address-changed-body", &[("person", by.as_str())]),
        pen.paragraph("address-changed-unexpected", &[]),
        pen.link("address-changed-link", path),
    ];
    pen.letter(pen.words.say("address-changed-subject"), blocks)
}

fn expiry(pen: &Pen<'_>, at: DateTime<Utc>) -> Block {
    pen.paragraph("link-expires", &[("when", &dates::moment(at, pen.locale))])
}
