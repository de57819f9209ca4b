//! Letters about what a device had not sent when it was taken away from its author.

use chrono::NaiveDate;
use shared::org::MailPolicy;

use super::{Letter, Pen};
use crate::mail::link::AppPath;
use crate::mail::text::Line;

/// Tells whoever may decide that something waits: in whose team, and nothing of what it is.
pub fn to_decide(pen: &Pen<'_>, team: &Line, arrived_on: NaiveDate, path: &AppPath) -> Letter {
    let values = [("team", team.as_str()), ("date", &pen.day(arrived_on))];
    let blocks = vec![
        pen.paragraph("unsent-to-decide", &values),
        pen.link("unsent-to-decide-link", path),
    ];
    pen.letter(pen.words.say("unsent-to-decide-subject"), blocks)
}

/// Tells an administrator that nobody may decide, and what would help.
pub fn without_head(pen: &Pen<'_>, team: &Line, arrived_on: NaiveDate, path: &AppPath) -> Letter {
    let values = [("team", team.as_str()), ("date", &pen.day(arrived_on))];
    let blocks = vec![
        pen.paragraph("unsent-without-head", &values),
        pen.link("unsent-without-head-link", path),
    ];
    pen.letter(pen.words.say("unsent-without-head-subject"), blocks)
}

/// Tells the author that it is kept until somebody has decided.
pub fn waits(pen: &Pen<'_>, arrived_on: NaiveDate, path: &AppPath) -> Letter {
    let values = [("date", &*pen.day(arrived_on))];
    let blocks = vec![
        pen.paragraph("unsent-waits", &values),
        pen.link("unsent-kept-link", path),
    ];
    pen.letter(pen.words.say("unsent-subject"), blocks)
}

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
