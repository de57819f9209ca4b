//! E26 of the security page: hostile text in every field changes no recipient, no
//! header, no part and no calendar component.

use shared::org::MailPolicy;

use super::samples::{contents, message};
use super::{Read, bytes_of, read};
use crate::locale::Locale;
use crate::mail::message::Content;

const HOSTILE: &[&str] = &[
    "x\r\nBcc: evil@example.net\r\n\r\n<b>body</b>",
    "x\rBcc: evil@example.net",
    "x\nBcc: evil@example.net\n\nbody",
    "x\u{2028}Bcc: evil@example.net\u{2029}",
    "x\u{85}Bcc: evil@example.net",
    "x\0y",
    ".\r\n.\r\n..\r\nQUIT",
    "x\r\n.\r\nMAIL FROM:<evil@example.net>\r\nRCPT TO:<evil@example.net>\r\nDATA\r\n",
    "=?utf-8?q?x=0d=0aBcc:_evil=40example.net?=",
    "=?utf-8?b?DQpCY2M6IGV2aWxAZXhhbXBsZS5uZXQ=?=",
    "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><a href=javascript:x>",
    "{{ letter }} {% raw %} { $name } { -term }",
    "x\r\nBEGIN:VALARM\r\nTRIGGER:-PT1H\r\nEND:VALARM",
    "x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\nBEGIN:VCALENDAR",
    "x\\nBEGIN:VALARM",
    "\";ROLE=CHAIR:mailto:evil@example.net\r\nATTENDEE:mailto:evil@example.net",
    "a,b;c:d\\e^n^'\"f",
    "\u{202e}gnp.exe\u{202c}\u{200b}",
    "\"Ann\" <evil@example.net>, other@example.net",
    "evil@example.net>",
    "--=_alternative_\r\nContent-Type: text/html\r\n\r\n<b>",
    "X000001 and x000002, X 000003",
    "ŵŷ€😀ŵŷ€😀ŵŷ€😀ŵŷ€😀ŵŷ€😀ŵŷ€😀ŵŷ€😀ŵŷ€😀ŵŷ€😀ŵŷ€😀",
];

/// What may not change: names of headers, recipients, parts, calendar structure.
fn shape(read: &Read) -> (Vec<String>, Vec<String>, Vec<String>, Vec<String>) {
    let names = read.headers.iter().map(|(name, _)| name.clone()).collect();
    let calendar = read
        .calendar
        .as_deref()
        .unwrap_or_default()
        .replace("\r\n ", "");
    let properties = calendar
        .split("\r\n")
        .map(|line| match line.split_once(':') {
            Some((name @ ("BEGIN" | "END" | "METHOD" | "UID" | "SEQUENCE"), value)) => {
                format!("{name}:{value}")
            }
            _ => line.split([':', ';']).next().unwrap_or_default().to_owned(),
        })
        .collect();
    (names, read.to.clone(), read.parts.clone(), properties)
}

#[test]
fn hostile_text_changes_nothing_but_text() {
    let mut n_checked = 0;
    for locale in [Locale::English, Locale::Welsh] {
        let plain: Vec<_> = contents("Ann Jones")
            .into_iter()
            .map(|content| {
                shape(&read(&bytes_of(&message(
                    content,
                    "Ann",
                    MailPolicy::Full,
                    locale,
                ))))
            })
            .collect();
        for hostile in HOSTILE {
            for (content, plain) in contents(hostile).into_iter().zip(&plain) {
                let kind = content.kind();
                check(content, hostile, locale, plain, kind);
                n_checked += 1;
            }
        }
    }
    assert_eq!(n_checked, 2 * HOSTILE.len() * 27);
}

fn check(
    content: Content,
    hostile: &str,
    locale: Locale,
    plain: &(Vec<String>, Vec<String>, Vec<String>, Vec<String>),
    kind: &str,
) {
    let bytes = bytes_of(&message(content, hostile, MailPolicy::Full, locale));
    assert!(bytes.is_ascii(), "{kind} {hostile:?}");
    assert!(!has_bare_line_end(&bytes), "{kind} {hostile:?}");
    assert!(
        bytes.split(|b| *b == b'\n').all(|line| line.len() <= 999),
        "{kind} {hostile:?}"
    );
    let mail = read(&bytes);
    assert_eq!(&shape(&mail), plain, "{kind} {hostile:?}");
    assert_eq!(
        mail.to,
        ["ann.jones@probation.example"],
        "{kind} {hostile:?}"
    );
    let live_markup = ["<script", "<img", "<b>", "javascript:x>"];
    for tag in live_markup {
        assert!(!mail.html.contains(tag), "{kind} {hostile:?}");
    }
    let calendar = mail
        .calendar
        .as_deref()
        .unwrap_or_default()
        .replace("\r\n ", "");
    for part in [&mail.text, &mail.html, &mail.subject, &calendar] {
        let words = part
            .replace("https://alongside.example.org/", "")
            .replace("95871234567", "");
        assert!(!holds_case_reference(&words), "{kind} {hostile:?}: {words}");
        assert!(
            !words.contains("000001") && !words.contains("000002") && !words.contains("000003")
        );
        assert!(
            !part.contains(['\u{202e}', '\u{2028}', '\u{2029}', '\0']),
            "{kind} {hostile:?}"
        );
    }
}

/// `T140000` in a calendar's own dates has the shape too; free text may not.
fn holds_case_reference(text: &str) -> bool {
    let is_own = |line: &&str| {
        ["UID:", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND"]
            .iter()
            .any(|name| line.starts_with(name))
    };
    text.lines()
        .filter(|line| !is_own(line))
        .any(|line| line.split(' ').any(shared::values::holds_case_reference))
}

fn has_bare_line_end(bytes: &[u8]) -> bool {
    let lone_feed =
        (0..bytes.len()).any(|at| bytes[at] == b'\n' && (at == 0 || bytes[at - 1] != b'\r'));
    let lone_return =
        (0..bytes.len()).any(|at| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    lone_feed || lone_return
}

proptest::proptest! {
    #[test]
    fn any_text_changes_nothing_but_text(text in "(?s).{0,120}", which in 0usize..11) {
        let plain = contents("Ann").remove(which);
        let plain = shape(&read(&bytes_of(&message(plain, "Ann", MailPolicy::Full, Locale::English))));
        let typed = contents(&format!("Ann {text}")).remove(which);
        let typed = message(typed, &format!("Ann {text}"), MailPolicy::Full, Locale::English);
        proptest::prop_assert_eq!(shape(&read(&bytes_of(&typed))), plain);
    }
}
