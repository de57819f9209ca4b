//! The read behind every signed-in request.

use std::sync::atomic::AtomicBool;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::access::Role;
use shared::problem::Code;
use shared::values::{GrantId, OrgId, PersonId, SessionId, UnitId};
use uuid::Uuid;

use super::{Actor, Grant, Person};
use crate::db::schema::{person, role_grant, session};
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::on_backend;
use crate::token::Claims;

type Row = (
    chrono::NaiveDateTime,
    chrono::NaiveDateTime,
    Option<chrono::NaiveDateTime>,
    String,
    i64,
    String,
    String,
);
type GrantRow = (Option<String>, Option<String>, Option<String>);

/// One query per request: session, person and roles together, never cached, so that a revoked
/// session or role is gone with the next request.
pub(super) fn load(conn: &mut Conn, claims: &Claims, request_id: String) -> Result<Person> {
    let (org, me) = (claims.org.to_string(), claims.sub.to_string());
    let query = session::table
        .inner_join(
            person::table.on(person::org_id
                .eq(session::org_id)
                .and(person::id.eq(session::person_id))),
        )
        .left_join(
            role_grant::table.on(role_grant::org_id
                .eq(session::org_id)
                .and(role_grant::person_id.eq(session::person_id))
                .and(role_grant::revoked_at.is_null())),
        )
        .filter(
            session::org_id
                .eq(&org)
                .and(session::id.eq(claims.sid.to_string())),
        )
        .filter(session::person_id.eq(&me))
        .select((
            (
                session::expires_at,
                session::idle_expires_at,
                session::revoked_at,
                person::status,
                person::security_version,
                person::unit_id,
                person::locale,
            ),
            (
                role_grant::id.nullable(),
                role_grant::role.nullable(),
                role_grant::unit_id.nullable(),
            ),
        ));
    let rows: Vec<(Row, GrantRow)> = on_backend!(conn, c => query.load(c))?;
    let refused = Error::Refused(Code::Unauthenticated);
    let ((expires, idle_expires, revoked, status, version, unit, locale), _) =
        rows.first().ok_or(refused.clone())?;
    let now = db::now();
    if revoked.is_some()
        || *expires <= now
        || *idle_expires <= now
        || status != "active"
        || *version != claims.ver
    {
        return Err(refused);
    }
    Ok(Person {
        org_id: claims.org,
        person_id: claims.sub,
        session_id: claims.sid,
        unit_id: UnitId::parse(unit)
            .map_err(|_| Error::Internal("a person's unit id is malformed".into()))?,
        locale: locale.clone(),
        grants: rows
            .iter()
            .filter_map(|(_, grant)| parse_grant(grant).transpose())
            .collect::<Result<_>>()?,
        request_id,
        org,
        me,
        has_decided: AtomicBool::new(false),
    })
}

/// Somebody as the author of what another person decides about: with every role they ever held,
/// since what they did was done before it was taken from them.
pub(super) fn author(conn: &mut Conn, decider: &Actor, author: PersonId) -> Result<Person> {
    let somebody = somebody(conn, decider.org_id, author, |_| true)?;
    Ok(Person {
        session_id: decider.session_id,
        request_id: decider.request_id.clone(),
        ..somebody
    })
}

/// Somebody with the roles they hold now.
pub(super) fn reader(conn: &mut Conn, org: OrgId, reader: PersonId) -> Result<Person> {
    somebody(conn, org, reader, |revoked_at| revoked_at.is_none())
}

/// Somebody without a session, with the roles that count by when they were taken away.
fn somebody(
    conn: &mut Conn,
    org_id: OrgId,
    id: PersonId,
    counts: fn(Option<NaiveDateTime>) -> bool,
) -> Result<Person> {
    let (org, me) = (org_id.to_string(), id.to_string());
    let (unit, locale): (String, String) = person::table
        .find((&org, &me))
        .select((person::unit_id, person::locale))
        .first(conn)?;
    let held: Vec<(GrantRow, Option<NaiveDateTime>)> = role_grant::table
        .filter(role_grant::org_id.eq(&org))
        .filter(role_grant::person_id.eq(&me))
        .select((
            (
                role_grant::id.nullable(),
                role_grant::role.nullable(),
                role_grant::unit_id.nullable(),
            ),
            role_grant::revoked_at,
        ))
        .load(conn)?;
    let held = held.iter().filter(|(_, revoked_at)| counts(*revoked_at));
    Ok(Person {
        org_id,
        person_id: id,
        session_id: SessionId::new(Uuid::nil()),
        unit_id: UnitId::parse(&unit)
            .map_err(|_| Error::Internal("a person's unit id is malformed".into()))?,
        locale,
        grants: held
            .filter_map(|(grant, _)| parse_grant(grant).transpose())
            .collect::<Result<_>>()?,
        request_id: String::new(),
        org,
        me,
        has_decided: AtomicBool::new(false),
    })
}

/// None where somebody holds no role. One that this version does not know grants nothing.
fn parse_grant(row: &GrantRow) -> Result<Option<Grant>> {
    let (Some(id), Some(role), Some(unit)) = row else {
        return Ok(None);
    };
    let Some(role) = Role::parse(role) else {
        return Ok(None);
    };
    let malformed = |_| Error::Internal("an id of a granted role is malformed".into());
    Ok(Some(Grant {
        id: GrantId::parse(id).map_err(malformed)?,
        role,
        unit_id: UnitId::parse(unit).map_err(malformed)?,
    }))
}
