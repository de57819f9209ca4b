//! Letters about what a device had not sent when it was taken away from its author.

use chrono::NaiveDate;
use shared::org::MailPolicy;

use super::{Letter, Pen};
use crate::mail::link::AppPath;
use crate::mail::text::Line;

/// Tells the author what became of it. The reason is free text about a record, so it travels
/// only where the policy lets content travel; everybody else reads it behind the link.
pub fn decided(
    pen: &Pen<'_>,
    is_accepted: bool,
    by: &Line,
    arrived_on: NaiveDate,
    path: &AppPath,
    reason: &Line,
) -> Letter {
    let body = if is_accepted {
        "unsent-accepted"
    } else {
        "unsent-rejected"
    };
    let values = [("person", by.as_str()), ("date", &pen.day(arrived_on))];
    let mut blocks = vec![pen.paragraph(body, &values)];
    if pen.message.policy == MailPolicy::Full {
        blocks.push(pen.paragraph("unsent-reason", &[("reason", reason.as_str())]));
    }
    blocks.push(pen.link("unsent-link", path));
    pen.letter(pen.words.say("unsent-subject"), blocks)
}

/// Tells the author that their own writing was kept for them. What it is stays in the app.
pub fn kept(pen: &Pen<'_>, kept_until: NaiveDate, path: &AppPath) -> Letter {
    let values = [("date", &*pen.day(kept_until))];
    let blocks = vec![
        pen.paragraph("unsent-kept", &values),
        pen.link("unsent-kept-link", path),
    ];
    pen.letter(pen.words.say("unsent-subject"), blocks)
}
