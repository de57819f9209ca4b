//! The job table: claims by lease and fence, correct on both databases and on many nodes.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use uuid::Uuid;

use crate::db::{self, Conn, database_now, schema::job};
use crate::error::Result;
use crate::on_backend;

/// What can be said of a job without its content.
#[derive(Clone, Debug, Queryable)]
pub struct Status {
    pub id: String,
    pub payload: String,
    pub state: String,
    pub run_at: NaiveDateTime,
    pub attempts: i32,
    pub last_error: Option<String>,
    pub created_at: NaiveDateTime,
    pub finished_at: Option<NaiveDateTime>,
}

/// A job whose lease is ours until `claimed_until`, so long as the fence is still the same.
#[derive(Clone, Debug, Queryable)]
pub(super) struct Claimed {
    pub org: String,
    pub id: String,
    pub kind: String,
    pub dedupe_key: String,
    pub payload: String,
    pub attempts: i32,
    pub fence: i64,
    pub created_at: NaiveDateTime,
}

pub(super) fn insert(
    conn: &mut Conn,
    org: &str,
    kind: &str,
    dedupe_key: &str,
    payload: &str,
    run_at: Option<NaiveDateTime>,
) -> Result<bool> {
    let now = db::now();
    let values = (
        job::org_id.eq(org),
        job::id.eq(Uuid::now_v7().hyphenated().to_string()),
        job::kind.eq(kind),
        job::dedupe_key.eq(dedupe_key),
        job::payload.eq(payload),
        job::state.eq("waiting"),
        job::run_at.eq(run_at.unwrap_or(now)),
        job::attempts.eq(0),
        job::fence.eq(0_i64),
        job::created_at.eq(now),
    );
    let insert = diesel::insert_into(job::table)
        .values(values)
        .on_conflict_do_nothing();
    Ok(on_backend!(conn, c => insert.execute(c))? == 1)
}

/// Whether anything is due, asked without the write lock.
pub(super) fn is_any_due(conn: &mut Conn) -> Result<bool> {
    let now = database_now(conn)?;
    let due = diesel::select(diesel::dsl::exists(
        job::table.filter(job::state.eq("waiting").and(job::run_at.le(now))),
    ))
    .get_result::<bool>(conn)?;
    let lapsed = diesel::select(diesel::dsl::exists(
        job::table.filter(job::state.eq("running").and(job::claimed_until.lt(now))),
    ))
    .get_result::<bool>(conn)?;
    Ok(due || lapsed)
}

/// Claims up to `n` jobs that are due, or whose lease ran out, for `lease` by the database's clock.
pub(super) fn claim(conn: &mut Conn, n: i64, lease: chrono::TimeDelta) -> Result<Vec<Claimed>> {
    let now = database_now(conn)?;
    let due = job::state.eq("waiting").and(job::run_at.le(now));
    let lapsed = job::state.eq("running").and(job::claimed_until.lt(now));
    let candidates: Vec<Claimed> = job::table
        .filter(due.or(lapsed))
        .order((job::run_at, job::id))
        .limit(n)
        .select((
            job::org_id,
            job::id,
            job::kind,
            job::dedupe_key,
            job::payload,
            job::attempts,
            job::fence,
            job::created_at,
        ))
        .load(conn)?;
    let mut claimed = Vec::new();
    for candidate in candidates {
        // Another node may have been quicker; then its fence has risen and no row matches.
        let n_rows = diesel::update(job::table.find((&candidate.org, &candidate.id)))
            .filter(job::fence.eq(candidate.fence))
            .set((
                job::state.eq("running"),
                job::attempts.eq(job::attempts + 1),
                job::fence.eq(job::fence + 1),
                job::claimed_until.eq(now + lease),
            ))
            .execute(conn)?;
        if n_rows == 1 {
            let (attempts, fence) = (candidate.attempts + 1, candidate.fence + 1);
            claimed.push(Claimed {
                attempts,
                fence,
                ..candidate
            });
        }
    }
    Ok(claimed)
}

/// Lengthens the lease of a job that is still running. False when the lease was lost.
pub(super) fn renew(conn: &mut Conn, claimed: &Claimed, lease: chrono::TimeDelta) -> Result<bool> {
    let now = database_now(conn)?;
    let n_rows = diesel::update(ours(claimed))
        .set(job::claimed_until.eq(now + lease))
        .execute(conn)?;
    Ok(n_rows == 1)
}

/// Marks it done and forgets its payload, which may hold addresses and single-use links.
pub(super) fn finish(conn: &mut Conn, claimed: &Claimed) -> Result<bool> {
    let n_rows = diesel::update(ours(claimed))
        .set((
            job::state.eq("done"),
            job::payload.eq(redacted(&claimed.payload)),
            job::claimed_until.eq(None::<NaiveDateTime>),
            job::last_error.eq(None::<String>),
            job::finished_at.eq(Some(db::now())),
        ))
        .execute(conn)?;
    Ok(n_rows == 1)
}

/// Puts it back to be tried again after `delay`.
pub(super) fn postpone(
    conn: &mut Conn,
    claimed: &Claimed,
    delay: chrono::TimeDelta,
    reason: &str,
) -> Result<bool> {
    let now = database_now(conn)?;
    let n_rows = diesel::update(ours(claimed))
        .set((
            job::state.eq("waiting"),
            job::run_at.eq(now + delay),
            job::claimed_until.eq(None::<NaiveDateTime>),
            job::last_error.eq(Some(reason)),
        ))
        .execute(conn)?;
    Ok(n_rows == 1)
}

/// Gives it up; it stays visible and can be retried by hand.
pub(super) fn fail(conn: &mut Conn, claimed: &Claimed, reason: &str) -> Result<bool> {
    let n_rows = diesel::update(ours(claimed))
        .set((
            job::state.eq("failed"),
            job::claimed_until.eq(None::<NaiveDateTime>),
            job::last_error.eq(Some(reason)),
            job::finished_at.eq(Some(db::now())),
        ))
        .execute(conn)?;
    Ok(n_rows == 1)
}

/// Stands in `last_error` of a job that lost its reason. Its state is the word for one that was
/// given up, which servers and apps of before can read too.
const SUPERSEDED: &str = "superseded: what it tells of is gone or has changed; nothing was sent";

/// Stands in `last_error` before what went wrong, where somebody has seen that the job will never be
/// done. Its state, too, is the word that servers and apps of before can read.
const SET_ASIDE: &str = "set aside: ";

impl Status {
    pub fn is_superseded(&self) -> bool {
        self.state == "failed" && self.last_error.as_deref() == Some(SUPERSEDED)
    }

    pub fn is_set_aside(&self) -> bool {
        self.state == "failed" && self.trouble() != self.last_error.as_deref()
    }

    /// What went wrong at the last attempt.
    pub fn trouble(&self) -> Option<&str> {
        let said = self.last_error.as_deref()?;
        Some(said.strip_prefix(SET_ASIDE).unwrap_or(said))
    }
}

/// Ends it without its having run, and forgets its payload.
pub(super) fn supersede(conn: &mut Conn, claimed: &Claimed) -> Result<bool> {
    let n_rows = diesel::update(ours(claimed))
        .set((
            job::state.eq("failed"),
            job::payload.eq(redacted(&claimed.payload)),
            job::claimed_until.eq(None::<NaiveDateTime>),
            job::last_error.eq(Some(SUPERSEDED)),
            job::finished_at.eq(Some(db::now())),
        ))
        .execute(conn)?;
    Ok(n_rows == 1)
}

/// Whether a job of this kind was enqueued after `id`, under a key that `fits`. Keys are looked at
/// that begin with `prefix`, which is made of ids and plain words.
pub fn is_later_enqueued(
    conn: &mut Conn,
    org: &str,
    kind: &str,
    id: &str,
    prefix: &str,
    fits: impl Fn(&str) -> bool,
) -> Result<bool> {
    let keys: Vec<String> = job::table
        .filter(job::org_id.eq(org).and(job::kind.eq(kind)))
        .filter(
            job::id
                .gt(id)
                .and(job::dedupe_key.like(format!("{prefix}%"))),
        )
        .select(job::dedupe_key)
        .load(conn)?;
    Ok(keys.iter().any(|key| fits(key)))
}

/// Jobs of one kind in the organisation, newest first, below the id `before` where one is given.
pub fn list(
    conn: &mut Conn,
    org: &str,
    kind: &str,
    before: Option<&str>,
    limit: i64,
) -> Result<Vec<Status>> {
    let mut query = job::table
        .filter(job::org_id.eq(org).and(job::kind.eq(kind)))
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(job::id.lt(before.to_owned()));
    }
    Ok(query
        .order(job::id.desc())
        .limit(limit)
        .select(status_columns())
        .load(conn)?)
}

/// One job of the kind.
pub fn find(conn: &mut Conn, org: &str, kind: &str, id: &str) -> Result<Status> {
    Ok(job::table
        .find((org, id))
        .filter(job::kind.eq(kind))
        .select(status_columns())
        .first(conn)?)
}

/// Lets a job that was given up run again, now.
pub fn retry(conn: &mut Conn, org: &str, kind: &str, id: &str) -> Result<()> {
    let found = find(conn, org, kind, id)?;
    if found.state != "failed" || found.is_superseded() || found.is_set_aside() {
        return Err(shared::problem::Code::WrongState.into());
    }
    diesel::update(job::table.find((org, id)))
        .set((
            job::state.eq("waiting"),
            job::run_at.eq(db::now()),
            job::finished_at.eq(None::<NaiveDateTime>),
            job::created_at.eq(db::now()),
        ))
        .execute(conn)?;
    super::ENQUEUED.notify_one();
    Ok(())
}

/// Sets a job aside that was given up: nobody need look at it again, and its payload is forgotten.
/// Answers whether it was not set aside before.
pub fn set_aside(conn: &mut Conn, org: &str, kind: &str, id: &str) -> Result<bool> {
    let found = find(conn, org, kind, id)?;
    if found.is_set_aside() {
        return Ok(false);
    }
    if found.state != "failed" || found.is_superseded() {
        return Err(shared::problem::Code::WrongState.into());
    }
    let said = format!("{SET_ASIDE}{}", found.trouble().unwrap_or_default());
    diesel::update(job::table.find((org, id)))
        .set((
            job::payload.eq(redacted(&found.payload)),
            job::last_error.eq(Some(said)),
            job::finished_at.eq(Some(db::now())),
        ))
        .execute(conn)?;
    Ok(true)
}

/// How many jobs of the kind were given up and wait for somebody to look.
pub fn n_failed(conn: &mut Conn, org: &str, kind: &str) -> Result<i64> {
    Ok(given_up(org, kind).count().get_result(conn)?)
}

/// The same jobs, newest first.
pub fn failed(conn: &mut Conn, org: &str, kind: &str) -> Result<Vec<Status>> {
    Ok(given_up(org, kind)
        .order(job::id.desc())
        .select(status_columns())
        .load(conn)?)
}

fn given_up<'a>(
    org: &'a str,
    kind: &'a str,
) -> job::BoxedQuery<'a, <Conn as diesel::Connection>::Backend> {
    let is_open = job::last_error.is_null().or(job::last_error
        .ne(SUPERSEDED)
        .and(job::last_error.not_like(format!("{SET_ASIDE}%"))));
    job::table
        .filter(job::org_id.eq(org).and(job::kind.eq(kind)))
        .filter(job::state.eq("failed"))
        .filter(is_open)
        .into_boxed()
}

/// Removes finished jobs older than `before`; their dedupe keys are long past repetition.
pub(super) fn remove_done(conn: &mut Conn, before: NaiveDateTime) -> Result<usize> {
    Ok(diesel::delete(
        job::table.filter(job::finished_at.lt(before)).filter(
            job::state
                .eq("done")
                .or(job::last_error.eq(SUPERSEDED))
                .or(job::last_error.like(format!("{SET_ASIDE}%"))),
        ),
    )
    .execute(conn)?)
}

type Ours<'a> = diesel::dsl::Filter<
    diesel::dsl::Find<job::table, (&'a str, &'a str)>,
    diesel::dsl::And<diesel::dsl::Eq<job::state, &'static str>, diesel::dsl::Eq<job::fence, i64>>,
>;

/// The row, so long as nobody has claimed it since.
fn ours(claimed: &Claimed) -> Ours<'_> {
    job::table
        .find((claimed.org.as_str(), claimed.id.as_str()))
        .filter(job::state.eq("running").and(job::fence.eq(claimed.fence)))
}

type StatusColumns = (
    job::id,
    job::payload,
    job::state,
    job::run_at,
    job::attempts,
    job::last_error,
    job::created_at,
    job::finished_at,
);

fn status_columns() -> StatusColumns {
    (
        job::id,
        job::payload,
        job::state,
        job::run_at,
        job::attempts,
        job::last_error,
        job::created_at,
        job::finished_at,
    )
}

/// Keeps the flat words under `about`, which say what kind of job it was and for whom by id.
fn redacted(payload: &str) -> String {
    let about = serde_json::from_str::<serde_json::Value>(payload)
        .ok()
        .and_then(|mut value| {
            value
                .as_object_mut()
                .and_then(|fields| fields.remove("about"))
        });
    serde_json::json!({ "about": about }).to_string()
}

#[cfg(test)]
mod tests;
