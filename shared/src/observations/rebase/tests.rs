//! What becomes of a record when its instrument has moved on, by cases.

use serde_json::{Value, json};

use super::*;
use crate::observations::Operation;

fn framework(change: impl FnOnce(&mut Value)) -> Framework {
    let words = |english: &str| json!({ "en": english });
    let item = |id: &str| json!({ "id": id, "label": words(id), "kind": { "level": { "scale": "four", "anchors": {} } } });
    let section = |id: &str, items: Vec<Value>| json!({ "id": id, "title": words(id), "tile": words(id), "items": items });
    let mut document = json!({
        "id": "instrument", "version": "1", "title": words("Instrument"),
        "phases": [{ "id": "check-in", "label": words("Check-in") }],
        "scales": [{ "id": "four", "levels": [
            { "id": "low", "value": 1, "label": words("Low") },
            { "id": "high", "value": 2, "label": words("High") },
        ] }],
        "sections": [
            section("alliance", vec![item("warmth"), item("goals")]),
            section("structure", vec![item("agenda")]),
        ],
        "codes": [{ "id": "reflection", "label": words("Reflection"), "tile": words("Reflection"), "event": "point" }],
    });
    change(&mut document);
    serde_json::from_value(document).unwrap()
}

fn capture() -> Capture {
    let bodies = [
        json!({ "kind": "start" }),
        json!({ "kind": "phase", "phase": "check-in" }),
        json!({ "kind": "mark", "skill": "alliance", "mark": "seen" }),
        json!({ "kind": "mark", "skill": "structure", "mark": "seen" }),
        json!({ "kind": "mark", "skill": "structure", "mark": "chance" }),
        json!({ "kind": "note", "text": "No agenda.", "skill": "structure" }),
        json!({ "kind": "code", "code": "reflection", "event": "point" }),
        json!({ "kind": "end" }),
        json!({ "kind": "rate", "item": "warmth", "answer": { "level": "high" } }),
        json!({ "kind": "rate", "item": "agenda", "answer": { "level": "low" } }),
    ];
    let operations: Vec<Operation> = bodies
        .into_iter()
        .enumerate()
        .map(|(n, mut operation)| {
            operation["id"] = json!(uuid::Uuid::from_u128(
                (7 << 76) | (0b10 << 62) | (n as u128)
            ));
            operation["sequence"] = json!(n + 1);
            operation["at"] = json!("2026-11-25T10:00:00Z");
            operation["elapsed_ms"] = json!(n * 1000);
            serde_json::from_value(operation).unwrap()
        })
        .collect();
    Capture::fold(&operations)
}

fn part<'a>(diff: &'a RebaseDiff, id: &str) -> &'a PartDiff {
    diff.parts.iter().find(|part| part.id == *id).unwrap()
}

#[test]
fn the_same_version_changes_nothing() {
    let one = framework(|_| {});
    assert_eq!(
        RebaseDiff::between(&one, &one, &capture()),
        RebaseDiff::default()
    );
    assert_eq!(capture().within(&one), capture());
}

#[test]
fn what_is_removed_is_set_aside_and_comes_back_with_the_version_before() {
    let one = framework(|_| {});
    let two = framework(|document| {
        document["sections"].as_array_mut().unwrap().pop();
    });
    let there = RebaseDiff::between(&one, &two, &capture());
    let structure = part(&there, "structure");
    assert_eq!(structure.change, Change::Removed);
    assert_eq!(
        (structure.set_aside.n_marks, structure.set_aside.n_texts),
        (2, 1)
    );
    assert!(part(&there, "agenda").set_aside.is_rated);
    assert_eq!(there.n_set_aside(), 4);
    let moved = capture().within(&two);
    assert_eq!((moved.marks.len(), moved.ratings.len()), (1, 1));
    // The words of a note are nobody's but the author's.
    assert_eq!((moved.notes.len(), moved.notes[0].skill.clone()), (1, None));

    let back = RebaseDiff::between(&two, &one, &capture());
    assert_eq!(
        (part(&back, "structure").change, back.n_set_aside()),
        (Change::Added, 0)
    );
    assert_eq!(capture().within(&one), capture());
}

#[test]
fn other_words_keep_the_rating_and_another_scale_sets_it_aside() {
    let one = framework(|_| {});
    let reworded = framework(|document| {
        document["sections"][0]["items"][0]["kind"]["level"]["anchors"]["high"] =
            json!({ "en": "He is greeted by name." });
    });
    let diff = RebaseDiff::between(&one, &reworded, &capture());
    assert_eq!(diff.parts.len(), 1);
    assert_eq!(
        (diff.parts[0].change, diff.parts[0].kept.is_rated),
        (Change::Reworded, true)
    );

    let rescaled = framework(|document| {
        let levels = json!([
            { "id": "low", "value": 1, "label": { "en": "Low" } },
            { "id": "top", "value": 2, "label": { "en": "Top" } },
        ]);
        document["scales"][0]["levels"] = levels;
    });
    let diff = RebaseDiff::between(&one, &rescaled, &capture());
    let (warmth, agenda) = (part(&diff, "warmth"), part(&diff, "agenda"));
    assert_eq!(
        (warmth.change, agenda.change),
        (Change::Reshaped, Change::Reshaped)
    );
    // "low" is still there to be answered, "high" is not.
    assert!(warmth.set_aside.is_rated && agenda.kept.is_rated);
    assert_eq!(capture().within(&rescaled).ratings.len(), 1);
}

#[test]
fn a_skill_without_its_tile_and_a_code_of_another_shape_cannot_be_marked() {
    let one = framework(|_| {});
    let two = framework(|document| {
        document["sections"][0]
            .as_object_mut()
            .unwrap()
            .remove("tile");
        document["codes"] = json!([]);
        document["phases"] = json!([]);
    });
    let diff = RebaseDiff::between(&one, &two, &capture());
    assert_eq!(part(&diff, "alliance").change, Change::Reshaped);
    for id in ["alliance", "reflection", "check-in"] {
        assert_eq!(part(&diff, id).set_aside.n_marks, 1, "{id}");
    }
    let moved = capture().within(&two);
    assert!(moved.marks.iter().all(|mark| mark.phase.is_none()));
}
