//! Transactional mail: a message as plain data, its letter, its transport.
//!
//! A slice makes a [`Message`], turns it into a payload with [`job_payload`] and
//! enqueues that under [`JOB_KIND`] in the transaction of the change it tells about.
//! The worker reads it back with [`from_payload`] and calls [`deliver`]. Mail knows no
//! slice, no database and no job.
//!
//! ```text
//! Message --letter--> Letter --render--> text, html --transport::mime--> bytes --> relay
//!                       \--calendar--> text/calendar
//! ```

mod calendar;
mod catalogue;
mod dates;
mod letter;
mod link;
mod message;
mod render;
mod text;
mod transport;

#[cfg(test)]
mod tests;

pub use crate::locale::Locale;
pub use calendar::instant_of_wall_clock;
pub use link::{AppPath, LinkError, MAX_LINK_BYTES, SiteUrl, WebLink};
pub use message::{
    ActionLine, Cancelled, Content, Digest, Guest, Meeting, MeetingLine, Message, Placement,
    PlannedSession, Recipient, ReleasedFeedback,
};
pub use text::{CRN_REMOVED, Line, MAX_LINE_CHARS, MAX_PROSE_CHARS, Prose, scrub_crn};
pub use transport::{Outcome, Reason, Transport, TransportError};

/// The kind under which the queue keeps mail.
pub const JOB_KIND: &str = "mail";

/// The payload of a mail job.
pub fn job_payload(message: &Message) -> serde_json::Value {
    serde_json::to_value(message).expect("a message is strings, numbers and lists")
}

/// Reads a payload back. Texts are cleaned again on the way, so an older payload
/// meets today's rules.
///
/// # Errors
/// When the payload is not a message this version knows: a failure for good.
pub fn from_payload(payload: serde_json::Value) -> Result<Message, serde_json::Error> {
    serde_json::from_value(payload)
}

/// Sends one message once and says what came of it; never panics over bad data.
///
/// `message_id` names the event and recipient, usually the job's id. It must be the
/// same on every attempt: SMTP cannot promise exactly once, and equal Message-IDs are
/// how mailboxes recognise the copy that a broken connection may leave behind.
pub async fn deliver(transport: &Transport, message: &Message, message_id: &str) -> Outcome {
    let sender_address = transport.sender_address(&message.site);
    let letter = letter::compose(message, &sender_address);
    match transport::mime::build(message, &letter, &sender_address, message_id) {
        Ok(mail) => transport.send(&mail).await,
        Err(reason) => Outcome::Permanent(reason),
    }
}
