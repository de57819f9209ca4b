//! All SQL of the slice.

mod away;
mod grants;
mod listing;
mod lookup;
mod people;
mod policies;
mod units;

pub(super) use away::*;
pub(super) use grants::*;
pub(super) use listing::*;
pub use lookup::observes;
pub(super) use lookup::*;
pub(super) use people::*;
pub(super) use policies::*;
pub(super) use units::*;

use diesel::prelude::*;
use shared::org::{EditOrganisation, Organisation};

use crate::db::schema::organisation as table;
use crate::db::{Conn, stored, stored_word, word};
use crate::error::Result;

type Row = (String, String, String, String, String, String, i64);

/// The organisation itself: its name, zone and how much its mails may carry.
pub fn organisation(conn: &mut Conn, org: &str) -> Result<Organisation> {
    let row: Row = table::table
        .find(org)
        .select((
            table::org_id,
            table::name,
            table::locale,
            table::time_zone,
            table::mail_policy,
            table::telemetry,
            table::version,
        ))
        .first(conn)?;
    let (id, name, locale, time_zone, mail_policy, telemetry, version) = row;
    Ok(Organisation {
        id: stored(id)?,
        name: stored(name)?,
        locale,
        time_zone,
        mail_policy: stored_word(&mail_policy)?,
        telemetry: telemetry == "on",
        version,
    })
}

pub(super) fn edit_organisation(conn: &mut Conn, org: &str, edit: &EditOrganisation) -> Result<()> {
    diesel::update(table::table.find(org))
        .set((
            table::name.eq(edit.name.as_str()),
            table::mail_policy.eq(word(&edit.mail_policy)),
            table::version.eq(table::version + 1),
        ))
        .execute(conn)?;
    if let Some(is_on) = edit.telemetry {
        diesel::update(table::table.find(org))
            .set(table::telemetry.eq(if is_on { "on" } else { "off" }))
            .execute(conn)?;
    }
    Ok(())
}
