//! The practitioners somebody looks after: for coverage boards, digests and what to do next.

use std::collections::HashMap;

use shared::access::Role;
use shared::org::{Absences, PersonRef, PolicyRule, WorkingPattern};
use shared::values::{Date, UnitId, UnitName};

use super::{PolicyBook, policies, sight, store};
use crate::actor::Grant;
use crate::clock;
use crate::db::{Conn, stored, stored_json};
use crate::error::Result;

/// One practitioner of the roster.
pub struct Practitioner {
    pub person: PersonRef,
    pub unit_id: UnitId,
    pub unit: UnitName,
    pub working_pattern: WorkingPattern,
    /// Since when they are here.
    pub since: Date,
    pub absences: Absences,
}

/// Practitioners with the rules that hold for each of them.
pub struct Roster {
    pub practitioners: Vec<Practitioner>,
    above: HashMap<UnitId, Vec<UnitId>>,
    book: PolicyBook,
    today: Date,
}

impl Roster {
    /// Days, or working days, of the rule of this kind for people of the unit.
    pub fn days(&self, kind: &str, unit: UnitId) -> Option<u32> {
        let ancestry = self.above.get(&unit)?;
        self.book
            .in_force(kind, ancestry, self.today)
            .map(PolicyRule::days)
    }
}

/// The active practitioners under the person's grants as SPO or head, and those who name the
/// person as line manager, in no order.
pub fn roster(
    conn: &mut Conn,
    org: &str,
    me: &str,
    grants: &[Grant],
    today: Date,
) -> Result<Roster> {
    let units = sight::units_of_grants(conn, org, grants, &[Role::Spo, Role::Manager])?;
    let rows = store::practitioners(conn, org, &units, me)?;
    let mut practitioners = Vec::with_capacity(rows.len());
    for (id, name, unit_id, unit, pattern, created_at, absences) in rows {
        practitioners.push(Practitioner {
            person: PersonRef {
                id: stored(id)?,
                name: stored(name)?,
            },
            unit_id: stored(unit_id)?,
            unit: stored(unit)?,
            working_pattern: stored_json(&pattern)?,
            since: clock::day(created_at.and_utc()),
            absences: stored_json(&absences)?,
        });
    }
    let mut homes: Vec<String> = practitioners
        .iter()
        .map(|one| one.unit_id.to_string())
        .collect();
    homes.sort_unstable();
    homes.dedup();
    // The board names the rules of the top units as well.
    homes.extend(grants.iter().map(|grant| grant.unit_id.to_string()));
    Ok(Roster {
        practitioners,
        above: store::ancestries(conn, org, &homes)?,
        book: policies::policy_book(conn, org)?,
        today,
    })
}

/// How many people have not accepted their invitation.
pub fn n_invited(conn: &mut Conn, org: &str) -> Result<i64> {
    store::n_invited(conn, org)
}
