//! The SQL of actions.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use shared::feedback::{Action, PutAction};
use shared::org::PersonRef;
use shared::values::{ActionId, Date, MeetingId, ObservationId, PersonId};

use crate::actor::Actor;
use crate::db::schema::{action, observation, person};
use crate::db::{
    self, Conn, Prepared, instant, stored, stored_optional, stored_or_empty, stored_word,
};
use crate::error::Result;
use crate::observations;
use crate::on_backend;

const OPEN: [&str; 2] = ["proposed", "taken"];

/// An agenda with more open actions than this is not one.
const N_OPEN_MAX: i64 = 50;

/// An action with what decides about sight.
pub struct Kept {
    pub action: Action,
    pub proposed_by: String,
    /// Of the observation it came from.
    pub observer_id: Option<String>,
}

type Row = (
    (
        String,
        String,
        Option<String>,
        String,
        String,
        String,
        String,
        String,
        String,
        NaiveDateTime,
        i64,
    ),
    String,
    Option<String>,
);

macro_rules! select_actions {
    () => {
        action::table
            .inner_join(
                person::table.on(person::org_id
                    .eq(action::org_id)
                    .and(person::id.eq(action::practitioner_id))),
            )
            .left_join(
                observation::table.on(observation::org_id
                    .eq(action::org_id)
                    .and(observation::id.nullable().eq(action::observation_id))),
            )
            .select((
                (
                    action::id,
                    action::practitioner_id,
                    action::observation_id,
                    action::title,
                    action::support,
                    action::state,
                    action::review_on,
                    action::proposed_by,
                    action::note,
                    action::updated_at,
                    action::version,
                ),
                person::name,
                observation::observer_id.nullable(),
            ))
    };
}

pub fn find(conn: &mut Conn, org: &str, id: ActionId) -> Result<Kept> {
    let row: Row = select_actions!()
        .filter(action::org_id.eq(org).and(action::id.eq(id.to_string())))
        .first(conn)?;
    kept(row)
}

fn kept((columns, name, observer_id): Row) -> Result<Kept> {
    let (
        id,
        practitioner,
        observation_id,
        title,
        support,
        state,
        review_on,
        proposed_by,
        note,
        updated_at,
        version,
    ) = columns;
    let action = Action {
        id: stored(id)?,
        practitioner: PersonRef {
            id: stored(practitioner)?,
            name: stored(name)?,
        },
        observation_id: stored_optional(observation_id)?,
        title: stored(title)?,
        support: stored_or_empty(support)?,
        review_on: stored(review_on)?,
        state: stored_word(&state)?,
        note: stored_or_empty(note)?,
        updated_at: instant(updated_at),
        version,
    };
    Ok(Kept {
        action,
        proposed_by,
        observer_id,
    })
}

fn actions(rows: Vec<Row>) -> Result<Vec<Action>> {
    rows.into_iter()
        .map(|row| kept(row).map(|kept| kept.action))
        .collect()
}

/// Open actions of one practitioner, the next review first.
pub fn open_of(
    conn: &mut Conn,
    org: &str,
    practitioner: PersonId,
    closed: &[String],
) -> Result<Vec<Action>> {
    let query = select_actions!()
        .filter(
            action::org_id
                .eq(org)
                .and(action::practitioner_id.eq(practitioner.to_string())),
        )
        .filter(action::state.eq_any(OPEN))
        .filter(
            action::observation_id
                .is_null()
                .or(action::observation_id.ne_all(closed)),
        )
        .order((action::review_on.asc(), action::id.asc()))
        .limit(N_OPEN_MAX);
    // What is closed to somebody is next to nothing, so that few texts are kept.
    let rows: Vec<Row> = Prepared(query).load(conn)?;
    actions(rows)
}

/// Those that came from the observation, and those of its practitioner that are open from
/// elsewhere, in one query, without those of the records in `closed`.
pub fn beside_feedback(
    conn: &mut Conn,
    org: &str,
    id: ObservationId,
    practitioner: PersonId,
    closed: &[String],
) -> Result<Vec<Action>> {
    let query = select_actions!()
        .filter(
            action::org_id
                .eq(org)
                .and(action::practitioner_id.eq(practitioner.to_string())),
        )
        .filter(
            action::observation_id
                .eq(id.to_string())
                // A list of words would keep the statement from being prepared once and for all; so
                // would the list of what is closed, which is nearly always empty.
                .or(action::state.eq(OPEN[0]).or(action::state.eq(OPEN[1]))),
        )
        .order((action::review_on.asc(), action::id.asc()));
    let rows: Vec<Row> = on_backend!(conn, c => query.load(c))?;
    let is_open =
        |((_, _, from, ..), _, _): &Row| from.as_ref().is_none_or(|from| !closed.contains(from));
    actions(rows.into_iter().filter(is_open).collect())
}

/// Where a page of actions starts: the next review first, then the id.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Key(pub Date, pub String);

/// What is listed.
#[derive(Clone, Debug)]
pub struct Sought {
    pub practitioner: PersonId,
    /// Only those the actor proposed or that came from the actor's own observations.
    pub only_own_work: bool,
    pub only_open: bool,
    /// Records that have not opened to the practitioner, whose proposals wait with them.
    pub unopened: Vec<ObservationId>,
    pub after: Option<Key>,
    pub n_rows: i64,
}

/// One page of a practitioner's actions, limited to what the actor may see of them.
pub fn page(conn: &mut Conn, actor: &Actor, sought: &Sought) -> Result<Vec<Action>> {
    let closed = observations::closed_to(conn, actor)?;
    let mut query = select_actions!()
        .filter(
            action::observation_id
                .is_null()
                .or(action::observation_id.ne_all(closed)),
        )
        .filter(
            action::org_id
                .eq(&actor.org)
                .and(action::practitioner_id.eq(sought.practitioner.to_string())),
        )
        .into_boxed();
    if sought.only_own_work {
        query = query.filter(
            action::proposed_by
                .eq(&actor.me)
                .or(observation::observer_id
                    .nullable()
                    .eq(&actor.me)
                    .assume_not_null()),
        );
    }
    if !sought.unopened.is_empty() {
        let unopened: Vec<String> = sought.unopened.iter().map(ToString::to_string).collect();
        query = query.filter(
            action::state
                .ne("proposed")
                .or(action::observation_id.is_null())
                .or(action::observation_id.ne_all(unopened)),
        );
    }
    if sought.only_open {
        query = query.filter(action::state.eq_any(OPEN));
    }
    if let Some(Key(review_on, id)) = &sought.after {
        let review_on = review_on.to_string();
        query = query.filter(
            action::review_on.gt(review_on.clone()).or(action::review_on
                .eq(review_on)
                .and(action::id.gt(id.clone()))),
        );
    }
    let rows: Vec<Row> = query
        .order((action::review_on.asc(), action::id.asc()))
        .limit(sought.n_rows)
        .load(conn)?;
    actions(rows)
}

pub fn insert(
    conn: &mut Conn,
    actor: &Actor,
    id: ActionId,
    practitioner: PersonId,
    put: &PutAction,
) -> Result<()> {
    let now = db::now();
    diesel::insert_into(action::table)
        .values((
            action::org_id.eq(&actor.org),
            action::id.eq(id.to_string()),
            action::practitioner_id.eq(practitioner.to_string()),
            action::observation_id.eq(put.observation_id.map(|id| id.to_string())),
            action::title.eq(put.title.as_str()),
            action::support.eq(put.support.as_ref().map_or("", |text| text.as_str())),
            action::state.eq(put.state.as_str()),
            action::review_on.eq(put.review_on.to_string()),
            action::proposed_by.eq(&actor.me),
            action::note.eq(put.note.as_ref().map_or("", |text| text.as_str())),
            action::created_at.eq(now),
            action::updated_at.eq(now),
            action::version.eq(1),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn attach_to_meeting(
    conn: &mut Conn,
    org: &str,
    id: ActionId,
    meeting: MeetingId,
) -> Result<()> {
    diesel::update(action::table.find((org, id.to_string())))
        .set(action::meeting_id.eq(meeting.to_string()))
        .execute(conn)?;
    Ok(())
}

pub fn of_meeting(conn: &mut Conn, org: &str, meeting: MeetingId) -> Result<Vec<ActionId>> {
    let ids: Vec<String> = action::table
        .filter(
            action::org_id
                .eq(org)
                .and(action::meeting_id.eq(meeting.to_string())),
        )
        .select(action::id)
        .load(conn)?;
    ids.into_iter().map(stored).collect()
}

pub fn update(conn: &mut Conn, org: &str, id: ActionId, put: &PutAction) -> Result<()> {
    diesel::update(action::table.find((org, id.to_string())))
        .set((
            action::title.eq(put.title.as_str()),
            action::support.eq(put.support.as_ref().map_or("", |text| text.as_str())),
            action::state.eq(put.state.as_str()),
            action::review_on.eq(put.review_on.to_string()),
            action::note.eq(put.note.as_ref().map_or("", |text| text.as_str())),
            action::updated_at.eq(db::now()),
            action::version.eq(action::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Drops what the observation still only proposes, but for the ids to keep.
pub fn drop_proposed(conn: &mut Conn, org: &str, id: ObservationId, keep: &[String]) -> Result<()> {
    diesel::update(action::table)
        .filter(
            action::org_id
                .eq(org)
                .and(action::observation_id.eq(id.to_string())),
        )
        .filter(action::state.eq("proposed").and(action::id.ne_all(keep)))
        .set((
            action::state.eq("dropped"),
            action::updated_at.eq(db::now()),
            action::version.eq(action::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// How often the actions of each practitioner were made or changed, all together.
pub fn n_edits(
    conn: &mut Conn,
    org: &str,
    practitioners: &[PersonId],
) -> Result<HashMap<PersonId, i64>> {
    let ids: BTreeSet<String> = practitioners.iter().map(PersonId::to_string).collect();
    let rows: Vec<(String, i64)> = action::table
        .filter(
            action::org_id
                .eq(org)
                .and(action::practitioner_id.eq_any(ids)),
        )
        .select((action::practitioner_id, action::version))
        .load(conn)?;
    let mut edits = HashMap::new();
    for (practitioner, version) in rows {
        *edits.entry(stored(practitioner)?).or_insert(0) += version;
    }
    Ok(edits)
}
