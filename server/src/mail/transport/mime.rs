//! A letter as the bytes that travel (RFC 5322, 2045, 6047).
//!
//! Nothing here is random and the date is the event's, so every attempt at one
//! message sends the same bytes.

use lettre::address::Envelope;
use lettre::message::header::{
    ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue,
};
use lettre::message::{Attachment, Body, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message as MailMessage};
use sha2::{Digest, Sha256};

use super::Reason;
use crate::mail::letter::{CalendarPart, Letter};
use crate::mail::message::Message;
use crate::mail::render;

/// A mail ready to be sent.
pub struct Mail {
    pub envelope: Envelope,
    /// Headers and body with CRLF line ends, ASCII throughout.
    pub bytes: Vec<u8>,
    /// A name for the file of this mail, without ending; sorts by date.
    pub file_name: String,
}

/// RFC 3834 §5: tells out-of-office robots to stay silent.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// Builds the mail.
///
/// # Errors
/// With the reason it can never be sent: an address that is none.
pub fn build(
    message: &Message,
    letter: &Letter,
    sender_address: &str,
    message_id: &str,
) -> Result<Mail, Reason> {
    let recipient = address(message.to.email.as_str(), "recipient")?;
    let sender = address(sender_address, "sender")?;
    let id = safe_id(message_id);
    let name = Some(message.to.name.as_str()).filter(|name| !name.is_empty());
    let mail = MailMessage::builder()
        .message_id(Some(format!("<{id}@{}>", message.site.domain())))
        .date(message.composed_at.into())
        .from(Mailbox::new(Some("Alongside".to_owned()), sender.clone()))
        .to(Mailbox::new(name.map(str::to_owned), recipient.clone()))
        .subject(letter.subject.clone())
        .header(AutoSubmitted)
        .multipart(body(letter, &id))
        .map_err(|_| Reason::new("the mail cannot be built"))?;
    let envelope = Envelope::new(Some(sender), vec![recipient])
        .map_err(|_| Reason::new("the envelope cannot be built"))?;
    let day = message.composed_at.format("%Y%m%dT%H%M%SZ");
    let file_name = format!("{day}-{}-{id}", message.content.kind());
    Ok(Mail {
        envelope,
        bytes: mail.formatted(),
        file_name,
    })
}

/// Text, HTML and, for a meeting, the calendar object as a third alternative, which
/// Outlook and Gmail turn into buttons; and once more as a file for programs that
/// show only attachments. The part's method repeats the object's (RFC 6047 §2.4).
fn body(letter: &Letter, id: &str) -> MultiPart {
    let alternative = MultiPart::alternative()
        .boundary(boundary("alternative", id))
        .singlepart(text_part(ContentType::TEXT_PLAIN, render::text(letter)))
        .singlepart(text_part(ContentType::TEXT_HTML, render::html(letter)));
    let Some(calendar) = &letter.calendar else {
        return alternative;
    };
    MultiPart::mixed()
        .boundary(boundary("mixed", id))
        .multipart(alternative.singlepart(calendar_part(calendar)))
        .singlepart(calendar_file(calendar))
}

/// Quoted-printable also where plain ASCII would do: no line grows past what SMTP
/// allows and nothing in between reformats the text.
fn text_part(kind: ContentType, text: String) -> SinglePart {
    let with_crlf = text.replace("\r\n", "\n").replace('\n', "\r\n");
    let body = Body::new_with_encoding(with_crlf, ContentTransferEncoding::QuotedPrintable)
        .expect("quoted-printable encodes any text");
    SinglePart::builder().header(kind).body(body)
}

fn calendar_part(calendar: &CalendarPart) -> SinglePart {
    let kind = format!(
        "text/calendar; charset=UTF-8; method={}",
        calendar.method.as_str()
    );
    let kind = ContentType::parse(&kind).expect("a constant media type");
    SinglePart::builder()
        .header(kind)
        .body(calendar_body(calendar))
}

fn calendar_file(calendar: &CalendarPart) -> SinglePart {
    let kind =
        ContentType::parse("application/ics; name=\"invite.ics\"").expect("a constant media type");
    Attachment::new("invite.ics".to_owned()).body(calendar_body(calendar), kind)
}

/// Base64 keeps folded lines and their CRLF exactly as they are.
fn calendar_body(calendar: &CalendarPart) -> Body {
    Body::new_with_encoding(
        calendar.text.clone().into_bytes(),
        ContentTransferEncoding::Base64,
    )
    .expect("base64 encodes any bytes")
}

/// `=_` stands in neither quoted-printable nor base64, so no body holds a boundary.
fn boundary(part: &str, id: &str) -> String {
    let digest = Sha256::digest(id.as_bytes());
    let hex: String = digest
        .iter()
        .take(10)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("=_{part}_{hex}")
}

/// ASCII only: a server without SMTPUTF8 would refuse the rest at every attempt.
fn address(text: &str, whose: &str) -> Result<Address, Reason> {
    let parsed = text.trim().parse::<Address>().ok();
    let is_plain = |address: &Address| {
        address
            .to_string()
            .bytes()
            .all(|byte| byte.is_ascii_graphic())
    };
    parsed
        .filter(is_plain)
        .ok_or_else(|| Reason::new(format!("the {whose}'s address is not valid")))
}

fn safe_id(message_id: &str) -> String {
    let is_safe = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let kept: String = message_id.chars().filter(is_safe).take(100).collect();
    if kept.is_empty() {
        "message".to_owned()
    } else {
        kept
    }
}
