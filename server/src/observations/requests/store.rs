//! The SQL of requests to be observed.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::observations::{ObservationRequest, OpenRequest};
use shared::org::PersonRef;
use shared::values::ObservationId;

use crate::actor::Actor;
use crate::db::schema::{observation_request, person};
use crate::db::{self, Conn, instant, stored, stored_optional, stored_or_empty};
use crate::error::Result;
use crate::observations::list::store::line_of;

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
/// statement, so that a plan made at the same moment either answers it or finds it gone.
pub fn take_back(conn: &mut Conn, actor: &Actor, id: ObservationId) -> Result<bool> {
    let n_taken = diesel::update(observation_request::table)
        .filter(observation_request::org_id.eq(&actor.org))
        .filter(observation_request::id.eq(id.to_string()))
        .filter(observation_request::practitioner_id.eq(&actor.me))
        .filter(observation_request::answered_at.is_null())
        .filter(observation_request::taken_back_at.is_null())
        .set(observation_request::taken_back_at.eq(db::now()))
        .execute(conn)?;
    Ok(n_taken > 0)
}

/// Whether the actor has taken their request back. That of somebody else is not found.
pub fn is_taken_back(conn: &mut Conn, actor: &Actor, id: ObservationId) -> Result<bool> {
    let taken_back_at: Option<NaiveDateTime> = observation_request::table
        .find((&actor.org, id.to_string()))
        .filter(observation_request::practitioner_id.eq(&actor.me))
        .select(observation_request::taken_back_at)
        .first(conn)?;
    Ok(taken_back_at.is_some())
}

/// The actor's own open requests, the oldest first.
pub fn open_of_own(conn: &mut Conn, actor: &Actor) -> Result<Vec<OpenRequest>> {
    open_of(conn, actor, vec![actor.me.clone()])
}

/// Open requests of those whose line the actor is, the oldest first.
pub fn open_of_line(conn: &mut Conn, actor: &Actor) -> Result<Vec<OpenRequest>> {
    let team = line_of(conn, actor)?;
    open_of(conn, actor, team)
}

/// The same, and the actor's own.
pub fn open_in_sight(conn: &mut Conn, actor: &Actor) -> Result<Vec<OpenRequest>> {
    let mut people = line_of(conn, actor)?;
    people.push(actor.me.clone());
    open_of(conn, actor, people)
}

fn open_of(conn: &mut Conn, actor: &Actor, people: Vec<String>) -> Result<Vec<OpenRequest>> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    type Row = (
        String,
        String,
        String,
        Option<String>,
        String,
        NaiveDateTime,
    );
    let rows: Vec<Row> = observation_request::table
        .inner_join(
            person::table.on(person::org_id
                .eq(observation_request::org_id)
                .and(person::id.eq(observation_request::practitioner_id))),
        )
        .filter(observation_request::org_id.eq(&actor.org))
        .filter(observation_request::practitioner_id.eq_any(people))
        .filter(observation_request::answered_at.is_null())
        .filter(observation_request::taken_back_at.is_null())
        .filter(person::status.eq("active"))
        .order((
            observation_request::created_at.asc(),
            observation_request::id.asc(),
        ))
        .select((
            observation_request::id,
            person::id,
            person::name,
            observation_request::focus,
            observation_request::note,
            observation_request::created_at,
        ))
        .limit(N_OPEN_MAX)
        .load(conn)?;
    let open = |(id, practitioner, name, focus, note, at)| {
        let practitioner = PersonRef {
            id: stored(practitioner)?,
            name: stored(name)?,
        };
        Ok(OpenRequest {
            id: stored(id)?,
            practitioner,
            focus: stored_optional(focus)?,
            note: stored_or_empty(note)?,
            asked_at: instant(at),
        })
    };
    rows.into_iter().map(open).collect()
}
