//! The SQL of the quarantine.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use shared::org::PersonRef;
use shared::values::{DeviceId, ObservationId, PersonId, QuarantineId};
use shared::vault::{Cause, Decided, Quarantined, SealedItem};

use crate::actor::Actor;
use crate::db::schema::{person, quarantine};
use crate::db::{self, Conn, instant, stored, stored_json};
use crate::error::{Error, Result};

/// Enough for a decision a day; the rest follows when these are decided.
const N_LISTED_MAX: i64 = 100;

pub(super) struct New<'a> {
    pub id: QuarantineId,
    pub device: DeviceId,
    pub person: PersonId,
    pub observation: ObservationId,
    pub cause: Cause,
    pub content_hash: &'a str,
    pub items: &'a [SealedItem],
    pub n_operations: usize,
}

/// A deposit with what is needed to open it.
pub(super) struct Kept {
    pub device: DeviceId,
    pub person: PersonId,
    pub observation: ObservationId,
    pub items: Vec<SealedItem>,
    pub deposited_at: DateTime<Utc>,
    pub is_decided: bool,
}

/// Whether this very content came before.
pub(super) fn holds(
    conn: &mut Conn,
    org: &str,
    device: DeviceId,
    observation: ObservationId,
    content_hash: &str,
) -> Result<bool> {
    let held = quarantine::table
        .filter(quarantine::org_id.eq(org))
        .filter(quarantine::device_id.eq(device.to_string()))
        .filter(quarantine::observation_id.eq(observation.to_string()))
        .filter(quarantine::content_hash.eq(content_hash));
    diesel::select(diesel::dsl::exists(held))
        .get_result(conn)
        .map_err(Error::from)
}

pub(super) fn insert(conn: &mut Conn, org: &str, new: &New<'_>) -> Result<()> {
    let items = serde_json::to_string(new.items).expect("texts always serialise");
    diesel::insert_into(quarantine::table)
        .values((
            quarantine::org_id.eq(org),
            quarantine::id.eq(new.id.to_string()),
            quarantine::device_id.eq(new.device.to_string()),
            quarantine::person_id.eq(new.person.to_string()),
            quarantine::observation_id.eq(new.observation.to_string()),
            quarantine::cause.eq(new.cause.as_str()),
            quarantine::content_hash.eq(new.content_hash),
            quarantine::items.eq(items),
            quarantine::n_operations.eq(i32::try_from(new.n_operations).unwrap_or(i32::MAX)),
            quarantine::deposited_at.eq(db::now()),
        ))
        .execute(conn)?;
    Ok(())
}

pub(super) fn find(conn: &mut Conn, org: &str, id: QuarantineId) -> Result<Kept> {
    let (device, person, observation, items, deposited_at, decided): (
        String,
        String,
        String,
        String,
        NaiveDateTime,
        Option<NaiveDateTime>,
    ) = quarantine::table
        .find((org, id.to_string()))
        .select((
            quarantine::device_id,
            quarantine::person_id,
            quarantine::observation_id,
            quarantine::items,
            quarantine::deposited_at,
            quarantine::decided_at,
        ))
        .first(conn)?;
    Ok(Kept {
        device: stored(device)?,
        person: stored(person)?,
        observation: stored(observation)?,
        items: stored_json(&items)?,
        deposited_at: deposited_at.and_utc(),
        is_decided: decided.is_some(),
    })
}

/// Notes the decision. What was sealed is not needed any more.
pub(super) fn decide(
    conn: &mut Conn,
    actor: &Actor,
    id: QuarantineId,
    is_accepted: bool,
    reason: &str,
) -> Result<()> {
    diesel::update(quarantine::table.find((&actor.org, id.to_string())))
        .set((
            quarantine::decided_at.eq(Some(db::now())),
            quarantine::decided_by.eq(Some(&actor.me)),
            quarantine::is_accepted.eq(Some(is_accepted)),
            quarantine::reason.eq(Some(reason)),
            quarantine::items.eq("[]"),
        ))
        .execute(conn)?;
    Ok(())
}

type Row = (
    String,
    (String, String),
    String,
    String,
    i32,
    NaiveDateTime,
    (
        Option<NaiveDateTime>,
        Option<String>,
        Option<bool>,
        Option<String>,
    ),
);

/// What authors of these units have in quarantine, and what was decided about the actor's own:
/// what waits first, then the latest.
pub(super) fn listed_for(
    conn: &mut Conn,
    actor: &Actor,
    units: &[String],
) -> Result<Vec<Quarantined>> {
    let rows: Vec<Row> = quarantine::table
        .inner_join(
            person::table.on(person::org_id
                .eq(quarantine::org_id)
                .and(person::id.eq(quarantine::person_id))),
        )
        .filter(quarantine::org_id.eq(&actor.org))
        .filter(
            person::unit_id.eq_any(units).or(quarantine::person_id
                .eq(&actor.me)
                .and(quarantine::decided_at.is_not_null())),
        )
        .order((
            quarantine::decided_at.is_not_null().asc(),
            quarantine::deposited_at.desc(),
            quarantine::id.desc(),
        ))
        .select((
            quarantine::id,
            (person::id, person::name),
            quarantine::observation_id,
            quarantine::cause,
            quarantine::n_operations,
            quarantine::deposited_at,
            (
                quarantine::decided_at,
                quarantine::decided_by,
                quarantine::is_accepted,
                quarantine::reason,
            ),
        ))
        .limit(N_LISTED_MAX)
        .load(conn)?;
    rows.into_iter()
        .map(|row| listed(conn, &actor.org, row))
        .collect()
}

fn listed(conn: &mut Conn, org: &str, row: Row) -> Result<Quarantined> {
    let (id, (author, name), observation, cause, n_operations, deposited_at, decision) = row;
    let decided = match decision {
        (Some(at), Some(by), Some(accepted), Some(reason)) => Some(Decided {
            accepted,
            reason: stored(reason)?,
            by: crate::org::reference(conn, org, stored(by)?)?,
            at: instant(at),
        }),
        _ => None,
    };
    Ok(Quarantined {
        id: stored(id)?,
        author: PersonRef {
            id: stored(author)?,
            name: stored(name)?,
        },
        observation: stored(observation)?,
        cause: Cause::parse(&cause)
            .ok_or_else(|| Error::Internal("a stored cause is unknown".into()))?,
        n_operations: u32::try_from(n_operations).unwrap_or(0),
        deposited_at: instant(deposited_at),
        decided,
    })
}
