//! The import rules of ARCHITECTURE.md, read from the sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A word that may stand only in the places listed, as beginnings of paths.
struct Rule {
    root: &'static str,
    word: &'static str,
    allowed: &'static [&'static str],
}

const RULES: &[Rule] = &[
    Rule {
        root: "shared/src",
        word: "diesel",
        allowed: &[],
    },
    Rule {
        root: "shared/src",
        word: "actix_web",
        allowed: &[],
    },
    Rule {
        root: "shared/src",
        word: "yew::",
        allowed: &[],
    },
    Rule {
        root: "shared/src",
        word: "std::fs",
        allowed: &[],
    },
    Rule {
        root: "shared/src",
        word: "SystemTime",
        allowed: &[],
    },
    Rule {
        root: "web/src",
        word: "diesel",
        allowed: &[],
    },
    Rule {
        root: "web/src/ui",
        word: "crate::state",
        allowed: &[],
    },
    Rule {
        root: "web/src/pages",
        word: "crate::offline",
        allowed: &[],
    },
    Rule {
        root: "web/src",
        word: "idb::",
        allowed: &["web/src/offline/"],
    },
    Rule {
        root: "server/src",
        word: "lettre::",
        allowed: &["server/src/mail/"],
    },
];

/// Names that say nothing about what is inside.
const EMPTY_NAMES: &[&str] = &["util", "utils", "common", "helper", "helpers", "misc"];

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found
}

fn relative(path: &Path) -> String {
    path.strip_prefix(workspace())
        .unwrap_or(path)
        .to_string_lossy()
        .into_owned()
}

/// A source without its comments, in which a word may well be explained.
fn code_lines(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("a readable source");
    text.lines()
        .map(|line| line.split("//").next().unwrap_or("").to_owned())
        .collect()
}

#[test]
fn what_may_never_import_what() {
    let mut broken = Vec::new();
    let mut n_read = 0;
    for rule in RULES {
        for path in sources(&workspace().join(rule.root)) {
            n_read += 1;
            let name = relative(&path);
            if rule.allowed.iter().any(|allowed| name.starts_with(allowed)) {
                continue;
            }
            for (n, line) in code_lines(&path)
                .iter()
                .enumerate()
                .filter(|(_, line)| line.contains(rule.word))
            {
                broken.push(format!(
                    "{name}:{} has {}: {}",
                    n + 1,
                    rule.word,
                    line.trim()
                ));
            }
        }
    }
    assert!(n_read > 100, "the sources were found ({n_read})");
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn diesel_stands_only_where_sql_is_written() {
    let allowed = |name: &str| {
        [
            "server/src/db/",
            "server/src/jobs/",
            "server/src/demo/",
            "server/src/audit",
        ]
        .iter()
        .any(|folder| name.starts_with(folder))
            // A test may look into the tables to see what was written.
            || name.ends_with("/tests.rs")
            || name.ends_with("/store.rs")
            || name.contains("/store/")
    };
    let broken: Vec<String> = sources(&workspace().join("server/src"))
        .iter()
        .filter(|path| !allowed(&relative(path)))
        .filter(|path| {
            code_lines(path)
                .iter()
                .any(|line| line.contains("diesel::"))
        })
        .map(|path| relative(path))
        .collect();
    assert!(
        broken.is_empty(),
        "diesel outside db/ and store.rs: {broken:?}"
    );
}

#[test]
fn no_module_has_a_name_that_says_nothing() {
    for root in [
        "shared/src",
        "server/src",
        "web/src",
        "xtask/src",
        "tests/src",
    ] {
        for path in sources(&workspace().join(root)) {
            let stem = path
                .file_stem()
                .expect("a file name")
                .to_string_lossy()
                .into_owned();
            assert!(!EMPTY_NAMES.contains(&stem.as_str()), "{}", relative(&path));
        }
    }
}

/// An auditor reads words, in every language.
#[test]
fn every_entry_of_the_audit_log_has_words() {
    let words = ["en", "cy"].map(|language| {
        let path = format!("web/locales/{language}/org.ftl");
        fs::read_to_string(workspace().join(path)).expect("a catalogue")
    });
    let mut actions = BTreeSet::new();
    for path in sources(&workspace().join("server/src")) {
        let code = code_lines(&path).join("\n");
        let entries = code.split("Entry::new(").skip(1);
        // Those of a meeting are made by the meeting.
        let entries = entries.chain(code.split(".entry(").skip(1));
        let literals = entries.filter_map(|rest| rest.trim_start().strip_prefix('"'));
        actions.extend(literals.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
    }
    assert!(actions.len() > 50, "the entries were found: {actions:?}");
    let is_said = |action: &str, words: &str| {
        words.contains(&format!("\naudited-{} = ", action.replace('.', "-")))
    };
    let silent: Vec<_> = actions
        .iter()
        .filter(|action| !words.iter().all(|words| is_said(action, words)))
        .collect();
    assert!(silent.is_empty(), "without words in org.ftl: {silent:?}");
}

/// So does an administrator of every mail.
#[test]
fn every_kind_of_mail_has_a_name() {
    let source = fs::read_to_string(workspace().join("server/src/mail/message.rs"));
    let source = source.expect("the messages");
    let (_, kinds) = source.split_once("fn kind(").expect("the names of kinds");
    let (kinds, _) = kinds.split_once("\n    }\n").expect("its end");
    let kinds: Vec<&str> = kinds.split('"').skip(1).step_by(2).collect();
    assert!(kinds.len() > 15, "the kinds were found: {kinds:?}");
    for language in ["en", "cy"] {
        let path = workspace().join(format!("web/locales/{language}/org.ftl"));
        let words = fs::read_to_string(path).expect("a catalogue");
        for kind in &kinds {
            let key = format!("\nmail-{} = ", kind.replace('_', "-"));
            assert!(words.contains(&key), "{language}: {kind} has no name");
        }
    }
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |backend: &str| {
        let folder = workspace().join("migrations").join(backend);
        let mut names: Vec<_> = fs::read_dir(folder)
            .expect("migrations")
            .flatten()
            .map(|e| e.file_name())
            .collect();
        names.sort();
        names
    };
    assert!(!names("sqlite").is_empty());
    assert_eq!(names("sqlite"), names("postgres"));
}
