//! Own writing that a device could not send before it was emptied: kept as the device sealed it,
//! and given back to its author alone. Nobody decides about it, and nobody else is told more than
//! that something was kept: not what it is, and not how long.

mod mails;
mod routes;
mod store;

pub use routes::routes;

use chrono::{NaiveDateTime, TimeDelta};
use serde_json::json;
use shared::sync::UNSENT_DAYS;

use crate::audit::{self, Entry};
use crate::db::{self, Conn};
use crate::error::Result;
use crate::jobs::Registry;

/// How long it is kept.
const KEEP: TimeDelta = TimeDelta::days(UNSENT_DAYS as i64);

/// The slice's daily tidying.
pub(crate) fn register(registry: Registry) -> Registry {
    const DAY: std::time::Duration = std::time::Duration::from_secs(24 * 3600);
    registry.every(DAY, remove_expired)
}

/// Removes for good what its author has not taken back in time, and what is left of what was settled.
fn remove_expired(conn: &mut Conn, now: NaiveDateTime) -> Result<()> {
    for device in store::expired(conn, now - KEEP)? {
        db::lock_record(conn, &device.org, &device.id)?;
        let n_pieces = store::n_expired(conn, &device, now - KEEP)?;
        store::remove(conn, &device, now - KEEP)?;
        if n_pieces > 0 {
            let entry = Entry::new("unsent_writing.expire", "device", &device.id)
                .about(&device.person)
                .detail(json!({ "pieces": n_pieces }));
            audit::record_unattended(conn, &device.org, None, entry)?;
        }
    }
    Ok(())
}
