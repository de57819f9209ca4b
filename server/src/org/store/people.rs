//! People, read and written one at a time or by their ids.

use std::collections::{BTreeSet, HashMap};

use diesel::prelude::*;
use shared::org::{
    EditPerson, NewPerson, Person, PersonRef, PersonStatus, RoleGrant, WorkingPattern,
};
use shared::values::{Date, Email, PersonId, UnitId};

use super::super::people::Card;
use super::grants_of_all;
use crate::db::schema::{person, unit};
use crate::db::{
    self, Conn, IDS_AT_ONCE, OnUnique, required, stored, stored_json, stored_optional, stored_word,
    word,
};
use crate::error::{Error, Result};
use shared::problem::Code;

#[derive(Queryable)]
struct Row {
    id: String,
    name: String,
    email: String,
    staff_code: Option<String>,
    grade: String,
    unit_id: String,
    line_manager_id: Option<String>,
    working_pattern: String,
    locale: String,
    status: String,
    left_on: Option<String>,
    version: i64,
    unit: String,
}

/// Everything an administrator may know of a person.
pub fn find_person(conn: &mut Conn, org: &str, id: PersonId) -> Result<Person> {
    let mut found = find_people(conn, org, &[id])?;
    found.remove(&id).ok_or(Error::NotFound)
}

/// The same of those of `ids` who exist, in three queries for many.
pub fn find_people(
    conn: &mut Conn,
    org: &str,
    ids: &[PersonId],
) -> Result<HashMap<PersonId, Person>> {
    let mut people = HashMap::with_capacity(ids.len());
    let ids: Vec<String> = ids.iter().map(PersonId::to_string).collect();
    for ids in ids.chunks(IDS_AT_ONCE) {
        let rows = rows_of(conn, org, ids)?;
        let managers: BTreeSet<String> = rows
            .iter()
            .filter_map(|row| row.line_manager_id.clone())
            .collect();
        let managers: Vec<String> = managers.into_iter().collect();
        let managers: HashMap<PersonId, PersonRef> = find_names(conn, org, &managers)?
            .into_iter()
            .map(|manager| (manager.id, manager))
            .collect();
        let mut roles = grants_of_all(conn, org, ids)?;
        for row in rows {
            let person = parse(row, &managers, &mut roles)?;
            people.insert(person.id, person);
        }
    }
    Ok(people)
}

fn rows_of(conn: &mut Conn, org: &str, ids: &[String]) -> Result<Vec<Row>> {
    Ok(person::table
        .inner_join(
            unit::table.on(unit::org_id
                .eq(person::org_id)
                .and(unit::id.eq(person::unit_id))),
        )
        .filter(person::org_id.eq(org).and(person::id.eq_any(ids)))
        .select((
            person::id,
            person::name,
            person::email,
            person::staff_code,
            person::grade,
            person::unit_id,
            person::line_manager_id,
            person::working_pattern,
            person::locale,
            person::status,
            person::left_on,
            person::version,
            unit::name,
        ))
        .load(conn)?)
}

fn parse(
    row: Row,
    managers: &HashMap<PersonId, PersonRef>,
    roles: &mut HashMap<PersonId, Vec<RoleGrant>>,
) -> Result<Person> {
    let id = stored(row.id)?;
    let line_manager = match stored_optional::<PersonId>(row.line_manager_id)? {
        Some(manager) => Some(required(managers.get(&manager).cloned(), "line manager")?),
        None => None,
    };
    Ok(Person {
        id,
        name: stored(row.name)?,
        email: stored(row.email)?,
        staff_code: stored_optional(row.staff_code)?,
        grade: stored_word(&row.grade)?,
        unit_id: stored(row.unit_id)?,
        unit: stored(row.unit)?,
        line_manager,
        working_pattern: stored_json(&row.working_pattern)?,
        locale: row.locale,
        status: stored_word(&row.status)?,
        left_on: stored_optional(row.left_on)?,
        roles: roles.remove(&id).unwrap_or_default(),
        // An administrator has no use for it.
        away: None,
        may_say_away: false,
        version: row.version,
    })
}

pub fn find_reference(conn: &mut Conn, org: &str, id: PersonId) -> Result<PersonRef> {
    let name: String = person::table
        .find((org, id.to_string()))
        .select(person::name)
        .first(conn)?;
    Ok(PersonRef {
        id,
        name: stored(name)?,
    })
}

type CardRow = (
    String,
    String,
    String,
    String,
    String,
    Option<String>,
    String,
    String,
);

const CARD: (
    person::id,
    person::name,
    person::email,
    person::locale,
    person::unit_id,
    person::line_manager_id,
    person::status,
    person::working_pattern,
) = (
    person::id,
    person::name,
    person::email,
    person::locale,
    person::unit_id,
    person::line_manager_id,
    person::status,
    person::working_pattern,
);

fn parse_card(row: CardRow) -> Result<Card> {
    let (id, name, email, locale, unit_id, line_manager_id, status, working_pattern) = row;
    Ok(Card {
        id: stored(id)?,
        name: stored(name)?,
        email: stored(email)?,
        locale,
        unit_id: stored(unit_id)?,
        line_manager_id: stored_optional(line_manager_id)?,
        status: stored_word(&status)?,
        working_pattern: stored_json(&working_pattern)?,
    })
}

pub fn find_card(conn: &mut Conn, org: &str, id: PersonId) -> Result<Card> {
    parse_card(
        person::table
            .find((org, id.to_string()))
            .select(CARD)
            .first(conn)?,
    )
}

/// The cards of those of `ids` who exist.
pub fn find_cards(conn: &mut Conn, org: &str, ids: &[PersonId]) -> Result<HashMap<PersonId, Card>> {
    let mut cards = HashMap::new();
    let ids: Vec<String> = ids.iter().map(PersonId::to_string).collect();
    for ids in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<CardRow> = person::table
            .filter(person::org_id.eq(org).and(person::id.eq_any(ids)))
            .select(CARD)
            .load(conn)?;
        for row in rows {
            let card = parse_card(row)?;
            cards.insert(card.id, card);
        }
    }
    Ok(cards)
}

/// The names of those of `ids` who exist.
pub fn find_names(conn: &mut Conn, org: &str, ids: &[String]) -> Result<Vec<PersonRef>> {
    let mut names = Vec::with_capacity(ids.len());
    for ids in ids.chunks(IDS_AT_ONCE) {
        let rows: Vec<(String, String)> = person::table
            .filter(person::org_id.eq(org).and(person::id.eq_any(ids)))
            .select((person::id, person::name))
            .load(conn)?;
        for (id, name) in rows {
            names.push(PersonRef {
                id: stored(id)?,
                name: stored(name)?,
            });
        }
    }
    Ok(names)
}

pub fn add_person(conn: &mut Conn, org: &str, new: &NewPerson, locale: &str) -> Result<()> {
    diesel::insert_into(person::table)
        .values((
            (
                person::org_id.eq(org),
                person::id.eq(new.id.to_string()),
                person::name.eq(new.name.as_str()),
                person::email.eq(new.email.as_str()),
                person::staff_code.eq(new.staff_code.as_ref().map(|code| code.as_str())),
                person::grade.eq(new.grade.as_str()),
                person::unit_id.eq(new.unit_id.to_string()),
                person::line_manager_id.eq(new.line_manager_id.map(|id| id.to_string())),
            ),
            (
                person::working_pattern.eq(pattern_text(&new.working_pattern)),
                person::locale.eq(locale),
                person::status.eq(word(&PersonStatus::Invited)),
                person::security_version.eq(1),
                person::created_at.eq(db::now()),
                person::version.eq(1),
            ),
        ))
        .execute(conn)
        .on_unique("person.email", || Code::EmailTaken)
        .on_unique("person.staff_code", || Code::StaffCodeTaken)?;
    Ok(())
}

pub fn edit_person(conn: &mut Conn, org: &str, id: PersonId, edit: &EditPerson) -> Result<()> {
    diesel::update(person::table.find((org, id.to_string())))
        .set((
            person::name.eq(edit.name.as_str()),
            person::email.eq(edit.email.as_str()),
            person::staff_code.eq(edit.staff_code.as_ref().map(|code| code.as_str())),
            person::grade.eq(edit.grade.as_str()),
            person::unit_id.eq(edit.unit_id.to_string()),
            person::line_manager_id.eq(edit.line_manager_id.map(|id| id.to_string())),
            person::working_pattern.eq(pattern_text(&edit.working_pattern)),
            person::version.eq(person::version + 1),
        ))
        .execute(conn)
        .on_unique("person.email", || Code::EmailTaken)
        .on_unique("person.staff_code", || Code::StaffCodeTaken)?;
    Ok(())
}

/// Outdates every access token of the person at the next request.
pub fn raise_security_version(conn: &mut Conn, org: &str, id: PersonId) -> Result<()> {
    diesel::update(person::table.find((org, id.to_string())))
        .set((
            person::security_version.eq(person::security_version + 1),
            person::version.eq(person::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Sets whether they may sign in, and outdates every access token.
pub fn set_status(conn: &mut Conn, org: &str, id: PersonId, status: PersonStatus) -> Result<()> {
    diesel::update(person::table.find((org, id.to_string())))
        .set(person::status.eq(word(&status)))
        .execute(conn)?;
    raise_security_version(conn, org, id)
}

/// Whether they have accepted an invitation and not left since.
pub fn has_password(conn: &mut Conn, org: &str, id: PersonId) -> Result<bool> {
    Ok(person::table
        .find((org, id.to_string()))
        .select(person::password_hash.is_not_null())
        .first(conn)?)
}

/// Here again, to be invited under this address; the password of before opens nothing.
pub fn mark_back(
    conn: &mut Conn,
    org: &str,
    id: PersonId,
    email: &Email,
    line_manager_id: Option<PersonId>,
) -> Result<()> {
    diesel::update(person::table.find((org, id.to_string())))
        .set((
            person::status.eq(word(&PersonStatus::Invited)),
            person::left_on.eq(None::<String>),
            person::email.eq(email.as_str()),
            person::line_manager_id.eq(line_manager_id.map(|id| id.to_string())),
            person::password_hash.eq(None::<String>),
        ))
        .execute(conn)
        .on_unique("person.email", || Code::EmailTaken)?;
    raise_security_version(conn, org, id)
}

pub fn mark_left(conn: &mut Conn, org: &str, id: PersonId, left_on: Date) -> Result<()> {
    diesel::update(person::table.find((org, id.to_string())))
        .set((
            person::status.eq(word(&PersonStatus::Left)),
            person::left_on.eq(left_on.to_string()),
            // Nobody waits for them any more.
            person::absences.eq("[]"),
        ))
        .execute(conn)?;
    raise_security_version(conn, org, id)
}

/// How many people name this one as their line manager and have not left.
pub fn n_line_managed(conn: &mut Conn, org: &str, id: PersonId) -> Result<i64> {
    Ok(person::table
        .filter(
            person::org_id
                .eq(org)
                .and(person::line_manager_id.eq(id.to_string())),
        )
        .filter(person::status.ne("left"))
        .count()
        .get_result(conn)?)
}

/// Gives those whom `from` line-manages to `to`; somebody never manages themselves.
pub fn hand_over_line(conn: &mut Conn, org: &str, from: PersonId, to: PersonId) -> Result<usize> {
    let managed = person::table
        .filter(
            person::org_id
                .eq(org)
                .and(person::line_manager_id.eq(from.to_string())),
        )
        .filter(person::id.ne(to.to_string()));
    let n_handed = diesel::update(managed)
        .set((
            person::line_manager_id.eq(to.to_string()),
            person::version.eq(person::version + 1),
        ))
        .execute(conn)?;
    let own = person::table
        .filter(person::org_id.eq(org).and(person::id.eq(to.to_string())))
        .filter(person::line_manager_id.eq(from.to_string()));
    diesel::update(own)
        .set((
            person::line_manager_id.eq(None::<String>),
            person::version.eq(person::version + 1),
        ))
        .execute(conn)?;
    Ok(n_handed)
}

/// Whether the person has observed, or is to observe, the other.
pub fn has_observed(
    conn: &mut Conn,
    org: &str,
    observer: PersonId,
    practitioner: PersonId,
) -> Result<bool> {
    use crate::db::schema::observation;
    let together = observation::table
        .filter(
            observation::org_id
                .eq(org)
                .and(observation::practitioner_id.eq(practitioner.to_string())),
        )
        .filter(observation::observer_id.eq(observer.to_string()));
    Ok(diesel::select(diesel::dsl::exists(together)).get_result(conn)?)
}

/// Where somebody's records stand: the home unit.
pub fn unit_of(conn: &mut Conn, org: &str, id: PersonId) -> Result<(UnitId, Option<PersonId>)> {
    let (unit, manager): (String, Option<String>) = person::table
        .find((org, id.to_string()))
        .select((person::unit_id, person::line_manager_id))
        .first(conn)?;
    Ok((stored(unit)?, stored_optional(manager)?))
}

fn pattern_text(pattern: &WorkingPattern) -> String {
    serde_json::to_string(pattern).expect("a working pattern is numbers")
}

/// How many people have not accepted their invitation.
pub fn n_invited(conn: &mut Conn, org: &str) -> Result<i64> {
    Ok(person::table
        .filter(person::org_id.eq(org).and(person::status.eq("invited")))
        .count()
        .get_result(conn)?)
}
