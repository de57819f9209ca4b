//! The practitioner writes where there is no network: on the bus, underground, at home.

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Browser, Person, Record, Screen, Tally};

use super::{Cast, Stage, looks_right, staged};
use crate::tablet::holds;

const REPLY: &str = "He had never said that before, so I stayed.";
const AND_MORE: &str = "And one more thing";
const OWN_VIEW: &str = "Rubbish, we only got to statement two.";
const PRIVATE: &str = "I was nervous with Priya there.";

/// Whether the device keeps something under this name.
pub fn keeps(person: &Person, name: &str) -> String {
    let id = &person.id;
    format!(
        "new Promise((done) => {{
           const request = indexedDB.open('alongside-{id}');
           request.onsuccess = () => {{
             const kept = request.result.transaction('kept').objectStore('kept').getKey('{name}');
             kept.onsuccess = () => {{ request.result.close(); done(kept.result !== undefined); }};
           }};
         }})"
    )
}

pub async fn self_assessment_of(record: &Record) -> Value {
    let path = record.path("/self-assessment");
    record.practitioner.get(&path).await.expect(200).json()
}

/// What was said to the feedback of a record, as its practitioner reads it.
pub async fn replies_of(record: &Record) -> Vec<Value> {
    let path = record.path("/feedback");
    let feedback = record.practitioner.get(&path).await.expect(200);
    let replies = feedback.json()["replies"].as_array().cloned();
    replies.unwrap_or_default()
}

/// Waits until the server has something.
pub async fn arrives(what: &str, mut has: impl AsyncFnMut() -> bool) {
    let mut ticks = tokio::time::interval(Duration::from_millis(200));
    for _ in 0..200 {
        ticks.tick().await;
        if has().await {
            return;
        }
    }
    panic!("it never arrives: {what}");
}

/// A phone that was told everything and keeps all pages.
async fn ready(stage: &Stage, person: &Person, names: &[String]) -> Browser {
    let phone = stage.browser_of(person, Screen::Phone).await;
    phone.has_wrapped(&person.id).await;
    phone.keeps_all_pages().await;
    for name in names {
        holds(&phone, &keeps(person, name)).await;
    }
    phone
}

/// A phone that was told of feedback that is open, and of a session that waits for the
/// practitioner's own view.
pub async fn told(stage: &Stage, cast: &Cast) -> (Browser, Record, Record) {
    let read = cast.plans().await.shared().await;
    assert!(read.self_assess().await.status < 300);
    let fresh = cast.plans().await.shared().await;
    let names = [
        format!("feedback-{}", read.id),
        format!("self-assessment-{}", fresh.id),
    ];
    let phone = ready(stage, &cast.practitioner, &names).await;
    (phone, read, fresh)
}

pub async fn speaks(phone: &Browser, language: &str) {
    phone.press_first("#account-menu").await;
    phone.press(language).await;
    phone.press_first("#account-menu").await;
}

/// A language is on the device once somebody has read it.
pub async fn knows_welsh(phone: &Browser) {
    speaks(phone, "Cymraeg").await;
    phone.sees("Heddiw").await;
    speaks(phone, "English").await;
}

/// Reads feedback and says something to it.
pub async fn replies(phone: &Browser, read: &Record, words: &str) {
    phone.go(&feedback_of(read)).await;
    phone.sees("What worked").await;
    phone.fill("Your reply", words).await;
    phone.press("Send the reply").await;
    phone.sees(words).await;
}

/// Says in one's own words how it went, without handing it in.
pub async fn assesses(phone: &Browser, fresh: &Record, words: &str) {
    phone.go(&assessment_of(fresh)).await;
    phone.choose_first("Emerging").await;
    phone.fill("In your own words, how did it go?", words).await;
}

pub fn assessment_of(record: &Record) -> String {
    format!("/observations/{}/self-assessment", record.id)
}

pub fn feedback_of(record: &Record) -> String {
    format!("/observations/{}/feedback", record.id)
}

/// Issue 3, line 1: the practitioner reads feedback, self-assesses, reflects and replies without a
/// network; the tab is killed in the middle; all of it is on the server once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_practitioner_writes_without_a_network_and_nothing_is_lost() {
    let (stage, cast) = staged().await;
    let (phone, read, fresh) = told(&stage, &cast).await;
    knows_welsh(&phone).await;
    stage.path.cut().await;

    // Reads and replies.
    replies(&phone, &read, REPLY).await;
    phone.sees("On this device only").await;
    phone.fill("Your reply", AND_MORE).await;
    let draft = keeps(&cast.practitioner, &format!("reply-{}", read.id));
    holds(&phone, &draft).await;
    looks_right(&phone, "feedback-replied-offline").await;

    // The tab is killed: what was said is there, and what was only typed.
    phone.tab_killed().await;
    stage.comes_back(&phone).await;
    phone.go(&feedback_of(&read)).await;
    phone.sees(REPLY).await;
    phone.sees("On this device only").await;
    let typed = format!("document.getElementById('text')?.value === '{AND_MORE}'");
    holds(&phone, &typed).await;

    // Self-assesses. The feedback stays closed until the server has it.
    assesses(&phone, &fresh, OWN_VIEW).await;
    phone.sees("On this device only").await;
    looks_right(&phone, "self-assessment-offline").await;
    phone.press("Hand in and open the feedback").await;
    phone.sees("You handed in your own view").await;
    looks_right(&phone, "self-assessment-handed-in-offline").await;
    phone.press("Read the feedback").await;
    phone
        .sees("The feedback opens when the server has it")
        .await;
    looks_right(&phone, "feedback-later").await;

    // Reflects, and the tab is killed with nothing but a pause after the last letter.
    phone.go("/reflections").await;
    phone.press("Write a reflection").await;
    phone.press("Freely").await;
    phone.fill("Your reflection", PRIVATE).await;
    phone.sees("On this device only").await;
    phone.tab_killed().await;
    stage.comes_back(&phone).await;
    phone.go("/reflections").await;
    phone.sees("Still to be sent").await;
    phone.sees(PRIVATE).await;
    looks_right(&phone, "reflections-offline").await;
    speaks(&phone, "Cymraeg").await;
    phone.sees("I'w hanfon o hyd").await;
    looks_right(&phone, "reflections-offline-cy").await;
    phone.go(&feedback_of(&read)).await;
    phone.sees("Ar y ddyfais hon yn unig").await;
    looks_right(&phone, "feedback-replied-offline-cy").await;
    speaks(&phone, "English").await;

    assert_eq!(self_assessment_of(&fresh).await["version"], 0);
    stage.path.mend().await;
    let practitioner = &cast.practitioner;
    arrives("the self-assessment", async || {
        !self_assessment_of(&fresh).await["submitted_at"].is_null()
    })
    .await;
    arrives("the reflection", async || {
        let all = practitioner.get("/api/v1/reflections").await.expect(200);
        all.text.contains(PRIVATE)
    })
    .await;
    arrives("the reply", async || !replies_of(&read).await.is_empty()).await;

    // Everything once, and nothing that was only typed.
    let said = replies_of(&read).await;
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0]["text"], REPLY);
    let assessment = self_assessment_of(&fresh).await;
    assert_eq!(assessment["content"]["words"]["overall"], OWN_VIEW);
    let all = practitioner.get("/api/v1/reflections").await.expect(200);
    assert_eq!(all.text.matches(PRIVATE).count(), 1, "{}", all.text);
    phone.go(&feedback_of(&fresh)).await;
    phone.sees("What worked").await;
    phone.go(&feedback_of(&read)).await;
    phone.sees(REPLY).await;
    holds(
        &phone,
        "!document.body.innerText.includes('On this device only')",
    )
    .await;
    phone.close().await;
}

/// What the server refuses is shown with its words until its author lets it go; a device with
/// such words locks where it would sign out.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pain10_writing_that_is_refused_needs_its_author_and_is_kept() {
    let (stage, cast) = staged().await;
    let (phone, read, other) = told(&stage, &cast).await;
    stage.path.cut().await;
    replies(&phone, &read, REPLY).await;
    phone.sees("On this device only").await;
    assesses(&phone, &other, OWN_VIEW).await;
    phone.sees("On this device only").await;

    // Meanwhile the observer takes the one back, and the other is written elsewhere.
    let withdraw = read.path("/withdraw");
    cast.observer.post(&withdraw, json!({})).await.expect(200);
    let elsewhere =
        json!({ "content": { "ratings": {}, "words": { "overall": "Fine." } }, "submit": false });
    let path = other.path("/self-assessment");
    let put = cast.practitioner.client.put(&path, None, elsewhere).await;
    assert!(put.status < 300, "{}", put.text);
    stage.path.mend().await;

    // No text is replaced by one whose author had not seen it.
    phone.sees("The server did not take this").await;
    phone.sees("Needs you").await;
    looks_right(&phone, "self-assessment-needs-you").await;
    assert_eq!(
        self_assessment_of(&other).await["content"]["words"]["overall"],
        "Fine."
    );
    phone.tab_killed().await;
    stage.comes_back(&phone).await;
    phone.go(&assessment_of(&other)).await;
    phone.sees("The server did not take this").await;
    let words = format!("document.getElementById('refused')?.value.includes('{OWN_VIEW}')");
    holds(&phone, &words).await;

    // Pain 10: a sign-out would strand them, so it locks.
    phone.press_first("#account-menu").await;
    phone.press("Sign out").await;
    phone.sees("This device is locked").await;
    phone.sees("2 records wait here to be sent").await;
    stage.comes_back(&phone).await;
    let mut found = Vec::new();
    for page in [assessment_of(&other), feedback_of(&read)] {
        phone.go(&page).await;
        holds(&phone, "!!document.getElementById('refused')").await;
        let words = phone
            .run("return document.getElementById('refused').value")
            .await;
        let words = words.as_str().expect("a text").to_owned();
        found.extend(
            [OWN_VIEW, REPLY]
                .into_iter()
                .filter(|own| words.contains(own)),
        );
    }
    Tally::of([OWN_VIEW, REPLY], found).is_whole("pain 10: refused writing after a sign-out");

    phone.go(&assessment_of(&other)).await;
    phone.press("Remove from this device").await;
    phone.press_in_dialog("Remove from this device").await;
    holds(
        &phone,
        "document.getElementById('overall')?.value === 'Fine.'",
    )
    .await;

    // The reply to what was withdrawn is still there to be copied.
    phone.go(&feedback_of(&read)).await;
    phone.sees("The server did not take this").await;
    phone
        .sees("withdrawn before your reply reached the server")
        .await;
    phone.sees("This feedback was withdrawn").await;
    let words = format!("document.getElementById('refused')?.value === '{REPLY}'");
    holds(&phone, &words).await;
    looks_right(&phone, "reply-needs-you").await;
    speaks(&phone, "Cymraeg").await;
    phone.sees("Ni dderbyniodd y gweinydd hwn").await;
    looks_right(&phone, "reply-needs-you-cy").await;
    speaks(&phone, "English").await;
    phone.press("Remove from this device").await;
    phone.press_in_dialog("Remove from this device").await;
    holds(&phone, "!document.getElementById('refused')").await;
    phone.close().await;
}
