//! Who sees whom: the relations that come from places and roles.

use shared::access::{Role, Standing};
use shared::values::{PersonId, UnitId};

use super::people::leads_anywhere;
use super::store;
use crate::actor::{Actor, Grant};
use crate::db::Conn;
use crate::error::Result;

/// What the actor is to a person and so to that person's records, so far as places and roles tell.
/// The slice that owns a record adds `observer` and `attendee`.
///
/// It follows from where the person is now: a move takes their records along.
/// [`crate::error::Error::NotFound`] for somebody of another organisation.
pub fn standing_towards(conn: &mut Conn, actor: &Actor, person: PersonId) -> Result<Standing> {
    Ok(relations(conn, actor, person)?.standing)
}

/// Whether the actor may know that the person exists, beyond their name on a shared record:
/// themselves, those in the scope of their roles and those they line-manage.
pub fn may_see(conn: &mut Conn, actor: &Actor, person: PersonId) -> Result<bool> {
    let Relations {
        standing,
        is_in_qdo_scope,
    } = relations(conn, actor, person)?;
    Ok(standing.practitioner
        || standing.line
        || standing.head
        || standing.administrator
        || standing.auditor
        || is_in_qdo_scope)
}

/// Whether the one has observed, or is to observe, the other.
pub fn has_observed(
    conn: &mut Conn,
    org: &str,
    observer: PersonId,
    practitioner: PersonId,
) -> Result<bool> {
    store::has_observed(conn, org, observer, practitioner)
}

/// Who is told what concerns a person's line: the line manager by name, else the SPOs of their unit
/// or of the nearest above that has one. A name counts as in [`standing_towards`].
pub fn nearest_line(conn: &mut Conn, org: &str, person: PersonId) -> Result<Vec<PersonId>> {
    let (unit, manager) = store::unit_of(conn, org, person)?;
    if let Some(manager) = manager
        && leads_anywhere(conn, org, manager)?
    {
        return Ok(vec![manager]);
    }
    for (unit, _) in store::ancestors(conn, org, unit)? {
        let mut spos = store::holders(conn, org, Role::Spo, Some(&[unit]))?;
        spos.retain(|spo| *spo != person);
        if !spos.is_empty() {
            return Ok(spos);
        }
    }
    Ok(Vec::new())
}

/// The active people who are head of somebody, without themselves: who may decide about them.
pub fn heads_of(conn: &mut Conn, org: &str, person: PersonId) -> Result<Vec<PersonId>> {
    let (unit, _) = store::unit_of(conn, org, person)?;
    let above: Vec<String> = store::ancestors(conn, org, unit)?
        .into_iter()
        .map(|(unit, _)| unit)
        .collect();
    let mut heads = store::holders(conn, org, Role::Manager, Some(&above))?;
    heads.retain(|head| *head != person);
    Ok(heads)
}

/// The active administrators of the organisation.
pub fn administrators(conn: &mut Conn, org: &str) -> Result<Vec<PersonId>> {
    store::holders(conn, org, Role::Administrator, None)
}

/// The units over which the actor holds one of the roles, with all below them.
pub fn units_in_sight(conn: &mut Conn, actor: &Actor, roles: &[Role]) -> Result<Vec<String>> {
    units_of_grants(conn, &actor.org, &actor.grants, roles)
}

/// The same for grants of somebody who does not ask: a digest is written for its reader.
pub(super) fn units_of_grants(
    conn: &mut Conn,
    org: &str,
    grants: &[Grant],
    roles: &[Role],
) -> Result<Vec<String>> {
    let held = grants.iter().filter(|grant| roles.contains(&grant.role));
    let tops: Vec<String> = held.map(|grant| grant.unit_id.to_string()).collect();
    if tops.is_empty() {
        return Ok(Vec::new());
    }
    let below = store::descendants(conn, org, &tops)?;
    Ok(below.into_iter().map(|(id, _)| id).collect())
}

/// Whether people of the unit are in the actor's line because of where they are.
pub(super) fn leads(conn: &mut Conn, actor: &Actor, unit: UnitId) -> Result<bool> {
    let tops = actor.units_of(Role::Spo);
    if tops.is_empty() {
        return Ok(false);
    }
    let above = store::ancestors(conn, &actor.org, unit)?;
    Ok(above.iter().any(|(unit, _)| tops.contains(unit)))
}

struct Relations {
    standing: Standing,
    is_in_qdo_scope: bool,
}

fn relations(conn: &mut Conn, actor: &Actor, person: PersonId) -> Result<Relations> {
    let (unit, manager) = store::unit_of(conn, &actor.org, person)?;
    let is_self = person == actor.person_id;
    let above = store::ancestors(conn, &actor.org, unit)?;
    // Nobody is their own line manager or head.
    let covers = |role: Role| {
        !is_self
            && actor.grants.iter().any(|grant| {
                let top = grant.unit_id.to_string();
                grant.role == role && above.iter().any(|(unit, _)| *unit == top)
            })
    };
    let standing = Standing {
        practitioner: is_self,
        // Being named is not enough: content is for those whose role it is to lead.
        line: !is_self
            && ((manager == Some(actor.person_id) && actor.has_line()) || covers(Role::Spo)),
        head: covers(Role::Manager),
        administrator: actor.holds(Role::Administrator),
        auditor: actor.holds(Role::Auditor),
        ..Standing::default()
    };
    Ok(Relations {
        standing,
        is_in_qdo_scope: covers(Role::Qdo),
    })
}
