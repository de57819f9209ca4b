//! An instrument of the organisation's own, answered in every way an item can be: "no opportunity" is
//! one of them, a short session says so, and so does an end that nobody saw.

use serde_json::{Value, json};
use tests::{Organisation, Record, Screen, TestApp};

use super::drafting::newest;
use super::writing::arrives;
use super::{Cast, Stage, looks_right};

const REASON: &str = "Under ten minutes these rest on little.";
const SEVEN_MINUTES_MS: u32 = 7 * 60 * 1000;

fn item(id: &str, label: &str, kind: Value) -> Value {
    json!({ "id": id, "label": label, "kind": kind, "may_lack_opportunity": true })
}

fn instrument() -> Value {
    let few = json!({ "points": { "min": 0, "max": 4, "min_label": "not at all", "max_label": "throughout" } });
    let many = json!({ "points": { "min": 0, "max": 100, "max_label": "all of it" } });
    let several = json!({ "choice": { "choose": "several", "options": [
        { "id": "phone", "label": "By phone" }, { "id": "paper", "label": "On paper" },
    ] } });
    json!({
        "id": "checklist", "version": "1", "title": "Team checklist",
        "guidance": ["Answer what you saw."],
        "preconditions": ["The session is about one task."],
        "no_opportunity": { "label": "Nothing called for it" },
        "sections": [{ "id": "task", "title": "The task", "tile": "Task", "items": [
            item("said", "The task was said aloud", json!("yes_no")),
            item("clear", "How clear it was", few),
            item("share", "Share of the session", many),
            item("how", "How it was given", several),
        ] }],
        "codes": [{ "id": "person-talks", "label": "The person talks", "tile": "Person talks", "event": "state",
            "rules": ["A word of assent does not end it."] }],
        "session_rules": [{ "under_minutes": 10, "effect": "caveat", "applies_to": ["task"], "reason": REASON }],
    })
}

async fn published(app: &TestApp, organisation: &Organisation<'_>) -> String {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), instrument().to_string()).expect("it is written");
    let file = file.path().to_string_lossy().into_owned();
    let of = organisation.id.as_str();
    let publish = ["publish-framework", "--organisation", of, "--file", &file];
    app.admin(&publish).await.trim().to_owned()
}

/// Seven minutes in which somebody began to talk and nobody said when that was over.
async fn short_session(cast: &Cast, hash: &str) -> Record {
    let mut record = cast
        .observer
        .plans_with(&cast.practitioner, hash, None)
        .await;
    record.inform().await.expect(200);
    let session = [
        json!({ "kind": "start" }),
        json!({ "kind": "code", "code": "person-talks", "event": "begin" }),
        json!({ "kind": "end", "elapsed_ms": SEVEN_MINUTES_MS }),
    ];
    record.push(&session).await.expect(200);
    record
}

/// Presses a radio or a tick of the item with this id, by the first words beside it.
fn choice(item: &str, words: &str) -> String {
    format!(
        "(//*[starts-with(@id, \"item-{item}\")]/ancestor::*[self::fieldset or @role=\"group\"][1]\
         //label[starts-with(normalize-space(.), \"{words}\")])[1]"
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_opportunity_answers_every_kind_of_item_that_may_lack_it() {
    const LACKING: &str = "Nothing called for it";
    let stage = Stage::set().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let hash = published(&stage.app, &organisation).await;
    let record = short_session(&cast, &hash).await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet
        .go(&format!("/observations/{}/draft", record.id))
        .await;
    tablet.sees("1 closed at the end of the session").await;
    tablet.press("Ratings").await;
    tablet.sees(REASON).await;
    tablet.sees("4: throughout").await;
    tablet
        .sees("A whole number from 0 to 100 (100: all of it)")
        .await;
    let rated = async |item: &str, answer: Value| {
        let is_newest = async || {
            let newest = newest(&record, "rate").await;
            newest["item"] == item && newest["answer"] == answer
        };
        arrives(item, is_newest).await;
    };
    for item in ["said", "clear", "share", "how"] {
        tablet.press_path(&choice(item, LACKING)).await;
        rated(item, json!("no_opportunity")).await;
    }
    looks_right(&tablet, "draft-no-opportunity").await;

    // Every one of them can be answered after all.
    tablet.press_path(&choice("said", "Yes")).await;
    rated("said", json!({ "yes_no": true })).await;
    tablet.press_path(&choice("clear", "0: not at all")).await;
    rated("clear", json!({ "points": 0 })).await;
    tablet.press_path(&choice("share", LACKING)).await;
    tablet.fill("Share of the session", "60").await;
    rated("share", json!({ "points": 60 })).await;
    tablet.press_path(&choice("how", "On paper")).await;
    rated("how", json!({ "choice": ["paper"] })).await;
    tablet.close().await;
}

/// What the instrument asks of its user stands where it is about to be used.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_instrument_says_how_it_is_used_before_the_session() {
    let stage = Stage::set().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let hash = published(&stage.app, &organisation).await;
    let record = cast
        .observer
        .plans_with(&cast.practitioner, &hash, None)
        .await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet
        .go(&format!("/observations/{}/live", record.id))
        .await;
    tablet.press("How to use Team checklist").await;
    for words in [
        "The session is about one task.",
        "Answer what you saw.",
        "A word of assent does not end it.",
    ] {
        tablet.sees(words).await;
    }
    looks_right(&tablet, "gate-how-to-use").await;
    tablet.go(&format!("/frameworks/{hash}")).await;
    tablet.sees("A word of assent does not end it.").await;
    tablet.close().await;
}
