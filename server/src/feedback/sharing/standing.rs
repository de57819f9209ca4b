//! Whether a mail about feedback may still go.

use shared::values::{FeedbackId, PersonId};

use super::store;
use crate::db::Conn;
use crate::error::Result;
use crate::org;
use crate::outbox::Posted;

/// Whether its recipient is still here, and the edition that a mail tells of can still be read: it
/// was not withdrawn, and none came after it, which has a mail of its own.
pub fn mail_stands(conn: &mut Conn, posted: &Posted<'_>) -> Result<bool> {
    let Some((kind, of, to)) = named(posted.key) else {
        return Ok(true);
    };
    if org::person(conn, posted.org, to)?.has_left() {
        return Ok(false);
    }
    match FeedbackId::parse(of)
        .ok()
        .filter(|_| kind == "feedback-ready")
    {
        Some(id) => store::is_current(conn, posted.org, id),
        None => Ok(true),
    }
}

/// The kind of mail, what it tells of and the recipient, in a key of `mails`.
fn named(key: &str) -> Option<(&str, &str, PersonId)> {
    let (kind, rest) = key.split_once(':')?;
    let (of, to) = rest.split_once(':')?;
    let is_ours = matches!(kind, "feedback-ready" | "reply-received");
    Some((kind, of, PersonId::parse(to).ok()?)).filter(|_| is_ours)
}
