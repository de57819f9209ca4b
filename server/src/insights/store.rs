//! The SQL that belongs to no other slice: counts for the home, and whom the digest is for.

use diesel::prelude::*;
use shared::access::Role;
use shared::values::{GrantId, PersonId, UnitId};

use crate::actor::{Actor, Grant};
use crate::db::schema::{job, observation, organisation, person, reply, role_grant};
use crate::db::{Conn, stored, stored_word};
use crate::error::Result;
use crate::mail;

/// Mails that were given up.
pub fn n_failed_mails(conn: &mut Conn, actor: &Actor) -> Result<i64> {
    Ok(job::table
        .filter(
            job::org_id
                .eq(&actor.org)
                .and(job::kind.eq(mail::JOB_KIND))
                .and(job::state.eq("failed")),
        )
        .count()
        .get_result(conn)?)
}

/// Every organisation.
pub fn organisations(conn: &mut Conn) -> Result<Vec<String>> {
    Ok(organisation::table
        .select(organisation::org_id)
        .order(organisation::org_id)
        .load(conn)?)
}

/// Active people behind `after` who hold a role that a digest is written for, in the order of their ids.
pub fn readers(conn: &mut Conn, org: &str, after: &str, n: i64) -> Result<Vec<String>> {
    let has_role = diesel::dsl::exists(
        role_grant::table
            .filter(
                role_grant::org_id
                    .eq(person::org_id)
                    .and(role_grant::person_id.eq(person::id)),
            )
            .filter(role_grant::role.eq_any(["practitioner", "spo", "qdo", "manager"]))
            .filter(role_grant::revoked_at.is_null()),
    );
    Ok(person::table
        .filter(
            person::org_id
                .eq(org)
                .and(person::status.eq("active"))
                .and(person::id.gt(after)),
        )
        .filter(has_role)
        .order(person::id)
        .limit(n)
        .select(person::id)
        .load(conn)?)
}

pub fn grants(conn: &mut Conn, org: &str, id: PersonId) -> Result<Vec<Grant>> {
    let rows: Vec<(String, String, String)> = role_grant::table
        .filter(
            role_grant::org_id
                .eq(org)
                .and(role_grant::person_id.eq(id.to_string())),
        )
        .filter(role_grant::revoked_at.is_null())
        .select((role_grant::id, role_grant::role, role_grant::unit_id))
        .load(conn)?;
    let grant = |(id, role, unit): (String, String, String)| -> Result<Grant> {
        Ok(Grant {
            id: stored::<GrantId>(id)?,
            role: stored_word::<Role>(&role)?,
            unit_id: stored::<UnitId>(unit)?,
        })
    };
    rows.into_iter().map(grant).collect()
}

/// What waits for a practitioner: feedback to read, self-assessments to write.
pub fn waiting_for_practitioner(conn: &mut Conn, org: &str, id: &str) -> Result<(i64, i64)> {
    let of = || {
        observation::table.filter(
            observation::org_id
                .eq(org)
                .and(observation::practitioner_id.eq(id.to_owned())),
        )
    };
    let n_read = of()
        .filter(
            observation::state
                .eq("shared")
                .and(observation::self_assessed_at.is_not_null()),
        )
        .count()
        .get_result(conn)?;
    let n_assess = of()
        .filter(
            observation::state
                .eq_any(["drafting", "shared"])
                .and(observation::self_assessed_at.is_null()),
        )
        .count()
        .get_result(conn)?;
    Ok((n_read, n_assess))
}

/// What waits for an observer: sessions planned until a wall-clock time, drafts, and replies to
/// shared feedback that came since an instant.
pub fn waiting_for_observer(
    conn: &mut Conn,
    org: &str,
    id: &str,
    until: &str,
    since: chrono::NaiveDateTime,
) -> Result<(i64, i64, i64)> {
    let of = || {
        observation::table.filter(
            observation::org_id
                .eq(org)
                .and(observation::observer_id.eq(id.to_owned())),
        )
    };
    let n_planned = of()
        .filter(
            observation::state
                .eq("planned")
                .and(observation::planned_for.assume_not_null().lt(until)),
        )
        .count()
        .get_result(conn)?;
    let n_drafts = of()
        .filter(observation::state.eq("drafting"))
        .count()
        .get_result(conn)?;
    let n_replies = of()
        .inner_join(
            reply::table.on(reply::org_id
                .eq(observation::org_id)
                .and(reply::observation_id.eq(observation::id))),
        )
        .filter(
            reply::author_id
                .eq(observation::practitioner_id)
                .and(reply::created_at.ge(since)),
        )
        .count()
        .get_result(conn)?;
    Ok((n_planned, n_drafts, n_replies))
}
