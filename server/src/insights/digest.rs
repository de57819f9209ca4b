//! The weekly digest: one mail per person and week instead of many, and none when there is
//! nothing to say.

use chrono::{Datelike, Days, Duration, NaiveDateTime, Timelike, Weekday};
use chrono_tz::Europe::London;
use serde::{Deserialize, Serialize};
use shared::access::Role;
use shared::org::{MailPolicy, Organisation};
use shared::values::{Date, PersonId};

use super::{coverage, home, store};
use crate::actor::Grant;
use crate::context::Ctx;
use crate::db::{self, Conn, stored};
use crate::error::Result;
use crate::jobs::{self, Claim, Failure, Job};
use crate::mail::{ActionLine, AppPath, Content, Digest, Line, MeetingLine, SiteUrl};
use crate::org::{self, Card};
use crate::{feedback, meetings, outbox};

/// Written on Monday from this hour on, in London, and no later than Monday's end.
const FROM_HOUR: u32 = 6;
/// People per job: each is a transaction of its own.
const N_READERS: i64 = 200;
const N_PEOPLE_MAX: i64 = 500;
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
    let local = now.and_utc().with_timezone(&London);
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
        for reader in &readers {
            let (org, reader, site) = (claim.org.clone(), reader.clone(), ctx.settings.site());
            ctx.db
                .write(move |conn| write(conn, &org, stored(reader)?, week_from, site))
                .await?;
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
        Ok(())
    }
}

pub(super) fn write(
    conn: &mut Conn,
    org: &str,
    id: PersonId,
    week_from: Date,
    site: SiteUrl,
) -> Result<()> {
    let card = org::person(conn, org, id)?;
    let organisation = org::organisation(conn, org)?;
    let Some((digest, path)) = digest(conn, org, &card, &organisation, week_from)? else {
        return Ok(());
    };
    let content = Content::WeeklyDigest {
        week_from: week_from.naive(),
        digest,
        path: AppPath::new(path),
    };
    let message = outbox::letter(&card, &organisation, site, content);
    outbox::post(conn, org, &format!("digest:{week_from}:{id}"), id, &message)?;
    Ok(())
}

/// The digest of the widest role somebody holds, or nothing where there is nothing to say.
fn digest(
    conn: &mut Conn,
    org: &str,
    card: &Card,
    organisation: &Organisation,
    week_from: Date,
) -> Result<Option<(Digest, &'static str)>> {
    let grants = store::grants(conn, org, card.id)?;
    let holds = |role: Role| grants.iter().any(|grant: &Grant| grant.role == role);
    let meetings = meeting_lines(conn, org, card)?;
    if holds(Role::Manager) {
        manager(conn, org, card, &grants, meetings)
    } else if holds(Role::Spo) || holds(Role::Qdo) {
        observer(conn, org, card, week_from, meetings)
    } else {
        practitioner(conn, org, card, organisation, week_from, meetings)
    }
}

fn manager(
    conn: &mut Conn,
    org: &str,
    card: &Card,
    grants: &[Grant],
    meetings: Vec<MeetingLine>,
) -> Result<Option<(Digest, &'static str)>> {
    let now = db::now().and_utc();
    let (_, rows) = coverage::rows(conn, org, &card.id.to_string(), grants, now, N_PEOPLE_MAX)?;
    let tally = coverage::tally(&rows);
    let is_empty = tally
        == coverage::Tally {
            done: tally.done,
            ..Default::default()
        }
        && meetings.is_empty();
    let digest = Digest::Manager {
        n_due: count(tally.due),
        n_booked: count(tally.booked),
        n_overdue: count(tally.overdue),
        n_completed: count(tally.done),
        meetings,
    };
    Ok((!is_empty).then_some((digest, "/coverage")))
}

fn observer(
    conn: &mut Conn,
    org: &str,
    card: &Card,
    week_from: Date,
    meetings: Vec<MeetingLine>,
) -> Result<Option<(Digest, &'static str)>> {
    let until = week_from.naive() + Days::new(7);
    let since = week_from.naive().and_hms_opt(0, 0, 0).unwrap_or_default() - Duration::days(7);
    let (n_planned, n_drafts, n_replies) =
        store::waiting_for_observer(conn, org, &card.id.to_string(), &until.to_string(), since)?;
    let is_empty = n_planned + n_drafts + n_replies == 0 && meetings.is_empty();
    let digest = Digest::Observer {
        n_observations_planned: count(n_planned),
        n_feedback_to_write: count(n_drafts),
        n_replies_to_read: count(n_replies),
        meetings,
    };
    Ok((!is_empty).then_some((digest, "/")))
}

fn practitioner(
    conn: &mut Conn,
    org: &str,
    card: &Card,
    organisation: &Organisation,
    week_from: Date,
    meetings: Vec<MeetingLine>,
) -> Result<Option<(Digest, &'static str)>> {
    let (n_read, n_assess) = store::waiting_for_practitioner(conn, org, &card.id.to_string())?;
    let until = week_from.naive() + Days::new(7);
    let due = feedback::own_open_actions(conn, org, card.id)?;
    let due: Vec<ActionLine> = due
        .iter()
        .filter(|action| action.review_on.naive() < until)
        .take(LINES_MAX)
        .map(|action| ActionLine {
            // What the policy keeps out of mails stays out of the queue as well.
            title: match organisation.mail_policy {
                MailPolicy::Minimal => Line::new(""),
                _ => Line::new(action.title.as_str()),
            },
            review_on: action.review_on.naive(),
        })
        .collect();
    let is_empty = n_read + n_assess == 0 && due.is_empty() && meetings.is_empty();
    let digest = Digest::Practitioner {
        n_feedback_to_read: count(n_read),
        n_self_assessments: count(n_assess),
        actions_due: due,
        meetings,
    };
    Ok((!is_empty).then_some((digest, "/")))
}

fn meeting_lines(conn: &mut Conn, org: &str, card: &Card) -> Result<Vec<MeetingLine>> {
    let now = db::now().and_utc();
    let coming = meetings::coming(conn, org, &card.id.to_string(), now)?;
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
