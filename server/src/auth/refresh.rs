//! Rotation: each refresh token is used once, except that a lost answer may be asked for again.
//!
//! Until the successor is first used, the same attempt with the predecessor brings the same
//! successor, however late. Anything else with a used token is theft, and ends the session.
//!
//! Once the device has proven that the vault of the session is open, nobody goes on with it without:
//! the cookie of a locked tablet is of no use.

use serde_json::json;
use shared::problem::Code;
use shared::values::{OrgId, PersonId, SessionId};
use shared::vault::{is_proof, proof_place};

use super::SESSION_IDLE;
use super::mails;
use super::secret::Secret;
use super::sign_in::Opened;
use super::store::{self, RefreshToken};
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::db::{self, Conn};
use crate::devices;
use crate::error::{Error, Result};
use crate::token::Keys;

/// Attempt keys are random texts made by the client.
const ATTEMPT_MIN: usize = 16;
const ATTEMPT_MAX: usize = 200;

/// Continues the session of the token, or refuses; a reused token ends the session for good.
pub(super) async fn refresh(
    ctx: &Ctx,
    presented: Secret,
    attempt: String,
    proof: Option<String>,
) -> Result<Opened> {
    if !(ATTEMPT_MIN..=ATTEMPT_MAX).contains(&attempt.len()) {
        return Err(Error::field("attempt", "malformed"));
    }
    let keys = ctx.keys.clone();
    // A revocation must be kept although the answer is a refusal, so it is no error in here.
    let continued = ctx
        .db
        .write(move |conn| rotate(conn, &keys, &presented, &attempt, proof.as_deref()))
        .await?;
    continued.ok_or(Error::Refused(Code::Unauthenticated))
}

/// Ends the session of the token, if it has one. Signing out always succeeds.
pub(super) async fn sign_out(ctx: &Ctx, presented: Secret) -> Result<()> {
    ctx.db
        .write(move |conn| {
            let org = presented.org.to_string();
            let Some(token) = store::refresh_token(conn, &org, &presented.hash())? else {
                return Ok(());
            };
            if store::revoke_session(conn, &org, &token.session, "sign_out")? {
                let entry =
                    Entry::new("auth.sign_out", "session", &token.session).about(&token.person);
                audit::record_unattended(conn, &org, Some(&token.person), entry)?;
            }
            Ok(())
        })
        .await
}

fn rotate(
    conn: &mut Conn,
    keys: &Keys,
    presented: &Secret,
    attempt: &str,
    proof: Option<&str>,
) -> Result<Option<Opened>> {
    let org = presented.org.to_string();
    let Some(session) =
        store::refresh_token(conn, &org, &presented.hash())?.map(|token| token.session)
    else {
        return Ok(None);
    };
    db::lock_record(conn, &org, &session)?;
    // Read again behind the lock: fifty tabs may ask at once.
    let Some(token) = store::refresh_token(conn, &org, &presented.hash())? else {
        return Ok(None);
    };
    let now = db::now();
    if !token.is_alive(now) {
        return Ok(None);
    }
    let successor = Secret {
        org: presented.org,
        bytes: keys.successor(&presented.bytes, attempt),
    };
    let is_new = token.used_at.is_none();
    if !is_new && !is_retry(conn, &org, &token, &successor, attempt)? {
        return end_family(conn, &org, &token).map(|()| None);
    }
    if !is_allowed(conn, keys, presented.org, &token, attempt, proof)? {
        return refuse_unproven(conn, &org, &token).map(|()| None);
    }
    if is_new {
        store::use_refresh_token(conn, &org, &presented.hash(), attempt, now)?;
        store::add_refresh_token(
            conn,
            &org,
            &successor.hash(),
            &token.session,
            Some(&presented.hash()),
            now,
        )?;
    }
    let idle_expires_at = (now + SESSION_IDLE).min(token.expires_at);
    store::touch_session(conn, &org, &token.session, now, idle_expires_at)?;
    Ok(Some(Opened {
        org: presented.org,
        person: PersonId::parse(&token.person).map_err(super::malformed)?,
        session: SessionId::parse(&token.session).map_err(super::malformed)?,
        security_version: token.security_version,
        refresh: successor,
        device_secret: None,
    }))
}

/// Whether the answer to this very attempt may have been lost: the successor was never used.
fn is_retry(
    conn: &mut Conn,
    org: &str,
    token: &RefreshToken,
    successor: &Secret,
    attempt: &str,
) -> Result<bool> {
    if token.attempt_key.as_deref() != Some(attempt) {
        return Ok(false);
    }
    let next = store::refresh_token(conn, org, &successor.hash())?;
    Ok(next.is_some_and(|next| next.used_at.is_none()))
}

/// Whether the session goes on for whoever asks. The first proof binds it: from then on each
/// renewal has to be proven. A browser without a vault has nothing that a lock would close.
fn is_allowed(
    conn: &mut Conn,
    keys: &Keys,
    org: OrgId,
    token: &RefreshToken,
    attempt: &str,
    proof: Option<&str>,
) -> Result<bool> {
    let Some(proof) = proof else {
        return Ok(!token.is_bound);
    };
    let person = PersonId::parse(&token.person).map_err(super::malformed)?;
    let place = proof_place(org, person, attempt);
    // Its own device binds it. Later that one may count as used in another session, where its rescue
    // file was restored; a locked tablet opens none of the keys.
    let session = (!token.is_bound).then_some(token.session.as_str());
    let opened_by = devices::keys_of(conn, keys, org, person, session)?;
    let is_proven = opened_by.iter().any(|key| is_proof(key, &place, proof));
    if is_proven && !token.is_bound {
        store::bind_session(conn, &org.to_string(), &token.session)?;
    }
    Ok(is_proven || !token.is_bound)
}

/// The session stands: whoever can open the vault goes on with it. The audit log says so once in a
/// while, however often somebody tries.
fn refuse_unproven(conn: &mut Conn, org: &str, token: &RefreshToken) -> Result<()> {
    let key = format!("unproven:{}", token.session);
    // None was refused yet: the count begins.
    let before = store::throttle(conn, &key)?.unwrap_or_default();
    let count = before.of_source(db::now());
    if count.failures > 1 {
        return Ok(());
    }
    store::save_throttle(conn, &key, &count)?;
    let entry = Entry::new("auth.refresh_unproven", "session", &token.session).about(&token.person);
    audit::record_unattended(conn, org, None, entry)
}

fn end_family(conn: &mut Conn, org: &str, token: &RefreshToken) -> Result<()> {
    store::revoke_session(conn, org, &token.session, "reuse")?;
    mails::post_session_ended(conn, org, &token.person, &token.session)?;
    tracing::warn!(session.id = %token.session, "A refresh token was used twice; its session has ended");
    let entry = Entry::new("auth.refresh_reused", "session", &token.session)
        .about(&token.person)
        .detail(json!({ "session_ended": true }));
    audit::record_unattended(conn, org, None, entry)
}
