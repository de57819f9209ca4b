//! The practitioner, with a phone on the bus.

use serde_json::json;
use tests::Screen;

use super::{looks_right, staged};

/// Told by mail, says first how it went, reads, replies, reflects in private, takes the action on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_practitioner_self_assesses_reads_replies_and_takes_the_action() {
    let (stage, cast) = staged().await;
    let mut record = cast.plans().await.drafted().await;
    let rate = json!({
        "kind": "rate", "item": "rehearsal-try-out", "answer": { "level": "effective" },
        "reason": "He said the words himself.",
    });
    let items = cast.observer.framework_items("skill-rehearsal").await;
    let mut rate = rate;
    rate["item"] = json!(items[0]);
    record.push(&[rate]).await.expect(200);
    record.share().await.expect(200);
    let mail = stage
        .app
        .mailbox()
        .wait_for(&cast.practitioner.email, |mail| {
            mail.text.contains(&format!("{}/feedback", record.id))
        })
        .await;
    assert!(
        !mail.subject.contains("statement") && !mail.text.contains("stayed with his words"),
        "{}",
        mail.text
    );

    let phone = stage.browser_of(&cast.practitioner, Screen::Phone).await;
    looks_right(&phone, "practitioner-home").await;
    phone
        .go(&format!("/observations/{}/feedback", record.id))
        .await;
    phone.sees("Your own view first").await;
    phone.sees("or by itself on").await;
    looks_right(&phone, "feedback-first").await;

    phone.press("Say how I saw it").await;
    phone.sees("How did you see it?").await;
    phone.choose_first("Emerging").await;
    phone
        .fill(
            "In your own words, how did it go?",
            "Rubbish, we only got to statement two.",
        )
        .await;
    looks_right(&phone, "self-assessment").await;
    phone.press("Hand in and open the feedback").await;
    phone.sees("Handed in").await;
    phone.press("Read the feedback").await;

    phone.sees("What worked").await;
    phone.sees("A difference worth talking about").await;
    phone.sees("Rubbish, we only got to statement two.").await;
    phone.sees("One thing to try").await;
    looks_right(&phone, "feedback").await;

    phone.press("Reply").await;
    phone
        .fill("Your reply", "He had never said that before, so I stayed.")
        .await;
    phone.press("Send the reply").await;
    phone.sees("Your reply is safe on this device").await;
    phone
        .press_first("button[aria-label^='Take this on']")
        .await;
    phone.sees("It is yours now").await;
    phone.press("I have read this").await;
    phone.sees("Noted: you have read it").await;
    looks_right(&phone, "feedback-answered").await;

    // A reflection is nobody's business until it is shared.
    phone.go("/reflections").await;
    looks_right(&phone, "reflections-empty").await;
    phone.press("Write a reflection").await;
    phone.press("Freely").await;
    phone
        .fill("Your reflection", "I was nervous with Priya there.")
        .await;
    phone.sees("Safe on the server").await;
    looks_right(&phone, "reflection").await;
    let shared = cast.observer.get("/api/v1/reflections").await.expect(200);
    assert!(!shared.text.contains("nervous"), "{}", shared.text);

    phone.go("/actions").await;
    phone.press("Open (1)").await;
    phone.sees("Rehearse the phone call with him").await;
    looks_right(&phone, "actions").await;

    let state = cast.observer.get(&record.path("")).await.expect(200).json()["state"].clone();
    assert_eq!(state, "acknowledged");
    let feedback = cast
        .observer
        .get(&record.path("/feedback"))
        .await
        .expect(200)
        .json();
    assert_eq!(feedback["actions"][0]["state"], "taken");
    assert!(
        feedback["replies"]
            .to_string()
            .contains("He had never said that before")
    );
    stage
        .app
        .mailbox()
        .wait_for(&cast.observer.email, |mail| mail.text.contains(&record.id))
        .await;
    phone.close().await;
}
