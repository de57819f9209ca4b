//! An organisation from nothing: the rows without which nobody could sign in.

use diesel::prelude::*;
use shared::access::Role;
use shared::org::{Grade, WorkingPattern};
use shared::values::{Email, OrgId, OrgName, PersonId, PersonName};
use uuid::Uuid;

use crate::db::schema::{organisation, person, role_grant, unit, unit_closure};
use crate::db::{self, Conn};
use crate::error::{Error, Result};

/// Adds the organisation, its topmost unit, and an invited administrator of it all.
pub(super) fn add_organisation(
    conn: &mut Conn,
    org: OrgId,
    name: &OrgName,
    administrator: PersonId,
    administrator_name: &PersonName,
    email: &Email,
) -> Result<()> {
    let (org, id) = (org.to_string(), administrator.to_string());
    let unit_id = Uuid::now_v7().hyphenated().to_string();
    let now = db::now();
    diesel::insert_into(organisation::table)
        .values((
            organisation::org_id.eq(&org),
            organisation::name.eq(name.as_str()),
            organisation::locale.eq("en"),
            organisation::time_zone.eq("Europe/London"),
            organisation::mail_policy.eq("minimal"),
            organisation::telemetry.eq("on"),
            organisation::created_at.eq(now),
            organisation::version.eq(1),
        ))
        .execute(conn)?;
    add_root(conn, &org, &unit_id, name)?;
    let pattern = serde_json::to_string(&WorkingPattern::default())
        .map_err(|error| Error::Internal(error.to_string()))?;
    diesel::insert_into(person::table)
        .values((
            person::org_id.eq(&org),
            person::id.eq(&id),
            person::name.eq(administrator_name.as_str()),
            person::email.eq(email.as_str()),
            person::grade.eq(Grade::Other.as_str()),
            person::unit_id.eq(&unit_id),
            person::working_pattern.eq(pattern),
            person::locale.eq("en"),
            person::status.eq("invited"),
            person::security_version.eq(1),
            person::created_at.eq(now),
            person::version.eq(1),
        ))
        .execute(conn)?;
    diesel::insert_into(role_grant::table)
        .values((
            role_grant::org_id.eq(&org),
            role_grant::id.eq(Uuid::now_v7().hyphenated().to_string()),
            role_grant::person_id.eq(&id),
            role_grant::role.eq(Role::Administrator.as_str()),
            role_grant::unit_id.eq(&unit_id),
            role_grant::granted_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

pub(super) fn find_person(conn: &mut Conn, email: &Email) -> Result<(OrgId, PersonId)> {
    let (org, id): (String, String) = person::table
        .filter(person::email.eq(email.as_str()))
        .select((person::org_id, person::id))
        .first(conn)?;
    let malformed = |_| Error::Internal("a stored id is malformed".into());
    Ok((
        OrgId::parse(&org).map_err(malformed)?,
        PersonId::parse(&id).map_err(malformed)?,
    ))
}

/// One line per organisation.
pub(super) fn organisations(conn: &mut Conn) -> Result<String> {
    let rows: Vec<(String, String)> = organisation::table
        .order(organisation::org_id)
        .select((organisation::org_id, organisation::name))
        .load(conn)?;
    Ok(rows
        .into_iter()
        .map(|(id, name)| format!("{id}\t{name}"))
        .collect::<Vec<_>>()
        .join("\n"))
}

fn add_root(conn: &mut Conn, org: &str, id: &str, name: &OrgName) -> Result<()> {
    diesel::insert_into(unit::table)
        .values((
            unit::org_id.eq(org),
            unit::id.eq(id),
            unit::kind.eq("organisation"),
            unit::name.eq(name.as_str()),
            unit::version.eq(1),
        ))
        .execute(conn)?;
    diesel::insert_into(unit_closure::table)
        .values((
            unit_closure::org_id.eq(org),
            unit_closure::ancestor_id.eq(id),
            unit_closure::descendant_id.eq(id),
            unit_closure::depth.eq(0),
        ))
        .execute(conn)?;
    Ok(())
}
