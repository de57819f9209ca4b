//! What `parse` refuses and where it says the fault is.

use serde_json::{Value, json};

use super::{DOCUMENT_MAX_BYTES, Framework, FrameworkError, Problem};

/// One level item, one code of each shape and two scores; right in every part.
fn document() -> Value {
    json!({
        "id": "small", "version": "1.0", "title": "Small",
        "phases": [{ "id": "check-in", "label": "Check-in" }],
        "scales": [{ "id": "three", "levels": [
            { "id": "low", "value": 0, "label": "Low" },
            { "id": "high", "value": 1, "label": "High" } ] }],
        "no_opportunity": { "label": "No opportunity" },
        "sections": [{ "id": "domain", "title": "Domain", "tile": "Domain", "phases": ["check-in"],
            "items": [
                { "id": "rated", "label": "Rated", "may_lack_opportunity": true,
                  "kind": { "level": { "scale": "three", "anchors": { "low": "Little of it", "high": "Much of it" } } } },
                { "id": "note", "label": "Note", "kind": "text" } ] }],
        "codes": [
            { "id": "moment", "label": "Moment", "tile": "Moment", "event": "point" },
            { "id": "stretch", "label": "Stretch", "tile": "Stretch", "event": "state" } ],
        "scores": [
            { "id": "first", "label": "First", "inputs": { "n": { "count_of": "moment" } }, "formula": { "input": "n" },
              "bands": { "name": "Ours", "caveat": "Untested", "bands": [
                  { "id": "below", "label": "Below" }, { "id": "above", "label": "Above", "from": 2 } ] } },
            { "id": "second", "label": "Second", "inputs": { "n": { "score": "first" } }, "formula": { "input": "n" } } ],
        "session_rules": [{ "under_minutes": 5, "effect": "withhold", "applies_to": ["domain"], "reason": "Short" }],
    })
}

fn refusal(document: &Value) -> FrameworkError {
    match Framework::parse(&document.to_string()) {
        Ok(_) => panic!("the document was accepted: {document}"),
        Err(error) => error,
    }
}

#[test]
fn the_document_the_cases_start_from_is_right() {
    Framework::parse(&document().to_string()).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn each_fault_is_named_with_its_place() {
    let long = "x".repeat(23);
    let cases = [
        ("/version", json!("1 0"), "/version: a version is"),
        ("/id", json!("Small"), "/id: an id is lower-case words"),
        ("/title", json!(""), "/title: the text in en is empty"),
        ("/title", json!(" Small"), "/title: the text in en is empty"),
        (
            "/title",
            json!({ "cy": "Bach" }),
            "/title: the text has no English",
        ),
        (
            "/title",
            json!({ "en": "Small", "welsh": "Bach" }),
            "/title: \"welsh\" is not a language tag",
        ),
        ("/title", json!(7), "/title: a text is a string"),
        (
            "/sections/0/tile",
            json!(long),
            "/sections/0/tile: the text in en has 23 characters, at most 22 fit",
        ),
        (
            "/sections/0/tile",
            json!({ "en": "Domain", "cy": long }),
            "/sections/0/tile: the text in cy has 23",
        ),
        (
            "/codes/1/tile",
            json!(long),
            "/codes/1/tile: the text in en has 23",
        ),
        (
            "/phases/0/label",
            json!(long),
            "/phases/0/label: the text in en has 23",
        ),
        (
            "/sections/0/phases/0",
            json!("close"),
            "/sections/0/phases/0: there is no phase with the id close",
        ),
        (
            "/sections/0/items/1/id",
            json!("rated"),
            "/sections/0/items/1/id: the id rated is used twice",
        ),
        (
            "/sections/0/items/1/id",
            json!("moment"),
            "/codes/0/id: the id moment is used twice",
        ),
        (
            "/sections/0/id",
            json!("no-opportunity"),
            "/sections/0/id: the id no-opportunity is reserved",
        ),
        (
            "/sections/0/items/0/kind/level/scale",
            json!("four"),
            "/sections/0/items/0/kind/level/scale: there is no scale",
        ),
        (
            "/sections/0/items/0/kind/level/anchors",
            json!({ "low": "Little" }),
            "/sections/0/items/0/kind/level/anchors: the level high has no anchor",
        ),
        (
            "/sections/0/items/0/kind/level/anchors/middle",
            json!("Some"),
            "/sections/0/items/0/kind/level/anchors/middle: middle is not a level",
        ),
        (
            "/sections/0/items/0/kind",
            json!({ "points": { "min": 5, "max": 5 } }),
            "/sections/0/items/0/kind/points: min has to be below max",
        ),
        (
            "/sections/0/items/0/kind",
            json!("stars"),
            "/sections/0/items/0/kind: unknown variant",
        ),
        (
            "/sections/0/items/1/reversed",
            json!(true),
            "/sections/0/items/1/reversed: an item of this kind",
        ),
        (
            "/sections/0/items/1/revresed",
            json!(true),
            "/sections/0/items/1/revresed: this field is not known",
        ),
        (
            "/sections/0/items/1/kind",
            json!({ "choice": { "choose": "one", "options": [
            { "id": "a", "label": "A", "value": 1 }, { "id": "b", "label": "B" } ] } }),
            "/sections/0/items/1/kind/choice/options: either all options have a value or none",
        ),
        (
            "/no_opportunity",
            Value::Null,
            "/sections/0/items/0/may_lack_opportunity: no opportunity may be answered",
        ),
        (
            "/scales/0/levels/1/value",
            json!(0),
            "/scales/0/levels: the values of the levels have to rise",
        ),
        (
            "/scales/0/levels/1/id",
            json!("no-opportunity"),
            "/scales/0/levels/1/id: the id no-opportunity is reserved",
        ),
        (
            "/scores/0/inputs/n",
            json!({ "count_of": "nothing" }),
            "/scores/0/inputs/n: there is no code with the id nothing",
        ),
        (
            "/scores/0/inputs/n",
            json!({ "seconds_of": "moment" }),
            "/scores/0/inputs/n: moment is a point event",
        ),
        (
            "/scores/0/inputs/n",
            json!({ "item": "note" }),
            "/scores/0/inputs/n: the answer to note is not a number",
        ),
        (
            "/scores/0/inputs/n",
            json!({ "mean": { "items": [] } }),
            "/scores/0/inputs/n: needs at least 1",
        ),
        (
            "/scores/0/inputs/n",
            json!({ "mean": { "items": ["rated"], "at_least": 2 } }),
            "/scores/0/inputs/n: at_least",
        ),
        (
            "/scores/0/inputs/n",
            json!({ "score": "first" }),
            "/scores/0/inputs: the score is made from itself by way of first",
        ),
        (
            "/scores/0/inputs/n",
            json!({ "score": "second" }),
            "/scores/0/inputs: the score is made from itself by way of second",
        ),
        (
            "/scores/0/inputs/spare",
            json!("session_minutes"),
            "/scores/0/formula: the input spare is not used",
        ),
        (
            "/scores/0/formula",
            json!({ "input": "m" }),
            "/scores/0/formula: m is not an input",
        ),
        (
            "/scores/0/formula",
            json!({ "add": [] }),
            "/scores/0/formula: needs at least 1",
        ),
        (
            "/scores/0/formula",
            Value::Null,
            "/scores/0: a score without a formula is imported",
        ),
        (
            "/scores/0/limits",
            json!({ "min": 2, "max": 1 }),
            "/scores/0/limits: min has to be below max",
        ),
        (
            "/scores/0/bands/bands/0/from",
            json!(2),
            "/scores/0/bands/bands: each band has to start above",
        ),
        (
            "/scores/0/bands/bands/1/from",
            Value::Null,
            "/scores/0/bands/bands: each band has to start above",
        ),
        (
            "/scores/0/bands/caveat",
            json!(""),
            "/scores/0/bands/caveat: the text in en is empty",
        ),
        (
            "/session_rules/0/under_minutes",
            json!(0),
            "/session_rules/0/under_minutes: the rule needs a length",
        ),
        (
            "/session_rules/0/applies_to/0",
            json!("elsewhere"),
            "/session_rules/0/applies_to/0: there is no section, item",
        ),
        (
            "/sections/0/items",
            json!("none"),
            "/sections/0/items: invalid type",
        ),
    ];
    for (place, value, expected) in cases {
        let mut document = document();
        put(&mut document, place, value);
        let said = refusal(&document).to_string();
        assert!(
            said.contains(expected),
            "{place}: expected {expected:?} in {said:?}"
        );
    }
}

/// Replaces or adds what `place` points at.
fn put(document: &mut Value, place: &str, value: Value) {
    let (parent, field) = place
        .rsplit_once('/')
        .expect("the place starts with a slash");
    let parent = document
        .pointer_mut(parent)
        .expect("the parent is in the document");
    match parent {
        Value::Array(entries) => {
            entries[field.parse::<usize>().expect("an array has numbers")] = value;
        }
        other => other[field] = value,
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let mut document = document();
    put(&mut document, "/version", json!(""));
    put(&mut document, "/codes/0/tile", json!(""));
    put(
        &mut document,
        "/scores/1/inputs/n",
        json!({ "score": "third" }),
    );
    let faults = refusal(&document).faults;
    let places: Vec<&str> = faults.iter().map(|fault| fault.place.as_str()).collect();
    assert_eq!(places, ["/version", "/codes/0/tile", "/scores/1/inputs/n"]);
}

#[test]
fn a_formula_nested_too_deep_is_refused() {
    let mut formula = json!({ "input": "n" });
    for _ in 0..16 {
        formula = json!({ "add": [formula] });
    }
    let mut document = document();
    put(&mut document, "/scores/0/formula", formula);
    assert!(
        refusal(&document)
            .to_string()
            .contains("/scores/0/formula: the formula is nested deeper than 16")
    );
}

#[test]
fn an_anchor_written_twice_is_refused_instead_of_losing_the_first() {
    let twice = document()
        .to_string()
        .replace(r#""high":"Much of it""#, r#""low":"Much of it""#);
    let error = Framework::parse(&twice).expect_err("the anchor for low stands there twice");
    assert_eq!(
        error.faults[0].place,
        "/sections/0/items/0/kind/level/anchors"
    );
}

#[test]
fn what_is_no_json_or_too_large_or_has_more_behind_it_is_refused() {
    let document = document().to_string();
    let padded = " ".repeat(DOCUMENT_MAX_BYTES) + &document;
    let followed = document.clone() + "{}";
    for text in [
        "",
        "[]",
        "{",
        &document[..document.len() - 1],
        &padded,
        &followed,
    ] {
        assert!(Framework::parse(text).is_err());
    }
    let error = Framework::parse(&padded).expect_err("it is larger than the limit");
    assert!(matches!(error.faults[0].problem, Problem::TooLarge { .. }));
}

#[test]
fn a_field_of_a_later_release_does_not_stop_an_older_app_from_reading_what_is_stored() {
    let mut document = document();
    document["colour"] = json!("teal");
    assert!(serde_json::from_value::<Framework>(document).is_ok());
}
