//! Signing in, sessions, invitations and resets.

mod blocklist;
mod cookies;
mod links;
mod mails;
mod password;
mod refresh;
mod routes;
mod secret;
mod sign_in;
mod store;
mod throttle;

pub use links::{end_links, invitation_link, invite, mail_stands};
pub use routes::routes;

use shared::values::PersonId;

use crate::db::{self, Conn};
use crate::error::Result;
use crate::jobs::Registry;

/// How long a session may last at all; no refresh extends it.
const SESSION_MAX: chrono::TimeDelta = chrono::TimeDelta::days(7);
/// How long a session may go unused.
const SESSION_IDLE: chrono::TimeDelta = chrono::TimeDelta::hours(12);

/// The hash under which a password is stored, for accounts that the server's own command line makes.
pub async fn hash_password(password: &str) -> Result<String> {
    password::hash(shared::auth::Password::typed(password)).await
}

/// Ends every session of the person in this transaction; answers how many there were.
pub fn sign_out_everywhere(
    conn: &mut Conn,
    org: &str,
    person: PersonId,
    reason: &str,
) -> Result<usize> {
    store::revoke_sessions(conn, org, &person.to_string(), None, reason)
}

/// Ends one session in this transaction, if it is still open.
pub fn end_session(conn: &mut Conn, org: &str, session: &str, reason: &str) -> Result<()> {
    store::revoke_session(conn, org, session, reason).map(|_| ())
}

/// The slice's jobs, and its daily tidying.
pub(crate) fn register(registry: Registry) -> Registry {
    const DAY: std::time::Duration = std::time::Duration::from_secs(24 * 3600);
    mails::register(links::register(registry))
        .every(DAY, |conn, _| store::remove_ended(conn, db::now()))
}

/// A stored value that its own type refuses: a fault of ours, never shown.
fn malformed(error: shared::values::ValueError) -> crate::error::Error {
    crate::error::Error::Internal(format!("a stored value is malformed: {error}"))
}
