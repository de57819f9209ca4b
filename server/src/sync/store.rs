//! The SQL of what each device was told. A row is never removed: what has ended stays as a
//! tombstone, so that the cursor of a device never falls back.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use diesel::upsert::excluded;
use shared::values::{DeviceId, ObservationId, PersonId};

use super::window::Candidate;
use crate::actor::Actor;
use crate::db::schema::{device_copy, observation};
use crate::db::{Conn, stored, stored_optional, stored_word};
use crate::error::Result;
use crate::on_backend;

/// The version under which a tombstone stands.
pub const GONE: i64 = -1;

/// What a device was told of one observation.
#[derive(Clone, Debug)]
pub struct Copy {
    pub observation: ObservationId,
    /// The [`revision`](super::pull) that was told, or [`GONE`].
    pub version: i64,
    /// The last push that was told.
    pub received_sequence: i64,
    /// The cursor of the answer that told it.
    pub cursor: i64,
}

pub fn copies(conn: &mut Conn, actor: &Actor, device: DeviceId) -> Result<Vec<Copy>> {
    let rows: Vec<(String, i64, i64, i64)> = device_copy::table
        .filter(device_copy::org_id.eq(&actor.org))
        .filter(device_copy::person_id.eq(&actor.me))
        .filter(device_copy::device_id.eq(device.to_string()))
        .select((
            device_copy::observation_id,
            device_copy::version,
            device_copy::received_seq,
            device_copy::told_cursor,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(observation, version, received_sequence, cursor)| {
            Ok(Copy {
                observation: stored(observation)?,
                version,
                received_sequence,
                cursor,
            })
        })
        .collect()
}

/// An observation of the actor, with what the choice rests on.
pub struct Own {
    pub id: ObservationId,
    pub practitioner: PersonId,
    pub version: i64,
    pub candidate: Candidate,
}

type OwnRow = (
    String,
    String,
    i64,
    String,
    Option<String>,
    Option<NaiveDateTime>,
);

/// Observations that the actor makes or is observed in, the latest change first, at most `n_rows`
/// of each.
pub fn own(conn: &mut Conn, actor: &Actor, n_rows: i64) -> Result<Vec<Own>> {
    let mut found = Vec::new();
    for is_observer in [true, false] {
        let mut query = observation::table
            .filter(observation::org_id.eq(&actor.org))
            .into_boxed();
        query = if is_observer {
            query.filter(observation::observer_id.eq(&actor.me))
        } else {
            query.filter(observation::practitioner_id.eq(&actor.me))
        };
        let rows: Vec<OwnRow> = query
            .order((observation::updated_at.desc(), observation::id.desc()))
            .limit(n_rows)
            .select((
                observation::id,
                observation::practitioner_id,
                observation::version,
                observation::state,
                observation::planned_for,
                observation::shared_at,
            ))
            .load(conn)?;
        for (id, practitioner, version, state, planned_for, shared_at) in rows {
            found.push(Own {
                id: stored(id)?,
                practitioner: stored(practitioner)?,
                version,
                candidate: Candidate {
                    is_observer,
                    state: stored_word(&state)?,
                    planned_for: stored_optional(planned_for)?,
                    shared_at: shared_at.map(|at| at.and_utc()),
                },
            });
        }
    }
    Ok(found)
}

/// What one answer tells of one observation.
pub struct Noted {
    pub observation: ObservationId,
    pub practitioner: PersonId,
    pub version: i64,
    pub received_sequence: i64,
    pub has_content: bool,
}

/// Notes what an answer tells. An answer that never arrives is told again: its cursor is not
/// presented.
pub fn note(
    conn: &mut Conn,
    actor: &Actor,
    device: DeviceId,
    told: &[Noted],
    cursor: i64,
) -> Result<()> {
    for record in told {
        let upsert = diesel::insert_into(device_copy::table)
            .values((
                device_copy::org_id.eq(&actor.org),
                device_copy::person_id.eq(&actor.me),
                device_copy::device_id.eq(device.to_string()),
                device_copy::observation_id.eq(record.observation.to_string()),
                device_copy::version.eq(record.version),
                device_copy::received_seq.eq(record.received_sequence),
                device_copy::told_cursor.eq(cursor),
            ))
            .on_conflict((
                device_copy::org_id,
                device_copy::person_id,
                device_copy::device_id,
                device_copy::observation_id,
            ))
            .do_update()
            .set((
                device_copy::version.eq(excluded(device_copy::version)),
                device_copy::received_seq.eq(excluded(device_copy::received_seq)),
                device_copy::told_cursor.eq(excluded(device_copy::told_cursor)),
            ));
        on_backend!(conn, c => upsert.execute(c))?;
    }
    Ok(())
}
