//! Effective-dated rules of the organisation or of one unit.

use serde_json::json;
use shared::access::Role;
use shared::org::{Policy, PolicyRule, policy_in_force};
use shared::problem::{Code, FieldProblem};
use shared::values::{Date, PolicyId, UnitId};

use super::people::unknown;
use super::{sight, store};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn};
use crate::error::{Error, Result};

/// All rules of an organisation, read once and asked for many people.
pub struct PolicyBook(Vec<Policy>);

impl PolicyBook {
    /// The rule of this kind that holds on `today` for somebody whose unit and those above it are
    /// `ancestry`, the nearest first.
    pub fn in_force(&self, kind: &str, ancestry: &[UnitId], today: Date) -> Option<PolicyRule> {
        policy_in_force(&self.0, kind, ancestry, today)
    }
}

/// The organisation's rules.
pub fn policy_book(conn: &mut Conn, org: &str) -> Result<PolicyBook> {
    store::all_policies(conn, org).map(PolicyBook)
}

/// Makes a rule. What was once said stays written as it was, so two who change one rule cannot
/// overwrite each other: of two rules from the same day the newer one holds.
pub(super) fn put(conn: &mut Conn, actor: &Actor, id: PolicyId, put: &Policy) -> Result<Policy> {
    if put.id != id {
        return Err(Error::field("id", "mismatch"));
    }
    put.rule
        .check()
        .map_err(|error| Error::Invalid(vec![FieldProblem::value("rule.days", &error)]))?;
    db::lock_record(conn, &actor.org, &id.to_string())?;
    let stored = store::find_policy(conn, &actor.org, id)?;
    check_scope(conn, actor, put.unit_id)?;
    if let Some(stored) = stored {
        return if stored == *put {
            Ok(stored)
        } else {
            Err(Code::IdReused.into())
        };
    }
    store::add_policy(conn, &actor.org, put)?;
    let detail = json!({
        "kind": put.rule.kind(), "days": put.rule.days(), "from": put.effective_from.to_string(),
        "unit": put.unit_id.map(|id| id.to_string()),
    });
    audit::record(
        conn,
        actor,
        Entry::new("policy.put", "policy", id).detail(detail),
    )?;
    Ok(put.clone())
}

/// A manager sets rules for the units they head; an administrator anywhere.
fn check_scope(conn: &mut Conn, actor: &Actor, unit: Option<UnitId>) -> Result<()> {
    if let Some(unit) = unit {
        store::find_unit(conn, &actor.org, unit).map_err(|error| unknown("unit_id", error))?;
    }
    if actor.holds(Role::Administrator) {
        return Ok(());
    }
    let in_sight = sight::units_in_sight(conn, actor, &[Role::Manager])?;
    match unit {
        Some(unit) if in_sight.contains(&unit.to_string()) => Ok(()),
        _ => Err(Code::Forbidden.into()),
    }
}
