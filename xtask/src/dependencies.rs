//! What may never be linked into what, read from cargo's own answer.

use std::collections::BTreeSet;

use crate::shell::{self, Outcome, Stop};

/// A package and what must not be below it.
struct Rule {
    package: &'static str,
    target: Option<&'static str>,
    never: &'static [&'static str],
    reason: &'static str,
}

const RULES: &[Rule] = &[
    Rule {
        package: "shared",
        target: None,
        never: &[
            "diesel",
            "actix-web",
            "tokio",
            "yew",
            "web-sys",
            "rand",
            "getrandom",
        ],
        reason: "shared does no input or output",
    },
    Rule {
        package: "web",
        target: Some("wasm32-unknown-unknown"),
        never: &[
            "server",
            "diesel",
            "actix-web",
            "regex",
            "utoipa",
            "chrono-tz",
        ],
        reason: "a phone downloads the web part",
    },
    Rule {
        package: "server",
        target: None,
        never: &["web", "yew", "openssl-sys", "native-tls", "rsa"],
        reason: "one TLS and one signature library to watch, and no browser code",
    },
];

/// Checks every rule.
pub fn check() -> Outcome {
    for rule in RULES {
        let names = names_of(&tree(rule)?);
        let found: Vec<&str> = broken(&names, rule.never);
        if !found.is_empty() {
            return Err(Stop::new(format!(
                "{} depends on {}, but {}",
                rule.package,
                found.join(", "),
                rule.reason
            )));
        }
    }
    Ok(())
}

fn broken<'a>(names: &BTreeSet<String>, never: &[&'a str]) -> Vec<&'a str> {
    never
        .iter()
        .copied()
        .filter(|name| names.contains(*name))
        .collect()
}

fn tree(rule: &Rule) -> Outcome<String> {
    let mut cargo = shell::cargo();
    cargo.args([
        "tree", "--edges", "normal", "--prefix", "none", "--format", "{p}",
    ]);
    cargo.args(["--package", rule.package]);
    if let Some(target) = rule.target {
        cargo.args(["--target", target]);
    }
    shell::run_for_text(&mut cargo)
}

/// Lines such as `serde v1.0.229 (*)`.
fn names_of(tree: &str) -> BTreeSet<String> {
    tree.lines()
        .filter_map(|line| line.split_whitespace().next())
        .map(String::from)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_counts_whole_and_not_as_part_of_another() {
        let names = names_of("shared v0.1.0 (/somewhere)\nserde v1.0.0\nrand_core v0.9.0 (*)\n");
        assert_eq!(broken(&names, &["rand", "serde"]), ["serde"]);
    }
}
