//! How long somebody is away, and was: one column.

use diesel::prelude::*;
use shared::org::Absences;
use shared::values::PersonId;

use crate::db::schema::person;
use crate::db::{Conn, stored_json};
use crate::error::{Error, Result};

pub fn find_absences(conn: &mut Conn, org: &str, id: PersonId) -> Result<Absences> {
    let absences: String = person::table
        .find((org, id.to_string()))
        .select(person::absences)
        .first(conn)?;
    stored_json(&absences)
}

pub fn set_absences(conn: &mut Conn, org: &str, id: PersonId, absences: &Absences) -> Result<()> {
    let absences =
        serde_json::to_string(absences).map_err(|error| Error::Internal(error.to_string()))?;
    diesel::update(person::table.find((org, id.to_string())))
        .set((
            person::absences.eq(absences),
            person::version.eq(person::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}
