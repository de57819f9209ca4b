//! The SQL of pairs.

use diesel::prelude::*;
use shared::observations::State;
use shared::values::ObservationId;

use crate::actor::Actor;
use crate::db::schema::{observation, observation_pair};
use crate::db::{Conn, stored, stored_word};
use crate::error::Result;
use crate::on_backend;

diesel::alias!(observation as FIRST: First, observation as SECOND: Second);

/// The two records of a session, the first observer's first.
pub struct Pair {
    pub ids: [ObservationId; 2],
    /// Ids of the observers, as text.
    pub observers: [String; 2],
    pub states: [State; 2],
}

type Side = (String, String, String);

macro_rules! select_pairs {
    () => {
        observation_pair::table
            .inner_join(
                FIRST.on(FIRST
                    .field(observation::org_id)
                    .eq(observation_pair::org_id)
                    .and(FIRST.field(observation::id).eq(observation_pair::first_id))),
            )
            .inner_join(
                SECOND.on(SECOND
                    .field(observation::org_id)
                    .eq(observation_pair::org_id)
                    .and(
                        SECOND
                            .field(observation::id)
                            .eq(observation_pair::second_id),
                    )),
            )
            .select((
                (
                    FIRST.field(observation::id),
                    FIRST.field(observation::observer_id),
                    FIRST.field(observation::state),
                ),
                (
                    SECOND.field(observation::id),
                    SECOND.field(observation::observer_id),
                    SECOND.field(observation::state),
                ),
            ))
    };
}

fn pair((first, second): (Side, Side)) -> Result<Pair> {
    let word = |state: &str| stored_word::<State>(state);
    Ok(Pair {
        ids: [stored(first.0)?, stored(second.0)?],
        states: [word(&first.2)?, word(&second.2)?],
        observers: [first.1, second.1],
    })
}

/// The pair that a record belongs to, whichever of the two it is.
pub fn of_record(conn: &mut Conn, org: &str, id: ObservationId) -> Result<Option<Pair>> {
    let id = id.to_string();
    let row: Option<(Side, Side)> = select_pairs!()
        .filter(observation_pair::org_id.eq(org))
        .filter(
            observation_pair::first_id
                .eq(id.clone())
                .or(observation_pair::second_id.eq(id)),
        )
        .first(conn)
        .optional()?;
    row.map(pair).transpose()
}

/// Ids of the observations whose content the actor may not meet anywhere: those that another
/// observer makes of a session that the actor observes too, until both are done.
pub fn closed_to(conn: &mut Conn, actor: &Actor) -> Result<Vec<String>> {
    let query = select_pairs!()
        .filter(observation_pair::org_id.eq(&actor.org))
        .filter(
            FIRST
                .field(observation::observer_id)
                .eq(&actor.me)
                .or(SECOND.field(observation::observer_id).eq(&actor.me)),
        );
    let rows: Vec<(Side, Side)> = on_backend!(conn, c => query.load(c))?;
    let mut closed = Vec::new();
    for row in rows {
        let pair = pair(row)?;
        if let Some(side) = pair.side_of(&actor.me).filter(|side| pair.is_blind(*side)) {
            closed.push(pair.ids[1 - side].to_string());
        }
    }
    Ok(closed)
}

pub fn insert(
    conn: &mut Conn,
    org: &str,
    first: ObservationId,
    second: ObservationId,
) -> Result<()> {
    diesel::insert_into(observation_pair::table)
        .values((
            observation_pair::org_id.eq(org),
            observation_pair::first_id.eq(first.to_string()),
            observation_pair::second_id.eq(second.to_string()),
        ))
        .execute(conn)?;
    Ok(())
}
