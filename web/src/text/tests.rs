use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;

fn welsh() -> Text {
    add_welsh(&WELSH.join("\n"));
    Text::new(Language::Welsh)
}

fn keys(language: Language) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for source in language.sources() {
        if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
            panic!("{} catalogue: {errors:?}", language.tag());
        }
        for line in source.lines() {
            let Some((key, _)) = line.split_once(" =") else {
                continue;
            };
            if key.starts_with(|first: char| first.is_ascii_lowercase()) && !key.contains(' ') {
                let is_new = keys.insert(key.to_owned());
                assert!(is_new, "{key} stands twice in {}", language.tag());
            }
        }
    }
    keys
}

/// Each source file below `src` with its path there.
fn rust_sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the source folder is readable") {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ext| ext == "rs") {
                let name = path.strip_prefix(&root).expect("it was found below");
                let source = std::fs::read_to_string(&path).expect("sources are UTF-8");
                found.push((name.to_string_lossy().into_owned(), source));
            }
        }
    }
    found
}

/// Whether a source can be part of the first load: all but what only the chunks draw.
fn is_in_first_load(name: &str) -> bool {
    if name.ends_with("tests.rs") {
        return false;
    }
    const AT_FIRST: [&str; 2] = ["auth", "home"];
    let mut parts = name.split('/');
    match (parts.next(), parts.next(), parts.next()) {
        (Some("pages"), Some(folder), Some(_)) => AT_FIRST.contains(&folder),
        (Some("chunks"), Some(file), None) => matches!(file, "mod.rs" | "split.rs"),
        _ => true,
    }
}

#[test]
fn every_message_is_in_both_languages() {
    let (english, welsh) = (keys(Language::English), keys(Language::Welsh));
    let missing: Vec<_> = english.symmetric_difference(&welsh).collect();
    assert!(missing.is_empty(), "only in one language: {missing:?}");
}

/// Names, and lines that are nothing but values: the same in both on purpose.
#[test]
fn nothing_is_left_in_english_by_accident() {
    const NAMES: [&str; 8] = [
        "app-name",
        "page-title",
        "person-title",
        "unit-kind-pdu",
        "pin",
        "telemetry-ms",
        "device-size-mb",
        "device-size-gb",
    ];
    let messages = |language: Language| -> BTreeMap<String, String> {
        let lines = language.sources().into_iter().flat_map(str::lines);
        let pairs = lines.filter_map(|line| line.split_once(" = "));
        pairs
            .map(|(key, words)| (key.to_owned(), words.to_owned()))
            .collect()
    };
    let has_words = |message: &str| {
        let outside = message.split('{').map(|part| part.rsplit('}').next());
        outside
            .flatten()
            .any(|part| part.contains(char::is_alphabetic))
    };
    let welsh = messages(Language::Welsh);
    let left: Vec<_> = messages(Language::English)
        .into_iter()
        .filter(|(key, words)| {
            welsh.get(key) == Some(words)
                && !words.ends_with("->")
                && has_words(words)
                && !NAMES.contains(&key.as_str())
        })
        .collect();
    assert!(left.is_empty(), "the same in Welsh: {left:?}");
}

#[test]
fn every_message_a_screen_asks_for_is_in_the_catalogue() {
    let english = keys(Language::English);
    let mut missing = BTreeSet::new();
    for (_, source) in rust_sources() {
        for (at, _) in source.match_indices("t!(") {
            // `assert!(` and `format!(` end alike.
            if source[..at].ends_with(|c: char| c.is_alphanumeric()) {
                continue;
            }
            let mut quoted = source[at..].split('"');
            let before = quoted.next().unwrap_or_default().trim_end();
            let Some(key) = quoted.next() else { continue };
            // What stands before the key is one expression, as in `t!(text, "key"`.
            if before.len() < 40 && before.ends_with(',') && !english.contains(key) && key != "key"
            {
                missing.insert(key.to_owned());
            }
        }
    }
    assert!(missing.is_empty(), "not in locales/en: {missing:?}");
}

#[test]
fn the_first_load_says_nothing_that_comes_with_a_chunk() {
    let of_pages: BTreeSet<&str> = ENGLISH_OF_PAGES
        .iter()
        .flat_map(|source| source.lines())
        .filter_map(|line| line.split_once(" =").map(|(key, _)| key))
        .collect();
    let mut early = BTreeSet::new();
    for (name, source) in rust_sources() {
        if !is_in_first_load(&name) {
            continue;
        }
        let quoted = source.split('"').filter(|words| of_pages.contains(words));
        early.extend(quoted.map(|key| format!("{key} in {name}")));
    }
    assert!(early.is_empty(), "move to app.ftl: {early:?}");
}

#[test]
fn a_message_unknown_to_the_catalogue_is_seen() {
    assert_eq!(welsh().get("no-such-message"), "[no-such-message]");
}

#[test]
fn welsh_plurals_use_all_six_forms() {
    let welsh = welsh();
    let days: Vec<_> = [0, 1, 2, 3, 6, 7]
        .iter()
        .map(|n| t!(welsh, "days-count", n = *n).to_string())
        .collect();
    assert_eq!(
        days,
        [
            "0 diwrnod",
            "1 diwrnod",
            "2 ddiwrnod",
            "3 diwrnod",
            "6 diwrnod",
            "7 diwrnod"
        ]
    );
}
