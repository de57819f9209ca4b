//! An instrument that counts behaviours and has no tile for a skill: MITI, from the session to the
//! reading.

use serde_json::{Value, json};
use tests::{Record, Screen, new_id};

use super::{Cast, looks_right, staged};

const HALF_AN_HOUR_MS: u32 = 30 * 60 * 1000;

fn counted(code: &str) -> Value {
    json!({ "kind": "code", "code": code, "event": "point" })
}

/// A session of half an hour in which behaviours were counted, and nothing else captured.
async fn counted_session(cast: &Cast) -> Record {
    let miti = cast.observer.instrument("miti").await;
    let plan = cast.observer.plans_with(&cast.practitioner, &miti, None);
    let mut record = plan.await;
    record.inform().await.expect(200);
    let mut session = vec![json!({ "kind": "start" })];
    session.extend(["question"; 4].map(counted));
    session.extend(["simple-reflection"; 3].map(counted));
    session.extend(["complex-reflection"; 3].map(counted));
    session.push(json!({ "kind": "end", "elapsed_ms": HALF_AN_HOUR_MS }));
    record.push(&session).await.expect(200);
    record
}

async fn shared(mut record: Record) -> Record {
    let strength = json!({
        "kind": "strength", "title": "You stayed with his words.", "evidence_text": "Three times over.",
    });
    let written = [
        json!({ "kind": "put_point", "point": new_id(), "text": strength }),
        json!({ "kind": "set_question", "text": "What did you hear in his answer?" }),
    ];
    record.push(&written).await.expect(200);
    record.share().await.expect(200);
    record
}

/// Counts are what was captured; numbers made of them say why there is none and what speaks
/// against them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_observer_finds_what_was_counted_beside_the_write_up() {
    let (stage, cast) = staged().await;
    let record = counted_session(&cast).await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet
        .go(&format!("/observations/{}/draft", record.id))
        .await;
    tablet.sees("What you captured").await;
    tablet.sees("Complex Reflection").await;
    let text = tablet.text().await;
    assert!(!text.contains("Nothing was captured"), "{text}");
    let script = "return [...document.querySelectorAll('.counts > div')].map(one => one.innerText.replace(/\\s+/g, ' '));";
    let counts = tablet.run(script).await.to_string();
    for row in [
        "\"Question 4\"",
        "\"Complex Reflection 3\"",
        "\"Confront 0\"",
    ] {
        assert!(counts.contains(row), "no {row} in {counts}");
    }
    tablet.press("What the instrument makes of them").await;
    tablet.sees("50%").await;
    tablet.sees("Good (MITI 4.2.1)").await;
    tablet.sees("the opinion of experts").await;
    tablet
        .sees("No number until “Cultivating Change Talk” is rated")
        .await;
    looks_right(&tablet, "draft-counts").await;
    tablet.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_practitioner_can_look_back_without_skills_to_choose_from() {
    let (stage, cast) = staged().await;
    let record = shared(counted_session(&cast).await).await;
    let phone = stage.browser_of(&cast.practitioner, Screen::Phone).await;
    phone
        .go(&format!("/observations/{}/feedback", record.id))
        .await;
    phone.press("Say how I saw it").await;
    phone.sees("Relational globals").await;
    phone.sees("Empathy").await;
    phone.press("Hand in and open the feedback").await;
    phone.sees("Choose a level for at least one point").await;
    phone.choose_first("3, middle").await;
    looks_right(&phone, "self-assessment-globals").await;
    phone.press("Hand in and open the feedback").await;
    phone.sees("Handed in").await;
    phone.press("Read the feedback").await;
    phone.sees("You stayed with his words.").await;

    // What was counted stands among what was noted.
    phone
        .press("Everything that was noted in the session")
        .await;
    phone.sees("This is what Priya noted").await;
    let script = "return [...document.querySelectorAll('.disclosure .timeline li')].map(one => one.innerText.replace(/\\s+/g, ' '));";
    let noted = phone.run(script).await;
    assert_eq!(noted.as_array().map(Vec::len), Some(10), "{noted}");
    assert_eq!(noted[0], "0:02 Question", "{noted}");
    phone.close().await;
}
