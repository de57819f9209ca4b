//! Whether people are observed: that it happened and when, never what was written.

use std::collections::HashMap;

use diesel::prelude::*;
use shared::observations::State;
use shared::values::{LocalTime, ObservationId, PersonId, Timestamp};

use crate::db::schema::observation;
use crate::db::{Conn, instant, stored, stored_optional, stored_word};
use crate::error::Result;

/// The latest of each kind for one practitioner.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Observed {
    /// The latest session that ended.
    pub ended_at: Option<Timestamp>,
    /// The latest feedback that was shared.
    pub shared_at: Option<Timestamp>,
    /// The end of the oldest session whose feedback is still owed.
    pub owed_since: Option<Timestamp>,
    /// The next planned session, wall clock of the organisation.
    pub planned_for: Option<LocalTime>,
    /// The latest observation, to open from a list.
    pub latest: Option<ObservationId>,
}

/// What is known of each of these practitioners of the organisation. Call it with people the
/// actor may see; one who was never observed is not in the answer.
pub fn coverage_of(
    conn: &mut Conn,
    org: &str,
    practitioners: &[String],
) -> Result<HashMap<PersonId, Observed>> {
    type Row = (
        String,
        String,
        String,
        Option<String>,
        Option<chrono::NaiveDateTime>,
        Option<chrono::NaiveDateTime>,
    );
    let rows: Vec<Row> = observation::table
        .filter(
            observation::org_id
                .eq(org)
                .and(observation::practitioner_id.eq_any(practitioners)),
        )
        .filter(observation::state.ne_all(["stopped", "withdrawn"]))
        .order((observation::updated_at.asc(), observation::id.asc()))
        .select((
            observation::practitioner_id,
            observation::id,
            observation::state,
            observation::planned_for,
            observation::ended_at,
            observation::shared_at,
        ))
        .load(conn)?;
    let mut known: HashMap<PersonId, Observed> = HashMap::new();
    for (practitioner, id, state, planned_for, ended_at, shared_at) in rows {
        let observed = known.entry(stored(practitioner)?).or_default();
        let ended_at = ended_at.map(instant);
        observed.latest = Some(stored(id)?);
        observed.ended_at = observed.ended_at.max(ended_at);
        observed.shared_at = observed.shared_at.max(shared_at.map(instant));
        match stored_word(&state)? {
            State::Planned | State::InProgress => {
                let planned: Option<LocalTime> = stored_optional(planned_for)?;
                observed.planned_for = earliest(observed.planned_for, planned);
            }
            State::Drafting => observed.owed_since = earliest(observed.owed_since, ended_at),
            _ => {}
        }
    }
    Ok(known)
}

fn earliest<T: Ord>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
