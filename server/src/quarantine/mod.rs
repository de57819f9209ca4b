//! Work that arrived without permission: its author's account was closed, or their role taken
//! away, while a tablet still held it. It is kept as the tablet sealed it; the head of the
//! author's unit decides whether it is taken, and the author hears by mail. Nobody who decides
//! reads it: accepted, it becomes part of the record by the same path as any push.

mod apply;
mod mails;
mod open;
mod routes;
mod store;

pub use routes::routes;

use chrono::{NaiveDateTime, TimeDelta};

use crate::audit::{self, Entry};
use crate::db::{self, Conn};
use crate::error::Result;
use crate::jobs::Registry;

/// How long what was left out can still be taken in, as long as own writing is kept.
const KEEP: TimeDelta = TimeDelta::days(shared::sync::UNSENT_DAYS as i64);

/// The slice's daily tidying.
pub(crate) fn register(registry: Registry) -> Registry {
    const DAY: std::time::Duration = std::time::Duration::from_secs(24 * 3600);
    registry.every(DAY, remove_left_out)
}

fn remove_left_out(conn: &mut Conn, now: NaiveDateTime) -> Result<()> {
    for (org, id, author) in store::left_out(conn, now - KEEP)? {
        db::lock_record(conn, &org, &id)?;
        store::empty(conn, &org, &id)?;
        let entry = Entry::new("quarantine.expire", "quarantine", &id).about(&author);
        audit::record_unattended(conn, &org, None, entry)?;
    }
    Ok(())
}
