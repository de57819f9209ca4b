//! The only two kinds of free text a mail can hold.
//!
//! Both clean themselves when they are made, also when they are read back from a
//! job's payload, so a header, a calendar line or a template can never meet a line
//! break, a bidirectional override or a case reference that a person typed.

use serde::{Deserialize, Serialize};
use shared::values::case_reference_length;

/// Longest single line, in characters: a name, a title, a place.
pub const MAX_LINE_CHARS: usize = 200;
/// Longest prose, in characters: a feedback paragraph.
pub const MAX_PROSE_CHARS: usize = 10_000;
/// What stands in a text where a case reference (CRN) stood.
pub const CRN_REMOVED: &str = "[…]";

/// One line of plain text: no control characters, no line breaks, no direction
/// overrides, no case reference, at most [`MAX_LINE_CHARS`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct Line(String);

/// Plain text of several paragraphs, with `\n` as its only control character and
/// otherwise clean like [`Line`], at most [`MAX_PROSE_CHARS`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct Prose(String);

impl Line {
    /// Cleans any text into a line; never fails, may come out empty.
    pub fn new(text: &str) -> Self {
        Line(scrub_crn(&shorten(&one_line(text), MAX_LINE_CHARS)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Prose {
    /// Cleans any text into paragraphs; never fails, may come out empty.
    pub fn new(text: &str) -> Self {
        let unified = text.replace("\r\n", "\n").replace(is_line_break, "\n");
        let lines: Vec<String> = unified.split('\n').map(one_line).collect();
        let joined = lines.join("\n");
        Prose(scrub_crn(&shorten(joined.trim(), MAX_PROSE_CHARS)))
    }

    /// The non-empty lines, in order.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        self.0.split('\n').filter(|line| !line.is_empty())
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Line::new(&text)
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Line::new(text)
    }
}

impl From<String> for Prose {
    fn from(text: String) -> Self {
        Prose::new(&text)
    }
}

impl From<&str> for Prose {
    fn from(text: &str) -> Self {
        Prose::new(text)
    }
}

/// Replaces everything that [`case_reference_length`] takes for a case reference by [`CRN_REMOVED`].
pub fn scrub_crn(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut clean = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        match case_reference_length(&chars, at) {
            Some(length) => {
                clean.push_str(CRN_REMOVED);
                at += length;
            }
            None => {
                clean.push(chars[at]);
                at += 1;
            }
        }
    }
    clean
}

fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        let c = if c.is_control() || c.is_whitespace() {
            ' '
        } else {
            c
        };
        if !(c == ' ' && (line.is_empty() || line.ends_with(' '))) {
            line.push(c);
        }
    }
    line.truncate(line.trim_end().len());
    // A reader decodes `=?utf-8?q?...?=` in a header even where it was typed, so the
    // two characters that open an encoded word (RFC 2047) never stand together.
    while line.contains("=?") {
        line = line.replace("=?", "= ?");
    }
    line
}

fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Characters that draw nothing and so can only mislead: direction marks, overrides
/// and isolates, zero-width characters, the byte-order mark, tags, soft hyphen.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

fn shorten(text: &str, max_chars: usize) -> String {
    if text.chars().count() <= max_chars {
        return text.to_owned();
    }
    let kept: String = text.chars().take(max_chars - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use shared::values::holds_case_reference;

    use super::*;

    #[test]
    fn a_line_holds_no_break_and_no_direction_override() {
        let cases = [
            ("Ann\r\nBcc: x@y.z", "Ann Bcc: x@y.z"),
            ("Ann\rB", "Ann B"),
            ("a\u{2028}b\u{2029}c\u{85}d", "a b c d"),
            ("\u{202e}evil\u{202c}", "evil"),
            ("nul\0byte", "nul byte"),
            ("=?utf-8?q?x?=", "= ?utf-8?q?x?="),
            ("  two   spaces ", "two spaces"),
        ];
        for (typed, clean) in cases {
            assert_eq!(Line::new(typed).as_str(), clean);
        }
    }

    #[test]
    fn prose_keeps_paragraphs_only() {
        let prose = Prose::new("one\r\ntwo\rthree\u{2028}four\n\n\tfive\u{7}");
        let paragraphs: Vec<&str> = prose.paragraphs().collect();
        assert_eq!(paragraphs, ["one", "two", "three", "four", "five"]);
    }

    #[test]
    fn a_case_reference_never_survives() {
        for typed in [
            "X000001",
            "x000001",
            "X 000001",
            "aX000001b",
            "X0000012",
            "X\u{200b}000001",
            "X\r\n000001",
            "X-000001",
            "(x 000001)",
            "Ｘ０００００１",
            "XX000001 and Y123456",
        ] {
            for clean in [Line::new(typed).0, Prose::new(typed).0] {
                assert!(!holds_case_reference(&clean), "{typed:?} -> {clean:?}");
                assert!(!clean.contains("00000"), "{typed:?} -> {clean:?}");
            }
        }
    }

    #[test]
    fn ordinary_words_and_staff_codes_stay() {
        for typed in [
            "Room 12, 3rd floor",
            "N07B901",
            "26 November 2026",
            "tel 01632960000",
            "Meeting ID 958712345",
            "tel 01632 960000",
        ] {
            assert_eq!(Line::new(typed).as_str(), typed);
        }
    }

    #[test]
    fn a_payload_read_back_is_cleaned_again() {
        let line: Line = serde_json::from_str(r#""a\r\nX000001""#).expect("valid JSON");
        assert_eq!(line.as_str(), format!("a {CRN_REMOVED}"));
    }
}
