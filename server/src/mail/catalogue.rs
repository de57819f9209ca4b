//! The words of mail, one Fluent file per language, embedded at compile time. A test
//! keeps the two files equal in keys and placeholders.

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::locale::Locale;

static ENGLISH: LazyLock<Words> =
    LazyLock::new(|| Words::read("en-GB", include_str!("../../templates/mail/en.ftl")));
static WELSH: LazyLock<Words> =
    LazyLock::new(|| Words::read("cy-GB", include_str!("../../templates/mail/cy.ftl")));

/// One language's sentences.
pub struct Words {
    bundle: FluentBundle<FluentResource>,
}

/// The words of a language.
pub fn words(locale: Locale) -> &'static Words {
    match locale {
        Locale::English => &ENGLISH,
        Locale::Welsh => &WELSH,
    }
}

impl Words {
    fn read(language: &str, source: &str) -> Self {
        let language: LanguageIdentifier = language.parse().expect("a constant language tag");
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Fluent wraps values in direction isolates by default; in a subject line
        // those show as boxes.
        bundle.set_use_isolating(false);
        let resource = FluentResource::try_new(source.to_owned())
            .map_err(|(_, errors)| errors)
            .expect("the embedded catalogue parses, a test reads it");
        bundle
            .add_resource(resource)
            .expect("no key stands twice in the embedded catalogue");
        Words { bundle }
    }

    /// A sentence without values.
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// A sentence with its values, which are inserted as they are: escaping is the
    /// business of the template that prints the sentence.
    pub fn say_with(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set(*name, *value);
        }
        let pattern = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value());
        match pattern {
            Some(pattern) => {
                let mut errors = Vec::new();
                self.bundle
                    .format_pattern(pattern, Some(&args), &mut errors)
                    .into_owned()
            }
            None => key.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    /// Key to its sorted placeholders, read from the file's text.
    fn keys(source: &str) -> BTreeMap<String, Vec<String>> {
        let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut key = String::new();
        for line in source
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty())
        {
            if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
                key = name.to_owned();
                keys.insert(key.clone(), Vec::new());
            }
            let placeholders = line
                .split("{ $")
                .skip(1)
                .filter_map(|rest| rest.split(' ').next());
            keys.entry(key.clone())
                .or_default()
                .extend(placeholders.map(str::to_owned));
        }
        keys.values_mut().for_each(|names| names.sort());
        keys
    }

    #[test]
    fn both_languages_hold_the_same_sentences_and_values() {
        let english = keys(include_str!("../../templates/mail/en.ftl"));
        let welsh = keys(include_str!("../../templates/mail/cy.ftl"));
        assert!(english.len() > 40, "{} keys", english.len());
        assert_eq!(english, welsh);
    }

    #[test]
    fn every_sentence_is_used() {
        let letters = concat!(
            include_str!("letter.rs"),
            include_str!("letter/accounts.rs"),
            include_str!("letter/feedback.rs"),
            include_str!("letter/meetings.rs"),
            include_str!("letter/observations.rs"),
            include_str!("letter/digest.rs"),
            include_str!("letter/unsent.rs")
        );
        for key in keys(include_str!("../../templates/mail/en.ftl")).keys() {
            assert!(letters.contains(&format!("\"{key}\"")), "{key} is not used");
        }
    }
}
