//! What the shipped frameworks promise to the people who use them.

use std::collections::{BTreeMap, BTreeSet};

use shared::frameworks::{Answer, Answers, Framework, ItemKind, Key, Score, Undefined};

const ALONGSIDE_RSM: &str = include_str!("../../server/frameworks/alongside-rsm.json");
const MITI: &str = include_str!("../../server/frameworks/miti-4.2.1.json");

fn alongside_rsm() -> Framework {
    Framework::parse(ALONGSIDE_RSM).unwrap_or_else(|error| panic!("{error}"))
}

fn miti() -> Framework {
    Framework::parse(MITI).unwrap_or_else(|error| panic!("{error}"))
}

fn key(id: &str) -> Key {
    Key::parse(id).expect("the test names a well-formed id")
}

/// Item, level and words of every anchor.
fn anchors(framework: &Framework) -> Vec<(&Key, &Key, &str)> {
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
    let framework = alongside_rsm();
    let ids: Vec<&str> = framework
        .skill_domains()
        .map(|domain| domain.id.as_str())
        .collect();
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
    assert_eq!(ids, expected);
    assert_eq!(framework.sections.len(), 16, "every section is a tile");
}

#[test]
fn every_domain_says_why_it_matters_what_to_listen_for_and_what_to_ask() {
    for domain in alongside_rsm().skill_domains() {
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
            assert!(question.ends_with('?'), "{id}: {question}");
            // A question that starts with a verb can be answered with yes or no.
            let open = [
                "What", "When", "Where", "Which", "Who", "How", "Why", "At which", "If",
            ];
            assert!(
                open.iter().any(|word| question.starts_with(word)),
                "{id}: {question}"
            );
        }
    }
}

#[test]
fn every_item_can_be_rated_on_the_four_levels_or_left_out_for_lack_of_opportunity() {
    let framework = alongside_rsm();
    let levels: BTreeSet<Key> = ["not-seen", "emerging", "effective", "highly-effective"]
        .map(key)
        .into();
    for domain in framework.skill_domains() {
        for item in &domain.items {
            let ItemKind::Level { anchors, .. } = &item.kind else {
                panic!("{} is not rated on levels", item.id);
            };
            let anchored: BTreeSet<Key> = anchors.keys().cloned().collect();
            assert_eq!(anchored, levels, "{}", item.id);
            assert!(
                framework.accepts(item, &Answer::NoOpportunity),
                "{}",
                item.id
            );
        }
    }
}

#[test]
fn no_anchor_is_a_stub_or_said_twice() {
    let framework = alongside_rsm();
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

/// A sentence with one noun swapped keeps a long run of words.
#[test]
fn anchors_do_not_share_a_run_of_seven_words() {
    const RUN: usize = 7;
    let framework = alongside_rsm();
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

#[test]
fn nothing_speaks_of_worth_or_calls_a_person_an_offender() {
    let words = ALONGSIDE_RSM
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

#[test]
fn tiles_domain_names_phases_and_levels_are_in_welsh_too() {
    let framework = alongside_rsm();
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

#[test]
fn no_score_is_made_from_the_sixteen_domains() {
    assert!(alongside_rsm().scores.is_empty());
}

#[test]
fn a_short_session_gets_a_caveat_and_keeps_its_ratings() {
    let framework = alongside_rsm();
    assert_eq!(
        framework.session_rules_for("alliance-welcome", 9.0).len(),
        1
    );
    assert_eq!(
        framework.session_rules_for("alliance-welcome", 10.0).len(),
        0
    );
}

#[test]
fn the_document_stays_small_enough_for_a_phone() {
    assert!(
        ALONGSIDE_RSM.len() < 110_000,
        "{} bytes",
        ALONGSIDE_RSM.len()
    );
}

/// A coded half-hour with these globals and so many events of each code.
fn coded(globals: [u8; 4], events: &[(&str, usize)]) -> BTreeMap<Key, Score> {
    let names = [
        "cultivating-change-talk",
        "softening-sustain-talk",
        "partnership",
        "empathy",
    ];
    let items = names
        .iter()
        .zip(globals)
        .map(|(name, point)| (key(name), Answer::Level(key(&format!("point-{point}")))))
        .collect();
    let answers = Answers {
        items,
        session_seconds: Some(30 * 60),
        ..Answers::default()
    };
    let events = events.iter().flat_map(|(code, n)| vec![(*code, 0); *n]);
    miti().score(&answers.tally(&miti(), events))
}

#[test]
fn miti_formulas_give_the_published_numbers() {
    let events = [
        ("simple-reflection", 6),
        ("complex-reflection", 4),
        ("question", 5),
        ("seeking-collaboration", 2),
        ("affirm", 3),
        ("emphasising-autonomy", 1),
        ("confront", 1),
        ("persuade", 2),
        ("persuade-with-permission", 7),
        ("giving-information", 9),
    ];
    let scores = coded([3, 4, 4, 5], &events);
    let expected = [
        ("technical", 3.5, Some("fair")),
        ("relational", 4.5, Some("good")),
        ("percent-complex-reflections", 0.4, Some("fair")),
        ("reflections-to-questions", 2.0, Some("good")),
        ("mi-adherent", 6.0, None),
        ("mi-non-adherent", 3.0, None),
    ];
    assert_eq!(scores.len(), expected.len());
    for (id, value, band) in expected {
        assert_eq!(scores[id], Score::Value(value), "{id}");
        let miti = miti();
        let scheme = &miti.score_definition(id).unwrap().bands;
        let found = scheme.as_ref().and_then(|scheme| scheme.band(value));
        assert_eq!(found.map(|band| band.id.as_str()), band, "{id}");
    }
}

#[test]
fn miti_ratios_without_a_denominator_are_undefined() {
    let nothing_below = Score::Undefined(Undefined::ZeroDenominator);
    let nought = Score::Value(0.0);
    let cases = [
        (
            vec![("question", 3)],
            "percent-complex-reflections",
            &nothing_below,
        ),
        (
            vec![("simple-reflection", 3)],
            "reflections-to-questions",
            &nothing_below,
        ),
        (vec![], "reflections-to-questions", &nothing_below),
        (vec![("question", 3)], "reflections-to-questions", &nought),
        (
            vec![("simple-reflection", 3)],
            "percent-complex-reflections",
            &nought,
        ),
    ];
    for (events, id, expected) in cases {
        assert_eq!(&coded([3; 4], &events)[id], expected, "{events:?} {id}");
    }
}

#[test]
fn miti_bands_start_exactly_at_the_thresholds_and_carry_their_caveat() {
    let miti = miti();
    let cases = [
        ("technical", 3.0, 4.0),
        ("relational", 3.5, 4.0),
        ("percent-complex-reflections", 0.4, 0.5),
        ("reflections-to-questions", 1.0, 2.0),
    ];
    for (id, fair, good) in cases {
        let scheme = miti.score_definition(id).unwrap().bands.as_ref().unwrap();
        let band = |value: f64| scheme.band(value).unwrap().id.as_str();
        assert_eq!(
            [band(fair - 0.01), band(fair), band(good - 0.01), band(good)],
            ["below-fair", "fair", "fair", "good"],
            "{id}"
        );
        let caveat = scheme.caveat.in_language("en");
        assert!(caveat.contains("opinion of experts") && caveat.contains("no normative data"));
    }
    let without_thresholds = miti.scores.iter().filter(|score| score.bands.is_none());
    let ids: Vec<&str> = without_thresholds.map(|score| score.id.as_str()).collect();
    assert_eq!(ids, ["mi-adherent", "mi-non-adherent"]);
}

#[test]
fn miti_short_sessions_lose_the_globals_before_the_counts() {
    let miti = miti();
    let global = Score::Value(3.0);
    let count = Score::Value(0.0);
    let too_short = |minutes| Score::Undefined(Undefined::SessionTooShort(minutes));
    let unknown = Score::Undefined(Undefined::SessionLengthUnknown);
    let cases = [
        (Some(600), global.clone(), count.clone(), 0),
        (Some(599), global.clone(), count.clone(), 1),
        (Some(300), global, count.clone(), 1),
        (Some(299), too_short(5), count.clone(), 1),
        (Some(120), too_short(5), count, 1),
        (Some(119), too_short(5), too_short(2), 1),
        (None, unknown.clone(), unknown, 0),
    ];
    for (seconds, relational, adherent, n_caveats) in cases {
        let items = ["partnership", "empathy"]
            .map(|id| (key(id), Answer::Level(key("point-3"))))
            .into();
        let answers = Answers {
            items,
            session_seconds: seconds,
            ..Answers::default()
        };
        let scores = miti.score(&answers.tally(&miti, []));
        assert_eq!(scores["relational"], relational, "{seconds:?}");
        assert_eq!(scores["mi-adherent"], adherent, "{seconds:?}");
        let minutes = seconds.map_or(60.0, |seconds| f64::from(seconds) / 60.0);
        let caveats = miti.session_caveats("relational", minutes);
        assert_eq!(caveats.len(), n_caveats, "{seconds:?}");
        assert!(miti.session_caveats("mi-adherent", minutes).is_empty());
    }
}

#[test]
fn what_was_never_coded_is_not_counted_as_nought() {
    let answers = Answers {
        session_seconds: Some(1_800),
        ..Answers::default()
    };
    let scores = miti().score(&answers);
    assert_eq!(
        scores["mi-adherent"],
        Score::Undefined(Undefined::NotCoded(key("seeking-collaboration")))
    );
    assert_eq!(
        scores["technical"],
        Score::Undefined(Undefined::Unanswered(key("cultivating-change-talk")))
    );
}

#[test]
fn the_example_of_the_documentation_can_be_published_and_scored() {
    let page = include_str!("../../docs/FRAMEWORKS.md");
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
            [("practitioner-talks", 90), ("practitioner-talks", 60)],
        );
        assert_eq!(framework.score(&answers)["talk-share"], expected);
    }
}

#[test]
fn a_practitioner_can_look_back_with_every_shipped_instrument() {
    for framework in [alongside_rsm(), miti()] {
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
    let rsm = alongside_rsm();
    assert!(rsm.sections_to_assess().iter().all(|s| s.tile.is_some()));
}

/// Records point at these hashes. To change a shipped framework, give it a new version and
/// ship both; the hash of a version that people have used never changes.
#[test]
fn a_shipped_version_is_never_edited() {
    let shipped = [alongside_rsm(), miti()].map(|framework| {
        let name = format!("{} {}", framework.id, framework.version);
        (name, framework.content_hash())
    });
    let pinned = [
        (
            "alongside-rsm 1.0.0",
            "846bacd98f2c2ab89a1ac2f5e4e20ac54d560399ac25b451d6eedc8561d93391",
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
