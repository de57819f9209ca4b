//! Small instruments with labels of our own, one for each thing that published
//! instruments need and the engine has to be able to express.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Answer, Answers, Framework, Key, Score, Undefined};

fn framework(document: &Value) -> Framework {
    Framework::parse(&document.to_string()).unwrap_or_else(|error| panic!("{error}"))
}

fn key(id: &str) -> Key {
    Key::parse(id).expect("the test names a well-formed id")
}

fn answered<'a>(answers: impl IntoIterator<Item = (&'a str, Answer)>) -> Answers {
    let items = answers.into_iter().map(|(id, answer)| (key(id), answer));
    Answers {
        items: items.collect(),
        ..Answers::default()
    }
}

fn input(name: &str) -> Value {
    json!({ "input": name })
}

fn sum_of(items: &[String]) -> Value {
    json!({ "inputs": { "items": { "sum": { "items": items } } }, "formula": input("items") })
}

fn score(id: &str, made_from: &Value) -> Value {
    let mut score = json!({ "id": id, "label": id });
    for (field, value) in made_from.as_object().expect("the test passes an object") {
        score[field.as_str()] = value.clone();
    }
    score
}

/// Present/absent items under nine headings, counted by heading, by two groups and in all:
/// the shape of the Jersey supervision interview checklist.
mod checklist {
    use super::*;

    const HEADINGS: [(&str, usize); 9] = [
        ("set-up", 3),
        ("non-verbal", 2),
        ("verbal", 4),
        ("authority", 2),
        ("motivational", 3),
        ("modelling", 3),
        ("problem-solving", 2),
        ("restructuring", 2),
        ("overall", 2),
    ];
    const RELATIONSHIP: [&str; 5] = [
        "set-up",
        "non-verbal",
        "verbal",
        "authority",
        "motivational",
    ];
    const STRUCTURING: [&str; 4] = ["modelling", "problem-solving", "restructuring", "overall"];

    fn items_of(heading: &str, n_items: usize) -> Vec<String> {
        (1..=n_items)
            .map(|n| format!("{heading}-item-{n}"))
            .collect()
    }

    fn all_items() -> Vec<String> {
        let items = HEADINGS
            .iter()
            .flat_map(|(heading, n)| items_of(heading, *n));
        items.collect()
    }

    fn group_total(headings: &[&str]) -> Value {
        let inputs: BTreeMap<&str, Value> = headings
            .iter()
            .map(|heading| (*heading, json!({ "score": format!("{heading}-present") })))
            .collect();
        let parts: Vec<Value> = headings.iter().map(|heading| input(heading)).collect();
        json!({ "inputs": inputs, "formula": { "add": parts } })
    }

    fn instrument() -> Framework {
        let sections: Vec<Value> = HEADINGS
            .iter()
            .map(|(heading, n_items)| {
                let items: Vec<Value> = items_of(heading, *n_items)
                    .iter()
                    .map(|id| json!({ "id": id, "label": id, "kind": "yes_no", "may_lack_opportunity": true }))
                    .collect();
                json!({ "id": heading, "title": heading, "items": items })
            })
            .collect();
        let mut scores: Vec<Value> = HEADINGS
            .iter()
            .map(|(heading, n)| {
                score(
                    &format!("{heading}-present"),
                    &sum_of(&items_of(heading, *n)),
                )
            })
            .collect();
        scores.push(score("relationship", &group_total(&RELATIONSHIP)));
        scores.push(score("structuring", &group_total(&STRUCTURING)));
        scores.push(score("total", &sum_of(&all_items())));
        framework(&json!({
            "id": "checklist", "version": "7", "title": "Checklist",
            "no_opportunity": { "label": "No opportunity" },
            "sections": sections, "scores": scores,
        }))
    }

    #[test]
    fn counts_rise_from_headings_to_two_groups_and_a_total() {
        let items = all_items();
        // Every second item is present.
        let answers = items
            .iter()
            .enumerate()
            .map(|(n, id)| (id.as_str(), Answer::YesNo(n % 2 == 0)));
        let scores = instrument().score(&answered(answers));
        assert_eq!(items.len(), 23);
        assert_eq!(scores["set-up-present"], Score::Value(2.0));
        assert_eq!(scores["relationship"], Score::Value(7.0));
        assert_eq!(scores["structuring"], Score::Value(5.0));
        assert_eq!(scores["total"], Score::Value(12.0));
    }

    #[test]
    fn one_item_left_unanswered_leaves_its_totals_undefined_and_no_others() {
        let items = all_items();
        let all_but_first = items.iter().skip(1);
        let answers = all_but_first.map(|id| (id.as_str(), Answer::YesNo(true)));
        let scores = instrument().score(&answered(answers));
        let unanswered = Score::Undefined(Undefined::Unanswered(key("set-up-item-1")));
        assert_eq!(scores["relationship"], unanswered);
        assert_eq!(scores["total"], unanswered);
        assert_eq!(scores["structuring"], Score::Value(9.0));
    }
}

/// Adherence in each of four phases: the shape of EPICS.
mod adherence {
    use super::*;

    const PHASES: [&str; 4] = ["check-in", "review", "intervention", "homework"];

    fn instrument() -> Framework {
        let section = |phase: &str| {
            let items: Vec<Value> = (1..=4)
                .map(|n| {
                    json!({ "id": format!("{phase}-{n}"), "label": format!("item {n}"),
                            "kind": "yes_no", "may_lack_opportunity": true })
                })
                .collect();
            json!({ "id": format!("part-{phase}"), "title": phase, "phases": [phase], "items": items })
        };
        let adherence = |phase: &str| {
            let items: Vec<String> = (1..=4).map(|n| format!("{phase}-{n}")).collect();
            json!({
                "id": format!("{phase}-adherence"), "label": phase, "display": "percent",
                "inputs": { "present": { "sum": { "items": items } },
                            "answered": { "answered": { "items": items } } },
                "formula": { "divide": { "value": input("present"), "by": input("answered") } },
            })
        };
        framework(&json!({
            "id": "adherence", "version": "1", "title": "Adherence by phase",
            "no_opportunity": { "label": "No opportunity" },
            "phases": PHASES.map(|phase| json!({ "id": phase, "label": phase })),
            "sections": PHASES.map(section),
            "scores": PHASES.map(adherence),
        }))
    }

    #[test]
    fn no_opportunity_leaves_the_denominator_of_its_phase() {
        let yes = || Answer::YesNo(true);
        let no = || Answer::YesNo(false);
        let cases = [
            ([yes(), yes(), yes(), no()], Score::Value(0.75)),
            (
                [yes(), yes(), Answer::NoOpportunity, no()],
                Score::Value(2.0 / 3.0),
            ),
            ([no(), no(), no(), no()], Score::Value(0.0)),
            (
                [(); 4].map(|()| Answer::NoOpportunity),
                Score::Undefined(Undefined::NoOpportunity),
            ),
        ];
        let ids = ["review-1", "review-2", "review-3", "review-4"];
        for (answers, expected) in cases {
            let scores = instrument().score(&answered(ids.into_iter().zip(answers)));
            assert_eq!(scores["review-adherence"], expected);
        }
    }
}

/// Twelve items from 1 to 5 in three scales, interleaved: the shape of WAI-SR.
mod alliance_inventory {
    use super::*;

    const SCALES: [(&str, [u32; 4]); 3] = [
        ("task", [1, 2, 10, 12]),
        ("bond", [3, 5, 7, 9]),
        ("goal", [4, 6, 8, 11]),
    ];

    fn entered() -> Framework {
        let items: Vec<Value> = (1..=12)
            .map(|n| {
                json!({ "id": format!("item-{n}"), "label": format!("item {n}"),
                        "kind": { "points": { "min": 1, "max": 5 } } })
            })
            .collect();
        let mut scores: Vec<Value> = SCALES
            .iter()
            .map(|(scale, items)| score(scale, &sum_of(&items.map(|n| format!("item-{n}")))))
            .collect();
        scores.push(json!({
            "id": "total", "label": "Total", "limits": { "min": 12, "max": 60 },
            "inputs": { "task": { "score": "task" }, "bond": { "score": "bond" }, "goal": { "score": "goal" } },
            "formula": { "add": [input("task"), input("bond"), input("goal")] },
        }));
        framework(&json!({
            "id": "alliance", "version": "1", "title": "Alliance",
            "sections": [{ "id": "alliance-items", "title": "Items", "items": items }], "scores": scores,
        }))
    }

    fn all_answered(points: impl Fn(i32) -> i32) -> Answers {
        let ids: Vec<String> = (1..=12).map(|n| format!("item-{n}")).collect();
        let numbered = ids.iter().map(String::as_str).zip(1..);
        answered(numbered.map(|(id, n)| (id, Answer::Points(points(n)))))
    }

    #[test]
    fn interleaved_items_reach_their_scales_and_the_ends_of_the_total() {
        let low = entered().score(&all_answered(|_| 1));
        let high = entered().score(&all_answered(|_| 5));
        assert_eq!(
            (low["total"].value(), high["total"].value()),
            (Some(12.0), Some(60.0))
        );
        // Item 12 belongs to the task scale, item 11 to the goal scale.
        let scores = entered().score(&all_answered(|n| if n >= 11 { 5 } else { 1 }));
        let scales = ["task", "bond", "goal"].map(|scale| scores[scale].value());
        assert_eq!(scales, [Some(8.0), Some(4.0), Some(8.0)]);
    }

    #[test]
    fn a_total_can_be_imported_without_any_items_and_only_within_its_limits() {
        let imported_only = framework(&json!({
            "id": "alliance", "version": "1", "title": "Alliance, totals only",
            "scores": [{ "id": "total", "label": "Total", "limits": { "min": 12, "max": 60 } }],
        }));
        let cases = [
            (Some(12.0), Score::Value(12.0)),
            (Some(60.0), Score::Value(60.0)),
            (Some(61.0), Score::Undefined(Undefined::OutsideLimits)),
            (None, Score::Undefined(Undefined::NotImported(key("total")))),
        ];
        for (total, expected) in cases {
            let imported = total
                .map(|total| (key("total"), total))
                .into_iter()
                .collect();
            let answers = Answers {
                imported,
                ..Answers::default()
            };
            assert_eq!(imported_only.score(&answers)["total"], expected);
        }
    }
}

/// Three scales of which one is turned round: the shape of DRI-R.
mod reversed_scale {
    use super::*;

    fn instrument() -> Framework {
        let item = |id: String, reversed: bool| {
            json!({ "id": id, "label": id, "reversed": reversed,
                    "kind": { "points": { "min": 1, "max": 7 } } })
        };
        let section = |scale: &str| {
            let items: Vec<Value> = (1..=10)
                .map(|n| item(format!("{scale}-{n}"), scale == "toughness"))
                .collect();
            json!({ "id": format!("{scale}-items"), "title": scale, "items": items })
        };
        let mean = |scale: &str| {
            let items: Vec<String> = (1..=10).map(|n| format!("{scale}-{n}")).collect();
            json!({ "id": scale, "label": scale,
                    "inputs": { "items": { "mean": { "items": items, "at_least": 8 } } },
                    "formula": input("items") })
        };
        let scales = ["caring", "trust", "toughness"];
        framework(&json!({
            "id": "dual-role", "version": "1", "title": "Two roles",
            "sections": scales.map(section), "scores": scales.map(mean),
        }))
    }

    fn rated(scale: &str, n_items: usize, points: i32) -> BTreeMap<Key, Answer> {
        (1..=n_items)
            .map(|n| (key(&format!("{scale}-{n}")), Answer::Points(points)))
            .collect()
    }

    #[test]
    fn only_the_reversed_scale_is_turned_round() {
        let mut items = rated("caring", 10, 6);
        items.extend(rated("toughness", 10, 6));
        let scores = instrument().score(&Answers {
            items,
            ..Answers::default()
        });
        assert_eq!(scores["caring"], Score::Value(6.0));
        assert_eq!(scores["toughness"], Score::Value(2.0));
    }

    #[test]
    fn a_mean_with_at_least_passes_over_what_is_missing_until_too_little_is_left() {
        for (n_items, expected) in [(10, Some(4.0)), (8, Some(4.0)), (7, None)] {
            let scores = instrument().score(&Answers {
                items: rated("trust", n_items, 4),
                ..Answers::default()
            });
            assert_eq!(
                scores["trust"].value(),
                expected,
                "{n_items} of 10 answered"
            );
        }
    }

    #[test]
    fn an_answer_off_the_scale_is_refused_and_not_counted() {
        let mut items = rated("trust", 10, 4);
        items.insert(key("trust-3"), Answer::Points(8));
        let scores = instrument().score(&Answers {
            items,
            ..Answers::default()
        });
        let unfit = Undefined::UnfitAnswer(key("trust-3"));
        assert_eq!(scores["trust"], Score::Undefined(unfit));
    }
}

/// Codes that last, valued choices and arithmetic beyond sums.
mod timed_codes {
    use super::*;

    fn instrument() -> Framework {
        framework(&json!({
            "id": "talk-time", "version": "1", "title": "Talk time",
            "sections": [{ "id": "facts", "title": "Facts", "items": [
                { "id": "pace", "label": "Pace", "reversed": true, "kind": { "choice": { "choose": "one", "options": [
                    { "id": "slow", "label": "Slow", "value": 0 },
                    { "id": "right", "label": "Right", "value": 3 },
                    { "id": "fast", "label": "Fast", "value": 4 } ] } } } ] }],
            "codes": [
                { "id": "person-talks", "label": "The person talks", "tile": "Person talks", "event": "state" },
                { "id": "interruption", "label": "Interruption", "tile": "Interruption", "event": "point" } ],
            "scores": [
                { "id": "talk-share", "label": "Share of talk", "display": "percent",
                  "inputs": { "seconds": { "seconds_of": "person-talks" }, "minutes": "session_minutes" },
                  "formula": { "divide": { "value": input("seconds"),
                               "by": { "multiply": [input("minutes"), { "const": 60 }] } } } },
                { "id": "calm", "label": "Calm",
                  "inputs": { "pace": { "item": "pace" }, "interruptions": { "count_of": "interruption" } },
                  "formula": { "subtract": { "from": input("pace"), "amount": input("interruptions") } } } ],
        }))
    }

    #[test]
    fn states_add_up_their_seconds_and_points_only_count() {
        let framework = instrument();
        let answers = Answers {
            session_seconds: Some(20 * 60),
            ..answered([("pace", Answer::Choice(vec![key("slow")]))])
        };
        let events = [
            ("person-talks", 400_000),
            ("interruption", 9000),
            ("person-talks", 200_000),
            ("unknown", 5),
        ];
        let answers = answers.tally(&framework, events);
        assert_eq!(answers.codes["person-talks"].n_events, 2);
        assert_eq!(answers.codes["interruption"].seconds, 0);
        let scores = framework.score(&answers);
        assert_eq!(scores["talk-share"], Score::Value(0.5));
        assert_eq!(scores["calm"], Score::Value(3.0));
    }

    #[test]
    fn two_options_where_one_may_be_chosen_are_no_number() {
        let both = Answer::Choice(vec![key("slow"), key("fast")]);
        let framework = instrument();
        let scores = framework.score(&answered([("pace", both)]).tally(&framework, []));
        let unfit = Undefined::UnfitAnswer(key("pace"));
        assert_eq!(scores["calm"], Score::Undefined(unfit));
    }
}
