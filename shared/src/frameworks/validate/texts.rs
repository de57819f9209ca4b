//! Words: present in English, fitting their place, in a known shape.

use super::super::error::Problem;
use super::super::text::{ENGLISH, Text};
use super::Inspection;

pub(super) const LABEL_MAX_CHARS: usize = 160;
pub(super) const PROSE_MAX_CHARS: usize = 1_000;

impl Inspection<'_> {
    pub(super) fn text(&mut self, place: &str, text: &Text, limit: usize) {
        if !text.languages().any(|(language, _)| language == ENGLISH) {
            self.report(place, Problem::NoEnglish);
        }
        for (language, words) in text.languages() {
            if !is_language_tag(language) {
                self.report(place, Problem::LanguageTag(language.to_owned()));
            }
            let language = language.to_owned();
            let found = words.chars().count();
            if found > limit {
                self.report(
                    place,
                    Problem::TextTooLong {
                        language,
                        found,
                        limit,
                    },
                );
            } else if words.is_empty()
                || words.trim() != words
                || words.chars().any(char::is_control)
            {
                self.report(place, Problem::TextShape { language });
            }
        }
    }

    pub(super) fn optional_text(&mut self, place: &str, text: Option<&Text>, limit: usize) {
        if let Some(text) = text {
            self.text(place, text, limit);
        }
    }

    pub(super) fn texts(&mut self, place: &str, texts: &[Text], limit: usize) {
        for (n, text) in texts.iter().enumerate() {
            self.text(&format!("{place}/{n}"), text, limit);
        }
    }
}

/// The two shapes in use: a language, or a language with a region.
fn is_language_tag(tag: &str) -> bool {
    let (language, region) = match tag.split_once('-') {
        Some((language, region)) => (language, Some(region)),
        None => (tag, None),
    };
    (2..=3).contains(&language.len())
        && language.chars().all(|c| c.is_ascii_lowercase())
        && region.is_none_or(|region| {
            region.len() == 2 && region.chars().all(|c| c.is_ascii_uppercase())
        })
}
