//! Keeping somebody out for a while: nothing of theirs moves, and nobody else takes it on.

use shared::access::Role;
use shared::org::{Person, PersonStatus};
use shared::problem::{Code, FieldProblem};
use shared::values::PersonId;

use super::leaving::Handovers;
use super::store;
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn};
use crate::error::{Error, Result};

/// Whoever takes an administrator away waits here for the one before.
const ADMINISTRATORS: &str = "administrators";

/// Ends every session and lets nobody in under this name until it is taken back. What the person
/// has not sent stays sealed on their device. Said again, it answers the same.
pub(super) fn suspend(
    conn: &mut Conn,
    actor: &Actor,
    handovers: &Handovers,
    id: PersonId,
) -> Result<Person> {
    db::lock_record(conn, &actor.org, &id.to_string())?;
    let person = store::find_person(conn, &actor.org, id)?;
    if id == actor.person_id {
        return Err(Code::Forbidden.into());
    }
    match person.status {
        PersonStatus::Suspended => return Ok(person),
        PersonStatus::Left => return Err(Code::WrongState.into()),
        PersonStatus::Active | PersonStatus::Invited => {}
    }
    check_administrators(conn, actor, id)?;
    store::set_status(conn, &actor.org, id, PersonStatus::Suspended)?;
    (handovers.sign_out)(conn, &actor.org, id, "suspended")?;
    answer(conn, actor, id, "person.suspend")
}

/// Lets somebody back in who was kept out: as they were, or still invited.
pub(super) fn resume(conn: &mut Conn, actor: &Actor, id: PersonId) -> Result<Person> {
    db::lock_record(conn, &actor.org, &id.to_string())?;
    let person = store::find_person(conn, &actor.org, id)?;
    if id == actor.person_id {
        return Err(Code::Forbidden.into());
    }
    match person.status {
        PersonStatus::Active | PersonStatus::Invited => return Ok(person),
        PersonStatus::Left => return Err(Code::WrongState.into()),
        PersonStatus::Suspended => {}
    }
    let status = match store::has_password(conn, &actor.org, id)? {
        true => PersonStatus::Active,
        false => PersonStatus::Invited,
    };
    store::set_status(conn, &actor.org, id, status)?;
    answer(conn, actor, id, "person.resume")
}

/// Somebody must be left who can let people in. Whoever asks goes on to take `without` away, having
/// locked that person and no record yet.
pub(super) fn check_administrators(
    conn: &mut Conn,
    actor: &Actor,
    without: PersonId,
) -> Result<()> {
    let is_administrator = store::grants_of(conn, &actor.org, without)?
        .iter()
        .any(|grant| grant.role == Role::Administrator);
    if !is_administrator {
        return Ok(());
    }
    // Two who take each other away would each find the other still there.
    db::lock_record(conn, &actor.org, ADMINISTRATORS)?;
    if !store::is_held_by_another(conn, &actor.org, Role::Administrator, without)? {
        return Err(Error::RefusedFields(
            Code::StillResponsible,
            vec![FieldProblem::new("roles", "last_administrator")],
        ));
    }
    Ok(())
}

fn answer(conn: &mut Conn, actor: &Actor, id: PersonId, action: &'static str) -> Result<Person> {
    audit::record(conn, actor, Entry::new(action, "person", id).about(id))?;
    store::find_person(conn, &actor.org, id)
}
