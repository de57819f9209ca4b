//! Whether people are supervised: that they met and when, never what was said.

use std::collections::HashMap;

use diesel::dsl::{case_when, max, min, not};
use diesel::prelude::*;
use shared::values::{Date, LocalTime, PersonId};

use crate::db::schema::meeting;
use crate::db::{self, Conn, IDS_AT_ONCE, stored, stored_optional};
use crate::error::Result;

/// Whether somebody is supervised: when it last happened and when it is next booked.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Supervised {
    pub held_on: Option<Date>,
    pub booked_for: Option<LocalTime>,
    /// The next meeting of any kind that is about them.
    pub next: Option<LocalTime>,
}

/// What is known of each of these practitioners since a day; who never met is not in the answer.
pub fn supervised(
    conn: &mut Conn,
    org: &str,
    practitioners: &[String],
    since: Date,
    now: LocalTime,
) -> Result<HashMap<PersonId, Supervised>> {
    let mut known = HashMap::new();
    for some in practitioners.chunks(IDS_AT_ONCE) {
        for (practitioner, held, booked_for, next) in supervision_of(conn, org, some, since, now)? {
            let held: Option<LocalTime> = stored_optional(held)?;
            let supervised = Supervised {
                held_on: held.map(LocalTime::date),
                booked_for: stored_optional(booked_for)?,
                next: stored_optional(next)?,
            };
            let practitioner = db::required(practitioner, "practitioner")?;
            known.insert(stored(practitioner)?, supervised);
        }
    }
    Ok(known)
}

type SupervisedRow = (
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
);

/// One row per practitioner: supervision last held, supervision next booked, any next meeting. One
/// that was declined is not booked: whoever is asked to a meeting about somebody is half of it.
fn supervision_of(
    conn: &mut Conn,
    org: &str,
    practitioners: &[String],
    since: Date,
    now: LocalTime,
) -> Result<Vec<SupervisedRow>> {
    let is_supervision = || meeting::purpose.eq("supervision");
    let is_to_come = || {
        meeting::state
            .eq("booked")
            .and(meeting::starts_local.ge(now.to_string()))
            .and(not(super::somebody_declined()))
    };
    let is_held = is_supervision().and(meeting::state.eq("held"));
    let is_booked = is_supervision().and(is_to_come());
    Ok(meeting::table
        .filter(
            meeting::org_id
                .eq(org)
                .and(meeting::practitioner_id.eq_any(practitioners)),
        )
        .filter(meeting::starts_local.ge(since.to_string()))
        .group_by(meeting::practitioner_id)
        .select((
            meeting::practitioner_id,
            max(case_when(is_held, meeting::starts_local)),
            min(case_when(is_booked, meeting::starts_local)),
            min(case_when(is_to_come(), meeting::starts_local)),
        ))
        .load(conn)?)
}
