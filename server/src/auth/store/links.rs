//! Single-use links, by the hash of their secret.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::accounts::{Addressee, addressee};
use crate::db::Conn;
use crate::db::schema::one_time_token;
use crate::error::Result;

/// Adds a link; an earlier one of the same purpose opens nothing any more.
pub(in crate::auth) fn replace_link(
    conn: &mut Conn,
    org: &str,
    person: &str,
    purpose: &str,
    hash: &str,
    expires_at: NaiveDateTime,
) -> Result<()> {
    diesel::delete(
        one_time_token::table
            .filter(
                one_time_token::org_id
                    .eq(org)
                    .and(one_time_token::person_id.eq(person)),
            )
            .filter(one_time_token::purpose.eq(purpose)),
    )
    .execute(conn)?;
    diesel::insert_into(one_time_token::table)
        .values((
            one_time_token::org_id.eq(org),
            one_time_token::hash.eq(hash),
            one_time_token::purpose.eq(purpose),
            one_time_token::person_id.eq(person),
            one_time_token::expires_at.eq(expires_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// Removes every link of the person, whatever it is for; answers how many there were.
pub(in crate::auth) fn remove_links(conn: &mut Conn, org: &str, person: &str) -> Result<usize> {
    let of_person = one_time_token::table.filter(
        one_time_token::org_id
            .eq(org)
            .and(one_time_token::person_id.eq(person)),
    );
    Ok(diesel::delete(of_person).execute(conn)?)
}

/// Whose link it is, if it is neither used nor expired and made for this purpose.
pub(in crate::auth) fn link_owner(
    conn: &mut Conn,
    org: &str,
    hash: &str,
    purpose: &str,
    now: NaiveDateTime,
) -> Result<Option<Addressee>> {
    let person: Option<String> = one_time_token::table
        .find((org, hash))
        .filter(one_time_token::purpose.eq(purpose))
        .filter(
            one_time_token::used_at
                .is_null()
                .and(one_time_token::expires_at.gt(now)),
        )
        .select(one_time_token::person_id)
        .first(conn)
        .optional()?;
    person
        .map(|person| addressee(conn, org, &person))
        .transpose()
}

/// Uses the link up. False when somebody else was quicker.
pub(in crate::auth) fn use_link(
    conn: &mut Conn,
    org: &str,
    hash: &str,
    now: NaiveDateTime,
) -> Result<bool> {
    let n_rows = diesel::update(
        one_time_token::table
            .find((org, hash))
            .filter(one_time_token::used_at.is_null()),
    )
    .set(one_time_token::used_at.eq(Some(now)))
    .execute(conn)?;
    Ok(n_rows == 1)
}
