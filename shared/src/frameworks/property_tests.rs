//! Rules that hold for any framework, shown on made-up ones.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{Answer, Answers, Framework, Key, NO_OPPORTUNITY, Score};

fn key(id: &str) -> Key {
    Key::parse(id).expect("the test names a well-formed id")
}

/// A framework with one item of a random kind for each entry, and a mean and a sum over
/// the numeric ones.
fn any_framework() -> impl Strategy<Value = Value> {
    let item = (0..5_usize, any::<bool>(), "[A-Za-zŵŷ“]{1,40}");
    (prop::collection::vec(item, 1..12), "[a-z0-9.]{1,8}").prop_map(|(items, version)| {
        let items: Vec<Value> = items
            .iter()
            .enumerate()
            .map(|(n, (kind, reversed, label))| {
                let (kind, can_be_reversed) = match kind {
                    0 => (json!("yes_no"), true),
                    1 => (json!({ "points": { "min": -2, "max": 9 } }), true),
                    2 => (json!("count"), false),
                    3 => (json!({ "level": { "scale": "steps", "anchors": { "up": label, "down": "Down" } } }), true),
                    _ => (json!("text"), false),
                };
                json!({ "id": format!("item-{n}"), "label": { "en": label, "cy": label }, "kind": kind,
                        "reversed": *reversed && can_be_reversed, "may_lack_opportunity": true })
            })
            .collect();
        let numeric = |item: &&Value| item["kind"] != "text";
        let ids: Vec<Value> = items.iter().filter(numeric).map(|item| item["id"].clone()).collect();
        let over_all = |id: &str, how: &str| {
            json!({ "id": id, "label": id, "inputs": { "all": { how: { "items": ids } } },
                    "formula": { "input": "all" } })
        };
        let scores = match ids.is_empty() {
            true => vec![],
            false => vec![over_all("mean", "mean"), over_all("sum", "sum"), over_all("answered", "answered")],
        };
        json!({
            "id": "made-up", "version": version, "title": "Made up",
            "no_opportunity": { "label": "No opportunity" },
            "scales": [{ "id": "steps", "levels": [
                { "id": "down", "value": -0.5, "label": "Down" }, { "id": "up", "value": 2.25, "label": "Up" } ] }],
            "sections": [{ "id": "all", "title": "All", "items": items }],
            "scores": scores,
        })
    })
}

fn parsed(json: &str) -> Framework {
    Framework::parse(json).unwrap_or_else(|error| panic!("{error}\n{json}"))
}

/// The same document with the fields of every object in an order drawn from `seed`, and
/// white space around everything.
fn rewritten(value: &Value, seed: u64) -> String {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<(&String, &Value)> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| {
                name.bytes().fold(seed, |mix, byte| {
                    (mix ^ u64::from(byte))
                        .wrapping_mul(0x0100_0000_01b3)
                        .rotate_left(17)
                })
            });
            let fields: Vec<String> = fields
                .into_iter()
                .map(|(name, field)| format!("{} :\t{}", json!(name), rewritten(field, seed)))
                .collect();
            format!("{{\n{} }}", fields.join(" ,\n"))
        }
        Value::Array(entries) => {
            let entries: Vec<String> = entries.iter().map(|entry| rewritten(entry, seed)).collect();
            format!("[ {} ]", entries.join(",  "))
        }
        plain => plain.to_string(),
    }
}

/// A fitting answer to an item, drawn from a number.
fn answer(framework: &Framework, id: &Key, drawn: u32) -> Answer {
    let candidates = [
        Answer::YesNo(drawn.is_multiple_of(2)),
        Answer::Points(i32::try_from(drawn % 12).expect("below twelve") - 2),
        Answer::Count(drawn % 1_000),
        Answer::Level(key(if drawn.is_multiple_of(2) {
            "up"
        } else {
            "down"
        })),
        Answer::Text("said".to_owned()),
    ];
    let item = framework
        .item(id.as_str())
        .expect("the id is from the framework");
    let fitting = candidates
        .into_iter()
        .find(|answer| framework.accepts(item, answer));
    fitting.expect("there is a candidate for every kind")
}

/// The framework without one item, in the sections and in every score.
fn without(document: &Value, id: &str) -> Value {
    match document {
        Value::Array(entries) => entries
            .iter()
            .filter(|entry| entry["id"] != id && **entry != id)
            .map(|entry| without(entry, id))
            .collect(),
        Value::Object(fields) => {
            let kept = fields
                .iter()
                .map(|(name, field)| (name.clone(), without(field, id)));
            Value::Object(kept.collect::<Map<String, Value>>())
        }
        plain => plain.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_hash_does_not_depend_on_how_the_document_is_written(document in any_framework(), seed in any::<u64>()) {
        let plain = parsed(&document.to_string());
        let other = parsed(&rewritten(&document, seed));
        prop_assert_eq!(plain.content_hash(), other.content_hash());
    }

    #[test]
    fn writing_and_parsing_again_changes_nothing(document in any_framework()) {
        let framework = parsed(&document.to_string());
        let written = serde_json::to_string(&framework).expect("a framework can be written");
        let again = parsed(&written);
        prop_assert_eq!(&again, &framework);
        prop_assert_eq!(parsed(&framework.canonical()).canonical(), framework.canonical());
    }

    #[test]
    fn two_frameworks_that_differ_have_different_hashes(one in any_framework(), other in any_framework()) {
        let (one, other) = (parsed(&one.to_string()), parsed(&other.to_string()));
        prop_assert_eq!(one == other, one.content_hash() == other.content_hash());
    }

    /// Answering "no opportunity" gives every score the value it would have if the item
    /// were not in the instrument at all.
    #[test]
    fn no_opportunity_never_enters_a_denominator(
        document in any_framework(), left_out in any::<prop::sample::Index>(),
        as_level in any::<bool>(), draws in prop::collection::vec(any::<u32>(), 12),
    ) {
        let framework = parsed(&document.to_string());
        let ids: Vec<Key> = framework.items().map(|item| item.id.clone()).collect();
        let left_out = &ids[left_out.index(ids.len())];
        let mut items: BTreeMap<Key, Answer> = ids
            .iter()
            .zip(draws)
            .map(|(id, drawn)| (id.clone(), answer(&framework, id, drawn)))
            .collect();
        let lacking = if as_level { Answer::Level(key(NO_OPPORTUNITY)) } else { Answer::NoOpportunity };
        items.insert(left_out.clone(), lacking);
        let answers = Answers { items, ..Answers::default() };
        let scores = framework.score(&answers);
        let smaller = without(&document, left_out.as_str());
        match Framework::parse(&smaller.to_string()) {
            Ok(smaller) => prop_assert_eq!(smaller.score(&answers), scores),
            // It was the only item, or the only number.
            Err(_) => prop_assert!(["mean", "sum"].iter().all(|id| !matches!(scores.get(*id), Some(Score::Value(_))))),
        }
    }
}

/// All places of a document, as pointers.
fn places(value: &Value, place: &str, found: &mut Vec<String>) {
    found.push(place.to_owned());
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                places(field, &format!("{place}/{name}"), found);
            }
        }
        Value::Array(entries) => {
            for (n, entry) in entries.iter().enumerate() {
                places(entry, &format!("{place}/{n}"), found);
            }
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    /// Also a framework that came past `parse`, with references into nothing or in a circle,
    /// is scored without a panic and comes to an end.
    #[test]
    fn a_damaged_document_is_refused_or_scored(
        document in any_framework(),
        from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(), draws in any::<u32>(),
    ) {
        let mut damaged = document;
        let mut all = Vec::new();
        places(&damaged, "", &mut all);
        let moved = damaged.pointer(&all[from.index(all.len())]).cloned().unwrap_or_default();
        if let Some(place) = damaged.pointer_mut(&all[to.index(all.len())]) {
            *place = moved;
        }
        let checked = Framework::parse(&damaged.to_string());
        if let Ok(unchecked) = serde_json::from_value::<Framework>(damaged) {
            let fits = |id: &Key| (id.clone(), Answer::Points(i32::try_from(draws % 9).unwrap_or(0)));
            let items = unchecked.items().map(|item| fits(&item.id)).collect();
            let scores = unchecked.score(&Answers { items, ..Answers::default() });
            let finite = |score: &Score| score.value().is_none_or(f64::is_finite);
            prop_assert!(scores.values().all(finite));
        } else {
            prop_assert!(checked.is_err());
        }
    }
}

#[test]
fn scores_made_from_each_other_come_to_an_end_even_unchecked() {
    let circle = json!({
        "id": "circle", "version": "1", "title": "Circle",
        "scores": [
            { "id": "one", "label": "One", "inputs": { "n": { "score": "two" } }, "formula": { "input": "n" } },
            { "id": "two", "label": "Two", "inputs": { "n": { "score": "one" } }, "formula": { "input": "n" } } ],
    });
    let circle: Framework =
        serde_json::from_value(circle).expect("plain serde does not check references");
    let scores = circle.score(&Answers::default());
    assert!(scores.values().all(|score| score.value().is_none()));
}

/// A record finds its framework by this hash for years. If this test fails, the
/// canonical form has changed and stored hashes no longer match.
#[test]
fn the_canonical_form_stays_as_it_is() {
    let framework = parsed(
        r#"{"id": "small", "version": "1", "title": {"cy": "Bach", "en": "Small"},
            "sections": [{"id": "s", "title": {"en": "S"}, "items":
                [{"id": "a", "label": "A “b”", "kind": {"points": {"min": 0, "max": 4}}, "reversed": false}]}],
            "scores": [{"id": "t", "label": "T", "inputs": {"a": {"item": "a"}},
                "formula": {"multiply": [{"input": "a"}, {"const": 2}, {"const": 0.5}]}}]}"#,
    );
    let canonical = r#"{"id":"small","scores":[{"formula":{"multiply":[{"input":"a"},{"const":2.0},{"const":0.5}]},"id":"t","inputs":{"a":{"item":"a"}},"label":"T"}],"sections":[{"id":"s","items":[{"id":"a","kind":{"points":{"max":4,"min":0}},"label":"A “b”"}],"title":"S"}],"title":{"cy":"Bach","en":"Small"},"version":"1"}"#;
    assert_eq!(framework.canonical(), canonical);
    assert_eq!(
        framework.content_hash(),
        "e5dfdab39e865093c2a6c110c7a0c0235cdcd4ec24f910bd5eb1f429e45918ae"
    );
}
