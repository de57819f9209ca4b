//! The coverage board: from a few questions about all practitioners in sight at once.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Europe::London;
use shared::access::Role;
use shared::meetings::{Coverage, CoverageBoard, CoverageRow, Recurring, owed, recurring};
use shared::values::{Date, LocalTime, Timestamp};

use crate::actor::{Actor, Grant};
use crate::db::{self, Conn};
use crate::error::Result;
use crate::org::{self, Roster};
use crate::{meetings, observations};

/// People of one board. A head has about forty; who has more looks at a part of them.
const N_PEOPLE_MAX: i64 = 500;
/// Supervision longer ago than any policy's interval says nothing.
const BACK_DAYS: i64 = 1_100;

/// The board of the actor's practitioners.
pub fn board(conn: &mut Conn, actor: &Actor) -> Result<CoverageBoard> {
    let now = db::now().and_utc();
    let (roster, rows) = rows(
        conn,
        &actor.org,
        &actor.me,
        &actor.grants,
        now,
        N_PEOPLE_MAX,
    )?;
    let top = actor
        .grants
        .iter()
        .find(|grant| matches!(grant.role, Role::Manager | Role::Spo));
    let days = |kind| top.and_then(|grant| roster.days(kind, grant.unit_id));
    Ok(CoverageBoard {
        observation_every_days: days("observation_every"),
        feedback_within_working_days: days("feedback_within"),
        supervision_every_days: days("supervision_every"),
        rows,
    })
}

/// One row for each of at most `n` practitioners of a person with these grants.
pub fn rows(
    conn: &mut Conn,
    org: &str,
    me: &str,
    grants: &[Grant],
    now: DateTime<Utc>,
    n: i64,
) -> Result<(Roster, Vec<CoverageRow>)> {
    let today = Date::new(now.with_timezone(&London).date_naive());
    let roster = org::roster(conn, org, me, grants, today, n)?;
    let ids: Vec<String> = roster
        .practitioners
        .iter()
        .map(|one| one.person.id.to_string())
        .collect();
    let observed = observations::coverage_of(conn, org, &ids)?;
    let since = Date::new((now - Duration::days(BACK_DAYS)).date_naive());
    let wall_clock = LocalTime::new(now.with_timezone(&London).naive_local());
    let supervised = meetings::supervised(conn, org, &ids, since, wall_clock)?;
    let mut rows = Vec::with_capacity(ids.len());
    for one in &roster.practitioners {
        let seen = observed.get(&one.person.id).cloned().unwrap_or_default();
        let met = supervised.get(&one.person.id).copied().unwrap_or_default();
        let days = |kind| roster.days(kind, one.unit_id);
        let session = Recurring {
            last: seen.ended_at.map(day),
            booked: seen.planned_for.map(LocalTime::date),
            since: Some(one.since),
        };
        let supervision = Recurring {
            last: met.held_on,
            booked: met.booked_for.map(LocalTime::date),
            since: Some(one.since),
        };
        rows.push(CoverageRow {
            practitioner: one.person.clone(),
            unit: one.unit.clone(),
            working_days: one.working_pattern.days.map(|day| day.is_some()),
            observation: recurring(session, days("observation_every"), today),
            feedback: owed(
                seen.owed_since.map(day),
                seen.shared_at.map(day),
                days("feedback_within"),
                today,
            ),
            supervision: recurring(supervision, days("supervision_every"), today),
            next_meeting: met.next,
        });
    }
    Ok((roster, rows))
}

/// Rows by how they stand with one thing: due, booked, overdue, done.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    pub due: i64,
    pub booked: i64,
    pub overdue: i64,
    pub done: i64,
}

/// Counts the observations of a board.
pub fn tally(rows: &[CoverageRow]) -> Tally {
    let mut tally = Tally::default();
    for row in rows {
        match row.observation {
            Coverage::Due { .. } => tally.due += 1,
            Coverage::Booked { .. } => tally.booked += 1,
            Coverage::Overdue { .. } => tally.overdue += 1,
            Coverage::Done { .. } => tally.done += 1,
            Coverage::None {} => {}
        }
    }
    tally
}

fn day(at: Timestamp) -> Date {
    Date::new(at.instant().with_timezone(&London).date_naive())
}
