//! The weekly digest: one mail per person and week instead of many, and none when there is
//! nothing to say.

use chrono::{Datelike, Days, NaiveDateTime, Timelike, Weekday};
use serde::{Deserialize, Serialize};
use shared::access::Role;
use shared::feedback::Action;
use shared::meetings::NextStep;
use shared::observations::State;
use shared::org::{MailPolicy, Organisation};
use shared::values::{Date, PersonId};

use super::home::{self, Known, Running, n_of};
use super::store;
use crate::actor::{self, Actor};
use crate::clock;
use crate::context::Ctx;
use crate::db::{self, Conn, stored};
use crate::error::{Error, Result};
use crate::jobs::{self, Claim, Failure, Job};
use crate::mail::{ActionLine, AppPath, Content, Digest, Line, MeetingLine, Message, SiteUrl};
use crate::org::{self, Card};
use crate::{meetings, outbox};

/// Written on Monday from this hour on, in London, and no later than Monday's end.
const FROM_HOUR: u32 = 6;
/// People per job: each mail is a transaction of its own.
const N_READERS: i64 = 200;
const LINES_MAX: usize = 10;

/// Writes the digests of some people of an organisation, and enqueues the next of them.
#[derive(Serialize, Deserialize)]
pub struct WriteDigest {
    week_from: Date,
    /// The people behind this id; empty for the first.
    after: String,
}

/// On Monday morning enqueues the week's first job of each organisation. The key names the week,
/// so that many nodes and many looks enqueue one.
pub fn enqueue_due(conn: &mut Conn, now: NaiveDateTime) -> Result<()> {
    let local = clock::wall_clock(now.and_utc()).naive();
    if local.weekday() != Weekday::Mon || local.hour() < FROM_HOUR {
        return Ok(());
    }
    let week_from = home::monday(now.and_utc());
    for org in store::organisations(conn)? {
        let job = WriteDigest {
            week_from,
            after: String::new(),
        };
        jobs::enqueue(conn, &org, &format!("digest:{week_from}:"), &job)?;
    }
    Ok(())
}

impl Job for WriteDigest {
    const KIND: &'static str = "insights.write_digest";

    async fn run(self, ctx: Ctx, claim: Claim) -> Result<(), Failure> {
        let (org, after, week_from) = (claim.org.clone(), self.after.clone(), self.week_from);
        let readers = ctx
            .db
            .read_one(move |conn| store::readers(conn, &org, &after, N_READERS))
            .await?;
        let mut n_failed = 0;
        for reader in &readers {
            let Err(error) = tell(&ctx, &claim.org, reader, week_from).await else {
                continue;
            };
            if is_about_database(&error) {
                return Err(error.into());
            }
            tracing::warn!(person = %reader, "The digest of {reader} could not be written: {error}");
            n_failed += 1;
        }
        if let Some(last) = readers.last().filter(|_| readers.len() as i64 == N_READERS) {
            let (org, next) = (
                claim.org,
                WriteDigest {
                    week_from,
                    after: last.clone(),
                },
            );
            let key = format!("digest:{week_from}:{last}");
            ctx.db
                .write(move |conn| jobs::enqueue(conn, &org, &key, &next))
                .await?;
        }
        // Tried again, those who had nothing to be told would get a digest in the middle of the week.
        match n_failed {
            0 => Ok(()),
            n => Err(Failure::Permanent(format!(
                "{n} digests could not be written"
            ))),
        }
    }
}

/// Whether the fault lies in no reader's data: the others would fail as well.
fn is_about_database(error: &Error) -> bool {
    matches!(
        error,
        Error::Unavailable | Error::StorageFull | Error::DiskFailed
    )
}

/// Composes beside the writer, which has taps to keep, and posts what there is to say.
async fn tell(ctx: &Ctx, org: &str, reader: &str, week_from: Date) -> Result<()> {
    let id: PersonId = stored(reader.to_owned())?;
    let (org, site) = (org.to_owned(), ctx.settings.site());
    let found = {
        let org = org.clone();
        ctx.db
            .read(move |conn| composed(conn, &org, id, week_from, site))
            .await?
    };
    match found {
        Some(message) => {
            ctx.db
                .write(move |conn| post(conn, &org, id, week_from, &message))
                .await
        }
        None => Ok(()),
    }
}

pub(super) fn post(
    conn: &mut Conn,
    org: &str,
    id: PersonId,
    week_from: Date,
    message: &Message,
) -> Result<()> {
    let key = format!("digest:{week_from}:{id}");
    outbox::post(conn, org, &key, id, message).map(|_| ())
}

/// The digest of one reader; none where there is nothing to say.
pub(super) fn composed(
    conn: &mut Conn,
    org: &str,
    id: PersonId,
    week_from: Date,
    site: SiteUrl,
) -> Result<Option<Message>> {
    let card = org::person(conn, org, id)?;
    let organisation: Organisation = org::organisation(conn, org)?;
    let reader = actor::reader(conn, stored(org.to_owned())?, id)?;
    let known = home::known(conn, &reader, db::now().and_utc())?;
    let meetings = meeting_lines(conn, org, &card)?;
    let week = Week {
        until: week_from.naive() + Days::new(7),
        policy: organisation.mail_policy,
    };
    let mut sections = sections(&reader, &known, week, meetings);
    if sections.iter().all(is_empty) {
        return Ok(None);
    }
    let path = match sections.as_slice() {
        [Digest::Manager { .. }] => "/coverage",
        _ => "/",
    };
    let content = Content::WeeklyDigest {
        week_from: week_from.naive(),
        digest: sections.remove(0),
        more: sections,
        path: AppPath::new(path),
    };
    Ok(Some(outbox::letter(&card, &organisation, site, content)))
}

/// What a digest is written for.
#[derive(Clone, Copy)]
struct Week {
    /// The Monday after.
    until: chrono::NaiveDate,
    policy: MailPolicy,
}

/// One part for each role that somebody holds, the widest first. Each stands, also where it is
/// all zeros; the meetings are in the first. Whoever is observed has the practitioner's part too
/// while there is something in it.
fn sections(
    reader: &Actor,
    known: &Known,
    week: Week,
    mut meetings: Vec<MeetingLine>,
) -> Vec<Digest> {
    let mut meetings = || std::mem::take(&mut meetings);
    let mut sections = Vec::new();
    if reader.holds(Role::Manager) {
        sections.push(manager(known, meetings()));
    }
    if reader.holds(Role::Spo) || reader.holds(Role::Qdo) {
        sections.push(observer(known, week, meetings()));
    }
    let is_observed = || !is_empty(&practitioner(known, week, Vec::new()));
    if reader.holds(Role::Practitioner) || is_observed() {
        sections.push(practitioner(known, week, meetings()));
    }
    if let Some(running) = known.running {
        sections.push(administrator(running, meetings()));
    }
    sections
}

/// Whether it says nothing: a board on which all is done asks for nothing.
fn is_empty(digest: &Digest) -> bool {
    match digest {
        Digest::Manager {
            n_due,
            n_booked,
            n_overdue,
            n_completed: _,
            n_work_to_decide,
            meetings,
        } => n_due + n_booked + n_overdue + n_work_to_decide == 0 && meetings.is_empty(),
        Digest::Observer {
            n_observations_planned,
            n_feedback_to_write,
            n_replies_to_read,
            meetings,
        } => {
            n_observations_planned + n_feedback_to_write + n_replies_to_read == 0
                && meetings.is_empty()
        }
        Digest::Practitioner {
            n_feedback_to_read,
            n_feedback_to_acknowledge,
            n_self_assessments,
            n_replies_to_read,
            n_actions_due: _,
            actions_due,
            meetings,
        } => {
            n_feedback_to_read + n_feedback_to_acknowledge + n_self_assessments + n_replies_to_read
                == 0
                && actions_due.is_empty()
                && meetings.is_empty()
        }
        Digest::Administrator {
            n_failed_mails,
            n_invitations,
            n_work_without_head,
            meetings,
        } => n_failed_mails + n_invitations + n_work_without_head == 0 && meetings.is_empty(),
    }
}

fn manager(known: &Known, meetings: Vec<MeetingLine>) -> Digest {
    let covered = known.covered.unwrap_or_default();
    Digest::Manager {
        n_due: covered.due,
        n_booked: covered.booked,
        n_overdue: covered.overdue,
        n_completed: covered.done,
        n_work_to_decide: known.n_to_decide,
        meetings,
    }
}

fn observer(known: &Known, week: Week, meetings: Vec<MeetingLine>) -> Digest {
    let is_planned = |step: &NextStep| {
        matches!(step, NextStep::Observe { state: State::Planned, planned_for, .. }
            if planned_for.date().naive() < week.until)
    };
    let n = |is_kind: fn(&NextStep) -> bool| count(n_of(&known.steps, is_kind));
    Digest::Observer {
        n_observations_planned: count(n_of(&known.steps, is_planned)),
        n_feedback_to_write: n(|step| matches!(step, NextStep::FinishFeedback { .. })),
        n_replies_to_read: known.replies.n_to_observer,
        meetings,
    }
}

fn practitioner(known: &Known, week: Week, meetings: Vec<MeetingLine>) -> Digest {
    let n = |is_kind: fn(&NextStep) -> bool| count(n_of(&known.steps, is_kind));
    let due: Vec<&Action> = known
        .open_actions
        .iter()
        .filter(|action| action.review_on.naive() < week.until)
        .collect();
    let line = |action: &&Action| ActionLine {
        // What the policy keeps out of mails stays out of the queue as well.
        title: match week.policy {
            MailPolicy::Minimal => Line::new(""),
            _ => Line::new(action.title.as_str()),
        },
        review_on: action.review_on.naive(),
    };
    Digest::Practitioner {
        n_feedback_to_read: n(|step| matches!(step, NextStep::ReadFeedback { .. })),
        n_feedback_to_acknowledge: n(|step| matches!(step, NextStep::Acknowledge { .. })),
        n_self_assessments: n(|step| matches!(step, NextStep::SelfAssess { .. })),
        n_replies_to_read: known.replies.n_to_practitioner,
        n_actions_due: u32::try_from(due.len()).unwrap_or(u32::MAX),
        actions_due: due.iter().take(LINES_MAX).map(line).collect(),
        meetings,
    }
}

fn administrator(running: Running, meetings: Vec<MeetingLine>) -> Digest {
    Digest::Administrator {
        n_failed_mails: count(running.n_failed_mails),
        n_invitations: count(running.n_invited),
        n_work_without_head: running.n_without_head,
        meetings,
    }
}

fn meeting_lines(conn: &mut Conn, org: &str, card: &Card) -> Result<Vec<MeetingLine>> {
    let now = db::now().and_utc();
    let coming = meetings::coming(conn, org, card.id, now)?;
    let names = org::names(
        conn,
        org,
        coming
            .iter()
            .flat_map(|booked| booked.people().collect::<Vec<_>>()),
    )?;
    coming
        .iter()
        .take(LINES_MAX)
        .map(|booked| {
            let other = match booked.organiser_id == card.id {
                true => booked.attendee_ids().first().copied().unwrap_or(card.id),
                false => booked.organiser_id,
            };
            let with = Line::new(names.reference(other)?.name.as_str());
            Ok(MeetingLine {
                purpose: booked.purpose,
                with,
                starts_at: booked.starts_at()?,
            })
        })
        .collect()
}

fn count(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
