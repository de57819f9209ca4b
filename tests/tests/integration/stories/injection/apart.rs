//! What is written apart from the usual way: reasons of a decision about held-up work, and two
//! versions of one text.

use serde_json::json;
use shared::access::Role;
use tests::{Organisation, Person, Record, new_id};

use crate::quarantine::{Tablet, suspend, waiting};
use crate::stories::Stage;
use crate::stories::payloads::packed;

/// An observer whose work came after the account was closed; a head decided about it with such
/// reasons, and the account is open again.
pub async fn held_up(
    stage: &Stage,
    organisation: &Organisation<'_>,
    head: &Person,
    practitioner: &Person,
) -> Person {
    let team = &organisation.team;
    let author = organisation.person("Mona Reed", team, &[Role::Spo]).await;
    let mut tablets = Vec::new();
    let reasons = packed(10_000);
    for _ in &reasons {
        let record = author.plans(practitioner).await.observed().await;
        tablets.push(Tablet::of(organisation, &record).await);
    }
    suspend(organisation, &author).await;
    for (n, (tablet, reason)) in tablets.into_iter().zip(&reasons).enumerate() {
        let nobody = stage.app.client();
        let deposit = nobody.post("/api/v1/quarantine", tablet.deposit).await;
        deposit.expect(204);
        let decision = json!({ "accept": n % 2 == 0, "reason": reason });
        let decided = head.post(&waiting(head).await, decision).await;
        decided.expect(204);
    }
    let open = format!("/api/v1/people/{}/resume", author.id);
    let answer = organisation.administrator.post(&open, json!({})).await;
    answer.expect(200);
    author
}

/// Drafts of which the message was written anew on two devices at once, the same in both but for
/// the end. Between them the messages hold everything.
pub async fn differ(observer: &Person, practitioner: &Person) -> Vec<Record> {
    let mut records = Vec::new();
    for text in packed(9_000) {
        let mut record = observer.plans(practitioner).await.drafted().await;
        let first = json!({ "kind": "set_message", "text": "At first." });
        record.push(&[first]).await.expect(200);
        let log = record.observer.get(&record.path("/operations")).await;
        let base = message_in(&log.expect(200).json());
        let edit = |end: &str| json!({ "kind": "set_message", "base": base, "text": format!("{text} {end}") });
        let mut desk = Record {
            device: new_id(),
            sequence: 0,
            ..record.clone()
        };
        record.push(&[edit("tablet")]).await.expect(200);
        desk.push(&[edit("desk")]).await.expect(200);
        let conflicts = observer.get(&record.path("/conflicts")).await;
        let conflicts = conflicts.expect(200).json();
        assert_eq!(conflicts["items"].as_array().map(Vec::len), Some(1));
        records.push(record);
    }
    records
}

/// The id of the last act that wrote a message.
fn message_in(log: &serde_json::Value) -> serde_json::Value {
    let segments = log["items"].as_array().expect("a list").iter();
    let mut operations =
        segments.flat_map(|segment| segment["operations"].as_array().expect("a list"));
    let message = operations.rfind(|operation| operation["kind"] == "set_message");
    message.expect("a message")["id"].clone()
}
