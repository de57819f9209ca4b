//! What a mail program would find in the mails about what was stored.

use std::collections::BTreeSet;

use mail_parser::MessageParser;
use tests::{Person, ReceivedMail};

use crate::stories::Stage;

/// The HTML of every mail is made of our own tags alone; what people wrote stands there as text.
pub async fn read_mails(stage: &Stage, people: &[&Person]) -> usize {
    let mailbox = stage.app.mailbox();
    let is_last = |mail: &ReceivedMail| {
        mail.raw.contains("METHOD:CANCEL") || mail.raw.contains("method=CANCEL")
    };
    mailbox.wait_for(&people[0].email, is_last).await;
    let (mut n, mut n_with) = (0, 0);
    for person in people {
        for mail in mailbox.received_by(&person.email) {
            let parsed = MessageParser::default()
                .parse(mail.raw.as_bytes())
                .expect("a mail");
            let html = parsed.body_html(0).unwrap_or_default().into_owned();
            n_with += usize::from(html.contains("pwned()"));
            let strange: BTreeSet<String> = tags(&html)
                .into_iter()
                .filter(|tag| !is_ours(tag))
                .collect();
            assert!(strange.is_empty(), "{}: {strange:?}", mail.subject);
            assert!(
                html.matches("<style").count() <= 1,
                "{}: a style that is not ours",
                mail.subject
            );
            n += 1;
        }
    }
    assert!(
        n_with > 10,
        "mails that hold what was written: {n_with} of {n}"
    );
    n
}

/// Every tag, with its attributes, as a mail program would find it.
fn tags(html: &str) -> Vec<String> {
    let starts = html
        .match_indices('<')
        .filter_map(|(at, _)| html.get(at + 1..));
    let of_tag = starts.filter(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
    });
    of_tag
        .map(|rest| rest.split('>').next().unwrap_or(rest).to_ascii_lowercase())
        .collect()
}

fn is_ours(tag: &str) -> bool {
    const OURS: &[&str] = &[
        "!doctype",
        "style",
        "html",
        "head",
        "meta",
        "title",
        "body",
        "div",
        "table",
        "tbody",
        "tr",
        "td",
        "th",
        "p",
        "a",
        "h1",
        "h2",
        "h3",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "br",
        "hr",
        "span",
        "blockquote",
    ];
    let name = tag
        .trim_start_matches('/')
        .split([' ', '\n', '/'])
        .next()
        .unwrap_or_default();
    let has_code = tag.split([' ', '\n']).skip(1).any(runs);
    OURS.contains(&name) && !has_code
}

/// Whether an attribute would run something. Within an address to somewhere else the same letters
/// are only a part of it.
fn runs(attribute: &str) -> bool {
    let value = attribute.split_once('=').map_or("", |(_, value)| value);
    let value = value.trim_start_matches(['"', '\'']);
    attribute.starts_with("on") || value.starts_with("javascript:")
}
