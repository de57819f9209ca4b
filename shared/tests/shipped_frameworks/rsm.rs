//! Our own sixteen domains, in every version that is shipped.

use std::collections::{BTreeMap, BTreeSet};

use shared::frameworks::{Answer, Framework, ItemKind, Key};

use super::{RSM, key, rsm_versions};

/// Item, level and words of every anchor.
pub fn anchors(framework: &Framework) -> Vec<(&Key, &Key, &str)> {
    let mut anchors = Vec::new();
    for item in framework.items() {
        if let ItemKind::Level { anchors: of, .. } = &item.kind {
            anchors.extend(
                of.iter()
                    .map(|(level, text)| (&item.id, level, text.in_language("en"))),
            );
        }
    }
    anchors
}

#[test]
fn the_skill_domains_are_the_sixteen_of_the_capture_screen() {
    let expected = [
        "working-alliance",
        "role-clarity",
        "pro-social-modelling",
        "effective-disapproval",
        "use-of-authority",
        "session-structure",
        "need-and-responsivity",
        "motivational-techniques",
        "cognitive-behavioural-work",
        "problem-solving",
        "skill-rehearsal",
        "engagement-planning",
        "social-capital",
        "strengths-and-future",
        "shared-planning",
        "endings-and-homework",
    ];
    for framework in rsm_versions() {
        let ids: Vec<&str> = framework
            .skill_domains()
            .map(|domain| domain.id.as_str())
            .collect();
        assert_eq!(ids, expected);
        assert_eq!(framework.sections.len(), 16, "every section is a tile");
    }
}

#[test]
fn every_domain_says_why_it_matters_what_to_listen_for_and_what_to_ask() {
    // A question that starts with a verb can be answered with yes or no.
    const OPEN: [&str; 9] = [
        "What", "When", "Where", "Which", "Who", "How", "Why", "At which", "If",
    ];
    let versions = rsm_versions();
    for domain in versions.iter().flat_map(Framework::skill_domains) {
        let id = &domain.id;
        assert!((2..=4).contains(&domain.items.len()), "{id}: items");
        assert!(domain.purpose.is_some(), "{id}: purpose");
        assert!(
            (2..=3).contains(&domain.listen_for.len()),
            "{id}: listen for"
        );
        assert_eq!(domain.questions.len(), 2, "{id}: questions");
        for question in &domain.questions {
            let question = question.in_language("en");
            let is_open = OPEN.iter().any(|word| question.starts_with(word));
            assert!(is_open && question.ends_with('?'), "{id}: {question}");
        }
    }
}

#[test]
fn every_item_can_be_rated_on_the_four_levels_or_left_out_for_lack_of_opportunity() {
    let levels: BTreeSet<Key> = ["not-seen", "emerging", "effective", "highly-effective"]
        .map(key)
        .into();
    for framework in rsm_versions() {
        for item in framework.skill_domains().flat_map(|domain| &domain.items) {
            let ItemKind::Level { anchors, .. } = &item.kind else {
                panic!("{} is not rated on levels", item.id);
            };
            let anchored: BTreeSet<Key> = anchors.keys().cloned().collect();
            assert_eq!(anchored, levels, "{}", item.id);
            let may_lack = framework.accepts(item, &Answer::NoOpportunity);
            assert!(may_lack, "{}", item.id);
        }
    }
}

#[test]
fn no_anchor_is_a_stub_or_said_twice() {
    for framework in rsm_versions() {
        let mut first_seen: BTreeMap<&str, (&Key, &Key)> = BTreeMap::new();
        for (item, level, words) in anchors(&framework) {
            let length = words.chars().count();
            assert!(
                (40..=240).contains(&length),
                "{item}, {level}: {length} characters"
            );
            assert!(
                words.ends_with(['.', '”']),
                "{item}, {level}: not a sentence"
            );
            if let Some(twin) = first_seen.insert(words, (item, level)) {
                panic!("{item}, {level} repeats {twin:?}");
            }
        }
    }
}

/// A sentence with one noun swapped keeps a long run of words.
#[test]
fn anchors_do_not_share_a_run_of_seven_words() {
    const RUN: usize = 7;
    for framework in rsm_versions() {
        let mut first_seen: BTreeMap<Vec<&str>, (&Key, &Key)> = BTreeMap::new();
        for (item, level, words) in anchors(&framework) {
            let words: Vec<&str> = words.split_whitespace().collect();
            for run in words.windows(RUN) {
                if let Some(twin) = first_seen.insert(run.to_vec(), (item, level)) {
                    assert_eq!(twin, (item, level), "{run:?} is also in {item}, {level}");
                }
            }
        }
    }
}

/// What somebody could say, knows or sees, a case record, and what was or was not done in another
/// session: two observers in the room differ on it. Version 1.0.0 had such anchors and keeps them.
#[test]
fn the_newest_anchors_ask_for_what_one_sees_or_hears_in_the_room() {
    let [before, newest] = rsm_versions();
    let hidden = [
        "could not say",
        "could not tell",
        "can say",
        "cannot tell",
        "knows that",
        "had not seen",
        "helps the person see",
        "learns",
        "sees what",
        "the assessment",
        "from the plan",
        "agreed beforehand",
        "was set last time and nobody",
        "goes unsaid",
    ];
    let found = |framework: &Framework| -> BTreeSet<&str> {
        let anchors = anchors(framework).into_iter();
        let words: Vec<String> = anchors.map(|(_, _, words)| words.to_lowercase()).collect();
        let is_there = |asked: &&str| words.iter().any(|words| words.contains(asked));
        hidden.into_iter().filter(is_there).collect()
    };
    assert_eq!(found(&newest), BTreeSet::new());
    assert_eq!(
        found(&before),
        hidden.into(),
        "nothing is looked for in vain"
    );
}

#[test]
fn nothing_speaks_of_worth_or_calls_a_person_an_offender() {
    for document in RSM {
        let words = document
            .to_lowercase()
            .replace("offender engagement programme", "");
        for banned in [
            "offender",
            "good officer",
            "bad officer",
            "poor ",
            "weak",
            "excellent",
            "!",
        ] {
            assert!(!words.contains(banned), "found {banned:?}");
        }
    }
}

#[test]
fn tiles_domain_names_phases_and_levels_are_in_welsh_too() {
    for framework in rsm_versions() {
        let domains = framework
            .skill_domains()
            .flat_map(|domain| [Some(&domain.title), domain.tile.as_ref()]);
        let levels = framework.scales.iter().flat_map(|scale| &scale.levels);
        let levels = levels.flat_map(|level| [Some(&level.label), Some(level.short_label())]);
        let phases = framework.phases.iter().map(|phase| Some(&phase.label));
        let others = framework
            .no_opportunity
            .iter()
            .map(|words| Some(&words.label));
        for text in domains.chain(levels).chain(phases).chain(others).flatten() {
            assert!(
                text.languages().any(|(language, _)| language == "cy"),
                "{:?} has no Welsh",
                text.in_language("en")
            );
        }
    }
}

#[test]
fn no_score_is_made_from_the_sixteen_domains() {
    for framework in rsm_versions() {
        assert!(framework.scores.is_empty());
    }
}

#[test]
fn a_short_session_gets_a_caveat_and_keeps_its_ratings() {
    for framework in rsm_versions() {
        let n_rules = |minutes| {
            framework
                .session_rules_for("alliance-welcome", minutes)
                .len()
        };
        assert_eq!((n_rules(9.0), n_rules(10.0)), (1, 0));
    }
}

#[test]
fn the_document_stays_small_enough_for_a_phone() {
    for document in RSM {
        assert!(document.len() < 110_000, "{} bytes", document.len());
    }
}
