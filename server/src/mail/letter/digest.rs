//! The weekly digest: one letter instead of many.

use chrono::NaiveDate;

use super::{Block, Fact, Letter, Pen, meetings};
use crate::mail::dates;
use crate::mail::link::AppPath;
use crate::mail::message::{Digest, MeetingLine};

pub fn weekly(
    pen: &Pen<'_>,
    week_from: NaiveDate,
    first: &Digest,
    more: &[Digest],
    path: &AppPath,
) -> Letter {
    let date = pen.day(week_from);
    let mut blocks = vec![pen.paragraph("digest-body", &[("date", &date)])];
    for digest in std::iter::once(first).chain(more) {
        if !more.is_empty() {
            blocks.push(pen.heading(heading(digest)));
        }
        add_section(pen, &mut blocks, digest);
    }
    add_meetings(pen, &mut blocks, meetings_of(first));
    blocks.push(pen.link("digest-link", path));
    pen.letter(
        pen.words.say_with("digest-subject", &[("date", &date)]),
        blocks,
    )
}

/// Tells the parts apart for somebody who holds several roles.
fn heading(digest: &Digest) -> &'static str {
    match digest {
        Digest::Practitioner { .. } => "digest-as-practitioner",
        Digest::Observer { .. } => "digest-as-observer",
        Digest::Manager { .. } => "digest-as-manager",
        Digest::Administrator { .. } => "digest-as-administrator",
    }
}

fn meetings_of(digest: &Digest) -> &[MeetingLine] {
    match digest {
        Digest::Practitioner { meetings, .. }
        | Digest::Observer { meetings, .. }
        | Digest::Manager { meetings, .. }
        | Digest::Administrator { meetings, .. } => meetings,
    }
}

fn add_section(pen: &Pen<'_>, blocks: &mut Vec<Block>, digest: &Digest) {
    match digest {
        Digest::Practitioner {
            n_feedback_to_read,
            n_feedback_to_acknowledge,
            n_self_assessments,
            n_replies_to_read,
            n_actions_due,
            actions_due,
            meetings: _,
        } => {
            // A digest posted by a server of before has only the lines.
            let n_lines = u32::try_from(actions_due.len()).unwrap_or(u32::MAX);
            let n_actions = n_lines.max(*n_actions_due);
            let counts = [
                ("digest-feedback-to-read", *n_feedback_to_read),
                ("digest-feedback-to-acknowledge", *n_feedback_to_acknowledge),
                ("digest-self-assessments", *n_self_assessments),
                ("digest-replies-to-read", *n_replies_to_read),
                ("digest-actions-due", n_actions),
            ];
            add_counts(pen, blocks, &counts);
            pen.add_actions(blocks, actions_due);
        }
        Digest::Observer {
            n_observations_planned,
            n_feedback_to_write,
            n_replies_to_read,
            meetings: _,
        } => {
            let counts = [
                ("digest-observations-planned", *n_observations_planned),
                ("digest-feedback-to-write", *n_feedback_to_write),
                ("digest-replies-to-read", *n_replies_to_read),
            ];
            add_counts(pen, blocks, &counts);
        }
        Digest::Manager {
            n_due,
            n_booked,
            n_overdue,
            n_completed,
            n_work_to_decide,
            meetings: _,
        } => {
            let counts = [
                ("digest-due", *n_due),
                ("digest-booked", *n_booked),
                ("digest-overdue", *n_overdue),
                ("digest-completed", *n_completed),
                ("digest-work-to-decide", *n_work_to_decide),
            ];
            add_counts(pen, blocks, &counts);
        }
        Digest::Administrator {
            n_failed_mails,
            n_invitations,
            n_work_without_head,
            meetings: _,
        } => {
            let counts = [
                ("digest-failed-mails", *n_failed_mails),
                ("digest-invitations", *n_invitations),
                ("digest-work-without-head", *n_work_without_head),
            ];
            add_counts(pen, blocks, &counts);
        }
    }
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
