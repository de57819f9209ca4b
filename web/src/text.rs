//! Every word a person reads comes from the catalogues in `locales/`.
//!
//! A component asks `use_text()` once and reads with `t!(text, "key")` or
//! `t!(text, "key", name = value)`. A message missing in Welsh is shown in English, so a
//! new English line never waits for its translation.

use std::cell::RefCell;
use std::rc::Rc;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;
use yew::prelude::*;

/// What the frame, the sign-in and the home say.
const ENGLISH: [&str; 4] = [
    include_str!("../locales/en/app.ftl"),
    include_str!("../locales/en/auth.ftl"),
    include_str!("../locales/en/insights.ftl"),
    include_str!("../locales/en/offline.ftl"),
];

/// What only pages of the chunks say. Nothing but [`read_pages`] may name it, so that it travels
/// with them and not with the first load.
const ENGLISH_OF_PAGES: [&str; 8] = [
    include_str!("../locales/en/org.ftl"),
    include_str!("../locales/en/frameworks.ftl"),
    include_str!("../locales/en/observations.ftl"),
    include_str!("../locales/en/feedback.ftl"),
    include_str!("../locales/en/meetings.ftl"),
    include_str!("../locales/en/vault.ftl"),
    include_str!("../locales/en/device.ftl"),
    include_str!("../locales/en/observing.ftl"),
];

/// Tests read the Welsh files themselves; the app fetches them when somebody reads Welsh.
#[cfg(test)]
const WELSH: [&str; 12] = [
    include_str!("../locales/cy/app.ftl"),
    include_str!("../locales/cy/auth.ftl"),
    include_str!("../locales/cy/org.ftl"),
    include_str!("../locales/cy/frameworks.ftl"),
    include_str!("../locales/cy/observations.ftl"),
    include_str!("../locales/cy/feedback.ftl"),
    include_str!("../locales/cy/meetings.ftl"),
    include_str!("../locales/cy/insights.ftl"),
    include_str!("../locales/cy/offline.ftl"),
    include_str!("../locales/cy/vault.ftl"),
    include_str!("../locales/cy/device.ftl"),
    include_str!("../locales/cy/observing.ftl"),
];

/// A language the catalogue is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    #[default]
    English,
    Welsh,
}

impl Language {
    /// The BCP 47 tag for `<html lang>` and for storage.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Welsh => "cy",
        }
    }

    /// Reads a tag such as `cy` or `cy-GB`; anything unknown is English.
    pub fn from_tag(tag: &str) -> Self {
        if tag.starts_with("cy") {
            Self::Welsh
        } else {
            Self::English
        }
    }

    /// The language the switch offers next.
    pub fn other(self) -> Self {
        match self {
            Self::English => Self::Welsh,
            Self::Welsh => Self::English,
        }
    }

    /// Its own name, in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Welsh => "Cymraeg",
        }
    }

    #[cfg(test)]
    fn sources(self) -> Vec<&'static str> {
        match self {
            Self::English => [&ENGLISH[..], &ENGLISH_OF_PAGES].concat(),
            Self::Welsh => WELSH.to_vec(),
        }
    }
}

/// A value put into a message.
#[derive(Clone, Debug)]
pub enum Arg {
    Words(String),
    Number(i64),
}

macro_rules! arg_from_number {
    ($($number:ty),+) => {$(
        impl From<$number> for Arg {
            fn from(n: $number) -> Self {
                // Counts on a screen are far below 2^63.
                Self::Number(n as i64)
            }
        }
    )+};
}
arg_from_number!(i32, i64, u8, u16, u32, u64, usize);

impl From<&str> for Arg {
    fn from(words: &str) -> Self {
        Self::Words(words.to_owned())
    }
}

impl From<&String> for Arg {
    fn from(words: &String) -> Self {
        Self::Words(words.clone())
    }
}

impl From<String> for Arg {
    fn from(words: String) -> Self {
        Self::Words(words)
    }
}

impl From<AttrValue> for Arg {
    fn from(words: AttrValue) -> Self {
        Self::Words(words.as_str().to_owned())
    }
}

impl From<&AttrValue> for Arg {
    fn from(words: &AttrValue) -> Self {
        Self::Words(words.as_str().to_owned())
    }
}

/// The catalogue in the person's language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Text {
    language: Language,
    /// Rises when messages arrive, so that what is on the screen is set again.
    edition: u32,
}

impl Text {
    /// The catalogue of `language`, falling back to English message by message.
    pub fn new(language: Language) -> Self {
        let edition = LOADED.with_borrow(|loaded| loaded.edition);
        Self { language, edition }
    }

    /// The language in use.
    pub fn language(self) -> Language {
        self.language
    }

    /// The message `key` without values. Prefer `t!`, which the catalogue test reads.
    pub fn get(self, key: &str) -> AttrValue {
        self.with(key, &[])
    }

    /// The message `key` with `args` put in. An unknown key answers itself in brackets, so
    /// that it is seen in a picture rather than lost.
    pub fn with(self, key: &str, args: &[(&str, Arg)]) -> AttrValue {
        self.find(key, args)
            .unwrap_or_else(|| format!("[{key}]").into())
    }

    /// The message `key`, if there is one: for keys that a server makes, which may be newer.
    pub fn find(self, key: &str, args: &[(&str, Arg)]) -> Option<AttrValue> {
        let said = |catalogue: Option<Rc<Catalogue>>| catalogue?.format(key, args);
        said(spoken(self.language))
            .or_else(|| said(spoken(Language::English)))
            .or_else(|| said(of_pages()))
            .map(AttrValue::from)
    }
}

/// Reads a message: `t!(text, "key")` or `t!(text, "key", name = value, n = 3)`.
#[macro_export]
macro_rules! t {
    ($text:expr, $key:literal) => { $text.get($key) };
    ($text:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $text.with($key, &[$((stringify!($name), $crate::text::Arg::from($value))),+])
    };
}

/// The catalogue the app provides; English outside of it.
#[hook]
pub fn use_text() -> Text {
    use_context::<Text>().unwrap_or_default()
}

struct Catalogue {
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    fn load<'a>(language: Language, sources: impl IntoIterator<Item = &'a str>) -> Self {
        let tag: LanguageIdentifier = language
            .tag()
            .parse()
            .expect("the tags of Language are valid BCP 47");
        let mut bundle = FluentBundle::new(vec![tag]);
        // Isolation marks would show as boxes in plain text fields; both languages run left to right.
        bundle.set_use_isolating(false);
        for source in sources {
            // A line that does not parse is left out, the rest stays; a test finds it first.
            let resource =
                FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Self { bundle }
    }

    fn format(&self, key: &str, args: &[(&str, Arg)]) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            let value = match arg {
                Arg::Words(words) => FluentValue::from(words.as_str()),
                Arg::Number(n) => FluentValue::from(*n),
            };
            values.set(*name, value);
        }
        let mut missing = Vec::new();
        let formatted = self
            .bundle
            .format_pattern(pattern, Some(&values), &mut missing);
        Some(formatted.into_owned())
    }
}

/// What has been read so far. English is in the program and its chunks; Welsh comes when it is
/// asked for.
#[derive(Default)]
struct Loaded {
    english: Option<Rc<Catalogue>>,
    english_of_pages: Option<Rc<Catalogue>>,
    welsh: Option<Rc<Catalogue>>,
    edition: u32,
}

thread_local! {
    static LOADED: RefCell<Loaded> = RefCell::default();
}

/// Takes the Welsh messages. A [`Text`] made afterwards speaks them.
pub fn add_welsh(source: &str) {
    LOADED.with_borrow_mut(|loaded| {
        loaded.welsh = Some(Rc::new(Catalogue::load(Language::Welsh, [source])));
        loaded.edition += 1;
    });
}

/// Reads what the pages of the chunks say; each chunk calls it before its first page is drawn.
pub fn read_pages() {
    LOADED.with_borrow_mut(|loaded| {
        let read = || Rc::new(Catalogue::load(Language::English, ENGLISH_OF_PAGES));
        loaded.english_of_pages.get_or_insert_with(read);
    });
}

fn of_pages() -> Option<Rc<Catalogue>> {
    // A test draws pages without their chunk.
    #[cfg(test)]
    read_pages();
    LOADED.with_borrow(|loaded| loaded.english_of_pages.clone())
}

fn spoken(language: Language) -> Option<Rc<Catalogue>> {
    LOADED.with_borrow_mut(|loaded| match language {
        Language::English => {
            let read = || Rc::new(Catalogue::load(language, ENGLISH));
            Some(loaded.english.get_or_insert_with(read).clone())
        }
        Language::Welsh => loaded.welsh.clone(),
    })
}

#[cfg(test)]
mod tests;
