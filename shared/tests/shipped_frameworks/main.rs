//! What the shipped frameworks promise to the people who use them.

mod miti;
mod rsm;
mod versions;

use shared::frameworks::{Answers, Framework, Key, Score, Undefined};

/// The documents of our own instrument, the oldest first.
const RSM: [&str; 2] = [
    include_str!("../../../server/frameworks/alongside-rsm.json"),
    include_str!("../../../server/frameworks/alongside-rsm-1.1.0.json"),
];
const MITI: &str = include_str!("../../../server/frameworks/miti-4.2.1.json");

fn parsed(document: &str) -> Framework {
    Framework::parse(document).unwrap_or_else(|error| panic!("{error}"))
}

/// Every shipped version of our own instrument, the oldest first: records are shown on each.
fn rsm_versions() -> [Framework; 2] {
    RSM.map(parsed)
}

fn miti() -> Framework {
    parsed(MITI)
}

fn key(id: &str) -> Key {
    Key::parse(id).expect("the test names a well-formed id")
}

#[test]
fn the_example_of_the_documentation_can_be_published_and_scored() {
    let page = include_str!("../../../docs/FRAMEWORKS.md");
    let example = page
        .split("```json\n")
        .nth(1)
        .expect("the page has an example");
    let example = example.split("```").next().expect("the example ends");
    let framework = Framework::parse(example).unwrap_or_else(|error| panic!("{error}"));
    for (minutes, expected) in [
        (5, Score::Value(0.5)),
        (2, Score::Undefined(Undefined::SessionTooShort(3))),
    ] {
        let answers = Answers {
            session_seconds: Some(minutes * 60),
            ..Answers::default()
        };
        let answers = answers.tally(
            &framework,
            [
                ("practitioner-talks", 90_000),
                ("practitioner-talks", 60_000),
            ],
        );
        assert_eq!(framework.score(&answers)["talk-share"], expected);
    }
}

#[test]
fn a_practitioner_can_look_back_with_every_shipped_instrument() {
    for framework in rsm_versions().into_iter().chain([miti()]) {
        let to_assess = framework.sections_to_assess();
        assert!(!to_assess.is_empty(), "{} asks nothing", framework.id);
        for section in to_assess {
            let n_levels = section.items.iter().filter(|item| item.has_levels());
            assert!(n_levels.count() > 0, "{} asks nothing", section.id);
        }
    }
    let ids: Vec<String> = miti()
        .sections_to_assess()
        .into_iter()
        .map(|section| section.id.to_string())
        .collect();
    assert_eq!(ids, ["technical-globals", "relational-globals"]);
    // Where there are tiles, a section without one is not asked about.
    for rsm in rsm_versions() {
        assert!(rsm.sections_to_assess().iter().all(|s| s.tile.is_some()));
    }
}
