//! The SQL of devices.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::values::{DeviceId, PersonId};
use shared::vault::{Device, RegisterDevice, RevokeMode};

use crate::actor::Actor;
use crate::db::schema::{device, person, session};
use crate::db::{self, Conn, instant, stored, word};
use crate::error::{Error, Result};

/// More browsers than anybody keeps are not listed.
const N_LISTED_MAX: i64 = 100;

/// A device with what only the server knows of it.
pub struct Known {
    pub person: PersonId,
    /// The key, sealed.
    pub escrow: Vec<u8>,
    pub deposit_hash: String,
    /// The session in which it was used last.
    pub session: Option<String>,
    pub revoked: Option<RevokeMode>,
    /// Whether the account still stands.
    pub is_active: bool,
}

type KnownRow = (
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    String,
);

pub fn known(conn: &mut Conn, org: &str, id: &str) -> Result<Option<Known>> {
    let row: Option<KnownRow> = device::table
        .inner_join(
            person::table.on(person::org_id
                .eq(device::org_id)
                .and(person::id.eq(device::person_id))),
        )
        .filter(device::org_id.eq(org).and(device::id.eq(id)))
        .select((
            device::person_id,
            device::escrow,
            device::deposit_hash,
            device::session_id,
            device::revoke_mode,
            person::status,
        ))
        .first(conn)
        .optional()?;
    let Some((person, escrow, deposit_hash, session, revoked, status)) = row else {
        return Ok(None);
    };
    Ok(Some(Known {
        person: stored(person)?,
        escrow: bytes_of(&escrow)?,
        deposit_hash,
        session,
        revoked: revoked.and_then(|mode| RevokeMode::parse(&mode)),
        is_active: status == "active",
    }))
}

/// A key as it lies in escrow.
pub struct Escrow {
    pub device: DeviceId,
    pub sealed: Vec<u8>,
    /// The session in which the device was used last.
    pub session: Option<String>,
}

/// What lies in escrow for a person, but for devices that were taken out of use.
pub fn escrows(conn: &mut Conn, org: &str, person: &str) -> Result<Vec<Escrow>> {
    let rows: Vec<(String, String, Option<String>)> = device::table
        .filter(device::org_id.eq(org).and(device::person_id.eq(person)))
        .filter(device::revoked_at.is_null())
        .order((device::last_contact_at.desc(), device::id.desc()))
        .select((device::id, device::escrow, device::session_id))
        .limit(N_LISTED_MAX)
        .load(conn)?;
    let escrow = |(id, escrow, session): (String, String, _)| {
        Ok(Escrow {
            device: stored(id)?,
            sealed: bytes_of(&escrow)?,
            session,
        })
    };
    rows.into_iter().map(escrow).collect()
}

fn bytes_of(escrow: &str) -> Result<Vec<u8>> {
    shared::vault::from_hex(escrow)
        .ok_or_else(|| Error::Internal("a stored escrow is malformed".into()))
}

pub fn insert(
    conn: &mut Conn,
    actor: &Actor,
    new: &RegisterDevice,
    escrow: &[u8],
    deposit_hash: &str,
) -> Result<()> {
    let now = db::now();
    diesel::insert_into(device::table)
        .values((
            device::org_id.eq(&actor.org),
            device::id.eq(new.id.to_string()),
            device::person_id.eq(&actor.me),
            device::label.eq(new.label.as_str()),
            device::escrow.eq(shared::vault::to_hex(escrow)),
            device::deposit_hash.eq(deposit_hash),
            device::session_id.eq(Some(actor.session_id.to_string())),
            device::registered_at.eq(now),
            device::last_contact_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Gives the device a new token in place of the one before.
pub fn replace_token(conn: &mut Conn, actor: &Actor, id: &str, deposit_hash: &str) -> Result<()> {
    diesel::update(device::table.find((&actor.org, id)))
        .set((
            device::deposit_hash.eq(deposit_hash),
            device::session_id.eq(Some(actor.session_id.to_string())),
            device::last_contact_at.eq(db::now()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes the session in which the device is used now.
pub fn use_in_session(conn: &mut Conn, actor: &Actor, id: &str) -> Result<()> {
    diesel::update(device::table.find((&actor.org, id)))
        .set((
            device::session_id.eq(Some(actor.session_id.to_string())),
            device::last_contact_at.eq(db::now()),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn touch(conn: &mut Conn, org: &str, id: &str) -> Result<()> {
    diesel::update(device::table.find((org, id)))
        .set(device::last_contact_at.eq(db::now()))
        .execute(conn)?;
    Ok(())
}

pub fn revoke(conn: &mut Conn, org: &str, id: &str, mode: RevokeMode) -> Result<()> {
    diesel::update(device::table.find((org, id)))
        .set((
            device::revoked_at.eq(Some(db::now())),
            device::revoke_mode.eq(Some(word(&mode))),
        ))
        .execute(conn)?;
    Ok(())
}

/// Notes that the device said it had removed everything; false if it had said so before.
pub fn mark_wiped(conn: &mut Conn, org: &str, id: &str) -> Result<bool> {
    let n = diesel::update(
        device::table
            .find((org, id))
            .filter(device::wiped_at.is_null()),
    )
    .set(device::wiped_at.eq(Some(db::now())))
    .execute(conn)?;
    Ok(n > 0)
}

type ListedRow = (
    String,
    String,
    NaiveDateTime,
    NaiveDateTime,
    Option<String>,
    Option<NaiveDateTime>,
);

/// The devices of a person, the one last heard of first.
pub fn of_person(conn: &mut Conn, org: &str, person: &str) -> Result<Vec<Device>> {
    let rows: Vec<ListedRow> = device::table
        .filter(device::org_id.eq(org).and(device::person_id.eq(person)))
        .order((device::last_contact_at.desc(), device::id.desc()))
        .select((
            device::id,
            device::label,
            device::registered_at,
            device::last_contact_at,
            device::revoke_mode,
            device::wiped_at,
        ))
        .limit(N_LISTED_MAX)
        .load(conn)?;
    let listed = |(id, label, registered_at, last_contact_at, revoked, wiped_at): ListedRow| {
        Ok(Device {
            id: stored(id)?,
            label: stored(label)?,
            registered_at: instant(registered_at),
            last_contact_at: instant(last_contact_at),
            revoked: revoked.and_then(|mode| RevokeMode::parse(&mode)),
            wiped_at: wiped_at.map(instant),
        })
    };
    rows.into_iter().map(listed).collect()
}

/// When the actor's session began: always by a full sign-in.
pub fn signed_in_at(conn: &mut Conn, actor: &Actor) -> Result<NaiveDateTime> {
    session::table
        .find((&actor.org, actor.session_id.to_string()))
        .select(session::created_at)
        .first(conn)
        .map_err(Error::from)
}
