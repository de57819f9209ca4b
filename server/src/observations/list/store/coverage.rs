//! Whether people are observed: that it happened and when, never what was written.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::{case_when, max, min};
use diesel::prelude::*;
use shared::meetings::OwedFeedback;
use shared::org::PersonRef;
use shared::values::{Date, LocalTime, PersonId, Timestamp};

use crate::db::schema::{observation, person};
use crate::db::{Conn, IDS_AT_ONCE, instant, stored, stored_optional};
use crate::error::Result;

/// The latest of each kind for one practitioner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Observed {
    /// The latest session that ended.
    pub ended_at: Option<Timestamp>,
    /// The latest feedback that was shared.
    pub shared_at: Option<Timestamp>,
    /// The end of the oldest session whose feedback is still owed.
    pub owed_since: Option<Timestamp>,
    /// The next session planned for today or later, wall clock of the organisation. A plan for a
    /// day that has passed, which nobody withdrew, hides none.
    pub planned_for: Option<LocalTime>,
}

type Row = (
    String,
    Option<NaiveDateTime>,
    Option<NaiveDateTime>,
    Option<NaiveDateTime>,
    Option<String>,
);

/// What is known of each of these practitioners of the organisation. Call it with people the
/// actor may see; one who was never observed is not in the answer.
pub fn coverage_of(
    conn: &mut Conn,
    org: &str,
    practitioners: &[String],
    today: Date,
) -> Result<HashMap<PersonId, Observed>> {
    let mut known = HashMap::new();
    for some in practitioners.chunks(IDS_AT_ONCE) {
        for (practitioner, ended_at, shared_at, owed_since, planned_for) in
            latest_of(conn, org, some, today)?
        {
            let observed = Observed {
                ended_at: ended_at.map(instant),
                shared_at: shared_at.map(instant),
                owed_since: owed_since.map(instant),
                planned_for: stored_optional(planned_for)?,
            };
            known.insert(stored(practitioner)?, observed);
        }
    }
    Ok(known)
}

/// One row per practitioner: a head of a region has thousands of observations in sight.
fn latest_of(
    conn: &mut Conn,
    org: &str,
    practitioners: &[String],
    today: Date,
) -> Result<Vec<Row>> {
    let is_to_come = observation::state
        .eq_any(["planned", "in_progress"])
        .and(observation::planned_for.ge(today.to_string()));
    let is_owed = observation::state.eq("drafting");
    Ok(observation::table
        .filter(
            observation::org_id
                .eq(org)
                .and(observation::practitioner_id.eq_any(practitioners)),
        )
        .filter(observation::state.ne_all(["stopped", "withdrawn"]))
        .group_by(observation::practitioner_id)
        .select((
            observation::practitioner_id,
            max(observation::ended_at),
            max(observation::shared_at),
            min(case_when(is_owed, observation::ended_at)),
            min(case_when(is_to_come, observation::planned_for)),
        ))
        .load(conn)?)
}

/// The oldest session of each of these practitioners whose feedback is still owed. Call it with
/// people the actor may see.
pub fn owed_of(
    conn: &mut Conn,
    org: &str,
    practitioners: &[String],
) -> Result<HashMap<PersonId, OwedFeedback>> {
    let mut oldest = HashMap::new();
    for some in practitioners.chunks(IDS_AT_ONCE) {
        for (practitioner, id, observer, name) in drafting_of(conn, org, some)? {
            let owed = OwedFeedback {
                observation_id: stored(id)?,
                observer: PersonRef {
                    id: stored(observer)?,
                    name: stored(name)?,
                },
            };
            oldest.entry(stored(practitioner)?).or_insert(owed);
        }
    }
    Ok(oldest)
}

/// Practitioner, id, observer and the observer's name, of what ended first before the rest.
fn drafting_of(
    conn: &mut Conn,
    org: &str,
    practitioners: &[String],
) -> Result<Vec<(String, String, String, String)>> {
    Ok(observation::table
        .inner_join(
            person::table.on(person::org_id
                .eq(observation::org_id)
                .and(person::id.eq(observation::observer_id))),
        )
        .filter(
            observation::org_id
                .eq(org)
                .and(observation::practitioner_id.eq_any(practitioners))
                .and(observation::state.eq("drafting"))
                .and(observation::ended_at.is_not_null()),
        )
        .order((observation::ended_at, observation::id))
        .select((
            observation::practitioner_id,
            observation::id,
            observation::observer_id,
            person::name,
        ))
        .load(conn)?)
}
