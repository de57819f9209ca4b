//! Counted tries, and the devices that have counts of their own.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use uuid::Uuid;

use crate::auth::throttle::Count;
use crate::db::Conn;
use crate::db::schema::{known_device, throttle};
use crate::error::Result;
use crate::on_backend;

/// Counts belong to no organisation: whether an address has one is not known when it is counted.
const NO_ORG: &str = "";

pub(in crate::auth) fn throttle(conn: &mut Conn, key: &str) -> Result<Option<Count>> {
    let found: Option<(i32, Option<NaiveDateTime>, NaiveDateTime)> = throttle::table
        .find((NO_ORG, key))
        .select((
            throttle::failures,
            throttle::blocked_until,
            throttle::updated_at,
        ))
        .first(conn)
        .optional()?;
    Ok(found.map(|(failures, blocked_until, updated_at)| Count {
        failures,
        blocked_until,
        updated_at,
    }))
}

pub(in crate::auth) fn save_throttle(conn: &mut Conn, key: &str, count: &Count) -> Result<()> {
    let counted = (
        throttle::failures.eq(count.failures),
        throttle::blocked_until.eq(count.blocked_until),
        throttle::updated_at.eq(count.updated_at),
    );
    let upsert = diesel::insert_into(throttle::table)
        .values((throttle::org_id.eq(NO_ORG), throttle::id.eq(key), counted))
        .on_conflict((throttle::org_id, throttle::id))
        .do_update()
        .set(counted);
    on_backend!(conn, c => upsert.execute(c))?;
    Ok(())
}

pub(in crate::auth) fn clear_throttle(conn: &mut Conn, key: &str) -> Result<()> {
    diesel::delete(throttle::table.find((NO_ORG, key))).execute(conn)?;
    Ok(())
}

/// The id of the device with this secret, if the person has signed in on it before.
pub(in crate::auth) fn known_device(
    conn: &mut Conn,
    org: &str,
    person: &str,
    secret_hash: &str,
) -> Result<Option<String>> {
    Ok(known_device::table
        .filter(
            known_device::org_id
                .eq(org)
                .and(known_device::person_id.eq(person)),
        )
        .filter(known_device::secret_hash.eq(secret_hash))
        .select(known_device::id)
        .first(conn)
        .optional()?)
}

/// The ids of the devices on which the person has signed in.
pub(in crate::auth) fn known_devices(
    conn: &mut Conn,
    org: &str,
    person: &str,
) -> Result<Vec<String>> {
    Ok(known_device::table
        .filter(
            known_device::org_id
                .eq(org)
                .and(known_device::person_id.eq(person)),
        )
        .select(known_device::id)
        .load(conn)?)
}

/// Whether anybody of the organisation has signed in on the device with this secret.
pub(in crate::auth) fn is_known_to_anybody(
    conn: &mut Conn,
    org: &str,
    secret_hash: &str,
) -> Result<bool> {
    let known = known_device::table.filter(
        known_device::org_id
            .eq(org)
            .and(known_device::secret_hash.eq(secret_hash)),
    );
    Ok(diesel::select(diesel::dsl::exists(known)).get_result(conn)?)
}

/// Remembers the device with this secret as one of the person's.
pub(in crate::auth) fn add_device(
    conn: &mut Conn,
    org: &str,
    person: &str,
    secret_hash: &str,
    now: NaiveDateTime,
) -> Result<()> {
    diesel::insert_into(known_device::table)
        .values((
            known_device::org_id.eq(org),
            known_device::id.eq(Uuid::now_v7().hyphenated().to_string()),
            known_device::person_id.eq(person),
            known_device::secret_hash.eq(secret_hash),
            known_device::first_seen_at.eq(now),
            known_device::last_seen_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

pub(in crate::auth) fn touch_device(
    conn: &mut Conn,
    org: &str,
    id: &str,
    now: NaiveDateTime,
) -> Result<()> {
    diesel::update(known_device::table.find((org, id)))
        .set(known_device::last_seen_at.eq(now))
        .execute(conn)?;
    Ok(())
}
