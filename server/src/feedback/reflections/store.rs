//! The SQL of reflections.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use shared::feedback::{PutReflection, Reflection};
use shared::org::PersonRef;
use shared::values::{DraftText, Key, PersonId, ReflectionId, Timestamp};

use crate::actor::Actor;
use crate::db::schema::{observation, person, reflection};
use crate::db::{
    self, Conn, column_time, instant, stored, stored_json, stored_optional, stored_word,
};
use crate::error::Result;
use crate::observations;

/// A reflection with what decides about sight.
pub struct Kept {
    pub reflection: Reflection,
    /// Of the observation it belongs to.
    pub observer_id: Option<String>,
}

type Row = (
    (
        String,
        String,
        Option<String>,
        String,
        String,
        Option<NaiveDateTime>,
        NaiveDateTime,
        i64,
        i64,
    ),
    String,
    Option<String>,
);

macro_rules! select_reflections {
    () => {
        reflection::table
            .inner_join(
                person::table.on(person::org_id
                    .eq(reflection::org_id)
                    .and(person::id.eq(reflection::practitioner_id))),
            )
            .left_join(
                observation::table.on(observation::org_id
                    .eq(reflection::org_id)
                    .and(observation::id.nullable().eq(reflection::observation_id))),
            )
            .select((
                (
                    reflection::id,
                    reflection::practitioner_id,
                    reflection::observation_id,
                    reflection::model,
                    reflection::body,
                    reflection::shared_at,
                    reflection::updated_at,
                    reflection::version,
                    reflection::n_sharings,
                ),
                person::name,
                observation::observer_id.nullable(),
            ))
    };
}

pub fn find(conn: &mut Conn, org: &str, id: ReflectionId) -> Result<Kept> {
    let row: Row = select_reflections!()
        .filter(
            reflection::org_id
                .eq(org)
                .and(reflection::id.eq(id.to_string())),
        )
        .first(conn)?;
    kept(row)
}

fn kept(
    (
        (id, practitioner, observation_id, model, body, shared_at, updated_at, version, n_sharings),
        name,
        observer_id,
    ): Row,
) -> Result<Kept> {
    let parts: BTreeMap<Key, DraftText> = stored_json(&body)?;
    let reflection = Reflection {
        id: stored(id)?,
        practitioner: PersonRef {
            id: stored(practitioner)?,
            name: stored(name)?,
        },
        observation_id: stored_optional(observation_id)?,
        model: stored_word(&model)?,
        parts,
        shared_at: shared_at.map(instant),
        updated_at: instant(updated_at),
        version,
        n_sharings,
    };
    Ok(Kept {
        reflection,
        observer_id,
    })
}

/// Where a page starts: the latest change first, then the id.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ListKey(pub Timestamp, pub String);

/// Whose reflections are listed, and how far the actor sees.
#[derive(Clone, Debug)]
pub enum Shelf {
    /// The actor's own, private ones included.
    Own,
    /// Those that somebody shared, to their line.
    OfLine(PersonId),
    /// Those that somebody shared on sessions the actor observed.
    Observed(PersonId),
}

pub fn page(
    conn: &mut Conn,
    actor: &Actor,
    shelf: &Shelf,
    after: Option<&ListKey>,
    n_rows: i64,
) -> Result<Vec<Reflection>> {
    let closed = observations::closed_to(conn, actor)?;
    let mut query = select_reflections!()
        .filter(
            reflection::observation_id
                .is_null()
                .or(reflection::observation_id.ne_all(closed)),
        )
        .filter(reflection::org_id.eq(&actor.org))
        .into_boxed();
    query = match shelf {
        Shelf::Own => query.filter(reflection::practitioner_id.eq(&actor.me)),
        Shelf::OfLine(practitioner) => query
            .filter(reflection::practitioner_id.eq(practitioner.to_string()))
            .filter(reflection::shared_at.is_not_null()),
        Shelf::Observed(practitioner) => query
            .filter(reflection::practitioner_id.eq(practitioner.to_string()))
            .filter(reflection::shared_at.is_not_null())
            .filter(
                observation::observer_id
                    .nullable()
                    .eq(&actor.me)
                    .assume_not_null(),
            ),
    };
    if let Some(ListKey(at, id)) = after {
        let at = column_time(*at);
        query = query.filter(
            reflection::updated_at.lt(at).or(reflection::updated_at
                .eq(at)
                .and(reflection::id.lt(id.clone()))),
        );
    }
    let rows: Vec<Row> = query
        .order((reflection::updated_at.desc(), reflection::id.desc()))
        .limit(n_rows)
        .load(conn)?;
    rows.into_iter()
        .map(|row| kept(row).map(|kept| kept.reflection.as_read_by(actor.person_id)))
        .collect()
}

pub fn insert(conn: &mut Conn, actor: &Actor, id: ReflectionId, put: &PutReflection) -> Result<()> {
    let now = db::now();
    diesel::insert_into(reflection::table)
        .values((
            reflection::org_id.eq(&actor.org),
            reflection::id.eq(id.to_string()),
            reflection::practitioner_id.eq(&actor.me),
            reflection::observation_id.eq(put.observation_id.map(|id| id.to_string())),
            reflection::model.eq(put.model.as_str()),
            reflection::body.eq(parts_json(put)),
            reflection::created_at.eq(now),
            reflection::updated_at.eq(now),
            reflection::version.eq(1),
            reflection::n_sharings.eq(0),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn update(conn: &mut Conn, org: &str, id: ReflectionId, put: &PutReflection) -> Result<()> {
    diesel::update(reflection::table.find((org, id.to_string())))
        .set((
            reflection::observation_id.eq(put.observation_id.map(|id| id.to_string())),
            reflection::model.eq(put.model.as_str()),
            reflection::body.eq(parts_json(put)),
            reflection::updated_at.eq(db::now()),
            reflection::version.eq(reflection::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

fn parts_json(put: &PutReflection) -> String {
    serde_json::to_string(&put.parts).expect("parts have text keys only")
}

/// The words stay as they are, and so does their version: who goes on writing overwrites nothing.
pub fn set_shared(
    conn: &mut Conn,
    org: &str,
    id: ReflectionId,
    shared_at: Option<NaiveDateTime>,
) -> Result<()> {
    diesel::update(reflection::table.find((org, id.to_string())))
        .set((
            reflection::shared_at.eq(shared_at),
            reflection::n_sharings.eq(reflection::n_sharings + 1),
            reflection::updated_at.eq(db::now()),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn delete(conn: &mut Conn, org: &str, id: ReflectionId) -> Result<()> {
    diesel::delete(reflection::table.find((org, id.to_string()))).execute(conn)?;
    Ok(())
}
