//! Lists of people and of the audit log.

use diesel::prelude::*;
use shared::access::Role;
use shared::org::{AuditEntry, PersonStatus, PersonSummary};
use shared::values::{AuditId, PersonId, Timestamp};

use super::{find_names, roles_of};
use crate::db::schema::{audit, person, role_grant, unit};
use crate::db::{Conn, stored, stored_optional, stored_word};
use crate::error::Result;

diesel::define_sql_function! {
    /// Lower case; on SQLite of ASCII letters only.
    fn lower(text: diesel::sql_types::Text) -> diesel::sql_types::Text;
}

/// Whose people a list may show at all.
pub enum Sight {
    Organisation,
    /// Many units; so many that going by name through the organisation is the quicker way.
    Units {
        units: Vec<String>,
        or_managed_by: String,
    },
    /// These people, who are few.
    People(Vec<String>),
}

/// Whom a list of people shows.
pub struct PeopleFilter {
    pub sight: Sight,
    /// Only people of these units.
    pub units: Option<Vec<String>>,
    /// Part of a name, in lower case.
    pub name_part: Option<String>,
    pub role: Option<Role>,
    pub status: Option<PersonStatus>,
    pub with_leavers: bool,
}

type PersonRow = (String, String, String, String, String, String);

/// A page of people by name.
pub fn page_of_people(
    conn: &mut Conn,
    org: &str,
    filter: &PeopleFilter,
    after: Option<(String, String)>,
    n: i64,
) -> Result<Vec<PersonSummary>> {
    let mut query = person::table
        .inner_join(
            unit::table.on(unit::org_id
                .eq(person::org_id)
                .and(unit::id.eq(person::unit_id))),
        )
        .filter(person::org_id.eq(org))
        .select((
            person::id,
            person::name,
            person::grade,
            person::unit_id,
            person::status,
            unit::name,
        ))
        .into_boxed();
    match &filter.sight {
        Sight::Organisation => {}
        Sight::Units {
            units,
            or_managed_by,
        } => {
            query = query.filter(
                person::unit_id
                    .eq_any(units)
                    .or(person::line_manager_id.assume_not_null().eq(or_managed_by))
                    .or(person::id.eq(or_managed_by)),
            );
        }
        Sight::People(ids) => query = query.filter(person::id.eq_any(ids)),
    }
    if let Some(units) = &filter.units {
        query = query.filter(person::unit_id.eq_any(units));
    }
    if let Some(part) = &filter.name_part {
        query = query.filter(
            lower(person::name)
                .like(format!("%{}%", escaped(part)))
                .escape('\\'),
        );
    }
    if let Some(role) = filter.role {
        let holders = role_grant::table
            .filter(
                role_grant::org_id
                    .eq(org)
                    .and(role_grant::role.eq(role.as_str())),
            )
            .filter(role_grant::revoked_at.is_null())
            .select(role_grant::person_id);
        query = query.filter(person::id.eq_any(holders));
    }
    if let Some(status) = filter.status {
        query = query.filter(person::status.eq(status.as_str()));
    }
    if !filter.with_leavers {
        query = query.filter(person::status.ne("left"));
    }
    if let Some((name, id)) = after {
        query = query.filter(
            person::name
                .gt(name.clone())
                .or(person::name.eq(name).and(person::id.gt(id))),
        );
    }
    let rows: Vec<PersonRow> = match &filter.sight {
        // An order that no index has keeps SQLite from walking through everybody by name.
        Sight::People(_) => query
            .order((person::name.concat(""), person::id))
            .limit(n)
            .load(conn)?,
        _ => query
            .order((person::name, person::id))
            .limit(n)
            .load(conn)?,
    };
    let ids: Vec<String> = rows.iter().map(|row| row.0.clone()).collect();
    let mut roles = roles_of(conn, org, &ids)?;
    rows.into_iter()
        .map(|(id, name, grade, unit_id, status, unit)| {
            let id: PersonId = stored(id)?;
            Ok(PersonSummary {
                id,
                name: stored(name)?,
                grade: stored_word(&grade)?,
                unit_id: stored(unit_id)?,
                unit: stored(unit)?,
                status: stored_word(&status)?,
                roles: roles.remove(&id).unwrap_or_default(),
            })
        })
        .collect()
}

/// What a person typed is looked for as it is, not as a pattern.
fn escaped(part: &str) -> String {
    part.replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}

/// What a list of the audit log shows.
#[derive(Default)]
pub struct AuditFilter {
    pub person: Option<PersonId>,
    pub subject: Option<String>,
}

type AuditRow = (
    String,
    chrono::NaiveDateTime,
    Option<String>,
    String,
    String,
    String,
    Option<String>,
    String,
);

/// A page of the audit log, the latest first.
pub fn page_of_audit(
    conn: &mut Conn,
    org: &str,
    filter: &AuditFilter,
    after: Option<AuditId>,
    n: i64,
) -> Result<Vec<AuditEntry>> {
    let mut query = audit::table
        .filter(audit::org_id.eq(org))
        .select((
            audit::id,
            audit::at,
            audit::actor_id,
            audit::action,
            audit::subject_kind,
            audit::subject_id,
            audit::person_id,
            audit::request_id,
        ))
        .into_boxed();
    if let Some(person) = filter.person {
        query = query.filter(audit::person_id.eq(person.to_string()));
    }
    if let Some(subject) = &filter.subject {
        query = query.filter(audit::subject_id.eq(subject));
    }
    if let Some(id) = after {
        query = query.filter(audit::id.lt(id.to_string()));
    }
    let rows: Vec<AuditRow> = query.order(audit::id.desc()).limit(n).load(conn)?;
    let people: Vec<String> = rows
        .iter()
        .flat_map(|row| [row.2.clone(), row.6.clone()])
        .flatten()
        .collect();
    let names = find_names(conn, org, &people)?;
    let named = |id: Option<String>| -> Result<_> {
        let id: Option<PersonId> = stored_optional(id)?;
        Ok(id.and_then(|id| names.iter().find(|name| name.id == id).cloned()))
    };
    rows.into_iter()
        .map(
            |(id, at, actor, action, subject_kind, subject_id, about, request_id)| {
                Ok(AuditEntry {
                    id: stored(id)?,
                    at: Timestamp::new(at.and_utc()),
                    actor: named(actor)?,
                    action,
                    subject_kind,
                    subject_id,
                    person: named(about)?,
                    request_id,
                })
            },
        )
        .collect()
}
