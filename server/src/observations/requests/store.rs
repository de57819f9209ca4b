//! The SQL of requests to be observed.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::observations::{Declined, ObservationRequest, OpenRequest};
use shared::org::PersonRef;
use shared::values::{NoteText, ObservationId, PersonId};

use crate::actor::Actor;
use crate::db::schema::{observation_request, person};
use crate::db::{self, Conn, instant, stored, stored_optional, stored_or_empty};
use crate::error::Result;
use crate::observations::list::store::line_of;
use crate::org;

/// Requests older pages of the home would never reach are not read.
const N_OPEN_MAX: i64 = 50;

/// The request with this id, with whether the actor made it.
pub fn find(
    conn: &mut Conn,
    actor: &Actor,
    request: &ObservationRequest,
) -> Result<Option<(ObservationRequest, bool)>> {
    let row: Option<(String, Option<String>, String)> = observation_request::table
        .find((&actor.org, request.id.to_string()))
        .select((
            observation_request::practitioner_id,
            observation_request::focus,
            observation_request::note,
        ))
        .first(conn)
        .optional()?;
    let Some((practitioner, focus, note)) = row else {
        return Ok(None);
    };
    let known = ObservationRequest {
        id: request.id,
        focus: stored_optional(focus)?,
        note: stored_or_empty(note)?,
    };
    Ok(Some((known, practitioner == actor.me)))
}

pub fn insert(conn: &mut Conn, actor: &Actor, request: &ObservationRequest) -> Result<()> {
    diesel::insert_into(observation_request::table)
        .values((
            observation_request::org_id.eq(&actor.org),
            observation_request::id.eq(request.id.to_string()),
            observation_request::practitioner_id.eq(&actor.me),
            observation_request::focus.eq(request.focus.as_ref().map(|key| key.as_str())),
            observation_request::note.eq(request.note.as_ref().map_or("", |note| note.as_str())),
            observation_request::created_at.eq(db::now()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Takes the actor's request back while it waits; says whether it did. Asked and done in one
/// statement, so that a plan or an answer made at the same moment either finds it gone or stays.
pub fn take_back(conn: &mut Conn, actor: &Actor, id: ObservationId) -> Result<bool> {
    let n_taken = diesel::update(observation_request::table)
        .filter(observation_request::org_id.eq(&actor.org))
        .filter(observation_request::id.eq(id.to_string()))
        .filter(observation_request::practitioner_id.eq(&actor.me))
        .filter(observation_request::answered_at.is_null())
        .filter(observation_request::taken_back_at.is_null())
        .filter(observation_request::declined_at.is_null())
        .set(observation_request::taken_back_at.eq(db::now()))
        .execute(conn)?;
    Ok(n_taken > 0)
}

/// Ends the actor's request whose answer they have read; says whether it did.
pub fn read_answer(conn: &mut Conn, actor: &Actor, id: ObservationId) -> Result<bool> {
    let n_read = diesel::update(observation_request::table)
        .filter(observation_request::org_id.eq(&actor.org))
        .filter(observation_request::id.eq(id.to_string()))
        .filter(observation_request::practitioner_id.eq(&actor.me))
        .filter(observation_request::answered_at.is_null())
        .filter(observation_request::taken_back_at.is_null())
        .filter(observation_request::declined_at.is_not_null())
        .set(observation_request::taken_back_at.eq(db::now()))
        .execute(conn)?;
    Ok(n_read > 0)
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Waits,
    /// Answered in words that are not read yet.
    Declined,
    Planned,
    /// Taken back, or its answer was read.
    Ended,
}

/// What became of the actor's request. That of somebody else is not found.
pub fn fate(conn: &mut Conn, actor: &Actor, id: ObservationId) -> Result<Fate> {
    let (is_planned, is_ended, is_declined): (bool, bool, bool) = observation_request::table
        .find((&actor.org, id.to_string()))
        .filter(observation_request::practitioner_id.eq(&actor.me))
        .select((
            observation_request::answered_at.is_not_null(),
            observation_request::taken_back_at.is_not_null(),
            observation_request::declined_at.is_not_null(),
        ))
        .first(conn)?;
    Ok(match (is_ended, is_planned, is_declined) {
        (true, _, _) => Fate::Ended,
        (_, true, _) => Fate::Planned,
        (_, _, true) => Fate::Declined,
        _ => Fate::Waits,
    })
}

/// Whether what was answered in words waits to be read: nobody planned it after all. Not so of one
/// that is gone.
pub fn is_unread(conn: &mut Conn, org: &str, id: ObservationId) -> Result<bool> {
    let n_unread: i64 = observation_request::table
        .filter(observation_request::org_id.eq(org))
        .filter(observation_request::id.eq(id.to_string()))
        .filter(observation_request::answered_at.is_null())
        .filter(observation_request::taken_back_at.is_null())
        .filter(observation_request::declined_at.is_not_null())
        .count()
        .get_result(conn)?;
    Ok(n_unread > 0)
}

/// Answers a request of the actor's line while it waits; says whose it was where it did. Asked and
/// done in one statement, like taking it back.
pub fn decline(
    conn: &mut Conn,
    actor: &Actor,
    line: &[String],
    id: ObservationId,
    words: &NoteText,
) -> Result<Option<PersonId>> {
    let n_declined = diesel::update(observation_request::table)
        .filter(observation_request::org_id.eq(&actor.org))
        .filter(observation_request::id.eq(id.to_string()))
        .filter(observation_request::practitioner_id.eq_any(line))
        .filter(observation_request::answered_at.is_null())
        .filter(observation_request::taken_back_at.is_null())
        .filter(observation_request::declined_at.is_null())
        .set((
            observation_request::declined_at.eq(db::now()),
            observation_request::declined_by.eq(&actor.me),
            observation_request::declined_words.eq(words.as_str()),
        ))
        .execute(conn)?;
    if n_declined == 0 {
        return Ok(None);
    }
    let practitioner: String = observation_request::table
        .find((&actor.org, id.to_string()))
        .select(observation_request::practitioner_id)
        .first(conn)?;
    Ok(Some(stored(practitioner)?))
}

/// Whether the actor has declined it with the same words, and nothing came after. A request of nobody
/// in the line is not found.
pub fn is_declined_so(
    conn: &mut Conn,
    actor: &Actor,
    line: &[String],
    id: ObservationId,
    words: &NoteText,
) -> Result<bool> {
    type Row = (Option<String>, Option<String>, bool);
    let (by, said, is_open): Row = observation_request::table
        .find((&actor.org, id.to_string()))
        .filter(observation_request::practitioner_id.eq_any(line))
        .select((
            observation_request::declined_by,
            observation_request::declined_words,
            observation_request::answered_at
                .is_null()
                .and(observation_request::taken_back_at.is_null()),
        ))
        .first(conn)?;
    Ok(is_open && by.as_ref() == Some(&actor.me) && said.as_deref() == Some(words.as_str()))
}

/// Whom the actor may answer: their line, but for themself.
pub fn line_to_answer(conn: &mut Conn, actor: &Actor) -> Result<Vec<String>> {
    let mut people = line_of(conn, actor)?;
    people.retain(|person| *person != actor.me);
    Ok(people)
}

/// The actor's own requests that wait or were declined, the oldest first.
pub fn open_of_own(conn: &mut Conn, actor: &Actor) -> Result<Vec<OpenRequest>> {
    open_of(conn, actor, std::slice::from_ref(&actor.me))
}

/// Requests that wait, of those whose line the actor is, the oldest first.
pub fn open_of_line(conn: &mut Conn, actor: &Actor) -> Result<Vec<OpenRequest>> {
    let team = line_of(conn, actor)?;
    open_of(conn, actor, &team)
}

/// The same, and the actor's own.
pub fn open_in_sight(conn: &mut Conn, actor: &Actor) -> Result<Vec<OpenRequest>> {
    let mut people = line_of(conn, actor)?;
    people.push(actor.me.clone());
    open_of(conn, actor, &people)
}

type OpenRow = (
    (String, String, Option<String>, String, NaiveDateTime),
    String,
    (Option<String>, Option<String>, Option<NaiveDateTime>),
);

/// What was declined is shown to who asked and to nobody else.
fn open_of(conn: &mut Conn, actor: &Actor, people: &[String]) -> Result<Vec<OpenRequest>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let is_own = observation_request::practitioner_id.eq(&actor.me);
    let rows: Vec<OpenRow> = observation_request::table
        .inner_join(
            person::table.on(person::org_id
                .eq(observation_request::org_id)
                .and(person::id.eq(observation_request::practitioner_id))),
        )
        .filter(observation_request::org_id.eq(&actor.org))
        .filter(observation_request::practitioner_id.eq_any(people))
        .filter(observation_request::answered_at.is_null())
        .filter(observation_request::taken_back_at.is_null())
        .filter(observation_request::declined_at.is_null().or(is_own))
        .filter(person::status.eq("active"))
        .order((
            observation_request::created_at.asc(),
            observation_request::id.asc(),
        ))
        .select((
            (
                observation_request::id,
                person::id,
                observation_request::focus,
                observation_request::note,
                observation_request::created_at,
            ),
            person::name,
            (
                observation_request::declined_by,
                observation_request::declined_words,
                observation_request::declined_at,
            ),
        ))
        .limit(N_OPEN_MAX)
        .load(conn)?;
    rows.into_iter()
        .map(|row| open(conn, &actor.org, row))
        .collect()
}

fn open(conn: &mut Conn, org: &str, row: OpenRow) -> Result<OpenRequest> {
    let ((id, practitioner, focus, note, asked_at), name, declined) = row;
    let declined = match declined {
        (Some(by), Some(words), Some(at)) => Some(Declined {
            words: stored(words)?,
            by: org::reference(conn, org, stored(by)?)?,
            at: instant(at),
        }),
        _ => None,
    };
    Ok(OpenRequest {
        id: stored(id)?,
        practitioner: PersonRef {
            id: stored(practitioner)?,
            name: stored(name)?,
        },
        focus: stored_optional(focus)?,
        note: stored_or_empty(note)?,
        asked_at: instant(asked_at),
        declined,
    })
}
