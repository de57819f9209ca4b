//! Sessions and the chain of refresh tokens that keeps each one going.

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use shared::auth::Session;
use shared::values::{Label, SessionId, Timestamp};

use crate::actor::Actor;
use crate::auth::malformed;
use crate::auth::throttle::FORGET_AFTER;
use crate::db::Conn;
use crate::db::schema::{one_time_token, person, refresh_token, session, throttle};
use crate::error::Result;

/// Ended sessions stay listed in the audit log; their rows go after a while.
const KEEP_ENDED: TimeDelta = TimeDelta::days(30);

pub(in crate::auth) struct NewSession<'a> {
    pub org: &'a str,
    pub id: &'a str,
    pub person: &'a str,
    pub device_id: &'a str,
    pub label: &'a str,
    pub now: NaiveDateTime,
    pub expires_at: NaiveDateTime,
    pub idle_expires_at: NaiveDateTime,
}

/// A refresh token with the session it continues.
#[derive(Clone, Queryable)]
pub(in crate::auth) struct RefreshToken {
    pub session: String,
    pub attempt_key: Option<String>,
    pub used_at: Option<NaiveDateTime>,
    pub person: String,
    pub expires_at: NaiveDateTime,
    pub idle_expires_at: NaiveDateTime,
    pub revoked_at: Option<NaiveDateTime>,
    /// Whether it goes on only for whoever has its vault open.
    pub is_bound: bool,
    pub security_version: i64,
    pub status: String,
}

impl RefreshToken {
    /// Whether session and person allow going on.
    pub fn is_alive(&self, now: NaiveDateTime) -> bool {
        self.revoked_at.is_none()
            && self.expires_at > now
            && self.idle_expires_at > now
            && self.status == "active"
    }
}

pub(in crate::auth) fn add_session(conn: &mut Conn, new: &NewSession<'_>) -> Result<()> {
    diesel::insert_into(session::table)
        .values((
            session::org_id.eq(new.org),
            session::id.eq(new.id),
            session::person_id.eq(new.person),
            session::device_id.eq(Some(new.device_id)),
            session::label.eq(new.label),
            session::created_at.eq(new.now),
            session::last_used_at.eq(new.now),
            session::expires_at.eq(new.expires_at),
            session::idle_expires_at.eq(new.idle_expires_at),
        ))
        .execute(conn)?;
    Ok(())
}

pub(in crate::auth) fn touch_session(
    conn: &mut Conn,
    org: &str,
    id: &str,
    now: NaiveDateTime,
    idle_expires_at: NaiveDateTime,
) -> Result<()> {
    diesel::update(session::table.find((org, id)))
        .set((
            session::last_used_at.eq(now),
            session::idle_expires_at.eq(idle_expires_at),
        ))
        .execute(conn)?;
    Ok(())
}

/// From now on the session goes on only for whoever has its vault open.
pub(in crate::auth) fn bind_session(conn: &mut Conn, org: &str, id: &str) -> Result<()> {
    diesel::update(session::table.find((org, id)))
        .set(session::is_bound.eq(true))
        .execute(conn)?;
    Ok(())
}

/// The sessions that are open, the last used first.
pub(in crate::auth) fn sessions(
    conn: &mut Conn,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<Vec<Session>> {
    type Row = (String, String, NaiveDateTime, NaiveDateTime, NaiveDateTime);
    let rows: Vec<Row> = session::table
        .filter(
            session::org_id
                .eq(&actor.org)
                .and(session::person_id.eq(&actor.me)),
        )
        .filter(session::revoked_at.is_null())
        .filter(
            session::expires_at
                .gt(now)
                .and(session::idle_expires_at.gt(now)),
        )
        .order((session::last_used_at.desc(), session::id.desc()))
        .select((
            session::id,
            session::label,
            session::created_at,
            session::last_used_at,
            session::expires_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, label, created_at, last_used_at, expires_at)| {
            let id = SessionId::parse(&id).map_err(malformed)?;
            Ok(Session {
                id,
                label: Label::parse(&label).map_err(malformed)?,
                created_at: Timestamp::new(created_at.and_utc()),
                last_used_at: Timestamp::new(last_used_at.and_utc()),
                expires_at: Timestamp::new(expires_at.and_utc()),
                current: id == actor.session_id,
            })
        })
        .collect()
}

/// What its owner knows the session by: the device it was begun on.
pub(in crate::auth) fn session_label(conn: &mut Conn, org: &str, id: &str) -> Result<String> {
    let label = session::table.find((org, id)).select(session::label);
    Ok(label.first(conn)?)
}

/// Whether the session of the one who asks still stands.
pub(in crate::auth) fn has_session(
    conn: &mut Conn,
    actor: &Actor,
    now: NaiveDateTime,
) -> Result<bool> {
    let standing = session::table
        .find((&actor.org, actor.session_id.to_string()))
        .filter(
            session::revoked_at
                .is_null()
                .and(session::expires_at.gt(now)),
        );
    Ok(diesel::select(diesel::dsl::exists(standing)).get_result(conn)?)
}

/// Ends the session. False when there is none or it has ended already.
pub(in crate::auth) fn revoke_session(
    conn: &mut Conn,
    org: &str,
    id: &str,
    reason: &str,
) -> Result<bool> {
    let n_rows = diesel::update(
        session::table
            .find((org, id))
            .filter(session::revoked_at.is_null()),
    )
    .set((
        session::revoked_at.eq(Some(crate::db::now())),
        session::revoked_reason.eq(Some(reason)),
    ))
    .execute(conn)?;
    Ok(n_rows == 1)
}

/// Ends the person's sessions, except `but` where one is named; answers how many.
pub(in crate::auth) fn revoke_sessions(
    conn: &mut Conn,
    org: &str,
    person: &str,
    but: Option<&str>,
    reason: &str,
) -> Result<usize> {
    Ok(diesel::update(
        session::table
            .filter(session::org_id.eq(org).and(session::person_id.eq(person)))
            .filter(session::revoked_at.is_null())
            // No session has the empty id.
            .filter(session::id.ne(but.unwrap_or_default())),
    )
    .set((
        session::revoked_at.eq(Some(crate::db::now())),
        session::revoked_reason.eq(Some(reason)),
    ))
    .execute(conn)?)
}

/// The token by its hash, with its session and its person.
pub(in crate::auth) fn refresh_token(
    conn: &mut Conn,
    org: &str,
    hash: &str,
) -> Result<Option<RefreshToken>> {
    Ok(refresh_token::table
        .inner_join(
            session::table.on(session::org_id
                .eq(refresh_token::org_id)
                .and(session::id.eq(refresh_token::session_id))),
        )
        .inner_join(
            person::table.on(person::org_id
                .eq(session::org_id)
                .and(person::id.eq(session::person_id))),
        )
        .filter(
            refresh_token::org_id
                .eq(org)
                .and(refresh_token::hash.eq(hash)),
        )
        .select((
            refresh_token::session_id,
            refresh_token::attempt_key,
            refresh_token::used_at,
            session::person_id,
            session::expires_at,
            session::idle_expires_at,
            session::revoked_at,
            session::is_bound,
            person::security_version,
            person::status,
        ))
        .first(conn)
        .optional()?)
}

pub(in crate::auth) fn add_refresh_token(
    conn: &mut Conn,
    org: &str,
    hash: &str,
    session: &str,
    predecessor: Option<&str>,
    now: NaiveDateTime,
) -> Result<()> {
    diesel::insert_into(refresh_token::table)
        .values((
            refresh_token::org_id.eq(org),
            refresh_token::hash.eq(hash),
            refresh_token::session_id.eq(session),
            refresh_token::predecessor_hash.eq(predecessor),
            refresh_token::issued_at.eq(now),
        ))
        .execute(conn)?;
    Ok(())
}

/// Marks the token as used in the attempt.
pub(in crate::auth) fn use_refresh_token(
    conn: &mut Conn,
    org: &str,
    hash: &str,
    attempt: &str,
    now: NaiveDateTime,
) -> Result<()> {
    diesel::update(refresh_token::table.find((org, hash)))
        .set((
            refresh_token::used_at.eq(Some(now)),
            refresh_token::attempt_key.eq(Some(attempt)),
        ))
        .execute(conn)?;
    Ok(())
}

/// Removes what has ended long ago: sessions with their tokens, links, counters.
pub(in crate::auth) fn remove_ended(conn: &mut Conn, now: NaiveDateTime) -> Result<()> {
    let before = now - KEEP_ENDED;
    let ended = session::table.filter(session::expires_at.lt(before));
    diesel::delete(refresh_token::table.filter(refresh_token::issued_at.lt(before)))
        .execute(conn)?;
    diesel::delete(ended).execute(conn)?;
    diesel::delete(one_time_token::table.filter(one_time_token::expires_at.lt(before)))
        .execute(conn)?;
    let forgotten = now - FORGET_AFTER;
    diesel::delete(throttle::table.filter(throttle::updated_at.lt(forgotten))).execute(conn)?;
    Ok(())
}
