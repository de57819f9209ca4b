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

/// The link leads to another password: the one that was chosen may be a stranger's.
pub fn password_changed(pen: &Pen<'_>, at: DateTime<Utc>, path: &AppPath) -> Letter {
    let when = dates::moment(at, pen.locale);
    let blocks = vec![
        pen.paragraph("password-changed-body", &[("when", &when)]),
        pen.paragraph("password-changed-unexpected", &[]),
        pen.link("password-changed-link", path),
    ];
    pen.letter(pen.words.say("password-changed-subject"), blocks)
}

pub fn session_ended(pen: &Pen<'_>, device: &Line, at: DateTime<Utc>, path: &AppPath) -> Letter {
    let when = dates::moment(at, pen.locale);
    let values = [("device", device.as_str()), ("when", &when)];
    let blocks = vec![
        pen.paragraph("session-ended-body", &values),
        pen.paragraph("session-ended-unexpected", &[]),
        pen.link("session-ended-link", path),
    ];
    pen.letter(pen.words.say("session-ended-subject"), blocks)
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
