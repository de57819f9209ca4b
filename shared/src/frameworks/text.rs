//! Words for people, in one or more languages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Words shown to a person, by language. Written as a plain string when there is
/// only English, otherwise as `{"en": "...", "cy": "..."}`; both forms of the
/// same words are equal and hash alike.
///
/// English is the language every text has to have; a missing translation shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Written", into = "Written")]
pub struct Text(BTreeMap<String, String>);

/// The two ways a document may write a text.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(
    untagged,
    expecting = "a text is a string, or an object with words for each language"
)]
enum Written {
    English(String),
    Languages(BTreeMap<String, String>),
}

pub(super) const ENGLISH: &str = "en";

impl Text {
    pub fn english(words: impl Into<String>) -> Self {
        Self(BTreeMap::from([(ENGLISH.to_owned(), words.into())]))
    }

    /// The words in `language` (a BCP 47 tag such as `cy` or `cy-GB`), or in its
    /// base language, or in English.
    pub fn in_language(&self, language: &str) -> &str {
        let words = self.0.get(self.language_for(language));
        words.map_or("", String::as_str)
    }

    /// The language that [`in_language`](Self::in_language) answers in.
    pub fn language_for<'a>(&self, language: &'a str) -> &'a str {
        let base = language.split('-').next().unwrap_or(language);
        let mut tried = [language, base].into_iter();
        tried
            .find(|tag| self.0.contains_key(*tag))
            .unwrap_or(ENGLISH)
    }

    /// Every language with its words, in order of the language tag.
    pub fn languages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(language, words)| (language.as_str(), words.as_str()))
    }
}

impl From<Written> for Text {
    fn from(written: Written) -> Self {
        match written {
            Written::English(words) => Self::english(words),
            Written::Languages(words) => Self(words),
        }
    }
}

impl From<Text> for Written {
    fn from(text: Text) -> Self {
        match text.0.get(ENGLISH) {
            Some(words) if text.0.len() == 1 => Self::English(words.clone()),
            _ => Self::Languages(text.0),
        }
    }
}

#[cfg(feature = "openapi")]
mod openapi {
    use utoipa::openapi::RefOr;
    use utoipa::openapi::schema::Schema;

    impl utoipa::PartialSchema for super::Text {
        fn schema() -> RefOr<Schema> {
            <super::Written as utoipa::PartialSchema>::schema()
        }
    }

    impl utoipa::ToSchema for super::Text {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Text {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_missing_translation_shows_english() {
        let both = read(r#"{"en": "Effective", "cy": "Effeithiol"}"#);
        assert_eq!(both.in_language("cy"), "Effeithiol");
        assert_eq!(both.in_language("cy-GB"), "Effeithiol");
        assert_eq!(both.in_language("pl"), "Effective");
        assert_eq!(both.language_for("cy-GB"), "cy");
        assert_eq!(both.language_for("pl"), "en");
        assert_eq!(Text::english("Seen").in_language("cy"), "Seen");
    }

    #[test]
    fn both_ways_of_writing_english_are_the_same_text() {
        let written_out = read(r#"{"en": "Seen"}"#);
        assert_eq!(written_out, read(r#""Seen""#));
        assert_eq!(serde_json::to_string(&written_out).unwrap(), r#""Seen""#);
    }
}
