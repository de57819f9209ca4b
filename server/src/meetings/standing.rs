//! Whether a mail about a meeting may still go.

use shared::meetings::MeetingState;
use shared::values::{MeetingId, PersonId};

use super::store;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::mail::Content;
use crate::outbox::{self, Posted};

/// Whether an invitation still holds. One that arrives after its cancellation, or after a later one,
/// leaves a meeting in the calendar that nobody takes out. A cancellation and the notes of a meeting
/// are always so.
pub fn mail_stands(conn: &mut Conn, posted: &Posted<'_>) -> Result<bool> {
    let is_invitation = matches!(
        posted.message.content,
        Content::MeetingInvited { .. } | Content::MeetingMoved { .. }
    );
    let Some((id, to)) = named(posted.key).filter(|_| is_invitation) else {
        return Ok(true);
    };
    let booked = match store::find(conn, posted.org, id) {
        Ok(booked) => booked,
        Err(Error::NotFound) => return Ok(false),
        Err(error) => return Err(error),
    };
    let is_expected = booked.organiser_id == to || booked.attendee_ids().contains(&to);
    let is_ahead = booked.state == MeetingState::Booked && booked.ends_at()? > db::now().and_utc();
    if !is_expected || !is_ahead {
        return Ok(false);
    }
    let recipient = format!(":{to}");
    let is_replaced = outbox::is_later_posted(conn, posted, &format!("meeting:{id}:"), |key| {
        key.ends_with(&recipient)
    })?;
    Ok(!is_replaced)
}

/// The meeting and the recipient in a key of `mails`.
fn named(key: &str) -> Option<(MeetingId, PersonId)> {
    let rest = key.strip_prefix("meeting:")?;
    let (id, rest) = rest.split_once(':')?;
    let (_, to) = rest.rsplit_once(':')?;
    Some((MeetingId::parse(id).ok()?, PersonId::parse(to).ok()?))
}
