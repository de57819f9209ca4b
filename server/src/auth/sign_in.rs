//! Signing in: count the try, check the password, then open a session.

use std::net::IpAddr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::NaiveDateTime;
use serde_json::json;
use shared::auth::SignIn;
use shared::problem::Code;
use shared::values::{Email, OrgId, PersonId, SessionId};
use uuid::Uuid;

use super::password::Place;
use super::secret::{self, Secret};
use super::store::{self, Account};
use super::{SESSION_IDLE, SESSION_MAX, password, throttle};
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::token::random_bytes;

/// A session that was opened or continued, with what the browser is to keep.
pub(super) struct Opened {
    pub org: OrgId,
    pub person: PersonId,
    pub session: SessionId,
    pub security_version: i64,
    pub refresh: Secret,
    /// Set when the device was not known before.
    pub device_secret: Option<String>,
}

/// A try that was counted.
struct Try {
    key: String,
    account: Option<Account>,
    known_device: Option<String>,
    /// What a failure counts against besides, for a stranger whose address is known.
    source_key: Option<String>,
    /// The hash of the secret that the browser presented.
    presented: Option<String>,
}

/// Opens a session, or refuses alike for a wrong address, a wrong password and an account that is
/// not active.
pub(super) async fn sign_in(
    ctx: &Ctx,
    input: SignIn,
    device_secret: Option<String>,
    source: Option<IpAddr>,
) -> Result<Opened> {
    let SignIn {
        email,
        password,
        device_id,
        device_label,
    } = input;
    let place = place(ctx, &email, device_secret.clone()).await?;
    let source_key = source.map(source_key);
    let counted = ctx
        .db
        .write(move |conn| count(conn, email.as_str(), device_secret.as_deref(), source_key))
        .await?;
    let stored = counted
        .account
        .as_ref()
        .filter(|account| account.is_active())
        .and_then(|a| a.password_hash.clone());
    let is_right = password::verify(place, password, stored).await?;
    let opened = ctx
        .db
        .write(
            move |conn| match counted.account.as_ref().filter(|_| is_right) {
                Some(account) if still_stands(conn, account)? => {
                    let (device, label) = (device_id.to_string(), device_label.as_str().to_owned());
                    open(conn, account, &counted, &device, &label).map(Some)
                }
                _ => refuse(conn, &counted).map(|()| None),
            },
        )
        .await?;
    opened.ok_or(Error::Refused(Code::SignInRefused))
}

/// A place for the try: at once for a device that the person is known on, among the strangers
/// otherwise. A browser that presents nothing is a stranger without a question to the database.
async fn place(ctx: &Ctx, email: &Email, device_secret: Option<String>) -> Result<Place> {
    let Some(secret) = device_secret else {
        return Place::among_strangers();
    };
    let email = email.clone();
    let (_, _, known_device) = ctx
        .db
        .read(move |conn| recognise(conn, email.as_str(), Some(&secret)))
        .await?;
    match known_device {
        Some(_) => Ok(Place::Known),
        None => Place::among_strangers(),
    }
}

/// The account with this address, the hash of what the browser presented, and the device by that
/// if the person is known on it.
fn recognise(
    conn: &mut Conn,
    email: &str,
    device_secret: Option<&str>,
) -> Result<(Option<Account>, Option<String>, Option<String>)> {
    let account = store::account_by_email(conn, email)?;
    let presented = device_secret.map(|secret| secret::hash(secret.as_bytes()));
    let known_device = match (&account, &presented) {
        (Some(account), Some(presented)) => {
            store::known_device(conn, &account.org, &account.person, presented)?
        }
        _ => None,
    };
    Ok((account, presented, known_device))
}

/// Counts the try under the known device where there is one, so that nobody else's guessing can
/// lock its owner out, and otherwise under the account, whether it exists or not. Refuses for an
/// address from which too many strangers have failed.
fn count(
    conn: &mut Conn,
    email: &str,
    device_secret: Option<&str>,
    source_key: Option<String>,
) -> Result<Try> {
    let (account, presented, known_device) = recognise(conn, email, device_secret)?;
    let source_key = source_key.filter(|_| known_device.is_none());
    if let Some(key) = &source_key {
        count_of_source(conn, key)?;
    }
    let key = match &known_device {
        Some(device) => device_key(device),
        None => account_key(email),
    };
    take(conn, &key, db::now())?;
    Ok(Try {
        key,
        account,
        source_key,
        known_device,
        presented,
    })
}

fn device_key(device: &str) -> String {
    format!("device:{device}")
}

/// An IPv6 customer has a /64 of addresses.
pub(super) fn source_key(source: IpAddr) -> String {
    let network = match source.to_canonical() {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets()[..8].to_vec(),
    };
    format!("source:{}", secret::hash(&network))
}

fn account_key(email: &str) -> String {
    format!("account:{}", secret::hash(email.as_bytes()))
}

/// Lets go of what was counted against somebody, whatever it was counted under.
pub(super) fn forgive(conn: &mut Conn, org: &str, person: &str, email: &str) -> Result<()> {
    store::clear_throttle(conn, &account_key(email))?;
    for device in store::known_devices(conn, org, person)? {
        store::clear_throttle(conn, &device_key(&device))?;
    }
    Ok(())
}

/// Whether the account is as it was when the password was checked against it, which may be a while
/// ago: a reset in between ended every session, and this one must not come after it.
pub(super) fn still_stands(conn: &mut Conn, account: &Account) -> Result<bool> {
    db::lock_record(conn, &account.org, &account.person)?;
    let now = store::account(conn, &account.org, &account.person)?;
    Ok(now.is_active() && now.password_hash == account.password_hash)
}

/// Counts one try under the key, or refuses while it is blocked.
pub(super) fn take(conn: &mut Conn, key: &str, now: NaiveDateTime) -> Result<throttle::Count> {
    db::lock_record(conn, "", key)?;
    let before = store::throttle(conn, key)?.unwrap_or_default();
    let count = before
        .take(now)
        .map_err(|retry_after_s| Error::Throttled { retry_after_s })?;
    store::save_throttle(conn, key, &count)?;
    Ok(count)
}

/// What was counted against a source, or a refusal where it was too much.
fn count_of_source(conn: &mut Conn, key: &str) -> Result<throttle::Count> {
    let count = store::throttle(conn, key)?.unwrap_or_default();
    count
        .check_source(db::now())
        .map_err(|retry_after_s| Error::Throttled { retry_after_s })?;
    Ok(count)
}

/// Counts one more against a source, or refuses where it was too much.
pub(super) fn take_of_source(conn: &mut Conn, key: &str) -> Result<()> {
    db::lock_record(conn, "", key)?;
    let count = count_of_source(conn, key)?.of_source(db::now());
    store::save_throttle(conn, key, &count)
}

fn refuse(conn: &mut Conn, counted: &Try) -> Result<()> {
    if let Some(key) = &counted.source_key {
        db::lock_record(conn, "", key)?;
        let failures = store::throttle(conn, key)?.unwrap_or_default();
        store::save_throttle(conn, key, &failures.of_source(db::now()))?;
    }
    // An address that nobody has leaves no trace beyond its count.
    let Some(account) = &counted.account else {
        return Ok(());
    };
    let entry = Entry::new("auth.refused", "person", &account.person)
        .about(&account.person)
        .detail(json!({ "known_device": counted.known_device.is_some() }));
    audit::record_unattended(conn, &account.org, None, entry)
}

fn open(
    conn: &mut Conn,
    account: &Account,
    counted: &Try,
    device_id: &str,
    label: &str,
) -> Result<Opened> {
    let now = db::now();
    let org = OrgId::parse(&account.org).map_err(super::malformed)?;
    let session = SessionId::new(Uuid::now_v7());
    let refresh = Secret::new(org);
    let n_failures = store::throttle(conn, &counted.key)?.map_or(0, |count| count.failures - 1);
    store::clear_throttle(conn, &counted.key)?;
    let expires_at = now + SESSION_MAX;
    store::add_session(
        conn,
        &store::NewSession {
            org: &account.org,
            id: &session.to_string(),
            person: &account.person,
            device_id,
            label,
            now,
            expires_at,
            idle_expires_at: now + SESSION_IDLE,
        },
    )?;
    store::add_refresh_token(
        conn,
        &account.org,
        &refresh.hash(),
        &session.to_string(),
        None,
        now,
    )?;
    let device_secret = match &counted.known_device {
        Some(device) => store::touch_device(conn, &account.org, device, now).map(|()| None)?,
        None => remember(conn, account, counted.presented.as_deref(), now)?,
    };
    let entry = Entry::new("auth.sign_in", "session", session)
        .about(&account.person)
        .detail(json!({ "failures_before": n_failures, "known_device": counted.known_device.is_some() }));
    audit::record_unattended(conn, &account.org, Some(&account.person), entry)?;
    Ok(Opened {
        org,
        person: PersonId::parse(&account.person).map_err(super::malformed)?,
        session,
        security_version: account.security_version,
        refresh,
        device_secret,
    })
}

/// Remembers the device as one of this person's. A browser keeps one secret: where it is known for
/// a colleague already it becomes this person's too, so that both stay known on a shared tablet.
/// Answers the secret that the browser is to keep instead of what it has.
fn remember(
    conn: &mut Conn,
    account: &Account,
    presented: Option<&str>,
    now: NaiveDateTime,
) -> Result<Option<String>> {
    if let Some(presented) = presented
        && store::is_known_to_anybody(conn, &account.org, presented)?
    {
        store::add_device(conn, &account.org, &account.person, presented, now)?;
        return Ok(None);
    }
    let text = URL_SAFE_NO_PAD.encode(random_bytes());
    let hash = secret::hash(text.as_bytes());
    store::add_device(conn, &account.org, &account.person, &hash, now)?;
    Ok(Some(text))
}
