//! People as holders of an account.

use diesel::prelude::*;
use shared::auth::Me;
use shared::org::RoleGrant;
use shared::values::{Email, PersonName};

use crate::actor::Actor;
use crate::auth::malformed;
use crate::db::Conn;
use crate::db::schema::{organisation, person, unit};
use crate::error::Result;

/// What signing in needs to know of somebody.
#[derive(Clone, Queryable)]
pub(in crate::auth) struct Account {
    pub org: String,
    pub person: String,
    pub status: String,
    pub security_version: i64,
    pub password_hash: Option<String>,
}

impl Account {
    pub fn is_active(&self) -> bool {
        self.status == "active"
    }
}

/// Somebody a link is sent to.
#[derive(Clone, Queryable)]
pub(in crate::auth) struct Addressee {
    pub person: String,
    pub name: String,
    pub email: String,
    pub locale: String,
    pub status: String,
    pub organisation: String,
}

macro_rules! account_columns {
    () => {
        (
            person::org_id,
            person::id,
            person::status,
            person::security_version,
            person::password_hash,
        )
    };
}

/// Addresses are unique over all organisations and stored in lower case.
pub(in crate::auth) fn account_by_email(conn: &mut Conn, email: &str) -> Result<Option<Account>> {
    Ok(person::table
        .filter(person::email.eq(email))
        .select(account_columns!())
        .first(conn)
        .optional()?)
}

/// The same account once more.
pub(in crate::auth) fn account(conn: &mut Conn, org: &str, id: &str) -> Result<Account> {
    Ok(person::table
        .find((org, id))
        .select(account_columns!())
        .first(conn)?)
}

pub(in crate::auth) fn addressee(conn: &mut Conn, org: &str, id: &str) -> Result<Addressee> {
    Ok(person::table
        .inner_join(organisation::table.on(organisation::org_id.eq(person::org_id)))
        .filter(person::org_id.eq(org).and(person::id.eq(id)))
        .select((
            person::id,
            person::name,
            person::email,
            person::locale,
            person::status,
            organisation::name,
        ))
        .first(conn)?)
}

/// Sets the password of an account that is `status` and makes it active; outdates every access
/// token. False for an account that stands otherwise: nothing but an invitation lets anybody in.
pub(in crate::auth) fn set_password(
    conn: &mut Conn,
    org: &str,
    id: &str,
    status: &str,
    hash: &str,
) -> Result<bool> {
    let account = person::table
        .find((org, id))
        .filter(person::status.eq(status));
    let n_rows = diesel::update(account)
        .set((
            person::password_hash.eq(Some(hash)),
            person::status.eq("active"),
            person::security_version.eq(person::security_version + 1),
        ))
        .execute(conn)?;
    Ok(n_rows == 1)
}

pub(in crate::auth) fn edit_locale(conn: &mut Conn, actor: &Actor, locale: &str) -> Result<()> {
    diesel::update(person::table.find((&actor.org, &actor.me)))
        .set(person::locale.eq(locale))
        .execute(conn)?;
    Ok(())
}

pub(in crate::auth) fn me(conn: &mut Conn, actor: &Actor) -> Result<Me> {
    type Row = (String, String, String, String, String, String);
    let (name, email, locale, unit, organisation, telemetry): Row = person::table
        .inner_join(
            unit::table.on(unit::org_id
                .eq(person::org_id)
                .and(unit::id.eq(person::unit_id))),
        )
        .inner_join(organisation::table.on(organisation::org_id.eq(person::org_id)))
        .filter(person::org_id.eq(&actor.org).and(person::id.eq(&actor.me)))
        .select((
            person::name,
            person::email,
            person::locale,
            unit::name,
            organisation::name,
            organisation::telemetry,
        ))
        .first(conn)?;
    let roles = actor.grants.iter().map(|grant| RoleGrant {
        id: grant.id,
        role: grant.role,
        unit_id: grant.unit_id,
    });
    Ok(Me {
        org_id: actor.org_id,
        organisation,
        person_id: actor.person_id,
        name: PersonName::parse(&name).map_err(malformed)?,
        email: Email::parse(&email).map_err(malformed)?,
        unit_id: actor.unit_id,
        unit,
        locale,
        roles: roles.collect(),
        session_id: actor.session_id,
        telemetry: telemetry == "on",
    })
}
