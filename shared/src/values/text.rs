//! Texts people type. All are trimmed; none holds control characters or
//! text-direction overrides, which have forged mail headers and file names.

use super::ValueError;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Whether `c` could change how the text around it is read by a machine or shown.
pub fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[derive(Clone, Copy, PartialEq)]
enum Lines {
    One,
    Many,
}

fn parse(text: &str, min: usize, max: usize, lines: Lines) -> Result<String, ValueError> {
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    if text.is_empty() && min > 0 {
        return Err(ValueError::Empty);
    }
    if text
        .chars()
        .any(|c| is_forbidden(c) || (lines == Lines::One && (c == '\n' || c == '\t')))
    {
        return Err(ValueError::ControlCharacter);
    }
    let n = text.chars().count();
    if n < min {
        return Err(ValueError::TooShort { min });
    }
    if n > max {
        return Err(ValueError::TooLong { max });
    }
    Ok(text.to_owned())
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident($min:literal..=$max:literal, $lines:ident))+) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        super::text_schema!($name, |schema| schema.min_length(Some($min)).max_length(Some($max)));

        impl $name {
            /// The most characters taken.
            pub const MAX: usize = $max;

            pub fn parse(text: &str) -> Result<Self, ValueError> {
                parse(text, $min, $max, Lines::$lines).map(Self)
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        /// Content stays out of logs: only its length prints.
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({} characters)", stringify!($name), self.0.chars().count())
            }
        }
        impl TryFrom<String> for $name {
            type Error = ValueError;
            fn try_from(text: String) -> Result<Self, ValueError> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }
    )+};
}

texts! {
    PersonName(1..=120, One)
    UnitName(1..=120, One)
    OrgName(1..=120, One)
    /// A device or session as its owner would recognise it.
    Label(1..=80, One)
    /// One line: a title, a place, a first sentence.
    ShortText(1..=200, One)
    /// A remark, an example, an answer.
    NoteText(1..=2000, Many)
    /// Writing that may take several paragraphs.
    LongText(1..=10000, Many)
    /// Writing still in progress; may be empty.
    DraftText(0..=10000, Many)
}

/// One line is writing as well, only shorter.
impl From<ShortText> for LongText {
    fn from(text: ShortText) -> Self {
        Self(text.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_trimmed_bounded_and_free_of_control_characters() {
        assert_eq!(
            PersonName::parse("  Siân Llewellyn-Rhys ")
                .unwrap()
                .as_str(),
            "Siân Llewellyn-Rhys"
        );
        assert_eq!(PersonName::parse(" \n "), Err(ValueError::Empty));
        assert_eq!(
            PersonName::parse("a\r\nBcc: b"),
            Err(ValueError::ControlCharacter)
        );
        assert_eq!(
            ShortText::parse(&"é".repeat(201)),
            Err(ValueError::TooLong { max: 200 })
        );
        assert!(ShortText::parse(&"é".repeat(200)).is_ok());
        for hostile in ["a\u{2028}b", "a\u{202E}b", "a\0b", "a\rb"] {
            assert_eq!(
                NoteText::parse(hostile),
                Err(ValueError::ControlCharacter),
                "{hostile:?}"
            );
        }
        assert_eq!(NoteText::parse("one\r\ntwo").unwrap().as_str(), "one\ntwo");
    }

    #[test]
    fn content_does_not_print_in_debug() {
        assert_eq!(
            format!("{:?}", NoteText::parse("secret").unwrap()),
            "NoteText(6 characters)"
        );
    }
}
