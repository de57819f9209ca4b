//! Letters about feedback and replies to it. What was written stays in the app, unless
//! the organisation's policy releases it to mail; a reply always stays there.

use chrono::NaiveDate;
use shared::org::MailPolicy;

use super::{Letter, Pen};
use crate::mail::link::AppPath;
use crate::mail::message::{ActionLine, ReleasedFeedback};
use crate::mail::text::Line;

pub fn ready(
    pen: &Pen<'_>,
    observer: &Line,
    observed_on: NaiveDate,
    path: &AppPath,
    actions: &[ActionLine],
    released: Option<&ReleasedFeedback>,
) -> Letter {
    let values = [
        ("person", observer.as_str()),
        ("date", &pen.day(observed_on)),
    ];
    let mut blocks = vec![pen.paragraph("feedback-body", &values)];
    if let Some(released) = released.filter(|_| pen.message.policy == MailPolicy::Full) {
        pen.add_prose(&mut blocks, "feedback-strengths", &released.strengths);
        pen.add_prose(
            &mut blocks,
            "feedback-question",
            std::slice::from_ref(&released.question),
        );
        pen.add_prose(&mut blocks, "feedback-development", &released.development);
    }
    pen.add_actions(&mut blocks, actions);
    blocks.push(pen.link("feedback-link", path));
    pen.letter(pen.words.say("feedback-subject"), blocks)
}

pub fn replied(
    pen: &Pen<'_>,
    practitioner: &Line,
    observed_on: NaiveDate,
    path: &AppPath,
) -> Letter {
    let values = [
        ("person", practitioner.as_str()),
        ("date", &pen.day(observed_on)),
    ];
    let blocks = vec![
        pen.paragraph("reply-body", &values),
        pen.link("reply-link", path),
    ];
    pen.letter(pen.words.say("reply-subject"), blocks)
}
