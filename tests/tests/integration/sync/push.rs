//! Pushes: whole or not at all, answered the same when they come again, small on the line.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use tests::{Answer, Record, content_hash_of, new_id, on_both_databases, push_body};

/// What a finished observation may cost on its way up.
const UP_BYTES_MAX: usize = 30_000;
const N_RATINGS: usize = 60;
const N_NOTES: usize = 50;
const N_MARKS: usize = 100;

on_both_databases! {
    async fn a_push_that_was_damaged_on_its_way_changes_nothing_and_may_come_again(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.observed().await;
        let push = push_body(&record.device, record.sequence, &[mark(), mark()]);
        let mut damaged = push.clone();
        damaged["operations"][1]["mark"] = json!("chance");
        let refused = observer.post(&record.path("/operations"), damaged.clone()).await;
        assert_eq!(refused.summary(), "422 damaged");
        assert_eq!(n_segments(&record).await, 1, "nothing was added");
        let first = observer.post(&record.path("/operations"), push.clone()).await.expect(200).json();
        let again = observer.post(&record.path("/operations"), push.clone()).await.expect(200).json();
        assert_eq!(n_segments(&record).await, 2);
        for name in ["safe_up_to", "first_sequence", "received_sequence", "received_at"] {
            assert_eq!(first[name], again[name], "{name}");
        }
        let stored = app.sql(&format!("SELECT content_hash FROM capture_segment WHERE id = '{}'", push["segment"].as_str().unwrap())).await;
        assert_eq!(stored, [[push["content_hash"].as_str().unwrap().to_owned()]]);
    }

    /// Two senders without a lease, or a line that duplicates: the same push many times at once.
    async fn pain_17_the_same_push_at_the_same_time_is_taken_once_and_answered_alike(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.observed().await;
        let push = push_body(&record.device, record.sequence, &[mark(), mark()]);
        let path = record.path("/operations");
        let same = || observer.post(&path, push.clone());
        let answers = tokio::join!(same(), same(), same(), same(), same(), same());
        let answers = [answers.0, answers.1, answers.2, answers.3, answers.4, answers.5];
        let places: Vec<(Value, Value)> = answers
            .iter()
            .map(|answer| {
                assert_eq!(answer.status, 200, "{}", answer.text);
                (answer.json()["received_sequence"].clone(), answer.json()["safe_up_to"].clone())
            })
            .collect();
        assert!(places.iter().all(|place| *place == places[0]), "{places:?}");
        let n_kept = n_segments(&record).await - 1;
        println!("pain 17: the same push {} times at once, {n_kept} kept", places.len());
        assert_eq!(n_kept, 1);
    }

    /// The server acknowledged three pushes and was set back to a backup that holds the first: the
    /// device hears what is safe, and sending the rest again under another name adds it once.
    async fn what_a_restored_server_has_forgotten_is_taken_again_once(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let mut record = observer.plans(&practitioner).await.observed().await;
        record.push(&[mark(), mark()]).await.expect(200);
        let behind = push_body(&record.device, record.sequence + 3, &[mark()]);
        let refused = observer.post(&record.path("/operations"), behind.clone()).await;
        assert_eq!(refused.summary(), "409 wrong_state");
        assert_eq!(refused.json()["fields"][0]["parameters"][0], json!(record.sequence.to_string()));
        let log = observer.get(&record.path("/operations")).await.expect(200).json();
        let known = log["items"][1]["operations"].as_array().unwrap().clone();
        let mut operations = known;
        operations.extend(push_body(&record.device, record.sequence, &[mark()])["operations"].as_array().unwrap().clone());
        let again = json!({
            "segment": new_id(), "device": record.device, "protocol": 1,
            "content_hash": content_hash_of(&operations), "operations": operations,
        });
        let receipt = observer.post(&record.path("/operations"), again.clone()).await.expect(200).json();
        assert_eq!(receipt["first_sequence"], json!(record.sequence + 1));
        assert_eq!(receipt["safe_up_to"], json!(record.sequence + 1));
        let stored = observer.get(&record.path("/operations")).await.expect(200).json();
        assert_eq!(stored["items"][2]["operations"].as_array().unwrap().len(), 1, "only what was new");
    }

    async fn e48_a_push_may_be_packed_and_a_bomb_is_refused(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await.observed().await;
        let push = push_body(&record.device, record.sequence, &[mark()]);
        let taken = packed(&record, &gzip(push.to_string().as_bytes()), "gzip").await;
        taken.expect(200);
        let bomb = gzip(&vec![b' '; 64 * 1024 * 1024]);
        assert!(bomb.len() < 100_000, "{}", bomb.len());
        assert_eq!(packed(&record, &bomb, "gzip").await.summary(), "413 too_large");
        assert_eq!(packed(&record, &bomb, "br").await.summary(), "415 unsupported_media");
        assert_eq!(packed(&record, b"{}", "gzip").await.summary(), "400 malformed_body");
    }

    async fn a_finished_observation_costs_under_30_kb_on_its_way_up(app: TestApp) {
        let (observer, practitioner) = app.pair().await;
        let record = observer.plans(&practitioner).await;
        record.inform().await.expect(200);
        let bodies = whole_observation(&record).await;
        let push = push_body(&record.device, 0, &bodies).to_string();
        let up = gzip(push.as_bytes());
        println!("a finished observation: {} operations, {} bytes plain, {} bytes up", bodies.len(), push.len(), up.len());
        assert!(up.len() < UP_BYTES_MAX, "{} bytes", up.len());
        packed(&record, &up, "gzip").await.expect(200);
    }
}

fn mark() -> Value {
    json!({ "kind": "mark", "skill": "role-clarity", "mark": "seen" })
}

async fn n_segments(record: &Record) -> usize {
    let log = record
        .observer
        .get(&record.path("/operations"))
        .await
        .expect(200)
        .json();
    log["items"].as_array().unwrap().len()
}

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(plain).unwrap();
    encoder.finish().unwrap()
}

async fn packed(record: &Record, body: &[u8], encoding: &str) -> Answer {
    let client = &record.observer.client;
    let request = client
        .request("POST".parse().unwrap(), &record.path("/operations"))
        .header("content-type", "application/json")
        .header("content-encoding", encoding)
        .body(body.to_vec());
    client.send(request).await
}

/// A session of an hour with marks and notes, then every item rated on evidence.
async fn whole_observation(record: &Record) -> Vec<Value> {
    const WORDS: [&str; 24] = [
        "he", "said", "that", "the", "hostel", "was", "loud", "and", "you", "asked", "what",
        "would", "help", "him", "sleep", "she", "waited", "until", "his", "sister", "called",
        "about", "work", "again",
    ];
    let items = record.observer.framework_items("working-alliance").await;
    let mut bodies = vec![json!({ "kind": "start" })];
    let mut evidence = Vec::new();
    for n in 0..N_MARKS {
        let id = new_id();
        evidence.push(id.clone());
        bodies
            .push(json!({ "kind": "mark", "id": id, "skill": "working-alliance", "mark": "seen" }));
        if n % 2 == 0 && n / 2 < N_NOTES {
            let words: Vec<&str> = (0..16)
                .map(|k| WORDS[(n * 7 + k * (n % 5 + 3)) % WORDS.len()])
                .collect();
            bodies.push(
                json!({ "kind": "note", "text": words.join(" "), "skill": "working-alliance" }),
            );
        }
    }
    bodies.push(json!({ "kind": "end" }));
    for n in 0..N_RATINGS {
        bodies.push(json!({
            "kind": "rate", "item": items[n % items.len()], "answer": { "level": "effective" },
            "evidence": [evidence[n], evidence[(n * 3) % N_MARKS]],
        }));
    }
    bodies
}
