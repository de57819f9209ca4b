//! The hierarchy: adding, moving and removing units.

use serde_json::json;
use shared::org::{EditUnit, NewUnit, Unit};
use shared::problem::Code;
use shared::values::{ShortText, UnitId, UnitName};

use super::people::unknown;
use super::{sight, store};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn, stored};
use crate::error::{Error, Result};
use crate::http::IfMatch;

/// The longest kind or code of a unit, in characters.
const WORD_CHARS_MAX: usize = 40;

/// Moves and removals change the same closure, so one at a time per organisation.
const HIERARCHY: &str = "unit hierarchy";

/// The unit and those above it, the nearest first.
pub fn ancestry(conn: &mut Conn, org: &str, unit: UnitId) -> Result<Vec<UnitId>> {
    store::ancestors(conn, org, unit)?
        .into_iter()
        .map(|(id, _)| stored(id))
        .collect()
}

/// What the unit is called.
pub fn unit_name(conn: &mut Conn, org: &str, unit: UnitId) -> Result<UnitName> {
    Ok(store::find_unit(conn, org, unit)?.name)
}

/// The unit and all below it.
pub fn units_below(conn: &mut Conn, org: &str, unit: UnitId) -> Result<Vec<String>> {
    Ok(store::descendants(conn, org, &[unit.to_string()])?
        .into_iter()
        .map(|(id, _)| id)
        .collect())
}

pub(super) fn add(conn: &mut Conn, actor: &Actor, new: &NewUnit) -> Result<Unit> {
    let new = NewUnit {
        kind: word("kind", &new.kind)?,
        code: code(new.code.as_deref())?,
        ..new.clone()
    };
    db::lock_record(conn, &actor.org, HIERARCHY)?;
    match store::find_unit(conn, &actor.org, new.id) {
        Ok(stored) if is_same(&stored, &new) => return Ok(stored),
        Ok(_) => return Err(Code::IdReused.into()),
        Err(Error::NotFound) => {}
        Err(error) => return Err(error),
    }
    if let Some(parent) = new.parent_id {
        store::find_unit(conn, &actor.org, parent).map_err(|error| unknown("parent_id", error))?;
    }
    store::add_unit(conn, &actor.org, &new)?;
    audit::record(conn, actor, Entry::new("unit.add", "unit", new.id))?;
    store::find_unit(conn, &actor.org, new.id)
}

fn is_same(stored: &Unit, new: &NewUnit) -> bool {
    stored.parent_id == new.parent_id
        && stored.kind == new.kind
        && stored.name == new.name
        && stored.code == new.code
}

/// Renames a unit, or moves it with all that is below it.
pub(super) fn edit(
    conn: &mut Conn,
    actor: &Actor,
    id: UnitId,
    if_match: IfMatch,
    edit: &EditUnit,
) -> Result<Unit> {
    let edit = EditUnit {
        kind: word("kind", &edit.kind)?,
        code: code(edit.code.as_deref())?,
        ..edit.clone()
    };
    db::lock_record(conn, &actor.org, HIERARCHY)?;
    let before = store::find_unit(conn, &actor.org, id)?;
    if_match.check(before.version)?;
    let is_moved = before.parent_id != edit.parent_id;
    if let Some(parent) = edit.parent_id.filter(|_| is_moved) {
        store::find_unit(conn, &actor.org, parent).map_err(|error| unknown("parent_id", error))?;
        if store::is_within(conn, &actor.org, parent, id)? {
            return Err(Code::UnitCycle.into());
        }
        // As with people one by one: nobody moves them under their own lead.
        if sight::leads(conn, actor, parent)? && !sight::leads(conn, actor, id)? {
            return Err(Error::field("parent_id", "own_line"));
        }
    }
    store::edit_unit(conn, &actor.org, id, &edit, is_moved)?;
    let entry = Entry::new("unit.edit", "unit", id).detail(json!({ "moved": is_moved }));
    audit::record(conn, actor, entry)?;
    store::find_unit(conn, &actor.org, id)
}

/// Removes a unit on which nothing rests.
pub(super) fn remove(conn: &mut Conn, actor: &Actor, id: UnitId) -> Result<()> {
    db::lock_record(conn, &actor.org, HIERARCHY)?;
    store::find_unit(conn, &actor.org, id)?;
    if store::is_unit_in_use(conn, &actor.org, id)? {
        return Err(Code::UnitInUse.into());
    }
    store::remove_unit(conn, &actor.org, id)?;
    audit::record(conn, actor, Entry::new("unit.remove", "unit", id))
}

/// A short word on one line.
fn word(field: &str, text: &str) -> Result<String> {
    let parsed = ShortText::parse(text).map_err(|error| {
        Error::Invalid(vec![shared::problem::FieldProblem::value(field, &error)])
    })?;
    if parsed.as_str().chars().count() > WORD_CHARS_MAX {
        let error = shared::values::ValueError::TooLong {
            max: WORD_CHARS_MAX,
        };
        return Err(Error::Invalid(vec![shared::problem::FieldProblem::value(
            field, &error,
        )]));
    }
    Ok(parsed.as_str().to_owned())
}

fn code(text: Option<&str>) -> Result<Option<String>> {
    match text.map(str::trim) {
        None | Some("") => Ok(None),
        Some(text) => word("code", text).map(Some),
    }
}
