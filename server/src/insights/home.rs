//! The home: what to do next, by role, and the counts behind it.

use chrono::{DateTime, Utc};
use chrono_tz::Europe::London;
use shared::access::Role;
use shared::meetings::{Coverage, CoverageRow, Home, HomeCount, NextStep, most_urgent};
use shared::observations::State;
use shared::values::{Date, LocalTime};

use super::{coverage, store};
use crate::actor::Actor;
use crate::db::{self, Conn};
use crate::error::Result;
use crate::{feedback, meetings, observations, org};

/// A head with more people than this reads the board, not a list of twelve steps.
const N_PEOPLE_MAX: i64 = 120;

/// Everything the actor should know first, in a handful of queries.
pub fn home(conn: &mut Conn, actor: &Actor) -> Result<Home> {
    let now = db::now().and_utc();
    let wall_clock = LocalTime::new(now.with_timezone(&London).naive_local());
    let open_actions = feedback::own_open_actions(conn, &actor.org, actor.person_id)?;
    let mut steps = observations::next_steps(conn, actor)?;
    let today = wall_clock.date();
    steps.extend(feedback::next_steps(conn, actor, today, &open_actions)?);
    steps.extend(meetings::next_steps(conn, actor, now)?);
    let rows = covered(conn, actor, now)?;
    steps.extend(steps_of_board(actor, &rows));
    let mut counts = counts(&steps);
    if actor.holds(Role::Practitioner) {
        let n_open = i64::try_from(open_actions.len()).unwrap_or(i64::MAX);
        count(&mut counts, "open_actions", n_open);
    }
    if !rows.is_empty() {
        let tally = coverage::tally(&rows);
        for (kind, n) in [
            ("overdue", tally.overdue),
            ("due", tally.due),
            ("booked", tally.booked),
            ("done", tally.done),
        ] {
            count(&mut counts, kind, n);
        }
    }
    if actor.holds(Role::Administrator) {
        administration(conn, actor, &mut steps, &mut counts)?;
    }
    Ok(Home {
        next: most_urgent(steps, wall_clock),
        counts,
    })
}

/// The board of those who look after others; nothing for everybody else.
fn covered(conn: &mut Conn, actor: &Actor, now: DateTime<Utc>) -> Result<Vec<CoverageRow>> {
    if !actor.holds(Role::Spo) && !actor.holds(Role::Manager) {
        return Ok(Vec::new());
    }
    let (_, rows) = coverage::rows(
        conn,
        &actor.org,
        &actor.me,
        &actor.grants,
        now,
        N_PEOPLE_MAX,
    )?;
    Ok(rows)
}

/// Whom to book next. An SPO plans observations and supervision; a head sees to both.
fn steps_of_board(actor: &Actor, rows: &[CoverageRow]) -> Vec<NextStep> {
    let mut steps = Vec::new();
    for row in rows {
        if let Some(overdue_days) = days_overdue(&row.observation) {
            steps.push(NextStep::BookObservation {
                practitioner: row.practitioner.clone(),
                overdue_days,
            });
        }
        let is_mine = actor.holds(Role::Spo) || actor.holds(Role::Manager);
        if let Some(overdue_days) = days_overdue(&row.supervision).filter(|_| is_mine) {
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

/// What the steps amount to, before they are cut to the most urgent.
fn counts(steps: &[NextStep]) -> Vec<HomeCount> {
    let n = |is_kind: fn(&NextStep) -> bool| {
        i64::try_from(steps.iter().filter(|step| is_kind(step)).count()).unwrap_or(0)
    };
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
    count(
        &mut counts,
        "drafts",
        n(|step| matches!(step, NextStep::FinishFeedback { .. })),
    );
    count(
        &mut counts,
        "shared_unread",
        n(|step| matches!(step, NextStep::ReadFeedback { .. })),
    );
    count(
        &mut counts,
        "meetings",
        n(|step| matches!(step, NextStep::Meet { .. })),
    );
    counts
}

fn administration(
    conn: &mut Conn,
    actor: &Actor,
    steps: &mut Vec<NextStep>,
    counts: &mut Vec<HomeCount>,
) -> Result<()> {
    let n_failed = store::n_failed_mails(conn, actor)?;
    if n_failed > 0 {
        steps.push(NextStep::FailedMail { n: n_failed });
    }
    let n_invited = org::n_invited(conn, &actor.org)?;
    if n_invited > 0 {
        steps.push(NextStep::PendingInvitations { n: n_invited });
    }
    count(counts, "failed_mail", n_failed);
    count(counts, "pending_invitations", n_invited);
    Ok(())
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
    let today = now.with_timezone(&London).date_naive();
    let n_days = u64::from(today.weekday().num_days_from_monday());
    Date::new(today.checked_sub_days(Days::new(n_days)).unwrap_or(today))
}
