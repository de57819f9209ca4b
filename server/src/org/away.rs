//! Saying that somebody is not expected for a long while, and that they are back. What it does to
//! what is due is a rule of `shared`; nothing is forbidden by it, and why is never recorded.

use serde_json::json;
use shared::access::{self, Action, Decision, Stage};
use shared::org::{Person, PersonStatus, SayAway};
use shared::problem::Code;
use shared::values::PersonId;

use super::{sight, store};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::clock;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::http::IfMatch;

/// Every stage is the same to the rules of people.
const STAGE: Stage = Stage::Open;

/// Adds the absence, for the person and for those who may say it.
pub(super) fn with_away(conn: &mut Conn, actor: &Actor, mut person: Person) -> Result<Person> {
    let standing = sight::standing_towards(conn, actor, person.id)?;
    let decision = access::decide(Action::SayAway, &standing, STAGE);
    if decision == Decision::Allow || standing.practitioner {
        let absences = store::find_absences(conn, &actor.org, person.id)?;
        person.away = absences.lasting(clock::today());
    }
    person.may_say_away = decision == Decision::Allow && person.status != PersonStatus::Left;
    Ok(person)
}

/// Says the last day of an absence that begins today, or another one of an absence that lasts.
pub(super) fn say(
    conn: &mut Conn,
    actor: &Actor,
    id: PersonId,
    if_match: IfMatch,
    say: &SayAway,
) -> Result<Person> {
    let person = find_to_change(conn, actor, id)?;
    if_match.check(person.version)?;
    if person.status == PersonStatus::Left {
        return Err(Code::WrongState.into());
    }
    let absences = store::find_absences(conn, &actor.org, id)?
        .said(say.until, clock::today())
        .ok_or_else(|| Error::field("until", "not_within_two_years"))?;
    store::set_absences(conn, &actor.org, id, &absences)?;
    let entry = Entry::new("person.away", "person", id)
        .about(id)
        .detail(json!({ "until": say.until }));
    audit::record(conn, actor, entry)?;
    answer(conn, actor, id)
}

/// They are back from today on. Said again, it answers the same; so no version is asked for.
pub(super) fn end(conn: &mut Conn, actor: &Actor, id: PersonId) -> Result<Person> {
    let person = find_to_change(conn, actor, id)?;
    if person.away.is_none() {
        return Ok(person);
    }
    let absences = store::find_absences(conn, &actor.org, id)?.ended(clock::today());
    store::set_absences(conn, &actor.org, id, &absences)?;
    let entry = Entry::new("person.back", "person", id).about(id);
    audit::record(conn, actor, entry)?;
    answer(conn, actor, id)
}

/// The person, if the actor may say it of them: nobody else changes them until the commit.
fn find_to_change(conn: &mut Conn, actor: &Actor, id: PersonId) -> Result<Person> {
    db::lock_record(conn, &actor.org, &id.to_string())?;
    let standing = sight::standing_towards(conn, actor, id)?;
    match actor.decide(Action::SayAway, &standing, STAGE) {
        // Who sees the person in another way is told no more than that it is not theirs to say.
        Err(Error::NotFound) if sight::may_see(conn, actor, id)? => {
            return Err(Code::Forbidden.into());
        }
        decided => decided?,
    }
    answer(conn, actor, id)
}

fn answer(conn: &mut Conn, actor: &Actor, id: PersonId) -> Result<Person> {
    let person = store::find_person(conn, &actor.org, id)?;
    with_away(conn, actor, person)
}
