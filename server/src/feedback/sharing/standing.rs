//! Whether a mail about feedback may still go.

use shared::values::FeedbackId;

use super::store;
use crate::db::Conn;
use crate::error::Result;
use crate::outbox::Posted;

/// Whether the edition that a mail tells of can still be read: it was not withdrawn, and none came
/// after it, which has a mail of its own.
pub fn mail_stands(conn: &mut Conn, posted: &Posted<'_>) -> Result<bool> {
    let edition = posted
        .key
        .strip_prefix("feedback-ready:")
        .and_then(|rest| rest.split(':').next())
        .and_then(|id| FeedbackId::parse(id).ok());
    match edition {
        Some(id) => store::is_current(conn, posted.org, id),
        None => Ok(true),
    }
}
