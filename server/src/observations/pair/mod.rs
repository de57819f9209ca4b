//! Two records of one session, each blind to the other until both are locked.

pub(super) mod routes;
pub(super) mod store;

use shared::access::Standing;
use shared::observations::{Informed, State, Step};
use shared::values::{ObservationId, PersonId};

pub use store::closed_to;

use super::record::Record;
use super::store as records;
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn, instant};
use crate::error::Result;
use crate::org;

/// What the actor is to a record that is not theirs, with what they are as the observer of the
/// other one of its session.
pub(super) fn standing(conn: &mut Conn, actor: &Actor, record: &Record) -> Result<Standing> {
    let side = store::of_record(conn, &actor.org, record.id)?.and_then(|pair| {
        let side = pair.side_of(&actor.me)?;
        Some((pair, side))
    });
    match side {
        // Whatever else they are to the practitioner: before both are done they are blind.
        Some((pair, side)) if pair.is_blind(side) => Ok(Standing {
            fellow: true,
            ..Standing::default()
        }),
        // Done, they are what they were before, and read the other's record besides.
        Some((pair, side)) => Ok(Standing {
            peer: pair.states[side] == State::Locked,
            ..org::standing_towards(conn, actor, record.practitioner.id)?
        }),
        None => org::standing_towards(conn, actor, record.practitioner.id),
    }
}

/// Whether the person observes the same session and may not yet know what this record says.
pub fn is_blind_to(
    conn: &mut Conn,
    org: &str,
    id: ObservationId,
    person: PersonId,
) -> Result<bool> {
    let Some(pair) = store::of_record(conn, org, id)? else {
        return Ok(false);
    };
    let side = pair.side_of(&person.to_string());
    Ok(side.is_some_and(|side| pair.is_blind(side) && pair.ids[side] != id))
}

/// Notes the answer of the person on probation in the other record of the session as well, as
/// long as that one has not begun.
pub(super) fn inform_other(
    conn: &mut Conn,
    actor: &Actor,
    id: ObservationId,
    informed: Informed,
) -> Result<()> {
    let Some(pair) = store::of_record(conn, &actor.org, id)? else {
        return Ok(());
    };
    let other = pair.ids[usize::from(pair.ids[0] == id)];
    db::lock_record(conn, &actor.org, &other.to_string())?;
    let mut record = records::find(conn, &actor.org, other)?;
    if record.state != State::Planned || record.informed == informed {
        return Ok(());
    }
    record.informed = informed;
    record.step(Step::Inform, instant(db::now()))?;
    let record = records::save(conn, &actor.org, record)?;
    let detail = serde_json::json!({ "informed": informed.as_str() });
    let entry = Entry::new("observation.inform", "observation", other)
        .about(record.practitioner.id)
        .detail(detail);
    audit::record(conn, actor, entry)
}

impl store::Pair {
    /// Whether each may read the other's and the two may be compared.
    pub fn is_open(&self) -> bool {
        self.states.iter().all(|state| *state == State::Locked)
    }

    /// Which of the two records is the person's.
    pub fn side_of(&self, person: &str) -> Option<usize> {
        self.observers
            .iter()
            .position(|observer| observer == person)
    }

    /// Whether the observer of this side may know no more of the other record than that it is there:
    /// until both are done. Whoever dropped out has no view of their own left that it could colour.
    pub fn is_blind(&self, side: usize) -> bool {
        let is_done = |state: &State| has_ended_early(*state) || *state == State::Locked;
        !has_ended_early(self.states[side]) && !self.states.iter().all(is_done)
    }
}

fn has_ended_early(state: State) -> bool {
    matches!(state, State::Stopped | State::Withdrawn)
}
