//! An instrument moves on while a record is in progress: the record stays on its version, can be
//! put on the new one, and back, and loses nothing by it.

use serde_json::{Value, json};
use tests::{Organisation, Person, Record, TestApp, new_id, on_both_databases};

/// Publishes what becomes of a version by `change`; answers the hash of that.
pub async fn publishes(
    app: &TestApp,
    organisation: &Organisation<'_>,
    reader: &Person,
    hash: &str,
    change: impl FnOnce(&mut Value),
) -> String {
    let path = format!("/api/v1/frameworks/{hash}");
    let mut document = reader.get(&path).await.expect(200).json();
    change(&mut document);
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), document.to_string()).expect("it is written");
    let file = file.path().to_string_lossy().into_owned();
    let of = organisation.id.as_str();
    let publish = ["publish-framework", "--organisation", of, "--file", &file];
    app.admin(&publish).await.trim().to_owned()
}

/// Publishes the shipped instrument without one skill and with another word in one anchor;
/// answers the hash of that version.
pub async fn publishes_next(
    app: &TestApp,
    organisation: &Organisation<'_>,
    reader: &Person,
) -> String {
    let now = reader.framework().await;
    publishes(app, organisation, reader, &now, becomes_next).await
}

fn becomes_next(document: &mut Value) {
    document["version"] = json!("2027.1");
    for rule in document["session_rules"].as_array_mut().expect("rules") {
        let of = rule["applies_to"].as_array_mut().expect("a list");
        of.retain(|id| id != "role-clarity");
    }
    let sections = document["sections"].as_array_mut().expect("sections");
    sections.retain(|section| section["id"] != "role-clarity");
    let skill = sections
        .iter_mut()
        .find(|section| section["id"] == "skill-rehearsal")
        .expect("the skill");
    let anchors = &mut skill["items"][0]["kind"]["level"]["anchors"];
    let first = anchors
        .as_object()
        .expect("anchors")
        .keys()
        .next()
        .expect("one")
        .clone();
    anchors[&first] = json!("Said once more, in other words.");
}

async fn observation(record: &Record) -> Value {
    record
        .observer
        .get(&record.path(""))
        .await
        .expect(200)
        .json()
}

pub async fn moves(record: &Record, framework: &str) -> tests::Answer {
    let body = json!({ "framework": framework });
    record.observer.post(&record.path("/framework"), body).await
}

fn mark(skill: &str) -> Value {
    json!({ "kind": "mark", "skill": skill, "mark": "seen" })
}

fn rate(item: &str) -> Value {
    json!({ "kind": "rate", "item": item, "answer": { "level": "effective" }, "reason": "I heard it." })
}

/// Ends the session, rates both items and writes what feedback needs.
async fn finishes(record: &mut Record, items: [&str; 2]) {
    let point = json!({
        "kind": "strength", "skill": "working-alliance", "title": "You stayed with his words.",
        "evidence_text": "You let the silence run and he went on.",
    });
    let bodies = [
        json!({ "kind": "end" }),
        rate(items[0]),
        rate(items[1]),
        json!({ "kind": "put_point", "point": new_id(), "text": point }),
        json!({ "kind": "set_question", "text": "What told you to stay?" }),
    ];
    record.push(&bodies).await.expect(200);
}

async fn feedback(record: &Record) -> Value {
    record.share().await.expect(200);
    record
        .observer
        .get(&record.path("/feedback"))
        .await
        .expect(200)
        .json()
}

/// The items that somebody reads as rated.
fn rated(feedback: &Value) -> usize {
    feedback["content"]["ratings"]
        .as_array()
        .map_or(0, Vec::len)
}

on_both_databases! {
    async fn a_record_stays_on_its_version_until_its_observer_moves_it(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let team = &organisation.team;
        let priya = organisation.person("Priya Shah", team, &[shared::access::Role::Spo]).await;
        let dafydd = organisation.person("Dafydd Price", team, &[shared::access::Role::Practitioner]).await;
        let old = priya.framework().await;
        let kept_item = priya.framework_items("skill-rehearsal").await[0].clone();
        let lost_item = priya.framework_items("role-clarity").await[0].clone();
        let mut records = Vec::new();
        for _ in 0..2 {
            let mut record = priya.plans(&dafydd).await.observed().await;
            record.push(&[mark("role-clarity")]).await.expect(200);
            records.push(record);
        }
        let new = publishes_next(&app, &organisation, &priya).await;
        assert_ne!(new, old);
        let [mut moved, mut back] = <[Record; 2]>::try_from(records).ok().expect("two");
        assert_eq!(observation(&moved).await["framework"], old.as_str(), "it stays");

        let log = |record: &Record| {
            let (observer, path) = (record.observer.clone(), record.path("/operations"));
            async move { observer.get(&path).await.expect(200).text }
        };
        let before = log(&moved).await;
        let now = moves(&moved, &new).await.expect(200).json();
        assert_eq!((&now["framework"], &now["earlier_frameworks"]), (&json!(new), &json!([old])));
        let again = moves(&moved, &new).await.expect(200).json();
        assert_eq!(again["version"], now["version"], "repeated it answers the same");
        assert_eq!(log(&moved).await, before, "what was captured stays as it is");
        // A tablet that has not heard yet captures on the version before.
        moved.push(&[mark("role-clarity")]).await.expect(200);
        let charm = moved.push(&[mark("charm")]).await;
        assert_eq!(charm.summary(), "422 invalid_input");
        finishes(&mut moved, [&kept_item, &lost_item]).await;
        assert_eq!(rated(&feedback(&moved).await), 1, "what has no place is not shared");
        assert_eq!(moves(&moved, &old).await.summary(), "409 wrong_state");

        moves(&back, &new).await.expect(200);
        let now = moves(&back, &old).await.expect(200).json();
        assert_eq!((&now["framework"], &now["earlier_frameworks"]), (&json!(old), &json!([new])));
        finishes(&mut back, [&kept_item, &lost_item]).await;
        moves(&back, &new).await.expect(200);
        moves(&back, &old).await.expect(200);
        assert_eq!(rated(&feedback(&back).await), 2, "everything has come back");
    }

    async fn a_record_moves_only_to_versions_of_its_own_instrument(app: TestApp) {
        let organisation = app.organisation("North Probation").await;
        let team = &organisation.team;
        let priya = organisation.person("Priya Shah", team, &[shared::access::Role::Spo]).await;
        let dafydd = organisation.person("Dafydd Price", team, &[shared::access::Role::Practitioner]).await;
        let record = priya.plans(&dafydd).await.drafted().await;
        let other = priya.instrument("miti").await;
        for (hash, code) in [(other.as_str(), "other_instrument"), ("0000", "unknown")] {
            let answer = moves(&record, hash).await;
            assert_eq!(answer.summary(), "422 invalid_input");
            assert!(answer.text.contains(code), "{}", answer.text);
        }
        // What the practitioner has assessed is read on the version they assessed with.
        let new = publishes_next(&app, &organisation, &priya).await;
        assert!(record.self_assess().await.status < 300);
        let answer = moves(&record, &new).await;
        assert_eq!(answer.summary(), "409 wrong_state");
        assert!(answer.text.contains("self_assessed"), "{}", answer.text);
        let unknown = format!("/api/v1/observations/{}/framework", new_id());
        let body = json!({ "framework": new });
        assert_eq!(priya.post(&unknown, body).await.summary(), "404 not_found");
    }
}
