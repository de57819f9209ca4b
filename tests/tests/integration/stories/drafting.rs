//! The write-up: what is typed stays, whatever is tapped or left a moment later.

use serde_json::{Value, json};
use tests::{Browser, Record, Screen};

use super::words::pastes;
use super::writing::arrives;
use super::{Cast, Stage, looks_right, staged};
use crate::tablet::{holds, operations};

const REASON: &str = "I heard it twice through the door.";

/// A write-up that is open on the tablet, at one of its parts.
async fn opened(screen: Screen, part: &str) -> (Stage, Cast, Record, Browser) {
    let (stage, cast) = staged().await;
    let record = cast.plans().await.drafted().await;
    let tablet = stage.browser_of(&cast.observer, screen).await;
    tablet.go(&draft_of(&record)).await;
    tablet.press(part).await;
    (stage, cast, record, tablet)
}

fn draft_of(record: &Record) -> String {
    format!("/observations/{}/draft", record.id)
}

/// The newest act of a kind that the server has of a record.
async fn newest(record: &Record, kind: &str) -> Value {
    let all = operations(&record.observer, &record.id).await;
    let mut newest = all.into_iter().rev();
    newest.find(|op| op["kind"] == kind).unwrap_or(Value::Null)
}

/// Types into a field and does something else before the page comes to draw anything.
async fn types_and(browser: &Browser, field: &str, words: &str, then: &str) {
    browser.find(field).await;
    let script = format!(
        "const field = document.querySelector('{field}');
         field.focus();
         Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(field, '{words}');
         field.dispatchEvent(new Event('input', {{ bubbles: true }}));
         {then}"
    );
    browser.run(&script).await;
}

const REASON_FIELD: &str = "textarea[id^=\"reason-\"]";

/// Leaving the field, two chips and another level come in one burst: each builds on the one before.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_reason_of_a_rating_survives_the_taps_that_follow_it() {
    let (_stage, _cast, record, tablet) = opened(Screen::Tablet, "Ratings").await;
    tablet.choose_first("Emerging").await;
    let taps = "const card = field.closest('.card');
         const chips = [...card.querySelectorAll('.chip')].slice(0, 2);
         const level = [...card.querySelectorAll('.rating-level')].find((one) => one.innerText.startsWith('Effective'));
         field.blur();
         chips.forEach((chip) => chip.click());
         level.querySelector('input').click();";
    types_and(&tablet, REASON_FIELD, REASON, taps).await;
    let is_rated = async || newest(&record, "rate").await["answer"]["level"] == "effective";
    arrives("the level", is_rated).await;
    let rating = newest(&record, "rate").await;
    assert_eq!(rating["reason"], REASON, "{rating}");
    let evidence = rating["evidence"].as_array().map(Vec::len);
    assert_eq!(evidence, Some(2), "{rating}");
    tablet.sees(REASON).await;
    tablet.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reason_that_is_too_long_says_so_and_takes_nothing_away() {
    let (_stage, _cast, record, phone) = opened(Screen::Phone, "Ratings").await;
    phone.choose_first("Emerging").await;
    types_and(&phone, REASON_FIELD, REASON, "field.blur();").await;
    let has_reason = async || newest(&record, "rate").await["reason"] == REASON;
    arrives("the reason", has_reason).await;
    let field = phone.find(REASON_FIELD).await;
    let id = field.attr("id").await.expect("a field").expect("an id");
    pastes(&phone, &id, 2_001).await;
    phone.sees("Use 2000 characters or fewer").await;
    phone.press_first(".card .chip").await;
    let rests = async || newest(&record, "rate").await["evidence"] != json!([]);
    arrives("the evidence", rests).await;
    assert!(has_reason().await, "what was kept is gone");
    let is_there = format!("document.getElementById('{id}')?.value.length === 2001");
    holds(&phone, &is_there).await;
    looks_right(&phone, "draft-reason-too-long").await;
    phone.close().await;
}

/// Optional words can be taken back, words that do not fit say so, and an emptied question is
/// asked for again rather than shared as it was.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_emptied_is_not_shared() {
    let (_stage, _cast, record, phone) = opened(Screen::Phone, "The question").await;
    types_and(&phone, "#message", "See you on Monday.", "").await;
    let has_message = async || newest(&record, "set_message").await != Value::Null;
    arrives("the message", has_message).await;
    pastes(&phone, "message", 10_001).await;
    phone.sees("Use 10000 characters or fewer").await;
    looks_right(&phone, "draft-message-too-long").await;
    types_and(&phone, "#message", "", "").await;
    let is_taken_back = async || newest(&record, "clear_message").await != Value::Null;
    arrives("the message that is taken back", is_taken_back).await;
    phone.sees("Everything that is needed is there").await;
    phone.press("See it as the practitioner will").await;
    phone
        .sees("What told you to stay with statement two?")
        .await;
    assert!(!phone.text().await.contains("See you on Monday."));

    phone.go(&draft_of(&record)).await;
    phone.press("The question").await;
    types_and(&phone, "#question", "", "field.blur();").await;
    phone.sees("Write the question you will ask first").await;
    let refused = record.share().await;
    assert!(refused.status >= 400, "{}", refused.text);
    phone.close().await;
}

/// A gesture back takes the page away without leaving the field.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_are_kept_when_the_page_is_left_in_the_middle_of_them() {
    let (_stage, _cast, record, phone) = opened(Screen::Phone, "The question").await;
    phone.go(&format!("/observations/{}", record.id)).await;
    phone.press_first("main a[href$='/draft']").await;
    phone.press("The question").await;
    let words = "What would you try next?";
    types_and(&phone, "#question", words, "history.back();").await;
    let is_asked = async || newest(&record, "set_question").await["text"] == words;
    arrives("the question", is_asked).await;
    phone.close().await;
}
