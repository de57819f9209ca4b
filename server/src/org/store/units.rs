//! The hierarchy, kept twice: as parents, and as every ancestor of every unit.

use std::collections::HashMap;

use diesel::prelude::*;
use shared::org::{EditUnit, NewUnit, Unit};
use shared::values::UnitId;

use crate::db::schema::{observation, person, policy, role_grant, unit, unit_closure};
use crate::db::{Conn, stored, stored_optional};
use crate::error::Result;
use crate::on_backend;

type Row = (String, Option<String>, String, String, Option<String>, i64);

const COLUMNS: (
    unit::id,
    unit::parent_id,
    unit::kind,
    unit::name,
    unit::code,
    unit::version,
) = (
    unit::id,
    unit::parent_id,
    unit::kind,
    unit::name,
    unit::code,
    unit::version,
);

fn parse((id, parent_id, kind, name, code, version): Row) -> Result<Unit> {
    Ok(Unit {
        id: stored(id)?,
        parent_id: stored_optional(parent_id)?,
        kind,
        name: stored(name)?,
        code,
        n_people: 0,
        version,
    })
}

pub fn find_unit(conn: &mut Conn, org: &str, id: UnitId) -> Result<Unit> {
    let row = unit::table
        .find((org, id.to_string()))
        .select(COLUMNS)
        .first::<Row>(conn)?;
    let mut found = parse(row)?;
    found.n_people = n_people(conn, org, &[found.id.to_string()])?
        .remove(&found.id)
        .unwrap_or(0);
    Ok(found)
}

/// A page of units by name, with their counts of people who have not left.
pub fn page_of_units(
    conn: &mut Conn,
    org: &str,
    after: Option<(String, String)>,
    n: i64,
) -> Result<Vec<Unit>> {
    let mut query = unit::table
        .filter(unit::org_id.eq(org))
        .select(COLUMNS)
        .into_boxed();
    if let Some((name, id)) = after {
        query = query.filter(
            unit::name
                .gt(name.clone())
                .or(unit::name.eq(name).and(unit::id.gt(id))),
        );
    }
    let rows: Vec<Row> = query.order((unit::name, unit::id)).limit(n).load(conn)?;
    let mut units = rows.into_iter().map(parse).collect::<Result<Vec<_>>>()?;
    let ids: Vec<String> = units.iter().map(|unit| unit.id.to_string()).collect();
    let mut counts = n_people(conn, org, &ids)?;
    for unit in &mut units {
        unit.n_people = counts.remove(&unit.id).unwrap_or(0);
    }
    Ok(units)
}

fn n_people(conn: &mut Conn, org: &str, ids: &[String]) -> Result<HashMap<UnitId, i64>> {
    let rows: Vec<(String, i64)> = person::table
        .filter(person::org_id.eq(org).and(person::unit_id.eq_any(ids)))
        .filter(person::status.ne("left"))
        .group_by(person::unit_id)
        .select((person::unit_id, diesel::dsl::count_star()))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, n)| Ok((stored(id)?, n)))
        .collect()
}

/// Every unit's place: id, parent, name. For matching paths of an import.
pub fn unit_tree(conn: &mut Conn, org: &str) -> Result<Vec<(UnitId, Option<UnitId>, String)>> {
    let rows: Vec<(String, Option<String>, String)> = unit::table
        .filter(unit::org_id.eq(org))
        .select((unit::id, unit::parent_id, unit::name))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, parent, name)| Ok((stored(id)?, stored_optional(parent)?, name)))
        .collect()
}

pub fn add_unit(conn: &mut Conn, org: &str, new: &NewUnit) -> Result<()> {
    diesel::insert_into(unit::table)
        .values((
            unit::org_id.eq(org),
            unit::id.eq(new.id.to_string()),
            unit::parent_id.eq(new.parent_id.map(|id| id.to_string())),
            unit::kind.eq(&new.kind),
            unit::name.eq(new.name.as_str()),
            unit::code.eq(&new.code),
            unit::version.eq(1),
        ))
        .execute(conn)?;
    let mut above = match new.parent_id {
        Some(parent) => ancestors(conn, org, parent)?,
        None => Vec::new(),
    };
    for (_, depth) in &mut above {
        *depth += 1;
    }
    above.push((new.id.to_string(), 0));
    let id = new.id.to_string();
    insert_closure(
        conn,
        org,
        above
            .into_iter()
            .map(|(ancestor, depth)| (ancestor, id.clone(), depth)),
    )
}

/// Saves the words and the place; a new parent takes the whole subtree along.
pub fn edit_unit(
    conn: &mut Conn,
    org: &str,
    id: UnitId,
    edit: &EditUnit,
    is_moved: bool,
) -> Result<()> {
    diesel::update(unit::table.find((org, id.to_string())))
        .set((
            unit::parent_id.eq(edit.parent_id.map(|id| id.to_string())),
            unit::kind.eq(&edit.kind),
            unit::name.eq(edit.name.as_str()),
            unit::code.eq(&edit.code),
            unit::version.eq(unit::version + 1),
        ))
        .execute(conn)?;
    if is_moved {
        hang_below(conn, org, id, edit.parent_id)
    } else {
        Ok(())
    }
}

fn hang_below(conn: &mut Conn, org: &str, id: UnitId, parent: Option<UnitId>) -> Result<()> {
    let subtree = descendants(conn, org, &[id.to_string()])?;
    let inside: Vec<&str> = subtree.iter().map(|(id, _)| id.as_str()).collect();
    diesel::delete(
        unit_closure::table
            .filter(unit_closure::org_id.eq(org))
            .filter(unit_closure::descendant_id.eq_any(&inside))
            .filter(unit_closure::ancestor_id.ne_all(&inside)),
    )
    .execute(conn)?;
    let above = match parent {
        Some(parent) => ancestors(conn, org, parent)?,
        None => Vec::new(),
    };
    let links = above.iter().flat_map(|(ancestor, up)| {
        subtree
            .iter()
            .map(move |(below, down)| (ancestor.clone(), below.clone(), up + 1 + down))
    });
    insert_closure(conn, org, links)
}

fn insert_closure(
    conn: &mut Conn,
    org: &str,
    links: impl Iterator<Item = (String, String, i32)>,
) -> Result<()> {
    let rows: Vec<_> = links
        .map(|(ancestor, descendant, depth)| {
            (
                unit_closure::org_id.eq(org.to_owned()),
                unit_closure::ancestor_id.eq(ancestor),
                unit_closure::descendant_id.eq(descendant),
                unit_closure::depth.eq(depth),
            )
        })
        .collect();
    for rows in rows.chunks(1_000) {
        on_backend!(conn, c => diesel::insert_into(unit_closure::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// The unit and those above it with their distance, the nearest first.
pub fn ancestors(conn: &mut Conn, org: &str, id: UnitId) -> Result<Vec<(String, i32)>> {
    Ok(unit_closure::table
        .filter(
            unit_closure::org_id
                .eq(org)
                .and(unit_closure::descendant_id.eq(id.to_string())),
        )
        .order(unit_closure::depth)
        .select((unit_closure::ancestor_id, unit_closure::depth))
        .load(conn)?)
}

/// The units named and all below them, with their distance from the nearest named one.
pub fn descendants(conn: &mut Conn, org: &str, tops: &[String]) -> Result<Vec<(String, i32)>> {
    Ok(unit_closure::table
        .filter(
            unit_closure::org_id
                .eq(org)
                .and(unit_closure::ancestor_id.eq_any(tops)),
        )
        .group_by(unit_closure::descendant_id)
        .select((
            unit_closure::descendant_id,
            diesel::dsl::min(unit_closure::depth).assume_not_null(),
        ))
        .load(conn)?)
}

/// Whether `below` is `top` or lies below it.
pub fn is_within(conn: &mut Conn, org: &str, below: UnitId, top: UnitId) -> Result<bool> {
    let link = unit_closure::table.find((org, top.to_string(), below.to_string()));
    Ok(diesel::select(diesel::dsl::exists(link)).get_result(conn)?)
}

/// Whether anything still rests on the unit: units, people, roles, rules or records.
pub fn is_unit_in_use(conn: &mut Conn, org: &str, id: UnitId) -> Result<bool> {
    use diesel::dsl::{exists, select};
    let id = id.to_string();
    let has_units = unit::table.filter(unit::org_id.eq(org).and(unit::parent_id.eq(&id)));
    let has_people = person::table.filter(person::org_id.eq(org).and(person::unit_id.eq(&id)));
    let has_roles =
        role_grant::table.filter(role_grant::org_id.eq(org).and(role_grant::unit_id.eq(&id)));
    let has_rules = policy::table.filter(policy::org_id.eq(org).and(policy::unit_id.eq(&id)));
    let has_records = observation::table.filter(
        observation::org_id
            .eq(org)
            .and(observation::unit_id.eq(&id)),
    );
    Ok(select(exists(has_units)).get_result::<bool>(conn)?
        || select(exists(has_people)).get_result::<bool>(conn)?
        || select(exists(has_roles)).get_result::<bool>(conn)?
        || select(exists(has_rules)).get_result::<bool>(conn)?
        || select(exists(has_records)).get_result::<bool>(conn)?)
}

pub fn remove_unit(conn: &mut Conn, org: &str, id: UnitId) -> Result<()> {
    let links = unit_closure::table.filter(
        unit_closure::org_id
            .eq(org)
            .and(unit_closure::descendant_id.eq(id.to_string())),
    );
    diesel::delete(links).execute(conn)?;
    diesel::delete(unit::table.find((org, id.to_string()))).execute(conn)?;
    Ok(())
}

/// Each of these units with itself and those above it, the nearest first.
pub fn ancestries(
    conn: &mut Conn,
    org: &str,
    units: &[String],
) -> Result<HashMap<UnitId, Vec<UnitId>>> {
    let rows: Vec<(String, String)> = unit_closure::table
        .filter(
            unit_closure::org_id
                .eq(org)
                .and(unit_closure::descendant_id.eq_any(units)),
        )
        .order((unit_closure::descendant_id, unit_closure::depth))
        .select((unit_closure::descendant_id, unit_closure::ancestor_id))
        .load(conn)?;
    let mut above: HashMap<UnitId, Vec<UnitId>> = HashMap::new();
    for (unit, ancestor) in rows {
        above
            .entry(stored(unit)?)
            .or_default()
            .push(stored(ancestor)?);
    }
    Ok(above)
}
