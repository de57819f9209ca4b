//! Tests of whole mails, read back by libraries that did not write them.

mod calendars;
mod corpus;
mod letters;
mod samples;
mod sending;

use mail_parser::{MessageParser, MimeHeaders};

use super::message::Message;
use super::{letter, transport::mime};

pub const SENDER: &str = "alongside@alongside.example.org";

/// A mail as the reader's library sees it.
pub struct Read {
    pub headers: Vec<(String, String)>,
    pub subject: String,
    pub to: Vec<String>,
    /// `type/subtype` of each part, in order.
    pub parts: Vec<String>,
    pub text: String,
    pub html: String,
    pub calendar: Option<String>,
    pub calendar_method: Option<String>,
}

pub fn bytes_of(message: &Message) -> Vec<u8> {
    let letter = letter::compose(message, SENDER);
    let mail = mime::build(message, &letter, SENDER, "0198aaaa-event").expect("a mail");
    mail.bytes
}

pub fn read(bytes: &[u8]) -> Read {
    let mail = MessageParser::default()
        .parse(bytes)
        .expect("a parsable mail");
    let calendar = mail.parts.iter().find(|part| {
        part.content_type()
            .is_some_and(|kind| kind.subtype() == Some("calendar"))
    });
    Read {
        headers: mail
            .headers_raw()
            .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
            .collect(),
        subject: mail.subject().unwrap_or_default().to_owned(),
        to: mail
            .to()
            .map(|to| {
                to.iter()
                    .filter_map(|one| one.address().map(str::to_owned))
                    .collect()
            })
            .unwrap_or_default(),
        parts: mail
            .parts
            .iter()
            .filter_map(|part| part.content_type())
            .map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()))
            .collect(),
        text: mail.body_text(0).unwrap_or_default().into_owned(),
        html: mail.body_html(0).unwrap_or_default().into_owned(),
        calendar: calendar
            .and_then(|part| part.text_contents())
            .map(str::to_owned),
        calendar_method: calendar
            .and_then(|part| part.content_type())
            .and_then(|kind| kind.attribute("method"))
            .map(str::to_owned),
    }
}
