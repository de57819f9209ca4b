//! Words that are half typed, too long, sent twice or written in two windows: none is lost, and
//! their author is told.

use serde_json::{Value, json};
use tests::{Browser, Fault, Person, new_id};

use super::writing::{
    arrives, assessment_of, feedback_of, keeps, replies_of, self_assessment_of, told,
};
use super::{Stage, looks_right, staged};
use crate::tablet::holds;

const WORDS: &str = "He had never said that before, so I stayed.";
const OTHER: &str = "I was nervous with Priya there.";

async fn signs_out(phone: &Browser) {
    phone.press_first("#account-menu").await;
    phone.press("Sign out").await;
}

/// Puts so many letters into a field, as a paste does.
pub async fn pastes(phone: &Browser, id: &str, n: usize) {
    phone.find(&format!("#{id}")).await;
    let script = format!(
        "const field = document.getElementById('{id}');
         Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, 'a'.repeat({n}));
         field.dispatchEvent(new Event('input', {{ bubbles: true }}));"
    );
    phone.run(&script).await;
}

/// Lets every answer of the server get lost, from its first byte.
async fn loses_answers(stage: &Stage) {
    stage.path.plan(vec![Fault::CutDown(1); 1_000]).await;
    stage.path.mend().await;
}

/// From now on answers come through, and the phone hears that the server has what it sent.
async fn comes_to_know(stage: &Stage, phone: &Browser) {
    stage.path.go_well().await;
    let is_known = "!document.body.innerText.includes('On this device only')";
    holds(phone, is_known).await;
}

async fn reflection_of(person: &Person, id: &str) -> Value {
    let path = format!("/api/v1/reflections/{id}");
    person.get(&path).await.expect(200).json()
}

/// Whether these words stand in the field of a free reflection.
fn shows(words: &str) -> String {
    format!("document.getElementById('part-free')?.value === '{words}'")
}

/// A reflection of the practitioner that the server has, open on their phone.
pub async fn reflects(stage: &Stage, person: &Person) -> (Browser, String) {
    let id = new_id();
    let words = json!({ "model": "free", "parts": { "free": WORDS } });
    let path = format!("/api/v1/reflections/{id}");
    let put = person.client.put(&path, None, words).await;
    put.expect(201);
    let phone = stage.browser_of(person, tests::Screen::Phone).await;
    phone.has_wrapped(&person.id).await;
    phone.keeps_all_pages().await;
    phone.go(&format!("/reflections/{id}")).await;
    holds(&phone, &shows(WORDS)).await;
    (phone, id)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_begun_for_what_was_withdrawn_is_shown_and_let_go_of() {
    let (stage, cast) = staged().await;
    let (phone, read, _) = told(&stage, &cast).await;
    phone.go(&feedback_of(&read)).await;
    phone.fill("Your reply", WORDS).await;
    let draft = keeps(&cast.practitioner, &format!("reply-{}", read.id));
    holds(&phone, &draft).await;
    let withdraw = read.path("/withdraw");
    cast.observer.post(&withdraw, json!({})).await.expect(200);

    phone.go(&feedback_of(&read)).await;
    phone.sees("This feedback was withdrawn").await;
    phone.sees("Priya has taken it back").await;
    phone.sees("Your words are still on this device").await;
    looks_right(&phone, "reply-begun").await;
    signs_out(&phone).await;
    phone.sees("One record waits here").await;
    stage.comes_back(&phone).await;
    phone.go(&feedback_of(&read)).await;
    phone.press("See your words").await;
    phone.sees("Begun and not sent").await;
    let shown =
        format!("[...document.querySelectorAll('textarea')].some((t) => t.value === '{WORDS}')");
    holds(&phone, &shown).await;
    phone.named("Copy the words").await;
    looks_right(&phone, "begun").await;
    phone.press("Remove from this device").await;
    phone.press_in_dialog("Remove from this device").await;
    holds(
        &phone,
        "!document.body.innerText.includes('Begun and not sent')",
    )
    .await;
    signs_out(&phone).await;
    phone.sees("Email address").await;
    assert!(!phone.text().await.contains("This device is locked"));
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_text_that_is_too_long_says_so_at_its_field_and_is_kept_once_it_fits() {
    let (stage, cast) = staged().await;
    let (phone, read, fresh) = told(&stage, &cast).await;
    let own_words = async || self_assessment_of(&fresh).await["content"]["words"].clone();
    phone.go(&assessment_of(&fresh)).await;
    phone.fill("In your own words, how did it go?", WORDS).await;
    arrives("the words", async || own_words().await["overall"] == WORDS).await;
    pastes(&phone, "overall", 2_012).await;
    phone.sees("Use 2000 characters or fewer").await;
    phone.sees("You have 12 characters too many").await;
    phone.sees("Not all of this is saved").await;
    looks_right(&phone, "self-assessment-too-long").await;
    // The rest is saved, and what was saved before is not taken away.
    phone.choose_first("Emerging").await;
    let has_rating = async || {
        let ratings = self_assessment_of(&fresh).await["content"]["ratings"].clone();
        ratings
            .as_object()
            .is_some_and(|ratings| !ratings.is_empty())
    };
    arrives("the rating", has_rating).await;
    assert_eq!(own_words().await["overall"], WORDS);
    phone.press("Hand in and open the feedback").await;
    phone.sees("There is a problem").await;
    assert!(self_assessment_of(&fresh).await["submitted_at"].is_null());
    pastes(&phone, "overall", 2_000).await;
    let fits = async || own_words().await["overall"] == "a".repeat(2_000);
    arrives("the words that fit", fits).await;

    // What was handed in is read, and not written any more.
    phone.press("Hand in and open the feedback").await;
    phone.sees("You handed in your own view").await;
    phone.sees("What you handed in").await;
    holds(
        &phone,
        "!document.querySelector('main textarea, main input')",
    )
    .await;
    looks_right(&phone, "self-assessment-handed-in").await;

    phone.go(&feedback_of(&read)).await;
    pastes(&phone, "text", 10_001).await;
    phone.sees("Use 10000 characters or fewer").await;
    phone.sees("You have 1 character too many").await;
    phone.press("Send the reply").await;
    phone.sees("There is a problem").await;
    phone.fill("Your reply", WORDS).await;
    phone.press("Send the reply").await;
    let replied = async || {
        let feedback = read.practitioner.get(&read.path("/feedback")).await;
        feedback.expect(200).text.contains(WORDS)
    };
    arrives("the reply", replied).await;
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reflection_that_is_too_long_keeps_what_fitted() {
    let (stage, cast) = staged().await;
    let person = &cast.practitioner;
    let (phone, id) = reflects(&stage, person).await;
    pastes(&phone, "part-free", 10_003).await;
    phone.sees("You have 3 characters too many").await;
    phone.sees("Not all of this is saved").await;
    looks_right(&phone, "reflection-too-long").await;
    holds(
        &phone,
        "[...document.querySelectorAll('button')].find((b) => b.innerText === 'Share it')?.disabled",
    )
    .await;
    // What fitted before is what the server and this device keep.
    phone.go(&format!("/reflections/{id}")).await;
    holds(&phone, &shows(WORDS)).await;
    assert_eq!(reflection_of(person, &id).await["parts"]["free"], WORDS);
    pastes(&phone, "part-free", 10_003).await;
    phone.sees("Not all of this is saved").await;
    pastes(&phone, "part-free", 10_000).await;
    let part = async || reflection_of(person, &id).await["parts"]["free"].clone();
    let fits = async || part().await == "a".repeat(10_000);
    arrives("the words that fit", fits).await;
    phone.close().await;
}

/// The answers to a reply, a reflection and a view that was handed in are lost after the server
/// has taken them: each is there once, and the phone comes to know.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writing_whose_answer_is_lost_is_there_once() {
    let (stage, cast) = staged().await;
    let (phone, read, fresh) = told(&stage, &cast).await;
    let person = &cast.practitioner;
    let reflections = async || person.get("/api/v1/reflections").await.expect(200).text;

    // With the network still there, so that the page has its session.
    phone.go(&feedback_of(&read)).await;
    phone.settles().await;
    stage.path.cut().await;
    phone.fill("Your reply", WORDS).await;
    phone.press("Send the reply").await;
    phone.sees("On this device only").await;
    loses_answers(&stage).await;
    arrives("the reply", async || !replies_of(&read).await.is_empty()).await;
    comes_to_know(&stage, &phone).await;

    phone.go(&assessment_of(&fresh)).await;
    phone.settles().await;
    stage.path.cut().await;
    phone.choose_first("Emerging").await;
    phone.press("Hand in and open the feedback").await;
    phone.sees("What you handed in").await;
    phone.sees("On this device only").await;
    looks_right(&phone, "self-assessment-handed-in-here").await;
    loses_answers(&stage).await;
    let is_handed_in = async || !self_assessment_of(&fresh).await["submitted_at"].is_null();
    arrives("the view", is_handed_in).await;
    comes_to_know(&stage, &phone).await;

    phone.go("/reflections").await;
    phone.press("Write a reflection").await;
    phone.press("Freely").await;
    phone.settles().await;
    stage.path.cut().await;
    phone.fill("Your reflection", OTHER).await;
    phone.sees("On this device only").await;
    loses_answers(&stage).await;
    arrives("the reflection", async || {
        reflections().await.contains(OTHER)
    })
    .await;
    comes_to_know(&stage, &phone).await;

    let said = replies_of(&read).await;
    assert_eq!(
        (said.len(), &said[0]["text"]),
        (1, &json!(WORDS)),
        "{said:?}"
    );
    let all = reflections().await;
    assert_eq!(all.matches(OTHER).count(), 1, "{all}");
    phone.close().await;
}

/// The answer to a share is lost, and the reflection taken back on another device: what the
/// first device says again does not share it, and its author is told.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_share_that_was_taken_back_elsewhere_is_not_repeated() {
    let (stage, cast) = staged().await;
    let person = &cast.practitioner;
    let (phone, id) = reflects(&stage, person).await;
    stage.path.cut().await;
    phone.press("Share it").await;
    phone
        .sees("It counts once the server has heard of it")
        .await;
    loses_answers(&stage).await;
    let is_shared = async || !reflection_of(person, &id).await["shared_at"].is_null();
    arrives("the share", is_shared).await;
    let unshare = format!("/api/v1/reflections/{id}/unshare");
    person.post(&unshare, json!({})).await.expect(200);
    stage.path.go_well().await;

    phone.sees("It was not shared").await;
    looks_right(&phone, "share-refused").await;
    assert!(!is_shared().await);
    phone.press("Show it as it is now").await;
    phone.named("Share it").await;
    phone.press("Share it").await;
    arrives("the share that was meant", is_shared).await;
    phone.close().await;
}

/// Two windows of one device write the same reflection: each is told of the other before the
/// server refuses anything, neither text is lost, and the author is asked.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_windows_that_write_the_same_reflection_lose_neither_text() {
    let (stage, cast) = staged().await;
    let person = &cast.practitioner;
    let (phone, id) = reflects(&stage, person).await;
    let page = format!("/reflections/{id}");
    phone.open_tab().await;
    phone.go(&page).await;
    holds(&phone, &shows(WORDS)).await;
    stage.path.cut().await;

    // Where nothing was typed, what the other window wrote is shown.
    phone
        .fill("Your reflection", "Written in the second window.")
        .await;
    phone.sees("On this device only").await;
    phone.show_tab(0).await;
    holds(&phone, &shows("Written in the second window.")).await;
    // Both have typed by now.
    phone
        .fill("Your reflection", "Written in the first window.")
        .await;
    phone.sees("On this device only").await;
    phone.show_tab(1).await;
    phone
        .sees("You are writing this in another window too")
        .await;
    looks_right(&phone, "reflection-two-windows").await;
    phone
        .fill(
            "Your reflection",
            "Written in the second window, after all.",
        )
        .await;
    stage.path.mend().await;

    phone.sees("The server did not take this").await;
    let refused = "document.getElementById('refused')?.value.includes('Written in the second window, after all.')";
    holds(&phone, refused).await;
    let kept = reflection_of(person, &id).await;
    assert_eq!(kept["parts"]["free"], "Written in the first window.");
    phone.show_tab(0).await;
    phone.sees("The server did not take this").await;
    phone.close().await;
}
