//! What other slices may know of people, and what an administrator changes about them.

use std::collections::HashMap;

use serde_json::json;
use shared::org::{EditPerson, NewPerson, Person, PersonRef, PersonStatus, WorkingPattern};
use shared::problem::Code;
use shared::values::{Email, PersonId, PersonName, UnitId};

use super::store;
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::http::IfMatch;

/// What other slices need of a person: to name them, to write to them, to place their records.
#[derive(Clone, Debug)]
pub struct Card {
    pub id: PersonId,
    pub name: PersonName,
    pub email: Email,
    /// `en` or `cy`.
    pub locale: String,
    pub unit_id: UnitId,
    pub line_manager_id: Option<PersonId>,
    pub status: PersonStatus,
    pub working_pattern: WorkingPattern,
}

impl Card {
    pub fn reference(&self) -> PersonRef {
        PersonRef {
            id: self.id,
            name: self.name.clone(),
        }
    }

    /// Whether mail and meetings still make sense: somebody invited may not have signed in yet.
    pub fn is_here(&self) -> bool {
        matches!(self.status, PersonStatus::Active | PersonStatus::Invited)
    }
}

/// Names by id, for lists that show many people.
#[derive(Clone, Debug, Default)]
pub struct Names(HashMap<PersonId, PersonName>);

impl Names {
    /// The person as a name to show. [`Error::Internal`] for an id that was not asked for.
    pub fn reference(&self, id: PersonId) -> Result<PersonRef> {
        let name = self
            .0
            .get(&id)
            .ok_or_else(|| Error::Internal(format!("no name was loaded for {id}")))?;
        Ok(PersonRef {
            id,
            name: name.clone(),
        })
    }
}

/// One person of the organisation. [`Error::NotFound`] where there is none.
pub fn person(conn: &mut Conn, org: &str, id: PersonId) -> Result<Card> {
    store::find_card(conn, org, id)
}

/// Those of `ids` who exist, by id.
pub fn cards(conn: &mut Conn, org: &str, ids: &[PersonId]) -> Result<HashMap<PersonId, Card>> {
    store::find_cards(conn, org, ids)
}

/// The name of one person.
pub fn reference(conn: &mut Conn, org: &str, id: PersonId) -> Result<PersonRef> {
    store::find_reference(conn, org, id)
}

/// The names of many people in one query; repeated ids cost nothing.
pub fn names(conn: &mut Conn, org: &str, ids: impl IntoIterator<Item = PersonId>) -> Result<Names> {
    let mut ids: Vec<String> = ids.into_iter().map(|id| id.to_string()).collect();
    ids.sort_unstable();
    ids.dedup();
    let found = store::find_names(conn, org, &ids)?;
    Ok(Names(
        found
            .into_iter()
            .map(|person| (person.id, person.name))
            .collect(),
    ))
}

/// Adds a person. The same id with the same content answers what is stored.
pub(super) fn add(conn: &mut Conn, actor: &Actor, new: &NewPerson) -> Result<(Person, bool)> {
    db::lock_record(conn, &actor.org, &new.id.to_string())?;
    match store::find_person(conn, &actor.org, new.id) {
        Ok(stored) if is_same(&stored, new) => return Ok((stored, false)),
        Ok(_) => return Err(Code::IdReused.into()),
        Err(Error::NotFound) => {}
        Err(error) => return Err(error),
    }
    check_place(conn, &actor.org, new.id, new.unit_id, new.line_manager_id)?;
    let locale = store::organisation(conn, &actor.org)?.locale;
    store::add_person(conn, &actor.org, new, &locale)?;
    audit::record(
        conn,
        actor,
        Entry::new("person.add", "person", new.id).about(new.id),
    )?;
    Ok((store::find_person(conn, &actor.org, new.id)?, true))
}

fn is_same(stored: &Person, new: &NewPerson) -> bool {
    stored.name == new.name
        && stored.email == new.email
        && stored.staff_code == new.staff_code
        && stored.grade == new.grade
        && stored.unit_id == new.unit_id
        && stored.line_manager.as_ref().map(|manager| manager.id) == new.line_manager_id
        && stored.working_pattern == new.working_pattern
}

/// Edits a person, moves included: records keep the unit they were made in, and who may see them
/// follows from where the person is now.
pub(super) fn edit(
    conn: &mut Conn,
    actor: &Actor,
    id: PersonId,
    if_match: IfMatch,
    edit: &EditPerson,
) -> Result<Person> {
    db::lock_record(conn, &actor.org, &id.to_string())?;
    let before = store::find_person(conn, &actor.org, id)?;
    if_match.check(before.version)?;
    if before.status == PersonStatus::Left {
        return Err(Code::WrongState.into());
    }
    let manager_before = before.line_manager.as_ref().map(|manager| manager.id);
    if before.unit_id != edit.unit_id || manager_before != edit.line_manager_id {
        check_place(conn, &actor.org, id, edit.unit_id, edit.line_manager_id)?;
    }
    store::edit_person(conn, &actor.org, id, edit)?;
    let mut changed = Vec::new();
    let mut note = |is_changed: bool, field: &'static str| {
        if is_changed {
            changed.push(field);
        }
    };
    note(before.name != edit.name, "name");
    note(before.email != edit.email, "email");
    note(before.staff_code != edit.staff_code, "staff_code");
    note(before.grade != edit.grade, "grade");
    note(before.unit_id != edit.unit_id, "unit_id");
    note(manager_before != edit.line_manager_id, "line_manager_id");
    note(
        before.working_pattern != edit.working_pattern,
        "working_pattern",
    );
    let entry = Entry::new("person.edit", "person", id)
        .about(id)
        .detail(json!({ "fields": changed }));
    audit::record(conn, actor, entry)?;
    store::find_person(conn, &actor.org, id)
}

/// The unit must exist, and the line manager must be somebody else who is here.
fn check_place(
    conn: &mut Conn,
    org: &str,
    id: PersonId,
    unit_id: UnitId,
    line_manager_id: Option<PersonId>,
) -> Result<()> {
    store::find_unit(conn, org, unit_id).map_err(|error| unknown("unit_id", error))?;
    let Some(manager_id) = line_manager_id else {
        return Ok(());
    };
    if manager_id == id {
        return Err(Error::field("line_manager_id", "own"));
    }
    let manager = store::find_card(conn, org, manager_id)
        .map_err(|error| unknown("line_manager_id", error))?;
    if manager.is_here() {
        Ok(())
    } else {
        Err(Error::field("line_manager_id", "left"))
    }
}

/// An id in a body that names nothing here is a refused field, not a missing page.
pub(super) fn unknown(field: &str, error: Error) -> Error {
    match error {
        Error::NotFound => Error::field(field, "unknown"),
        other => other,
    }
}
