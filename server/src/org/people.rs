//! What other slices may know of people, and what an administrator changes about them.

use std::collections::HashMap;

use serde_json::json;
use shared::org::{EditPerson, NewPerson, Person, PersonRef, PersonStatus, WorkingPattern};
use shared::problem::Code;
use shared::values::{Email, PersonId, PersonName, UnitId};

use super::leaving::Handovers;
use super::{mails, sight, store};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::http::IfMatch;
use crate::mail::SiteUrl;

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

    /// Whether they have gone for good, unlike somebody who cannot sign in for a while.
    pub fn has_left(&self) -> bool {
        self.status == PersonStatus::Left
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
    store::find_unit(conn, &actor.org, new.unit_id).map_err(|error| unknown("unit_id", error))?;
    check_manager(conn, actor, new.id, new.line_manager_id)?;
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
    handovers: &Handovers,
    site: SiteUrl,
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
    if before.unit_id != edit.unit_id {
        check_move(conn, actor, before.unit_id, edit.unit_id)?;
    }
    if manager_before != edit.line_manager_id {
        check_manager(conn, actor, id, edit.line_manager_id)?;
    }
    let card = store::find_card(conn, &actor.org, id)?;
    store::edit_person(conn, &actor.org, id, edit)?;
    if before.email != edit.email {
        readdress(conn, actor, handovers, site, &card)?;
    }
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

/// The address is the name to sign in with and where a new password goes, so whoever sets it could
/// become its owner: every session and every mailed link ends, and the address of before is told.
fn readdress(
    conn: &mut Conn,
    actor: &Actor,
    handovers: &Handovers,
    site: SiteUrl,
    before: &Card,
) -> Result<()> {
    store::raise_security_version(conn, &actor.org, before.id)?;
    (handovers.sign_out)(conn, &actor.org, before.id, "address_changed")?;
    // Whoever reads the address of before could set the password by one. Somebody who has not
    // accepted yet is invited anew as always, by hand.
    (handovers.end_links)(conn, &actor.org, before.id)?;
    // An invitation that went astray has no owner yet to be told.
    if before.status == PersonStatus::Active {
        mails::post_address_changed(conn, actor, site, before)?;
    }
    Ok(())
}

/// The new unit must exist, and nobody moves people under their own lead: with the people they
/// would give themselves what those wrote. Another administrator can.
fn check_move(conn: &mut Conn, actor: &Actor, from: UnitId, to: UnitId) -> Result<()> {
    store::find_unit(conn, &actor.org, to).map_err(|error| unknown("unit_id", error))?;
    if sight::leads(conn, actor, to)? && !sight::leads(conn, actor, from)? {
        return Err(Error::field("unit_id", "own_line"));
    }
    Ok(())
}

/// The line manager must be somebody else who is here and whose role is to lead, and nobody
/// appoints themselves: a line reads what was released. That holds from the first day on. Nobody
/// grants themselves a role either, so whoever has one that leads got it from another
/// administrator, who can make this change too.
pub(super) fn check_manager(
    conn: &mut Conn,
    actor: &Actor,
    id: PersonId,
    line_manager_id: Option<PersonId>,
) -> Result<()> {
    let Some(manager_id) = line_manager_id else {
        return Ok(());
    };
    if manager_id == id {
        return Err(Error::field("line_manager_id", "own"));
    }
    if manager_id == actor.person_id {
        return Err(Error::field("line_manager_id", "own_line"));
    }
    let manager = store::find_card(conn, &actor.org, manager_id)
        .map_err(|error| unknown("line_manager_id", error))?;
    if !manager.is_here() {
        return Err(Error::field("line_manager_id", "left"));
    }
    if !leads_anywhere(conn, &actor.org, manager_id)? {
        return Err(Error::field("line_manager_id", "no_line"));
    }
    Ok(())
}

/// Whether somebody holds a role with a line, over any unit.
pub(super) fn leads_anywhere(conn: &mut Conn, org: &str, id: PersonId) -> Result<bool> {
    let held = store::grants_of(conn, org, id)?;
    Ok(held.iter().any(|grant| grant.role.has_line()))
}

/// An id in a body that names nothing here is a refused field, not a missing page.
pub(super) fn unknown(field: &str, error: Error) -> Error {
    match error {
        Error::NotFound => Error::field(field, "unknown"),
        other => other,
    }
}
