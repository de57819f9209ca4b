//! The SQL of unsent writing: one row per outbox of a device.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::sync::UnsentWriting;
use shared::values::{DeviceId, PersonId, Timestamp};
use shared::vault::{SealedItem, to_hex};

use super::KEEP;
use crate::actor::Actor;
use crate::db::schema::{device, unsent_writing};
use crate::db::{self, Conn, column_count, column_time, instant, stored, stored_count};
use crate::devices::Owner;
use crate::error::Result;
use crate::on_backend;
use crate::token::sha256;

/// Keeps an outbox in place of what came before under its name; false where this very content did.
pub(super) fn keep(
    conn: &mut Conn,
    owner: Owner,
    item: &SealedItem,
    n_pieces: usize,
) -> Result<bool> {
    let (org, device) = (owner.organisation.to_string(), owner.device.to_string());
    let hash = to_hex(&sha256(item.envelope.as_bytes()));
    let known: Option<String> = unsent_writing::table
        .find((&org, &device, &item.record))
        .select(unsent_writing::content_hash)
        .first(conn)
        .optional()?;
    if known.as_ref() == Some(&hash) {
        return Ok(false);
    }
    let changes = (
        unsent_writing::envelope.eq(Some(&item.envelope)),
        unsent_writing::content_hash.eq(&hash),
        unsent_writing::n_pieces.eq(column_count(n_pieces)?),
        unsent_writing::kept_at.eq(db::now()),
    );
    let insert = diesel::insert_into(unsent_writing::table)
        .values((
            unsent_writing::org_id.eq(&org),
            unsent_writing::device_id.eq(&device),
            unsent_writing::record.eq(&item.record),
            unsent_writing::person_id.eq(owner.person.to_string()),
            changes,
        ))
        .on_conflict((
            unsent_writing::org_id,
            unsent_writing::device_id,
            unsent_writing::record,
        ))
        .do_update()
        .set(changes);
    on_backend!(conn, c => insert.execute(c))?;
    Ok(true)
}

/// Whose writing of this device is or was kept.
pub(super) fn author_of(conn: &mut Conn, org: &str, device: DeviceId) -> Result<Option<PersonId>> {
    let author: Option<String> = unsent_writing::table
        .filter(unsent_writing::org_id.eq(org))
        .filter(unsent_writing::device_id.eq(device.to_string()))
        .select(unsent_writing::person_id)
        .first(conn)
        .optional()?;
    author.map(stored).transpose()
}

/// What is kept of the actor's own since `first`, the latest first.
pub(super) fn of_author(
    conn: &mut Conn,
    actor: &Actor,
    first: NaiveDateTime,
) -> Result<Vec<UnsentWriting>> {
    let rows: Vec<(String, String, i32, NaiveDateTime)> = unsent_writing::table
        .inner_join(
            device::table.on(device::org_id
                .eq(unsent_writing::org_id)
                .and(device::id.eq(unsent_writing::device_id))),
        )
        .filter(unsent_writing::org_id.eq(&actor.org))
        .filter(unsent_writing::person_id.eq(&actor.me))
        .filter(unsent_writing::envelope.is_not_null())
        .filter(unsent_writing::kept_at.ge(first))
        .order((unsent_writing::kept_at, unsent_writing::record))
        .select((
            unsent_writing::device_id,
            device::label,
            unsent_writing::n_pieces,
            unsent_writing::kept_at,
        ))
        .load(conn)?;
    let mut by_device: BTreeMap<String, UnsentWriting> = BTreeMap::new();
    for (id, label, n_pieces, kept_at) in rows {
        let writing = match by_device.get_mut(&id) {
            Some(writing) => writing,
            None => by_device.entry(id.clone()).or_insert(UnsentWriting {
                device: stored(id)?,
                label: stored(label)?,
                n_pieces: 0,
                kept_at: instant(kept_at),
                kept_until: instant(kept_at + KEEP),
            }),
        };
        writing.n_pieces += stored_count::<u32>(n_pieces, "n_pieces")?;
        writing.kept_at = instant(kept_at);
    }
    let mut all: Vec<UnsentWriting> = by_device.into_values().collect();
    all.sort_by_key(|writing| std::cmp::Reverse(writing.kept_at));
    Ok(all)
}

/// The outboxes of the actor's own that are kept of a device since `first`, in a stable order.
pub(super) fn items(
    conn: &mut Conn,
    actor: &Actor,
    device: DeviceId,
    first: NaiveDateTime,
) -> Result<Vec<SealedItem>> {
    let rows: Vec<(String, Option<String>)> = unsent_writing::table
        .filter(unsent_writing::org_id.eq(&actor.org))
        .filter(unsent_writing::device_id.eq(device.to_string()))
        .filter(unsent_writing::person_id.eq(&actor.me))
        .filter(unsent_writing::kept_at.ge(first))
        .order(unsent_writing::record)
        .select((unsent_writing::record, unsent_writing::envelope))
        .load(conn)?;
    let kept = rows.into_iter().filter_map(|(record, envelope)| {
        Some(SealedItem {
            store: "outbox".to_owned(),
            record,
            envelope: envelope?,
        })
    });
    Ok(kept.collect())
}

/// Takes the content away of what came until `kept_at`; answers how many pieces that were. What
/// is left of it says only that the same content need not be kept again.
pub(super) fn settle(
    conn: &mut Conn,
    actor: &Actor,
    device: DeviceId,
    kept_at: Timestamp,
) -> Result<i64> {
    let mine = || {
        unsent_writing::table
            .filter(unsent_writing::org_id.eq(actor.org.clone()))
            .filter(unsent_writing::device_id.eq(device.to_string()))
            .filter(unsent_writing::person_id.eq(actor.me.clone()))
            .filter(unsent_writing::envelope.is_not_null())
            .filter(unsent_writing::kept_at.le(column_time(kept_at)))
    };
    let pieces: Vec<i32> = mine().select(unsent_writing::n_pieces).load(conn)?;
    diesel::update(mine())
        .set(unsent_writing::envelope.eq(None::<String>))
        .execute(conn)?;
    Ok(pieces.into_iter().map(i64::from).sum())
}

/// A device of which something was kept too long.
pub(super) struct Expired {
    pub org: String,
    pub id: String,
    pub person: String,
}

/// Devices of which something came before `before`, in a stable order.
pub(super) fn expired(conn: &mut Conn, before: NaiveDateTime) -> Result<Vec<Expired>> {
    let rows: Vec<(String, String, String)> = unsent_writing::table
        .filter(unsent_writing::kept_at.lt(before))
        .select((
            unsent_writing::org_id,
            unsent_writing::device_id,
            unsent_writing::person_id,
        ))
        .distinct()
        .order((unsent_writing::org_id, unsent_writing::device_id))
        .load(conn)?;
    let expired = |(org, id, person)| Expired { org, id, person };
    Ok(rows.into_iter().map(expired).collect())
}

/// How many pieces came before `before` and were never settled.
pub(super) fn n_expired(conn: &mut Conn, of: &Expired, before: NaiveDateTime) -> Result<i64> {
    let pieces: Vec<i32> = unsent_writing::table
        .filter(unsent_writing::org_id.eq(&of.org))
        .filter(unsent_writing::device_id.eq(&of.id))
        .filter(unsent_writing::kept_at.lt(before))
        .filter(unsent_writing::envelope.is_not_null())
        .select(unsent_writing::n_pieces)
        .load(conn)?;
    Ok(pieces.into_iter().map(i64::from).sum())
}

pub(super) fn remove(conn: &mut Conn, of: &Expired, before: NaiveDateTime) -> Result<()> {
    let gone = unsent_writing::table
        .filter(unsent_writing::org_id.eq(&of.org))
        .filter(unsent_writing::device_id.eq(&of.id))
        .filter(unsent_writing::kept_at.lt(before));
    diesel::delete(gone).execute(conn)?;
    Ok(())
}
