//! Roles: who holds which over what.

use std::collections::HashMap;

use diesel::prelude::*;
use shared::access::Role;
use shared::org::{NewGrant, RoleGrant};
use shared::values::{GrantId, PersonId};

use crate::db::schema::{person, role_grant};
use crate::db::{self, Conn, IDS_AT_ONCE, stored, stored_word};
use crate::error::Result;

type Row = (String, String, String);

fn parse((id, role, unit_id): Row) -> Result<RoleGrant> {
    Ok(RoleGrant {
        id: stored(id)?,
        role: stored_word(&role)?,
        unit_id: stored(unit_id)?,
    })
}

/// The roles a person holds now.
pub fn grants_of(conn: &mut Conn, org: &str, person: PersonId) -> Result<Vec<RoleGrant>> {
    let rows: Vec<Row> = role_grant::table
        .filter(
            role_grant::org_id
                .eq(org)
                .and(role_grant::person_id.eq(person.to_string())),
        )
        .filter(role_grant::revoked_at.is_null())
        .order((role_grant::granted_at, role_grant::id))
        .select((role_grant::id, role_grant::role, role_grant::unit_id))
        .load(conn)?;
    rows.into_iter().map(parse).collect()
}

/// The same of several people, each of whom is there only with a role.
pub fn grants_of_all(
    conn: &mut Conn,
    org: &str,
    people: &[String],
) -> Result<HashMap<PersonId, Vec<RoleGrant>>> {
    let rows: Vec<(String, Row)> = role_grant::table
        .filter(
            role_grant::org_id
                .eq(org)
                .and(role_grant::person_id.eq_any(people)),
        )
        .filter(role_grant::revoked_at.is_null())
        .order((role_grant::granted_at, role_grant::id))
        .select((
            role_grant::person_id,
            (role_grant::id, role_grant::role, role_grant::unit_id),
        ))
        .load(conn)?;
    let mut grants: HashMap<PersonId, Vec<RoleGrant>> = HashMap::new();
    for (person, row) in rows {
        grants.entry(stored(person)?).or_default().push(parse(row)?);
    }
    Ok(grants)
}

/// Active people who hold the role now, over one of the units where any are named.
pub fn holders(
    conn: &mut Conn,
    org: &str,
    role: Role,
    units: Option<&[String]>,
) -> Result<Vec<PersonId>> {
    let mut query = role_grant::table
        .inner_join(
            person::table.on(person::org_id
                .eq(role_grant::org_id)
                .and(person::id.eq(role_grant::person_id))),
        )
        .filter(role_grant::org_id.eq(org))
        .filter(
            role_grant::role
                .eq(role.as_str())
                .and(role_grant::revoked_at.is_null()),
        )
        .filter(person::status.eq("active"))
        .into_boxed();
    if let Some(units) = units {
        query = query.filter(role_grant::unit_id.eq_any(units));
    }
    let ids: Vec<String> = query.select(person::id).distinct().load(conn)?;
    ids.into_iter().map(stored).collect()
}

/// The roles that several people hold now, each once.
pub fn roles_of(
    conn: &mut Conn,
    org: &str,
    people: &[String],
) -> Result<HashMap<PersonId, Vec<Role>>> {
    let rows: Vec<(String, String)> = role_grant::table
        .filter(
            role_grant::org_id
                .eq(org)
                .and(role_grant::person_id.eq_any(people)),
        )
        .filter(role_grant::revoked_at.is_null())
        .select((role_grant::person_id, role_grant::role))
        .load(conn)?;
    let mut roles: HashMap<PersonId, Vec<Role>> = HashMap::new();
    for (person, role) in rows {
        let (person, role) = (stored(person)?, stored_word(&role)?);
        let held = roles.entry(person).or_default();
        if !held.contains(&role) {
            held.push(role);
        }
    }
    roles.values_mut().for_each(|held| held.sort());
    Ok(roles)
}

/// The same of as many as there are.
pub fn roles_of_all(
    conn: &mut Conn,
    org: &str,
    people: &[PersonId],
) -> Result<HashMap<PersonId, Vec<Role>>> {
    let mut roles = HashMap::new();
    let ids: Vec<String> = people.iter().map(PersonId::to_string).collect();
    for ids in ids.chunks(IDS_AT_ONCE) {
        roles.extend(roles_of(conn, org, ids)?);
    }
    Ok(roles)
}

/// A grant as it was made, and whether it still stands.
pub fn find_grant(conn: &mut Conn, org: &str, id: GrantId) -> Result<(PersonId, RoleGrant, bool)> {
    let (person, row, is_revoked): (String, Row, bool) = role_grant::table
        .find((org, id.to_string()))
        .select((
            role_grant::person_id,
            (role_grant::id, role_grant::role, role_grant::unit_id),
            role_grant::revoked_at.is_not_null(),
        ))
        .first(conn)?;
    Ok((stored(person)?, parse(row)?, !is_revoked))
}

pub fn add_grant(conn: &mut Conn, org: &str, person: PersonId, new: &NewGrant) -> Result<()> {
    diesel::insert_into(role_grant::table)
        .values((
            role_grant::org_id.eq(org),
            role_grant::id.eq(new.id.to_string()),
            role_grant::person_id.eq(person.to_string()),
            role_grant::role.eq(new.role.as_str()),
            role_grant::unit_id.eq(new.unit_id.to_string()),
            role_grant::granted_at.eq(db::now()),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn revoke_grant(conn: &mut Conn, org: &str, id: GrantId) -> Result<()> {
    diesel::update(role_grant::table.find((org, id.to_string())))
        .set(role_grant::revoked_at.eq(db::now()))
        .execute(conn)?;
    Ok(())
}

/// Takes every role from somebody; answers how many they held.
pub fn revoke_all_grants(conn: &mut Conn, org: &str, person: PersonId) -> Result<usize> {
    let held = role_grant::table
        .filter(
            role_grant::org_id
                .eq(org)
                .and(role_grant::person_id.eq(person.to_string())),
        )
        .filter(role_grant::revoked_at.is_null());
    Ok(diesel::update(held)
        .set(role_grant::revoked_at.eq(db::now()))
        .execute(conn)?)
}

/// Whether somebody else holds the role anywhere: the last administrator cannot go.
pub fn is_held_by_another(
    conn: &mut Conn,
    org: &str,
    role: Role,
    person: PersonId,
) -> Result<bool> {
    use crate::db::schema::person as people;
    let others = role_grant::table
        .inner_join(
            people::table.on(people::org_id
                .eq(role_grant::org_id)
                .and(people::id.eq(role_grant::person_id))),
        )
        .filter(
            role_grant::org_id
                .eq(org)
                .and(role_grant::role.eq(role.as_str())),
        )
        .filter(
            role_grant::revoked_at
                .is_null()
                .and(role_grant::person_id.ne(person.to_string())),
        )
        .filter(people::status.eq("active"));
    Ok(diesel::select(diesel::dsl::exists(others)).get_result(conn)?)
}
