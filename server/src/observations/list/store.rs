//! The SQL of lists: every query takes the actor, so none is unscoped.

pub(in crate::observations) mod coverage;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use shared::access::Role;
use shared::observations::State;
use shared::values::Timestamp;

use crate::actor::Actor;
use crate::db::schema::{observation, person};
use crate::db::{Conn, Prepared, column_time};
use crate::error::Result;
use crate::observations::record::Record;
use crate::observations::store::{self, OBSERVER, PRACTITIONER, People, Row, select_records};
use crate::org;

/// As what the actor lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Viewpoint {
    Observer,
    Practitioner,
    /// Line manager or SPO of the practitioner.
    Line,
    /// Head of a unit above.
    Head,
}

/// What is listed and where the page starts.
#[derive(Clone, Debug)]
pub struct Sought {
    pub states: Vec<State>,
    pub after: Option<Key>,
    pub n_rows: i64,
}

/// The place of a row: the latest change first, then the id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key(pub Timestamp, pub String);

/// One page from one viewpoint.
pub fn page(
    conn: &mut Conn,
    actor: &Actor,
    viewpoint: Viewpoint,
    sought: &Sought,
) -> Result<Vec<Record>> {
    let mut query = select_records!()
        .filter(observation::org_id.eq(&actor.org))
        .into_boxed();
    query = match viewpoint {
        Viewpoint::Observer => query.filter(observation::observer_id.eq(&actor.me)),
        Viewpoint::Practitioner => query.filter(observation::practitioner_id.eq(&actor.me)),
        Viewpoint::Line => {
            let team = line_of(conn, actor)?;
            query.filter(observation::practitioner_id.eq_any(team))
        }
        Viewpoint::Head => {
            let units = org::units_in_sight(conn, actor, &[Role::Manager])?;
            // By person and not by the person's unit, so that the index on practitioners serves.
            let people = person::table
                .filter(
                    person::org_id
                        .eq(&actor.org)
                        .and(person::unit_id.eq_any(units)),
                )
                .select(person::id);
            query.filter(observation::practitioner_id.eq_any(people))
        }
    };
    if !sought.states.is_empty() {
        let states: Vec<&str> = sought.states.iter().map(|state| state.as_str()).collect();
        query = query.filter(observation::state.eq_any(states));
    }
    if let Some(Key(at, id)) = &sought.after {
        let at: NaiveDateTime = column_time(*at);
        query = query.filter(
            observation::updated_at.lt(at).or(observation::updated_at
                .eq(at)
                .and(observation::id.lt(id.clone()))),
        );
    }
    let query = query
        .order((observation::updated_at.desc(), observation::id.desc()))
        .limit(sought.n_rows);
    let rows: Vec<(Row, People)> = match viewpoint {
        // Asked on every home page, and of few texts: no list of people or units in them.
        Viewpoint::Observer | Viewpoint::Practitioner => Prepared(query).load(conn)?,
        Viewpoint::Line | Viewpoint::Head => query.load(conn)?,
    };
    rows.into_iter().map(store::record).collect()
}

/// Everybody whose line the actor is. Two questions, because one with "or" reads the whole
/// organisation.
pub fn line_of(conn: &mut Conn, actor: &Actor) -> Result<Vec<String>> {
    let mut people: Vec<String> = Vec::new();
    if actor.has_line() {
        people = person::table
            .filter(
                person::org_id
                    .eq(&actor.org)
                    .and(person::line_manager_id.eq(&actor.me)),
            )
            .select(person::id)
            .load(conn)?;
    }
    let units = org::units_in_sight(conn, actor, &[Role::Spo])?;
    if !units.is_empty() {
        let in_units: Vec<String> = person::table
            .filter(
                person::org_id
                    .eq(&actor.org)
                    .and(person::unit_id.eq_any(units)),
            )
            .select(person::id)
            .load(conn)?;
        people.extend(in_units);
    }
    people.sort_unstable();
    people.dedup();
    people.retain(|person| *person != actor.me);
    Ok(people)
}
