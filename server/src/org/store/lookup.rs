//! People looked up by what a file or a role says of them.

use std::collections::HashMap;

use diesel::prelude::*;
use shared::values::{Email, PersonId};

use crate::db::schema::{person, unit};
use crate::db::{Conn, IDS_AT_ONCE, stored};
use crate::error::Result;

/// Who holds these addresses in the organisation.
pub fn people_by_email(
    conn: &mut Conn,
    org: &str,
    emails: &[String],
) -> Result<HashMap<Email, PersonId>> {
    let mut found = HashMap::new();
    for emails in emails.chunks(IDS_AT_ONCE) {
        let rows: Vec<(String, String)> = person::table
            .filter(person::org_id.eq(org).and(person::email.eq_any(emails)))
            .select((person::email, person::id))
            .load(conn)?;
        for (email, id) in rows {
            found.insert(stored(email)?, stored(id)?);
        }
    }
    Ok(found)
}

/// Which of these addresses belong to somebody of another organisation.
pub fn emails_taken_elsewhere(
    conn: &mut Conn,
    org: &str,
    emails: &[String],
) -> Result<Vec<String>> {
    let mut taken = Vec::new();
    for emails in emails.chunks(IDS_AT_ONCE) {
        let rows: Vec<String> = person::table
            .filter(person::org_id.ne(org).and(person::email.eq_any(emails)))
            .select(person::email)
            .load(conn)?;
        taken.extend(rows);
    }
    Ok(taken)
}

/// Who holds these staff codes in the organisation.
pub fn people_by_staff_code(
    conn: &mut Conn,
    org: &str,
    codes: &[String],
) -> Result<HashMap<String, PersonId>> {
    let mut found = HashMap::new();
    for codes in codes.chunks(IDS_AT_ONCE) {
        let rows: Vec<(Option<String>, String)> = person::table
            .filter(person::org_id.eq(org).and(person::staff_code.eq_any(codes)))
            .select((person::staff_code, person::id))
            .load(conn)?;
        for (code, id) in rows {
            if let Some(code) = code {
                found.insert(code, stored(id)?);
            }
        }
    }
    Ok(found)
}

/// Somebody whose practice is looked at, with the name of their unit, since when they are here and
/// their latest absence.
pub type RosterRow = (
    String,
    String,
    String,
    String,
    String,
    chrono::NaiveDateTime,
    String,
);

/// Active practitioners of these units, or line-managed by the person, in no order.
pub fn practitioners(
    conn: &mut Conn,
    org: &str,
    units: &[String],
    manager: &str,
) -> Result<Vec<RosterRow>> {
    let mut rows = Vec::new();
    for ids in ids_in_scope(conn, org, units, manager)?.chunks(IDS_AT_ONCE) {
        rows.extend(practitioners_of(conn, org, ids, manager)?);
    }
    Ok(rows)
}

/// The active practitioners among these people, without the one who asks.
fn practitioners_of(
    conn: &mut Conn,
    org: &str,
    ids: &[String],
    manager: &str,
) -> Result<Vec<RosterRow>> {
    use crate::db::schema::role_grant;
    let has_role = diesel::dsl::exists(
        role_grant::table
            .filter(
                role_grant::org_id
                    .eq(person::org_id)
                    .and(role_grant::person_id.eq(person::id)),
            )
            .filter(
                role_grant::role
                    .eq("practitioner")
                    .and(role_grant::revoked_at.is_null()),
            ),
    );
    Ok(person::table
        .inner_join(
            unit::table.on(unit::org_id
                .eq(person::org_id)
                .and(unit::id.eq(person::unit_id))),
        )
        .filter(person::org_id.eq(org).and(person::id.eq_any(ids)))
        .filter(person::status.eq("active").and(person::id.ne(manager)))
        .filter(has_role)
        .select((
            person::id,
            person::name,
            person::unit_id,
            unit::name,
            person::working_pattern,
            person::created_at,
            person::absences,
        ))
        .load(conn)?)
}

/// Those whose home is one of the units, or who name the person as line manager. Two questions,
/// because each has an index and SQLite has none for either of them.
pub fn ids_in_scope(
    conn: &mut Conn,
    org: &str,
    units: &[String],
    manager: &str,
) -> Result<Vec<String>> {
    let mut ids: Vec<String> = person::table
        .filter(
            person::org_id
                .eq(org)
                .and(person::line_manager_id.eq(manager)),
        )
        .select(person::id)
        .load(conn)?;
    for units in units.chunks(IDS_AT_ONCE) {
        let here: Vec<String> = person::table
            .filter(person::org_id.eq(org).and(person::unit_id.eq_any(units)))
            .select(person::id)
            .load(conn)?;
        ids.extend(here);
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// Whether somebody holds a role of observer, over any unit.
pub fn observes(conn: &mut Conn, org: &str, id: PersonId) -> Result<bool> {
    use crate::db::schema::role_grant;
    let grants = role_grant::table
        .filter(role_grant::org_id.eq(org))
        .filter(role_grant::person_id.eq(id.to_string()))
        .filter(role_grant::role.eq_any(["spo", "qdo"]))
        .filter(role_grant::revoked_at.is_null());
    let n: i64 = grants.count().get_result(conn)?;
    Ok(n > 0)
}
