//! Effective-dated rules.

use diesel::prelude::*;
use shared::org::{Policy, PolicyRule};
use shared::values::PolicyId;

use crate::db::schema::policy;
use crate::db::{Conn, stored, stored_json, stored_optional};
use crate::error::Result;

type Row = (String, Option<String>, String, String);

const COLUMNS: (
    policy::id,
    policy::unit_id,
    policy::effective_from,
    policy::body,
) = (
    policy::id,
    policy::unit_id,
    policy::effective_from,
    policy::body,
);

fn parse((id, unit_id, effective_from, body): Row) -> Result<Policy> {
    Ok(Policy {
        id: stored(id)?,
        unit_id: stored_optional(unit_id)?,
        effective_from: stored(effective_from)?,
        rule: stored_json::<PolicyRule>(&body)?,
    })
}

/// Every rule of the organisation: a few dozen at most.
pub fn all_policies(conn: &mut Conn, org: &str) -> Result<Vec<Policy>> {
    let rows: Vec<Row> = policy::table
        .filter(policy::org_id.eq(org))
        .order((policy::kind, policy::effective_from, policy::id))
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter().map(parse).collect()
}

/// A page of rules by id, the newest first.
pub fn page_of_policies(
    conn: &mut Conn,
    org: &str,
    after: Option<String>,
    n: i64,
) -> Result<Vec<Policy>> {
    let mut query = policy::table
        .filter(policy::org_id.eq(org))
        .select(COLUMNS)
        .into_boxed();
    if let Some(id) = after {
        query = query.filter(policy::id.lt(id));
    }
    let rows: Vec<Row> = query.order(policy::id.desc()).limit(n).load(conn)?;
    rows.into_iter().map(parse).collect()
}

pub fn find_policy(conn: &mut Conn, org: &str, id: PolicyId) -> Result<Option<Policy>> {
    let row: Option<Row> = policy::table
        .find((org, id.to_string()))
        .select(COLUMNS)
        .first(conn)
        .optional()?;
    row.map(parse).transpose()
}

pub fn add_policy(conn: &mut Conn, org: &str, new: &Policy) -> Result<()> {
    let body = serde_json::to_string(&new.rule).expect("a rule is a word and a number");
    diesel::insert_into(policy::table)
        .values((
            policy::org_id.eq(org),
            policy::id.eq(new.id.to_string()),
            policy::unit_id.eq(new.unit_id.map(|id| id.to_string())),
            policy::kind.eq(new.rule.kind()),
            policy::effective_from.eq(new.effective_from.to_string()),
            policy::body.eq(body),
        ))
        .execute(conn)?;
    Ok(())
}
