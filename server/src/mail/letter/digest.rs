//! The weekly digest: one letter instead of many.

use chrono::NaiveDate;

use super::{Block, Fact, Letter, Pen, meetings};
use crate::mail::dates;
use crate::mail::link::AppPath;
use crate::mail::message::{Digest, MeetingLine};

pub fn weekly(pen: &Pen<'_>, week_from: NaiveDate, digest: &Digest, path: &AppPath) -> Letter {
    let date = pen.day(week_from);
    let mut blocks = vec![pen.paragraph("digest-body", &[("date", &date)])];
    match digest {
        Digest::Practitioner {
            n_feedback_to_read,
            n_self_assessments,
            actions_due,
            meetings,
        } => {
            let n_actions = u32::try_from(actions_due.len()).unwrap_or(u32::MAX);
            add_counts(
                pen,
                &mut blocks,
                &[
                    ("digest-feedback-to-read", *n_feedback_to_read),
                    ("digest-self-assessments", *n_self_assessments),
                    ("digest-actions-due", n_actions),
                ],
            );
            pen.add_actions(&mut blocks, actions_due);
            add_meetings(pen, &mut blocks, meetings);
        }
        Digest::Observer {
            n_observations_planned,
            n_feedback_to_write,
            n_replies_to_read,
            meetings,
        } => {
            add_counts(
                pen,
                &mut blocks,
                &[
                    ("digest-observations-planned", *n_observations_planned),
                    ("digest-feedback-to-write", *n_feedback_to_write),
                    ("digest-replies-to-read", *n_replies_to_read),
                ],
            );
            add_meetings(pen, &mut blocks, meetings);
        }
        Digest::Manager {
            n_due,
            n_booked,
            n_overdue,
            n_completed,
            meetings,
        } => {
            add_counts(
                pen,
                &mut blocks,
                &[
                    ("digest-due", *n_due),
                    ("digest-booked", *n_booked),
                    ("digest-overdue", *n_overdue),
                    ("digest-completed", *n_completed),
                ],
            );
            add_meetings(pen, &mut blocks, meetings);
        }
    }
    blocks.push(pen.link("digest-link", path));
    pen.letter(
        pen.words.say_with("digest-subject", &[("date", &date)]),
        blocks,
    )
}

/// Every count stands, also a zero: a row that comes and goes reads like a fault.
fn add_counts(pen: &Pen<'_>, blocks: &mut Vec<Block>, counts: &[(&str, u32)]) {
    let rows: Vec<Fact> = counts
        .iter()
        .map(|(key, n)| pen.fact(key, n.to_string()))
        .collect();
    blocks.push(Block::Facts { rows });
}

fn add_meetings(pen: &Pen<'_>, blocks: &mut Vec<Block>, lines: &[MeetingLine]) {
    if lines.is_empty() {
        return;
    }
    let item = |line: &MeetingLine| {
        let kind = meetings::purpose_words(pen, line.purpose);
        let when = dates::moment(line.starts_at, pen.locale);
        let values = [
            ("kind", kind.as_str()),
            ("person", line.with.as_str()),
            ("when", &when),
        ];
        pen.words.say_with("digest-meeting-item", &values)
    };
    blocks.push(pen.heading("digest-meetings"));
    blocks.push(Block::List {
        items: lines.iter().map(item).collect(),
    });
}
