//! Two records of one session, each blind to the other until both are locked.

pub(super) mod routes;
pub(super) mod store;

use shared::access::Standing;
use shared::observations::{Informed, State, Step};
use shared::values::ObservationId;

pub use store::closed_to;

use super::record::Record;
use super::store as records;
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn, instant};
use crate::error::Result;

/// What the actor is to a record as the observer of the other one; none for everybody else.
pub(super) fn standing(
    conn: &mut Conn,
    actor: &Actor,
    record: &Record,
) -> Result<Option<Standing>> {
    let Some(pair) = store::of_record(conn, &actor.org, record.id)? else {
        return Ok(None);
    };
    if !pair.observers.contains(&actor.me) {
        return Ok(None);
    }
    // Whatever else they are to the practitioner: before both are done they are blind.
    Ok(Some(Standing {
        fellow: !pair.is_open(),
        peer: pair.is_open(),
        ..Standing::default()
    }))
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
    /// Whether both are done, so that each may read the other's.
    pub fn is_open(&self) -> bool {
        self.states.iter().all(|state| *state == State::Locked)
    }
}
