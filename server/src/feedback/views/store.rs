//! The SQL of views, over the audit log.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::feedback::View;
use shared::org::PersonRef;
use shared::values::ObservationId;

use crate::actor::Actor;
use crate::db::schema::{audit, person};
use crate::db::{Conn, instant, stored};
use crate::error::Result;

/// The reads of content that count as looking at somebody's record.
const READS: [&str; 11] = [
    "feedback.read",
    "self_assessment.read",
    "reply.read",
    "capture.read",
    "observation.read",
    "observation.compare",
    "observation_request.read",
    "reflection.read",
    "reflection.list",
    "action.list",
    "meeting.read",
];

/// A view with the key of its place in the list.
pub struct Placed {
    pub key: String,
    pub view: View,
}

type Row = (
    String,
    String,
    String,
    String,
    String,
    String,
    NaiveDateTime,
);

/// Reads by others than the actor, the latest first; the caller adds whose or of what.
macro_rules! select_views {
    ($actor:expr) => {
        audit::table
            .inner_join(
                person::table.on(person::org_id
                    .eq(audit::org_id)
                    .and(person::id.nullable().eq(audit::actor_id))),
            )
            .filter(audit::org_id.eq(&$actor.org))
            .filter(audit::action.eq_any(READS))
            .filter(person::id.ne(&$actor.me))
            .order(audit::id.desc())
            .select((
                audit::id,
                person::id,
                person::name,
                audit::action,
                audit::subject_kind,
                audit::subject_id,
                audit::at,
            ))
            .into_boxed()
    };
}

/// Who else opened records about the actor.
pub fn of_mine(
    conn: &mut Conn,
    actor: &Actor,
    after: Option<&String>,
    n_rows: i64,
) -> Result<Vec<Placed>> {
    let mut query = select_views!(actor).filter(audit::person_id.eq(&actor.me));
    if let Some(after) = after {
        query = query.filter(audit::id.lt(after));
    }
    let rows: Vec<Row> = query.limit(n_rows).load(conn)?;
    rows.into_iter().map(placed).collect()
}

/// Who else opened this observation. The caller decided that the actor may ask.
pub fn of_observation(
    conn: &mut Conn,
    actor: &Actor,
    id: ObservationId,
    after: Option<&String>,
    n_rows: i64,
) -> Result<Vec<Placed>> {
    let mut query = select_views!(actor).filter(audit::subject_id.eq(id.to_string()));
    if let Some(after) = after {
        query = query.filter(audit::id.lt(after));
    }
    let rows: Vec<Row> = query.limit(n_rows).load(conn)?;
    rows.into_iter().map(placed).collect()
}

fn placed((key, viewer, name, action, subject_kind, subject_id, at): Row) -> Result<Placed> {
    let observation_id = if subject_kind == "observation" {
        Some(stored(subject_id)?)
    } else {
        None
    };
    let viewer = PersonRef {
        id: stored(viewer)?,
        name: stored(name)?,
    };
    Ok(Placed {
        key,
        view: View {
            viewer,
            observation_id,
            action,
            at: instant(at),
        },
    })
}
