//! The coverage board: from a few questions about all practitioners in sight at once.

use chrono::{DateTime, Duration, Utc};
use serde::Deserialize;
use shared::access::Role;
use shared::meetings::{
    CoverageBoard, CoverageCounts, CoverageRow, CoverageState, Recurring, owed, recurring,
};
use shared::values::{Date, LocalTime, Timestamp};

use crate::actor::Actor;
use crate::clock;
use crate::db::{self, Conn};
use crate::error::Result;
use crate::org::{self, Roster};
use crate::paging::Cut;
use crate::{meetings, observations};

/// Apps of before ask for no page and know no next one; they get so many people at once.
const N_UNPAGED: usize = 500;
/// Supervision longer ago than any policy's interval says nothing.
const BACK_DAYS: i64 = 1_100;

/// What a board is narrowed to.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    /// 1 to 100 people; 500 unless told.
    pub limit: Option<usize>,
    /// The `next` of the page before.
    pub after: Option<String>,
    /// Only people who stand so.
    #[param(inline)]
    pub state: Option<CoverageState>,
}

/// Where a person stands on the board; unique, and the key of a page.
type Place = (CoverageState, String, String);

fn place(row: &CoverageRow) -> Place {
    let person = &row.practitioner;
    let name = person.name.as_str().to_owned();
    (row.state(), name, person.id.to_string())
}

/// A page of the board of the actor's practitioners, the most urgent first, with the counts of all.
pub fn board(conn: &mut Conn, actor: &Actor, wanted: &Wanted) -> Result<CoverageBoard> {
    let cut = Cut {
        limit: wanted.limit,
        after: wanted.after.clone(),
    };
    let n_shown = match wanted.limit {
        Some(_) => cut.limit()?,
        None => N_UNPAGED,
    };
    let after: Option<Place> = cut.after()?;
    let (roster, rows) = rows(conn, actor, db::now().and_utc())?;
    let counts = CoverageCounts::of(rows.iter().map(CoverageRow::state));
    // Who stands how follows from dates and rules, so the order is made here and not by the database.
    let mut placed: Vec<(Place, CoverageRow)> = rows
        .into_iter()
        .map(|row| (place(&row), row))
        .filter(|(place, _)| wanted.state.is_none_or(|state| place.0 == state))
        .filter(|(place, _)| after.as_ref().is_none_or(|after| place > after))
        .collect();
    placed.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    placed.truncate(n_shown + 1);
    let page = crate::paging::page_of(placed, n_shown, |(place, _)| place.clone());
    let mut rows: Vec<CoverageRow> = page.items.into_iter().map(|(_, row)| row).collect();
    say_who_owes(conn, actor, &mut rows)?;
    let top = actor
        .grants
        .iter()
        .find(|grant| matches!(grant.role, Role::Manager | Role::Spo));
    let days = |kind| top.and_then(|grant| roster.days(kind, grant.unit_id));
    Ok(CoverageBoard {
        rows,
        next: page.next,
        counts: Some(counts),
        observation_every_days: days("observation_every"),
        feedback_within_working_days: days("feedback_within"),
        supervision_every_days: days("supervision_every"),
    })
}

/// Whoever reads the board may see that each of these sessions was: they are of their practitioners.
fn say_who_owes(conn: &mut Conn, actor: &Actor, rows: &mut [CoverageRow]) -> Result<()> {
    let is_owed = |row: &&CoverageRow| row.feedback.is_open();
    let ids: Vec<String> = rows
        .iter()
        .filter(is_owed)
        .map(|row| row.practitioner.id.to_string())
        .collect();
    let mut owed = observations::owed_of(conn, &actor.org, &ids)?;
    for row in rows {
        row.owed = owed.remove(&row.practitioner.id);
    }
    Ok(())
}

/// One row for each of the practitioners of the actor, in no order.
pub fn rows(
    conn: &mut Conn,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(Roster, Vec<CoverageRow>)> {
    let org = &actor.org;
    let wall_clock = clock::wall_clock(now);
    let today = wall_clock.date();
    let roster = org::roster(conn, org, &actor.me, &actor.grants, today)?;
    let ids: Vec<String> = roster
        .practitioners
        .iter()
        .map(|one| one.person.id.to_string())
        .collect();
    let observed = observations::coverage_of(conn, org, &ids, today)?;
    let since = clock::day(now - Duration::days(BACK_DAYS));
    let supervised = meetings::supervised(conn, org, &ids, since, wall_clock)?;
    let mut rows = Vec::with_capacity(ids.len());
    for one in &roster.practitioners {
        let seen = observed.get(&one.person.id).copied().unwrap_or_default();
        let met = supervised.get(&one.person.id).copied().unwrap_or_default();
        let days = |kind| roster.days(kind, one.unit_id);
        let session = Recurring {
            last: seen.ended_at.map(day),
            booked: seen.planned_for.map(LocalTime::date),
            since: Some(one.since),
            absences: &one.absences,
        };
        let supervision = Recurring {
            last: met.held_on,
            booked: met.booked_for.map(LocalTime::date),
            since: Some(one.since),
            absences: &one.absences,
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
                &one.absences,
                today,
            ),
            supervision: recurring(supervision, days("supervision_every"), today),
            next_meeting: met.next,
            owed: None,
            away_until: one.absences.lasting(today).map(|away| away.until),
        });
    }
    Ok((roster, rows))
}

fn day(at: Timestamp) -> Date {
    clock::day(at.instant())
}
