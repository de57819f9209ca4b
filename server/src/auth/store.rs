//! All SQL of accounts and sessions.

use diesel::prelude::*;
use shared::auth::Me;
use shared::org::RoleGrant;
use shared::values::{Email, PersonName};

use crate::actor::Actor;
use crate::db::Conn;
use crate::db::schema::{organisation, person, unit};
use crate::error::{Error, Result};

pub(super) fn me(conn: &mut Conn, actor: &Actor) -> Result<Me> {
    let (name, email, unit, organisation): (String, String, String, String) = person::table
        .inner_join(unit::table.on(unit::org_id.eq(person::org_id).and(unit::id.eq(person::unit_id))))
        .inner_join(organisation::table.on(organisation::org_id.eq(person::org_id)))
        .filter(person::org_id.eq(&actor.org).and(person::id.eq(&actor.me)))
        .select((person::name, person::email, unit::name, organisation::name))
        .first(conn)?;
    let roles = actor.grants.iter().map(|grant| RoleGrant { id: grant.id, role: grant.role, unit_id: grant.unit_id });
    Ok(Me {
        org_id: actor.org_id,
        organisation,
        person_id: actor.person_id,
        name: PersonName::parse(&name).map_err(malformed)?,
        email: Email::parse(&email).map_err(malformed)?,
        unit_id: actor.unit_id,
        unit,
        locale: actor.locale.clone(),
        roles: roles.collect(),
        session_id: actor.session_id,
    })
}

fn malformed(error: shared::values::ValueError) -> Error {
    Error::Internal(format!("a stored value is malformed: {error}"))
}
