//! Granting and revoking roles. Nobody changes their own.

use serde_json::json;
use shared::access::Role;
use shared::org::{NewGrant, PersonStatus, RoleGrant};
use shared::problem::Code;
use shared::values::{GrantId, PersonId};

use super::people::unknown;
use super::store;
use super::suspending::check_administrators;
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn};
use crate::error::{Error, Result};

/// Grants a role over a unit. The same id with the same content answers what is stored.
pub(super) fn grant(
    conn: &mut Conn,
    actor: &Actor,
    person: PersonId,
    new: &NewGrant,
) -> Result<RoleGrant> {
    db::lock_record(conn, &actor.org, &person.to_string())?;
    let card = store::find_card(conn, &actor.org, person)?;
    refuse_own(actor, person)?;
    match store::find_grant(conn, &actor.org, new.id) {
        Ok((holder, stored, true))
            if holder == person && stored.role == new.role && stored.unit_id == new.unit_id =>
        {
            return Ok(stored);
        }
        Ok(_) => return Err(Code::IdReused.into()),
        Err(Error::NotFound) => {}
        Err(error) => return Err(error),
    }
    if card.status == PersonStatus::Left {
        return Err(Code::WrongState.into());
    }
    store::find_unit(conn, &actor.org, new.unit_id).map_err(|error| unknown("unit_id", error))?;
    let held = store::grants_of(conn, &actor.org, person)?;
    // Two grants of one role would leave it standing when somebody takes one of them back.
    if held
        .iter()
        .any(|grant| grant.role == new.role && grant.unit_id == new.unit_id)
    {
        return Err(Error::field("role", "already_granted"));
    }
    store::add_grant(conn, &actor.org, person, new)?;
    store::raise_security_version(conn, &actor.org, person)?;
    record(conn, actor, "role.grant", person, new.id, new.role)?;
    Ok(RoleGrant {
        id: new.id,
        role: new.role,
        unit_id: new.unit_id,
    })
}

/// Takes a role back; revoked already is as good.
pub(super) fn revoke(conn: &mut Conn, actor: &Actor, person: PersonId, id: GrantId) -> Result<()> {
    db::lock_record(conn, &actor.org, &person.to_string())?;
    let (holder, grant, is_standing) = store::find_grant(conn, &actor.org, id)?;
    if holder != person {
        return Err(Error::NotFound);
    }
    refuse_own(actor, person)?;
    if !is_standing {
        return Ok(());
    }
    // The actor may have lost their own role since the request came.
    if grant.role == Role::Administrator {
        check_administrators(conn, actor, person)?;
    }
    store::revoke_grant(conn, &actor.org, id)?;
    store::raise_security_version(conn, &actor.org, person)?;
    record(conn, actor, "role.revoke", person, id, grant.role)
}

/// Separation of duties: whoever may change roles does not change their own.
fn refuse_own(actor: &Actor, person: PersonId) -> Result<()> {
    if person == actor.person_id {
        Err(Code::Forbidden.into())
    } else {
        Ok(())
    }
}

fn record(
    conn: &mut Conn,
    actor: &Actor,
    action: &'static str,
    person: PersonId,
    grant: GrantId,
    role: Role,
) -> Result<()> {
    let detail = json!({ "role": role.as_str(), "grant": grant.to_string() });
    audit::record(
        conn,
        actor,
        Entry::new(action, "person", person)
            .about(person)
            .detail(detail),
    )
}
