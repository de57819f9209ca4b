//! Putting a record that is not shared yet on another version of its instrument.

use serde_json::json;
use shared::access::Action;
use shared::observations::{Observation, Rebase, RebaseDiff, State};
use shared::problem::{Code, FieldProblem};
use shared::values::ObservationId;

use super::record::Record;
use super::routes::{present, versioned};
use super::{capture, sight, store};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::frameworks;
use crate::http::{Json, Path, Versioned};

/// Puts the record on another version of its instrument, as long as it is not shared. What was
/// captured stays as it is, so the way back brings everything back. Repeated it answers the same.
pub(super) async fn rebase(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
    rebase: Json<Rebase>,
) -> Result<Versioned<Observation>> {
    let (Path(id), Json(rebase)) = (id, rebase);
    let observation = ctx
        .db
        .write(move |conn| {
            let (mut record, standing) =
                sight::find_to_change(conn, &actor, id, Action::WriteCapture)?;
            check_state(&record)?;
            if record.framework != rebase.framework {
                let entry = put(conn, &actor, &mut record, rebase.framework)?;
                record = store::save(conn, &actor.org, record)?;
                audit::record(conn, &actor, entry.about(record.practitioner.id))?;
            }
            present(conn, &actor, record, &standing)
        })
        .await?;
    Ok(versioned(observation))
}

/// What was shared, and what the practitioner assessed, is read on the version it was made with.
fn check_state(record: &Record) -> Result<()> {
    let is_open = matches!(
        record.state,
        State::Planned | State::InProgress | State::Drafting
    );
    if !is_open {
        return Err(Code::WrongState.into());
    }
    if record.self_assessed_at.is_some() {
        let assessed = FieldProblem::new("framework", "self_assessed");
        return Err(Error::RefusedFields(Code::WrongState, vec![assessed]));
    }
    Ok(())
}

fn put(conn: &mut Conn, actor: &Actor, record: &mut Record, to: String) -> Result<Entry> {
    let org = &actor.org;
    let was_on_it = record.earlier_frameworks.contains(&to);
    if !was_on_it && !frameworks::can_plan_with(conn, org, &to, db::now())? {
        return Err(Error::field("framework", "unknown"));
    }
    let before = frameworks::of_record(conn, org, &record.framework)?;
    let after = frameworks::of_record(conn, org, &to)?;
    if before.id != after.id {
        return Err(Error::field("framework", "other_instrument"));
    }
    let captured = capture::fold(conn, org, record.id)?;
    let diff = RebaseDiff::between(&before, &after, &captured);
    let detail = json!({
        "from": record.framework,
        "to": to,
        "parts": diff.parts.len(),
        "set_aside": diff.n_set_aside(),
    });
    // Each version once, so that going back and forth does not grow the list.
    let from = std::mem::replace(&mut record.framework, to);
    let now = &record.framework;
    let is_other = |hash: &String| hash != now && *hash != from;
    record.earlier_frameworks.retain(is_other);
    record.earlier_frameworks.push(from);
    Ok(Entry::new("observation.rebase", "observation", record.id).detail(detail))
}
