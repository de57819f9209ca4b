//! The SQL of replies and amendments. Both are added and never changed.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::feedback::{Amendment, NewAmendment, NewReply, Reply};
use shared::org::PersonRef;
use shared::values::{AmendmentId, ObservationId, PersonId, ReplyId};

use crate::actor::Actor;
use crate::db::schema::{amendment, person, reply};
use crate::db::{self, Conn, instant, stored, stored_word};
use crate::error::{Error, Result};
use crate::observations::{self, Record};

/// Id, author, kind, words, time.
pub type ReplyRow = (String, String, String, String, NaiveDateTime);

/// A reply with its author as the record names them.
pub fn reply_of(record: &Record, (id, author, kind, text, created_at): ReplyRow) -> Result<Reply> {
    let author: PersonId = stored(author)?;
    Ok(Reply {
        id: stored(id)?,
        author: author_of(record, author),
        kind: stored_word(&kind)?,
        text: stored(text)?,
        created_at: instant(created_at),
    })
}

/// Only the two of the record write; what was released keeps its observer when that person
/// leaves, so a third name does not occur.
fn author_of(record: &Record, id: PersonId) -> PersonRef {
    observations::author(record, id).unwrap_or_else(|| PersonRef {
        id,
        name: record.observer.name.clone(),
    })
}

/// The reply with this id and the observation it stands on.
pub fn find_reply(
    conn: &mut Conn,
    org: &str,
    record: &Record,
    id: ReplyId,
) -> Result<Option<(Reply, ObservationId)>> {
    let row: Option<(ReplyRow, String)> = reply::table
        .find((org, id.to_string()))
        .select((
            (
                reply::id,
                reply::author_id,
                reply::kind,
                reply::body,
                reply::created_at,
            ),
            reply::observation_id,
        ))
        .first(conn)
        .optional()?;
    row.map(|(row, observation)| Ok((reply_of(record, row)?, stored(observation)?)))
        .transpose()
}

/// Whether the actor has said this on the observation, under this id or another.
pub fn is_said(
    conn: &mut Conn,
    actor: &Actor,
    observation: ObservationId,
    new: &NewReply,
) -> Result<bool> {
    let said = reply::table
        .filter(reply::org_id.eq(&actor.org))
        .filter(reply::observation_id.eq(observation.to_string()))
        .filter(reply::author_id.eq(&actor.me))
        .filter(
            reply::id
                .eq(new.id.to_string())
                .or(reply::body.eq(new.text.as_str())),
        );
    diesel::select(diesel::dsl::exists(said))
        .get_result(conn)
        .map_err(Error::from)
}

/// The same of words added after the closing.
pub fn is_added(
    conn: &mut Conn,
    actor: &Actor,
    observation: ObservationId,
    new: &NewAmendment,
) -> Result<bool> {
    let added = amendment::table
        .filter(amendment::org_id.eq(&actor.org))
        .filter(amendment::observation_id.eq(observation.to_string()))
        .filter(amendment::author_id.eq(&actor.me))
        .filter(
            amendment::id
                .eq(new.id.to_string())
                .or(amendment::body.eq(new.text.as_str())),
        );
    diesel::select(diesel::dsl::exists(added))
        .get_result(conn)
        .map_err(Error::from)
}

pub fn insert_reply(
    conn: &mut Conn,
    actor: &Actor,
    observation: ObservationId,
    new: &NewReply,
) -> Result<()> {
    diesel::insert_into(reply::table)
        .values((
            reply::org_id.eq(&actor.org),
            reply::id.eq(new.id.to_string()),
            reply::observation_id.eq(observation.to_string()),
            reply::author_id.eq(&actor.me),
            reply::kind.eq(new.kind.as_str()),
            reply::body.eq(new.text.as_str()),
            reply::created_at.eq(db::now()),
        ))
        .execute(conn)?;
    Ok(())
}

type AmendmentRow = (String, String, String, String, String, NaiveDateTime);

macro_rules! select_amendments {
    () => {
        amendment::table
            .inner_join(
                person::table.on(person::org_id
                    .eq(amendment::org_id)
                    .and(person::id.eq(amendment::author_id))),
            )
            .select((
                amendment::id,
                amendment::observation_id,
                amendment::author_id,
                person::name,
                amendment::body,
                amendment::created_at,
            ))
    };
}

fn amendment_of((id, _, author, name, text, created_at): AmendmentRow) -> Result<Amendment> {
    Ok(Amendment {
        id: stored(id)?,
        author: PersonRef {
            id: stored(author)?,
            name: stored(name)?,
        },
        text: stored(text)?,
        created_at: instant(created_at),
    })
}

/// All amendments of the record, in the order in which they were made.
pub fn amendments(conn: &mut Conn, org: &str, record: &Record) -> Result<Vec<Amendment>> {
    let rows: Vec<AmendmentRow> = select_amendments!()
        .filter(
            amendment::org_id
                .eq(org)
                .and(amendment::observation_id.eq(record.id.to_string())),
        )
        .order(amendment::id.asc())
        .load(conn)?;
    rows.into_iter().map(amendment_of).collect()
}

/// The amendment with this id and the observation it stands on.
pub fn find_amendment(
    conn: &mut Conn,
    org: &str,
    id: AmendmentId,
) -> Result<Option<(Amendment, ObservationId)>> {
    let row: Option<AmendmentRow> = select_amendments!()
        .filter(
            amendment::org_id
                .eq(org)
                .and(amendment::id.eq(id.to_string())),
        )
        .first(conn)
        .optional()?;
    row.map(|row| {
        let observation = stored(row.1.clone())?;
        Ok((amendment_of(row)?, observation))
    })
    .transpose()
}

pub fn insert_amendment(
    conn: &mut Conn,
    actor: &Actor,
    observation: ObservationId,
    new: &NewAmendment,
) -> Result<()> {
    diesel::insert_into(amendment::table)
        .values((
            amendment::org_id.eq(&actor.org),
            amendment::id.eq(new.id.to_string()),
            amendment::observation_id.eq(observation.to_string()),
            amendment::author_id.eq(&actor.me),
            amendment::body.eq(new.text.as_str()),
            amendment::created_at.eq(db::now()),
        ))
        .execute(conn)?;
    Ok(())
}

/// How many replies and amendments stand on each of these observations.
pub fn n_added(conn: &mut Conn, org: &str, ids: &[String]) -> Result<HashMap<ObservationId, i64>> {
    let replies: Vec<(String, i64)> = reply::table
        .filter(reply::org_id.eq(org).and(reply::observation_id.eq_any(ids)))
        .group_by(reply::observation_id)
        .select((reply::observation_id, diesel::dsl::count_star()))
        .load(conn)?;
    let amendments: Vec<(String, i64)> = amendment::table
        .filter(
            amendment::org_id
                .eq(org)
                .and(amendment::observation_id.eq_any(ids)),
        )
        .group_by(amendment::observation_id)
        .select((amendment::observation_id, diesel::dsl::count_star()))
        .load(conn)?;
    let mut added = HashMap::new();
    for (id, n) in replies.into_iter().chain(amendments) {
        *added.entry(stored(id)?).or_insert(0) += n;
    }
    Ok(added)
}
