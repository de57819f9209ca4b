//! The write-up: what is typed stays, whatever is tapped or left a moment later.

use serde_json::{Value, json};
use tests::{Browser, Record, Screen};

use super::words::pastes;
use super::writing::{arrives, keeps};
use super::{Cast, Stage, looks_right, staged};
use crate::tablet::{holds, operations};

const REASON: &str = "I heard it twice through the door.";

/// A write-up that is open on the tablet, at one of its parts.
async fn opened(screen: Screen, part: &str) -> (Stage, Cast, Record, Browser) {
    let (stage, cast) = staged().await;
    let record = cast.plans().await.drafted().await;
    let tablet = stage.browser_of(&cast.observer, screen).await;
    tablet.has_wrapped(&cast.observer.id).await;
    tablet.go(&draft_of(&record)).await;
    tablet.press(part).await;
    (stage, cast, record, tablet)
}

fn draft_of(record: &Record) -> String {
    format!("/observations/{}/draft", record.id)
}

/// The newest act of a kind that the server has of a record.
pub async fn newest(record: &Record, kind: &str) -> Value {
    let all = operations(&record.observer, &record.id).await;
    let mut newest = all.into_iter().rev();
    newest.find(|op| op["kind"] == kind).unwrap_or(Value::Null)
}

/// Types into a field and does something else before the page comes to draw anything.
async fn types_and(browser: &Browser, field: &str, words: &str, then: &str) {
    browser.find(field).await;
    let script = format!(
        "const field = document.querySelector('{field}');
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
    tablet
        .choose("Skill", "Relationship and working alliance")
        .await;
    tablet.choose_first("Emerging").await;
    let taps = "const card = field.closest('.card');
         const chips = [...card.querySelectorAll('.chip')].slice(0, 2);
         const level = [...card.querySelectorAll('.rating-level')].find((one) => one.innerText.startsWith('Effective'));
         field.focus();
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
    let shown = format!("document.querySelector('{REASON_FIELD}')?.value === '{REASON}'");
    holds(&tablet, &shown).await;
    tablet.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reason_that_is_too_long_says_so_and_takes_nothing_away() {
    let (_stage, _cast, record, phone) = opened(Screen::Phone, "Ratings").await;
    phone.choose_first("Emerging").await;
    types_and(&phone, REASON_FIELD, REASON, "field.focus(); field.blur();").await;
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
    types_and(&phone, "#question", "", "field.focus(); field.blur();").await;
    phone.sees("Write the question you will ask first").await;
    let refused = record.share().await;
    assert!(refused.status >= 400, "{}", refused.text);
    phone.close().await;
}

/// A gesture back takes the page away, and a browser may not say that its field was left.
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

const HALF: &str = "You stayed with him";

/// Whether a field holds these words.
fn shows(id: &str, words: &str) -> String {
    format!("document.getElementById('{id}')?.value === '{words}'")
}

/// A strength that is half written when the tab is killed is there again, is not typed over by
/// another, and is no draft any more once it is saved.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_strength_half_written_survives_a_killed_tab() {
    let (stage, cast, record, tablet) = opened(Screen::Tablet, "Strengths").await;
    tablet.press("Add a strength").await;
    tablet.fill("In one sentence", HALF).await;
    let is_kept = keeps(&cast.observer, &format!("strength-{}", record.id));
    holds(&tablet, &is_kept).await;
    tablet.tab_killed().await;
    stage.comes_back(&tablet).await;
    tablet.go("/device").await;
    tablet.sees("Begun and not sent").await;
    tablet.sees("A strength").await;
    looks_right(&tablet, "begun-strength").await;
    tablet.press("Go on with it").await;
    holds(&tablet, &shows("point-title", HALF)).await;
    looks_right(&tablet, "draft-begun").await;

    tablet.press("Edit “You stayed with his words.”").await;
    tablet.sees("Save what is open here, or close it").await;
    looks_right(&tablet, "draft-open-first").await;
    holds(&tablet, &shows("point-title", HALF)).await;
    tablet
        .fill("What you saw or heard", "Eleven minutes of it.")
        .await;
    tablet.press("Save").await;
    let is_saved = async || newest(&record, "put_point").await["text"]["title"] == HALF;
    arrives("the strength", is_saved).await;
    holds(&tablet, &format!("!(await {is_kept})")).await;
    tablet.go(&draft_of(&record)).await;
    tablet.sees(HALF).await;
    holds(&tablet, "!document.getElementById('point-title')").await;
    tablet.close().await;
}

/// An action that is begun is there after another part was looked at; closing it asks.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_action_half_written_goes_only_when_its_author_says_so() {
    let (_stage, cast, record, phone) = opened(Screen::Phone, "Actions").await;
    let is_kept = keeps(&cast.observer, &format!("action-{}", record.id));
    phone.press("Add an action").await;
    phone.fill("What", HALF).await;
    holds(&phone, &is_kept).await;
    phone.press("Strengths").await;
    phone.sees("Add a strength").await;
    phone.press("Actions").await;
    holds(&phone, &shows("action-title", HALF)).await;
    phone.press("Close").await;
    phone.sees("Let go of what you typed?").await;
    looks_right(&phone, "draft-let-go").await;
    phone.press_in_dialog("Go on writing").await;
    holds(&phone, &shows("action-title", HALF)).await;
    phone.press("Close").await;
    phone.press_in_dialog("Let go of it").await;
    holds(&phone, &format!("!(await {is_kept})")).await;
    phone.go(&draft_of(&record)).await;
    phone.press("Actions").await;
    phone.named("Add an action").await;
    assert_eq!(
        phone
            .run("return !document.getElementById('action-title')")
            .await,
        json!(true)
    );
    phone.close().await;
}

/// What is kept comes back without the space at its end, after which its author goes on typing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rest_between_two_words_takes_no_space_away() {
    let (_stage, _cast, record, phone) = opened(Screen::Phone, "The question").await;
    types_and(&phone, "#question", "What told you ", "").await;
    let is_kept = async || newest(&record, "set_question").await["text"] == "What told you";
    arrives("the words so far", is_kept).await;
    phone.sees("Saved on this device").await;
    holds(&phone, &shows("question", "What told you ")).await;
    phone.close().await;
}

/// What was typed while a save was under way is no part of what that save says.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_typed_while_a_point_is_saved_stays_begun() {
    const EFFECT: &str = "He said the rest himself.";
    let (stage, cast, record, tablet) = opened(Screen::Tablet, "Strengths").await;
    tablet.press("Add a strength").await;
    tablet.fill("In one sentence", HALF).await;
    let saves_and_goes_on = format!(
        "field.focus();
         field.blur();
         const effect = document.getElementById('point-effect');
         Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(effect, '{EFFECT}');
         effect.dispatchEvent(new Event('input', {{ bubbles: true }}));"
    );
    types_and(
        &tablet,
        "#point-evidence",
        "Eleven minutes of it.",
        &saves_and_goes_on,
    )
    .await;
    let is_saved = async || newest(&record, "put_point").await["text"]["title"] == HALF;
    arrives("the strength", is_saved).await;
    let is_kept = keeps(&cast.observer, &format!("strength-{}", record.id));
    holds(&tablet, &is_kept).await;
    tablet.tab_killed().await;
    stage.comes_back(&tablet).await;
    tablet.go(&draft_of(&record)).await;
    holds(&tablet, &shows("point-effect", EFFECT)).await;
    tablet.press("Save").await;
    let has_effect = async || newest(&record, "put_point").await["text"]["effect"] == EFFECT;
    arrives("the effect", has_effect).await;
    holds(&tablet, &format!("!(await {is_kept})")).await;
    tablet.close().await;
}

/// A question that does not fit yet is on the device as typed, and whoever would share the one
/// before it hears that these words are no part of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_that_is_too_long_survives_and_is_not_passed_over() {
    let (stage, cast, record, phone) = opened(Screen::Phone, "The question").await;
    let is_kept = keeps(&cast.observer, &format!("question-{}", record.id));
    let is_there = "document.getElementById('question')?.value.length === 2001";
    pastes(&phone, "question", 2_001).await;
    phone.sees("Use 2000 characters or fewer").await;
    holds(&phone, &is_kept).await;
    phone.press("Strengths").await;
    phone.sees("Add a strength").await;
    phone.press("The question").await;
    holds(&phone, is_there).await;
    phone.tab_killed().await;
    stage.comes_back(&phone).await;

    phone
        .go(&format!("/observations/{}/preview", record.id))
        .await;
    phone.sees("Begun, and not part of this").await;
    phone.sees("The question to ask first").await;
    looks_right(&phone, "preview-begun").await;
    phone.press("Back to writing").await;
    phone.press("The question").await;
    holds(&phone, is_there).await;
    const SHORT: &str = "What did you hear?";
    types_and(&phone, "#question", SHORT, "field.focus(); field.blur();").await;
    let is_asked = async || newest(&record, "set_question").await["text"] == SHORT;
    arrives("the question", is_asked).await;
    holds(&phone, &format!("!(await {is_kept})")).await;
    phone.press("See it as the practitioner will").await;
    phone.sees(SHORT).await;
    phone.named("Share with Dafydd Price").await;
    assert!(!phone.text().await.contains("not part of this"));
    phone.close().await;
}
