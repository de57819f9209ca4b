//! The SQL that belongs to no other slice: whom the digest is for.

use diesel::prelude::*;

use crate::db::Conn;
use crate::db::schema::{organisation, person, role_grant};
use crate::error::Result;

/// Every organisation.
pub fn organisations(conn: &mut Conn) -> Result<Vec<String>> {
    Ok(organisation::table
        .select(organisation::org_id)
        .order(organisation::org_id)
        .load(conn)?)
}

/// Active people behind `after` who hold a role that a digest is written for, in the order of their ids.
pub fn readers(conn: &mut Conn, org: &str, after: &str, n: i64) -> Result<Vec<String>> {
    let has_role = diesel::dsl::exists(
        role_grant::table
            .filter(
                role_grant::org_id
                    .eq(person::org_id)
                    .and(role_grant::person_id.eq(person::id)),
            )
            .filter(role_grant::role.eq_any([
                "practitioner",
                "spo",
                "qdo",
                "manager",
                "administrator",
            ]))
            .filter(role_grant::revoked_at.is_null()),
    );
    Ok(person::table
        .filter(
            person::org_id
                .eq(org)
                .and(person::status.eq("active"))
                .and(person::id.gt(after)),
        )
        .filter(has_role)
        .order(person::id)
        .limit(n)
        .select(person::id)
        .load(conn)?)
}
