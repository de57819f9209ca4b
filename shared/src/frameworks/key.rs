//! The stable names inside a framework.

use std::borrow::Borrow;
use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A name that marks, ratings and exports refer to for ever: lower-case words
/// joined by hyphens, such as `skill-rehearsal`. Never shown to a person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Key(String);

#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "an id is lower-case words joined by hyphens, at most {} characters",
    Key::MAX_CHARS
)]
pub struct KeyError;

impl Key {
    pub const MAX_CHARS: usize = 60;

    /// Accepts `[a-z][a-z0-9]*(-[a-z0-9]+)*`.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let starts_with_letter = text.starts_with(|c: char| c.is_ascii_lowercase());
        let words_are_plain = text.split('-').all(|word| {
            !word.is_empty()
                && word
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
        if starts_with_letter && words_are_plain && text.len() <= Self::MAX_CHARS {
            Ok(Self(text.to_owned()))
        } else {
            Err(KeyError)
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Key {
    type Error = KeyError;

    fn try_from(text: String) -> Result<Self, KeyError> {
        Self::parse(&text)
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.0
    }
}

// Lets a map keyed by `Key` be asked with the text that came over the wire.
impl Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Key {
    fn eq(&self, text: &str) -> bool {
        self.0 == text
    }
}

impl PartialEq<&str> for Key {
    fn eq(&self, text: &&str) -> bool {
        self.0 == *text
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(feature = "openapi")]
mod openapi {
    use utoipa::openapi::schema::{Object, Schema, Type};
    use utoipa::openapi::{ObjectBuilder, RefOr};

    impl utoipa::PartialSchema for super::Key {
        fn schema() -> RefOr<Schema> {
            let text: Object = ObjectBuilder::new()
                .schema_type(Type::String)
                .pattern(Some("^[a-z][a-z0-9]*(-[a-z0-9]+)*$"))
                .max_length(Some(super::Key::MAX_CHARS))
                .build();
            RefOr::T(Schema::Object(text))
        }
    }

    impl utoipa::ToSchema for super::Key {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_lower_case_words_joined_by_hyphens() {
        for good in ["a", "miti", "skill-rehearsal", "wai-sr-item-12"] {
            assert_eq!(Key::parse(good).map(String::from), Ok(good.to_owned()));
        }
        let too_long = "a".repeat(Key::MAX_CHARS + 1);
        for bad in [
            "", "-a", "a-", "a--b", "A", "4-day", "a_b", "é", "a b", &too_long,
        ] {
            assert_eq!(Key::parse(bad), Err(KeyError), "{bad:?}");
        }
    }
}
