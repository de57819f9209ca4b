//! Versions of the shipped instruments side by side.

use std::collections::BTreeSet;

use serde_json::json;
use shared::frameworks::{Framework, ItemKind};
use shared::observations::{Capture, Change, Operation, PartKind, RebaseDiff};

use super::rsm::anchors;
use super::{miti, rsm_versions};

/// Every anchor that 1.1.0 words anew. `docs/FRAMEWORKS.md` says why.
const REWORDED: [(&str, &[&str]); 29] = [
    ("alliance-purpose", &["highly-effective"]),
    ("role-both-halves", &["not-seen", "effective"]),
    ("role-privacy", &["effective"]),
    ("modelling-conduct", &["not-seen"]),
    ("reinforcement-naming", &["emerging"]),
    ("disapproval-other-way", &["effective"]),
    ("authority-steady", &["highly-effective"]),
    ("structure-agenda", &["not-seen", "highly-effective"]),
    ("structure-review", &["highly-effective"]),
    ("structure-main-work", &["effective", "highly-effective"]),
    ("need-focus", &["emerging", "effective", "highly-effective"]),
    ("responsivity-fit", &["highly-effective"]),
    ("responsivity-identity", &["highly-effective"]),
    ("responsivity-safety", &["highly-effective"]),
    ("cognitive-testing", &["highly-effective"]),
    ("cognitive-exercise", &["not-seen", "highly-effective"]),
    ("problem-options", &["highly-effective"]),
    ("problem-acting", &["highly-effective"]),
    ("rehearsal-setting-up", &["highly-effective"]),
    ("social-people", &["highly-effective"]),
    ("social-signposting", &["highly-effective"]),
    ("social-belonging", &["highly-effective"]),
    ("strengths-using", &["emerging", "highly-effective"]),
    ("strengths-identity", &["highly-effective"]),
    ("planning-words", &["not-seen"]),
    ("planning-living", &["not-seen"]),
    ("homework-setting", &["highly-effective"]),
    ("homework-reviewing", &["not-seen", "highly-effective"]),
    ("ending-contact", &["not-seen", "highly-effective"]),
];

/// Records point at these hashes. To change a shipped framework, give it a new version and
/// ship both; the hash of a version that people have used never changes.
#[test]
fn a_shipped_version_is_never_edited() {
    let [rsm, newer_rsm] = rsm_versions();
    let shipped = [rsm, newer_rsm, miti()].map(|framework| {
        let name = format!("{} {}", framework.id, framework.version);
        (name, framework.content_hash())
    });
    let pinned = [
        (
            "alongside-rsm 1.0.0",
            "846bacd98f2c2ab89a1ac2f5e4e20ac54d560399ac25b451d6eedc8561d93391",
        ),
        (
            "alongside-rsm 1.1.0",
            "e1fc0ee5b7b97a6355a38eac5e1bf718bf6f8c03d0fd0e1df81439f965515f4a",
        ),
        (
            "miti 4.2.1",
            "764d86e0845f601c063e1d94c2f2423b10fb05d989eac351e4de5e152893801e",
        ),
    ];
    assert_eq!(
        shipped,
        pinned.map(|(name, hash)| (name.to_owned(), hash.to_owned()))
    );
}

/// A record with every item rated, one of them without an opportunity, and every domain marked.
fn full_record(framework: &Framework) -> Capture {
    let marks = framework
        .skill_domains()
        .map(|domain| json!({ "kind": "mark", "skill": domain.id, "mark": "seen" }));
    let ratings = framework.items().enumerate().map(|(n, item)| {
        let answer = match (&item.kind, n) {
            (_, 0) => json!("no_opportunity"),
            (ItemKind::Level { anchors, .. }, n) => {
                let level = anchors.keys().nth(n % anchors.len());
                json!({ "level": level })
            }
            (ItemKind::Choice { options, .. }, _) => json!({ "choice": [options[0].id] }),
            _ => json!({ "text": "A quiet room." }),
        };
        json!({ "kind": "rate", "item": item.id, "answer": answer })
    });
    let bodies = std::iter::once(json!({ "kind": "start" }));
    let operations: Vec<Operation> = bodies
        .chain(marks)
        .chain(ratings)
        .zip(1_u32..)
        .map(|(mut operation, n)| {
            let id = uuid::Uuid::from_u128((7 << 76) | (0b10 << 62) | u128::from(n));
            operation["id"] = json!(id);
            operation["sequence"] = json!(n);
            operation["at"] = json!("2026-11-25T10:00:00Z");
            operation["elapsed_ms"] = json!(n * 1000);
            serde_json::from_value(operation).expect("an operation")
        })
        .collect();
    Capture::fold(&operations)
}

#[test]
fn the_newer_version_of_the_sixteen_domains_differs_in_the_listed_anchors_alone() {
    let [old, new] = rsm_versions();
    let words = |framework: &Framework| -> BTreeSet<(String, String, String)> {
        let found = anchors(framework).into_iter();
        let owned = found
            .map(|(item, level, words)| (item.to_string(), level.to_string(), words.to_owned()));
        owned.collect()
    };
    let (before, after) = (words(&old), words(&new));
    let changed: BTreeSet<(&str, &str)> = after
        .difference(&before)
        .map(|(item, level, _)| (item.as_str(), level.as_str()))
        .collect();
    let listed: BTreeSet<(&str, &str)> = REWORDED
        .iter()
        .flat_map(|(item, levels)| levels.iter().map(move |level| (*item, *level)))
        .collect();
    assert_eq!(changed, listed);

    // With the anchors of before, nothing but the name of the version is left.
    let mut rest = new.clone();
    let items = rest
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.items);
    for item in items {
        item.kind = old
            .item(item.id.as_str())
            .expect("the same items")
            .kind
            .clone();
    }
    rest.version.clone_from(&old.version);
    assert_eq!(rest, old);
}

#[test]
fn a_record_that_is_moved_between_the_two_keeps_every_rating_and_mark() {
    let [old, new] = rsm_versions();
    let record = full_record(&old);
    assert_eq!(record.ratings.len(), old.items().count());
    assert_eq!(record.marks.len(), 16);
    for (from, to) in [(&old, &new), (&new, &old)] {
        assert_eq!(record.within(to), record);
        let diff = RebaseDiff::between(from, to, &record);
        let reworded: Vec<&str> = diff.parts.iter().map(|part| part.id.as_str()).collect();
        assert_eq!(reworded, REWORDED.map(|(item, _)| item));
        assert_eq!(diff.n_set_aside(), 0);
        for part in &diff.parts {
            assert_eq!((part.kind, part.change), (PartKind::Item, Change::Reworded));
            assert!(part.kept.is_rated, "{}", part.id);
        }
    }
}
