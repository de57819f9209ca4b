//! How long somebody is away: two columns that stand or are empty together.

use diesel::prelude::*;
use shared::org::Away;
use shared::values::PersonId;

use crate::db::schema::person;
use crate::db::{Conn, stored_optional};
use crate::error::Result;

/// The two columns as they are stored.
pub type AwayColumns = (Option<String>, Option<String>);

pub fn parse_away((since, until): AwayColumns) -> Result<Option<Away>> {
    let (since, until) = (stored_optional(since)?, stored_optional(until)?);
    Ok(since.zip(until).map(|(since, until)| Away { since, until }))
}

/// The latest absence of somebody, over or not.
pub fn find_away(conn: &mut Conn, org: &str, id: PersonId) -> Result<Option<Away>> {
    let columns: AwayColumns = person::table
        .find((org, id.to_string()))
        .select((person::away_since, person::away_until))
        .first(conn)?;
    parse_away(columns)
}

pub fn set_away(conn: &mut Conn, org: &str, id: PersonId, away: Option<Away>) -> Result<()> {
    diesel::update(person::table.find((org, id.to_string())))
        .set((
            person::away_since.eq(away.map(|away| away.since.to_string())),
            person::away_until.eq(away.map(|away| away.until.to_string())),
            person::version.eq(person::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}
