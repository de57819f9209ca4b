//! MITI 4.2.1: its formulas, bands and rules for short sessions.

use std::collections::BTreeMap;

use shared::frameworks::{Answer, Answers, Key, Score, Undefined};

use super::{key, miti};

#[test]
fn a_short_session_says_why_once_however_many_items_it_touches() {
    let miti = miti();
    let globals = ["empathy", "partnership", "cultivating-change-talk"];
    let said = |ids: &[&str], seconds| {
        let reasons = miti.session_reasons(ids.iter().copied(), seconds);
        let words = reasons.into_iter().map(|reason| reason.in_language("en"));
        words.collect::<Vec<_>>()
    };
    assert_eq!(
        said(&globals, 420),
        ["Under ten minutes the globals rest on little."]
    );
    assert_eq!(said(&globals, 180).len(), 2);
    assert_eq!(said(&["question"], 420), [""; 0]);
    assert_eq!(said(&globals, 600), [""; 0]);
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
