//! Work that arrived without permission: its author's account was closed, or their role taken
//! away, while a tablet still held it. It is kept as the tablet sealed it; the head of the
//! author's unit decides whether it is taken, and the author hears by mail. Nobody who decides
//! reads it: accepted, it becomes part of the record by the same path as any push.

mod apply;
mod mails;
mod open;
mod routes;
mod store;

pub use mails::mail_stands;
pub use routes::routes;

use std::collections::HashMap;

use chrono::{NaiveDateTime, TimeDelta};
use shared::access::Role;
use shared::values::PersonId;

use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn};
use crate::error::Result;
use crate::jobs::Registry;
use crate::org;

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

/// How many deposits wait for a decision that the actor may take.
pub fn n_to_decide(conn: &mut Conn, actor: &Actor) -> Result<u32> {
    let waiting = store::waiting_authors(conn, &actor.org)?;
    if waiting.is_empty() {
        return Ok(0);
    }
    let units = org::units_in_sight(conn, actor, &[Role::Manager])?;
    let n = waiting
        .iter()
        .filter(|(author, unit)| *author != actor.person_id && units.contains(unit))
        .count();
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// How many deposits wait while nobody holds a role to decide about them.
pub fn n_without_head(conn: &mut Conn, org: &str) -> Result<u32> {
    let mut has_head: HashMap<PersonId, bool> = HashMap::new();
    let mut n = 0;
    for (author, _) in store::waiting_authors(conn, org)? {
        let is_led = match has_head.get(&author) {
            Some(known) => *known,
            None => !org::heads_of(conn, org, author)?.is_empty(),
        };
        has_head.insert(author, is_led);
        n += u32::from(!is_led);
    }
    Ok(n)
}
