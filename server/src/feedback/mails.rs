//! Mail about feedback: plain data for the letter, posted with the change it tells of.

use shared::feedback::Reply;
use shared::observations::SharedFeedback;
use shared::org::{MailPolicy, Organisation};
use shared::values::{FeedbackId, PersonId};

use crate::clock;
use crate::db::Conn;
use crate::error::Result;
use crate::mail::{ActionLine, AppPath, Content, Line, Prose, ReleasedFeedback, SiteUrl};
use crate::observations::{self, Record};
use crate::{org, outbox};

/// Tells the practitioner that feedback is there. One mail per edition. Until the feedback is open
/// to them the mail says no more than that, whatever the policy: their own view comes first.
pub(super) fn post_feedback_ready(
    conn: &mut Conn,
    site: SiteUrl,
    org: &str,
    record: &Record,
    id: FeedbackId,
    content: &SharedFeedback,
) -> Result<()> {
    let mut organisation = org::organisation(conn, org)?;
    if !observations::is_open(conn, org, record)? {
        organisation.mail_policy = MailPolicy::Minimal;
    }
    // What the policy keeps out of the mail stays out of the queue as well.
    let told = if organisation.mail_policy == MailPolicy::Minimal {
        &[][..]
    } else {
        &content.actions[..]
    };
    let actions = told.iter().map(|action| ActionLine {
        title: Line::new(action.title.as_str()),
        review_on: action.review_on.naive(),
    });
    let letter = Content::FeedbackReady {
        observer: Line::new(record.observer.name.as_str()),
        observed_on: observed_on(record, &organisation)?,
        path: feedback_page(record),
        actions: actions.collect(),
        feedback: (organisation.mail_policy == MailPolicy::Full).then(|| released(content)),
    };
    let key = format!("feedback-ready:{id}:{}", record.practitioner.id);
    post(
        conn,
        site,
        org,
        organisation,
        record.practitioner.id,
        &key,
        letter,
    )
}

/// Tells the other side that somebody replied; what was written stays in the app. Where the
/// observer has left, the practitioner's line hears of it, which can read it.
pub(super) fn post_reply_received(
    conn: &mut Conn,
    site: SiteUrl,
    org: &str,
    record: &Record,
    reply: &Reply,
) -> Result<()> {
    let organisation = org::organisation(conn, org)?;
    for to in hearers(conn, org, record, reply.author.id)? {
        let letter = Content::ReplyReceived {
            practitioner: Line::new(reply.author.name.as_str()),
            observed_on: observed_on(record, &organisation)?,
            path: feedback_page(record),
        };
        let key = format!("reply-received:{}:{to}", reply.id);
        post(
            conn,
            site.clone(),
            org,
            organisation.clone(),
            to,
            &key,
            letter,
        )?;
    }
    Ok(())
}

/// Who is told of what `author` wrote. Whoever observes the same session, and may not yet know how
/// far the other record is, is not.
fn hearers(conn: &mut Conn, org: &str, record: &Record, author: PersonId) -> Result<Vec<PersonId>> {
    let (practitioner, observer) = (record.practitioner.id, record.observer.id);
    if author == observer {
        return Ok(vec![practitioner]);
    }
    if !org::person(conn, org, observer)?.has_left() {
        return Ok(vec![observer]);
    }
    let mut line = Vec::new();
    for person in org::nearest_line(conn, org, practitioner)? {
        if !observations::is_blind_to(conn, org, record.id, person)? {
            line.push(person);
        }
    }
    Ok(line)
}

fn post(
    conn: &mut Conn,
    site: SiteUrl,
    org: &str,
    organisation: Organisation,
    to: PersonId,
    key: &str,
    content: Content,
) -> Result<()> {
    let person = org::person(conn, org, to)?;
    if !person.is_here() {
        return Ok(());
    }
    let message = outbox::letter(&person, &organisation, site, content);
    outbox::post(conn, org, key, to, &message)?;
    Ok(())
}

/// The day of the session where the organisation is.
fn observed_on(record: &Record, organisation: &Organisation) -> Result<chrono::NaiveDate> {
    let zone = clock::zone(&organisation.time_zone)?;
    Ok(match record.started_at {
        Some(started) => started.instant().with_timezone(&zone).date_naive(),
        None => record.agreement.planned_for.date().naive(),
    })
}

fn feedback_page(record: &Record) -> AppPath {
    AppPath::new(&format!("/observations/{}/feedback", record.id))
}

fn released(content: &SharedFeedback) -> ReleasedFeedback {
    let words = |points: &[shared::observations::ReleasedPoint]| {
        let point = |point: &shared::observations::ReleasedPoint| {
            Prose::new(&format!(
                "{}\n{}",
                point.title.as_str(),
                point.evidence_text.as_str()
            ))
        };
        points.iter().map(point).collect()
    };
    ReleasedFeedback {
        strengths: words(&content.strengths),
        question: Prose::new(content.question.as_str()),
        development: words(&content.developments),
    }
}
