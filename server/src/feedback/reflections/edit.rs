//! Writing, sharing and removing reflections.

use shared::access::{Action, Stage, Standing};
use shared::feedback::{PutReflection, Reflection, ReflectionModel};
use shared::problem::{Code, FieldProblem};
use shared::values::ReflectionId;

use super::store::{self, Kept};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn, OnUnique};
use crate::error::{Error, Result};
use crate::http::Expected;
use crate::{observations, org};

/// The reflection, if the actor may take the action on it.
pub(super) fn find(
    conn: &mut Conn,
    actor: &Actor,
    id: ReflectionId,
    action: Action,
) -> Result<Reflection> {
    let Kept {
        reflection,
        observer_id,
    } = store::find(conn, &actor.org, id)?;
    let towards_owner = org::standing_towards(conn, actor, reflection.practitioner.id)?;
    let standing = Standing {
        observer: observer_id.as_deref() == Some(actor.me.as_str()),
        ..towards_owner
    };
    let stage = if reflection.shared_at.is_some() {
        Stage::Open
    } else {
        Stage::Private
    };
    actor.decide(action, &standing, stage)?;
    if is_closed(conn, actor, &reflection)? {
        return Err(Error::NotFound);
    }
    Ok(reflection.as_read_by(actor.person_id))
}

/// Whether it is about what another observer made of a session that the actor observes too: what
/// its owner writes of the one may colour the other.
fn is_closed(conn: &mut Conn, actor: &Actor, reflection: &Reflection) -> Result<bool> {
    let Some(of) = reflection.observation_id else {
        return Ok(false);
    };
    Ok(observations::closed_to(conn, actor)?.contains(&of.to_string()))
}

/// Makes the actor's own reflection or changes it; says whether it is new.
pub(super) fn put(
    conn: &mut Conn,
    actor: &Actor,
    id: ReflectionId,
    expected: Expected,
    put: &PutReflection,
) -> Result<(Reflection, bool)> {
    check_parts(put)?;
    db::lock_record(conn, &actor.org, &id.to_string())?;
    match find(conn, actor, id, Action::WriteReflection) {
        Ok(known) => {
            change(conn, actor, known, expected, put).map(|reflection| (reflection, false))
        }
        // Somebody else's private writing answers as if it were not there, here too: the id is
        // then taken, and the insertion says so.
        Err(Error::NotFound) if expected == Expected::Nothing => {
            check_observation(conn, actor, put)?;
            store::insert(conn, actor, id, put).on_unique("reflection.id", || Code::IdReused)?;
            let own = Standing {
                practitioner: true,
                ..Standing::default()
            };
            actor.decide(Action::WriteReflection, &own, Stage::Private)?;
            audit::record(
                conn,
                actor,
                Entry::new("reflection.write", "reflection", id).about(&actor.me),
            )?;
            Ok((store::find(conn, &actor.org, id)?.reflection, true))
        }
        Err(error) => Err(error),
    }
}

fn change(
    conn: &mut Conn,
    actor: &Actor,
    known: Reflection,
    expected: Expected,
    put: &PutReflection,
) -> Result<Reflection> {
    // A repeated request answers the same, whichever version it names.
    let is_same = known.observation_id == put.observation_id
        && known.model == put.model
        && known.parts == put.parts;
    if is_same {
        return Ok(known);
    }
    match expected {
        // It is there already, under words that this writer has not seen.
        Expected::Nothing => return Err(Code::Stale.into()),
        Expected::Version(version) if version != known.version => return Err(Code::Stale.into()),
        Expected::Version(_) => {}
    }
    check_observation(conn, actor, put)?;
    store::update(conn, &actor.org, known.id, put)?;
    audit::record(
        conn,
        actor,
        Entry::new("reflection.write", "reflection", known.id).about(&actor.me),
    )?;
    Ok(store::find(conn, &actor.org, known.id)?.reflection)
}

/// Only parts of the models, by their names: also of another than the one now chosen, because
/// changing it takes no words away.
fn check_parts(put: &PutReflection) -> Result<()> {
    let is_known = |part: &str| {
        ReflectionModel::ALL
            .iter()
            .any(|model| model.parts().contains(&part))
    };
    let unknown = put.parts.keys().filter(|part| !is_known(part.as_str()));
    let problems: Vec<_> = unknown
        .map(|part| FieldProblem::new(format!("parts.{part}"), "unknown"))
        .collect();
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(problems))
    }
}

/// One reflects on one's own sessions.
fn check_observation(conn: &mut Conn, actor: &Actor, put: &PutReflection) -> Result<()> {
    let Some(id) = put.observation_id else {
        return Ok(());
    };
    match observations::find(conn, actor, id, Action::SeeObservation) {
        Ok((_, standing)) if standing.practitioner => Ok(()),
        Ok(_) | Err(Error::NotFound) => Err(Error::field("observation_id", "unknown")),
        Err(error) => Err(error),
    }
}

/// Opens it to the observer and the line, or closes it again. A share that was made over an
/// earlier change is refused (`stale`): it would undo a taking back that its author, on another
/// device, had not seen. Taking back is never refused.
pub(super) fn set_shared(
    conn: &mut Conn,
    actor: &Actor,
    id: ReflectionId,
    shared: Sharing,
) -> Result<Reflection> {
    db::lock_record(conn, &actor.org, &id.to_string())?;
    let reflection = find(conn, actor, id, Action::WriteReflection)?;
    let (shared_at, action) = match shared {
        Sharing::Share { .. } => (Some(db::now()), "reflection.share"),
        Sharing::Unshare => (None, "reflection.unshare"),
    };
    if reflection.shared_at.is_some() == shared_at.is_some() {
        return Ok(reflection);
    }
    if let Sharing::Share { over: Some(over) } = shared
        && over != reflection.n_sharings
    {
        return Err(Code::Stale.into());
    }
    store::set_shared(conn, &actor.org, id, shared_at)?;
    audit::record(
        conn,
        actor,
        Entry::new(action, "reflection", id).about(&actor.me),
    )?;
    Ok(store::find(conn, &actor.org, id)?.reflection)
}

#[derive(Clone, Copy)]
pub(super) enum Sharing {
    Share {
        /// How often it had been shared or taken back as the author saw it, where they say.
        over: Option<i64>,
    },
    Unshare,
}

/// Removes it; that there was one stays in the audit log. Where its author says `over` which
/// version they decided, words they had not seen are not removed (`stale`).
pub(super) fn remove(
    conn: &mut Conn,
    actor: &Actor,
    id: ReflectionId,
    over: Option<i64>,
) -> Result<()> {
    db::lock_record(conn, &actor.org, &id.to_string())?;
    let known = find(conn, actor, id, Action::WriteReflection)?;
    if over.is_some_and(|over| over != known.version) {
        return Err(Code::Stale.into());
    }
    store::delete(conn, &actor.org, id)?;
    audit::record(
        conn,
        actor,
        Entry::new("reflection.delete", "reflection", id).about(&actor.me),
    )
}
