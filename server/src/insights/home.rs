//! The home: what to do next, by role, and the counts behind it.

use chrono::{DateTime, Utc};
use shared::access::Role;
use shared::feedback::Action;
use shared::meetings::{
    Coverage, CoverageCounts, CoverageRow, Home, HomeCount, NextStep, most_urgent,
};
use shared::observations::State;
use shared::values::Date;

use super::coverage;
use crate::actor::Actor;
use crate::clock;
use crate::db::{self, Conn};
use crate::error::Result;
use crate::feedback::Replies;
use crate::{feedback, meetings, observations, org, outbox, quarantine};

/// What somebody should know first, before it is cut to what a page or a mail shows.
pub struct Known {
    /// In no order.
    pub steps: Vec<NextStep>,
    /// Of which so many are replies to read.
    pub replies: Replies,
    pub open_actions: Vec<Action>,
    /// How many of those whom the person looks after stand how, each by what is most urgent of them, or
    /// away; none where they look after nobody.
    pub covered: Option<CoverageCounts>,
    /// Deposits that the person may decide about.
    pub n_to_decide: u32,
    pub running: Option<Running>,
}

/// What an administrator looks after.
#[derive(Clone, Copy)]
pub struct Running {
    pub n_failed_mails: i64,
    pub n_invited: i64,
    /// Deposits that nobody may decide about.
    pub n_without_head: u32,
}

/// Everything the actor should know first, in a handful of queries.
pub fn home(conn: &mut Conn, actor: &Actor) -> Result<Home> {
    let now = db::now().and_utc();
    let known = known(conn, actor, now)?;
    let counts = counts(actor, &known);
    let declined = meetings::declined(conn, actor, now)?;
    let asked = match actor.holds(Role::Practitioner) {
        true => observations::open_of_own(conn, actor)?,
        false => Vec::new(),
    };
    let mut steps = known.steps;
    if let Some(running) = known.running {
        steps.extend(steps_of_running(running));
    }
    Ok(Home {
        next: most_urgent(steps, clock::wall_clock(now)),
        counts,
        work_to_decide: known.n_to_decide,
        work_without_head: known.running.map_or(0, |running| running.n_without_head),
        declined,
        asked,
    })
}

/// The same for a page and for the digest, so that both tell the same numbers.
pub fn known(conn: &mut Conn, actor: &Actor, now: DateTime<Utc>) -> Result<Known> {
    let open_actions = feedback::own_open_actions(conn, &actor.org, actor.person_id)?;
    let unopened = observations::unopened(conn, &actor.org, actor.person_id)?;
    let mut steps = observations::next_steps(conn, actor, &unopened)?;
    let today = clock::day(now);
    let (of_feedback, replies) =
        feedback::next_steps(conn, actor, today, &open_actions, &unopened)?;
    steps.extend(of_feedback);
    steps.extend(meetings::next_steps(conn, actor, now)?);
    let rows = covered(conn, actor, now)?;
    steps.extend(steps_of_board(&rows));
    let n_to_decide = match actor.holds(Role::Manager) {
        true => quarantine::n_to_decide(conn, actor)?,
        false => 0,
    };
    let running = match actor.holds(Role::Administrator) {
        true => Some(running(conn, &actor.org)?),
        false => None,
    };
    Ok(Known {
        steps,
        replies,
        open_actions,
        covered: (!rows.is_empty())
            .then(|| CoverageCounts::of(rows.iter().map(CoverageRow::state))),
        n_to_decide,
        running,
    })
}

/// The board of those who look after others; nothing for everybody else.
fn covered(conn: &mut Conn, actor: &Actor, now: DateTime<Utc>) -> Result<Vec<CoverageRow>> {
    if !actor.holds(Role::Spo) && !actor.holds(Role::Manager) {
        return Ok(Vec::new());
    }
    let (_, rows) = coverage::rows(conn, actor, now)?;
    Ok(rows)
}

/// Whom to book next. An SPO plans observations and supervision; a head sees to both.
fn steps_of_board(rows: &[CoverageRow]) -> Vec<NextStep> {
    let mut steps = Vec::new();
    for row in rows {
        if let Some(overdue_days) = days_overdue(&row.observation) {
            steps.push(NextStep::BookObservation {
                practitioner: row.practitioner.clone(),
                overdue_days,
            });
        }
        if let Some(overdue_days) = days_overdue(&row.supervision) {
            steps.push(NextStep::BookSupervision {
                practitioner: row.practitioner.clone(),
                overdue_days,
            });
        }
    }
    steps
}

fn days_overdue(coverage: &Coverage) -> Option<u32> {
    match coverage {
        Coverage::Overdue { days } => Some(*days),
        Coverage::Due { .. } => Some(0),
        _ => None,
    }
}

/// What it amounts to, before the steps are cut to the most urgent.
fn counts(actor: &Actor, known: &Known) -> Vec<HomeCount> {
    let n = |is_kind: fn(&NextStep) -> bool| n_of(&known.steps, is_kind);
    let mut counts = Vec::new();
    let planned = n(|step| {
        matches!(
            step,
            NextStep::Observe {
                state: State::Planned,
                ..
            } | NextStep::Inform { .. }
        )
    });
    count(&mut counts, "planned", planned);
    let drafts = n(|step| matches!(step, NextStep::FinishFeedback { .. }));
    count(&mut counts, "drafts", drafts);
    let unread = n(|step| matches!(step, NextStep::ReadFeedback { .. }));
    count(&mut counts, "shared_unread", unread);
    let meetings = n(|step| matches!(step, NextStep::Meet { .. }));
    count(&mut counts, "meetings", meetings);
    if actor.holds(Role::Practitioner) {
        let n_open = i64::try_from(known.open_actions.len()).unwrap_or(i64::MAX);
        count(&mut counts, "open_actions", n_open);
    }
    if let Some(covered) = known.covered {
        for (kind, n) in [
            ("overdue", covered.overdue),
            ("due", covered.due),
            ("booked", covered.booked),
            ("done", covered.done),
        ] {
            count(&mut counts, kind, i64::from(n));
        }
    }
    if let Some(running) = known.running {
        count(&mut counts, "failed_mail", running.n_failed_mails);
        count(&mut counts, "pending_invitations", running.n_invited);
    }
    counts
}

/// How many of the steps are of a kind.
pub fn n_of(steps: &[NextStep], is_kind: impl Fn(&NextStep) -> bool) -> i64 {
    i64::try_from(steps.iter().filter(|step| is_kind(step)).count()).unwrap_or(i64::MAX)
}

fn running(conn: &mut Conn, org: &str) -> Result<Running> {
    Ok(Running {
        n_failed_mails: outbox::n_failed(conn, org)?,
        n_invited: org::n_invited(conn, org)?,
        n_without_head: quarantine::n_without_head(conn, org)?,
    })
}

fn steps_of_running(running: Running) -> impl Iterator<Item = NextStep> {
    let (n_failed, n_invited) = (running.n_failed_mails, running.n_invited);
    let failed = (n_failed > 0).then_some(NextStep::FailedMail { n: n_failed });
    let invited = (n_invited > 0).then_some(NextStep::PendingInvitations { n: n_invited });
    failed.into_iter().chain(invited)
}

fn count(counts: &mut Vec<HomeCount>, kind: &str, n: i64) {
    if n > 0 {
        counts.push(HomeCount {
            kind: kind.to_owned(),
            n,
        });
    }
}

/// The Monday of the week of an instant, in London.
pub fn monday(now: DateTime<Utc>) -> Date {
    use chrono::{Datelike, Days};
    let today = clock::day(now).naive();
    let n_days = u64::from(today.weekday().num_days_from_monday());
    Date::new(today.checked_sub_days(Days::new(n_days)).unwrap_or(today))
}
