//! The SQL of the quarantine.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use shared::org::PersonRef;
use shared::values::{DeviceId, ObservationId, PersonId, QuarantineId};
use shared::vault::{Cause, Decide, Decided, Quarantined, SealedItem};

use super::open::Opened;
use crate::actor::Actor;
use crate::db::schema::{person, quarantine};
use crate::db::{self, Conn, column_count, instant, stored, stored_count, stored_json};
use crate::devices::Owner;
use crate::error::{Error, Result};
use crate::on_backend;

/// Enough for a decision a day; the rest follows when these are decided.
const N_LISTED_MAX: i64 = 100;

/// The list of what was sealed, once it is removed.
const NOTHING: &str = "[]";

/// What waits for a decision, as it is kept.
pub(super) struct Waits<'a> {
    pub id: QuarantineId,
    pub owner: Owner,
    pub cause: Cause,
    pub items: &'a [SealedItem],
    pub opened: &'a Opened,
}

/// A deposit with what is needed to open it.
pub(super) struct Kept {
    pub device: DeviceId,
    pub person: PersonId,
    pub observation: ObservationId,
    pub items: Vec<SealedItem>,
    pub deposited_at: DateTime<Utc>,
    /// Whether it was accepted, once that is decided.
    pub accepted: Option<bool>,
}

/// Whether the same operations came before, decided about or not.
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

/// What waits of this device for this observation. There is one at most.
pub(super) fn waiting(
    conn: &mut Conn,
    org: &str,
    device: DeviceId,
    observation: ObservationId,
) -> Result<Option<(QuarantineId, Vec<SealedItem>)>> {
    let row: Option<(String, String)> = quarantine::table
        .filter(quarantine::org_id.eq(org))
        .filter(quarantine::device_id.eq(device.to_string()))
        .filter(quarantine::observation_id.eq(observation.to_string()))
        .filter(quarantine::decided_at.is_null())
        .select((quarantine::id, quarantine::items))
        .first(conn)
        .optional()?;
    row.map(|(id, items)| Ok((stored(id)?, stored_json(&items)?)))
        .transpose()
}

/// Who wrote each of what waits for a decision, and their unit.
pub(super) fn waiting_authors(conn: &mut Conn, org: &str) -> Result<Vec<(PersonId, String)>> {
    let rows: Vec<(String, String)> = quarantine::table
        .inner_join(
            person::table.on(person::org_id
                .eq(quarantine::org_id)
                .and(person::id.eq(quarantine::person_id))),
        )
        .filter(quarantine::org_id.eq(org))
        .filter(quarantine::decided_at.is_null())
        .select((person::id, person::unit_id))
        .load(conn)?;
    let author = |(id, unit)| Ok((stored(id)?, unit));
    rows.into_iter().map(author).collect()
}

/// Whether it still waits for a decision.
pub(super) fn is_waiting(conn: &mut Conn, org: &str, id: QuarantineId) -> Result<bool> {
    let waiting = quarantine::table
        .find((org, id.to_string()))
        .filter(quarantine::decided_at.is_null());
    Ok(diesel::select(diesel::dsl::exists(waiting)).get_result(conn)?)
}

/// Keeps what waits, in place of what waited under its id.
pub(super) fn keep(conn: &mut Conn, waits: &Waits<'_>) -> Result<()> {
    let (owner, opened) = (waits.owner, waits.opened);
    let items = serde_json::to_string(waits.items).expect("texts always serialise");
    let changes = (
        quarantine::cause.eq(waits.cause.as_str()),
        quarantine::content_hash.eq(opened.name()),
        quarantine::items.eq(items),
        quarantine::n_operations.eq(column_count(opened.n_operations())?),
        quarantine::n_damaged.eq(column_count(opened.n_damaged())?),
        quarantine::deposited_at.eq(db::now()),
    );
    let insert = diesel::insert_into(quarantine::table)
        .values((
            quarantine::org_id.eq(owner.organisation.to_string()),
            quarantine::id.eq(waits.id.to_string()),
            quarantine::device_id.eq(owner.device.to_string()),
            quarantine::person_id.eq(owner.person.to_string()),
            quarantine::observation_id.eq(opened.observation.to_string()),
            changes.clone(),
        ))
        .on_conflict((quarantine::org_id, quarantine::id))
        .do_update()
        .set(changes);
    on_backend!(conn, c => insert.execute(c))?;
    Ok(())
}

pub(super) fn find(conn: &mut Conn, org: &str, id: QuarantineId) -> Result<Kept> {
    let (device, person, observation, items, deposited_at, accepted): (
        String,
        String,
        String,
        String,
        NaiveDateTime,
        Option<bool>,
    ) = quarantine::table
        .find((org, id.to_string()))
        .select((
            quarantine::device_id,
            quarantine::person_id,
            quarantine::observation_id,
            quarantine::items,
            quarantine::deposited_at,
            quarantine::is_accepted,
        ))
        .first(conn)?;
    Ok(Kept {
        device: stored(device)?,
        person: stored(person)?,
        observation: stored(observation)?,
        items: stored_json(&items)?,
        deposited_at: deposited_at.and_utc(),
        accepted,
    })
}

/// Notes the decision, in place of an earlier one. Of what was sealed only `left` is kept.
pub(super) fn decide(
    conn: &mut Conn,
    actor: &Actor,
    id: QuarantineId,
    decision: &Decide,
    left: &[SealedItem],
) -> Result<()> {
    let left = serde_json::to_string(left).expect("texts always serialise");
    diesel::update(quarantine::table.find((&actor.org, id.to_string())))
        .set((
            quarantine::decided_at.eq(Some(db::now())),
            quarantine::decided_by.eq(Some(&actor.me)),
            quarantine::is_accepted.eq(Some(decision.accept)),
            quarantine::reason.eq(Some(decision.reason.as_str())),
            quarantine::items.eq(left),
        ))
        .execute(conn)?;
    Ok(())
}

/// What was left out before `before` and is still kept: organisation, id, author.
pub(super) fn left_out(
    conn: &mut Conn,
    before: NaiveDateTime,
) -> Result<Vec<(String, String, String)>> {
    Ok(quarantine::table
        .filter(quarantine::is_accepted.eq(false))
        .filter(quarantine::decided_at.lt(before))
        .filter(quarantine::items.ne(NOTHING))
        .select((quarantine::org_id, quarantine::id, quarantine::person_id))
        .load(conn)?)
}

/// Removes what was sealed; that it came and what was decided stays written.
pub(super) fn empty(conn: &mut Conn, org: &str, id: &str) -> Result<()> {
    diesel::update(quarantine::table.find((org, id)))
        .set(quarantine::items.eq(NOTHING))
        .execute(conn)?;
    Ok(())
}

type Row = (
    String,
    (String, String),
    String,
    String,
    (i32, i32),
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
            (quarantine::n_operations, quarantine::n_damaged),
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
    let (id, (author, name), observation, cause, counts, deposited_at, decision) = row;
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
        n_operations: stored_count(counts.0, "n_operations")?,
        n_damaged: stored_count(counts.1, "n_damaged")?,
        deposited_at: instant(deposited_at),
        decided,
    })
}
