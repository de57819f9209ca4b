//! One observer with two devices and with two tabs: nothing is overwritten unseen.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tests::{Record, Screen, Tally, day_ahead, new_id};

use super::{looks_right, staged};

/// Pain 19 in the app: the tablet writes the question without a network, the desk writes it
/// meanwhile, and the author is shown both.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pain_19_two_versions_of_the_question_are_shown_and_settled() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await.drafted().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet
        .go(&format!("/observations/{}/draft", record.id))
        .await;
    tablet.press("The question").await;
    tablet.sees("A few words around it").await;

    stage.path.cut().await;
    let on_tablet = "What told you to wait there?";
    tablet
        .fill("What will you ask before you tell anything?", on_tablet)
        .await;
    tablet.press("Actions").await;
    tablet.sees("no network").await;
    let on_desk = "What would you try again with him?";
    let mut desk = Record {
        device: new_id(),
        sequence: 0,
        ..record.clone()
    };
    desk.push(&[edit_of(&record, on_desk).await])
        .await
        .expect(200);

    stage.path.mend().await;
    tablet.sees("Two versions of the question").await;
    tablet.sees("On another device").await;
    tablet.sees(on_desk).await;
    tablet.sees(on_tablet).await;
    looks_right(&tablet, "two-versions").await;
    tablet.press("Keep both").await;
    tablet.sees("All safe on the server").await;
    tablet.sees("One decision between two versions").await;
    // The status line may still speak of what was sent before the decision.
    let (asked, mut outcome) = (Instant::now(), Value::Null);
    while outcome.is_null() && asked.elapsed() < Duration::from_secs(15) {
        let conflicts = cast.observer.get(&record.path("/conflicts")).await;
        outcome = conflicts.expect(200).json()["items"][0]["outcome"].clone();
    }
    assert_eq!(outcome["result"], json!({ "kept": "written" }));
    let words = outcome["by"]["body"]["text"].as_str().unwrap_or_default();
    let there = [on_tablet, on_desk]
        .into_iter()
        .filter(|text| words.contains(text));
    Tally::of([on_tablet, on_desk], there).is_whole("pain 19: texts of two devices, in the app");
    tablet.close().await;
}

/// What another device writes over the question as it stands.
async fn edit_of(record: &Record, text: &str) -> serde_json::Value {
    let log = record
        .observer
        .get(&record.path("/operations"))
        .await
        .expect(200)
        .json();
    let segments = log["items"].as_array().expect("a list").iter();
    let mut operations =
        segments.flat_map(|segment| segment["operations"].as_array().expect("a list"));
    let first = operations
        .find(|operation| operation["kind"] == "set_question")
        .expect("the draft has a question");
    json!({ "kind": "set_question", "base": first["id"], "text": text })
}

/// Two tabs of one person: each sees the other's taps at once, only one sends, and each tap is
/// there once. Pain 16.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pain_16_two_tabs_see_each_others_taps_and_send_each_once() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await.observed().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    let live = format!("/observations/{}/live", record.id);
    tablet.go(&live).await;
    tablet.sees("Role clarity").await;
    tablet.sees("All safe on the server").await;
    stage.path.cut().await;
    tablet.open_tab().await;
    tablet.go(&live).await;
    tablet.fill("Note", "Written in the second tab.").await;
    tablet.press("Add note").await;
    tablet.sees("Written in the second tab.").await;
    tablet.show_tab(0).await;
    tablet.sees("Written in the second tab.").await;
    tablet.fill("Note", "Written in the first tab.").await;
    tablet.press("Add note").await;
    tablet.show_tab(1).await;
    tablet.sees("Written in the first tab.").await;
    stage.path.mend().await;
    tablet.sees("All safe on the server").await;
    tablet.show_tab(0).await;
    tablet.sees("All safe on the server").await;
    let log = cast
        .observer
        .get(&record.path("/operations"))
        .await
        .expect(200);
    assert_eq!(log.text.matches("Written in the second tab.").count(), 1);
    assert_eq!(log.text.matches("Written in the first tab.").count(), 1);
    tablet.close().await;
}

/// The day's record is on the device before it was ever opened there, and says why it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_on_this_device_is_shown_with_its_reason() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await.drafted().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.go("/observations").await;
    tablet.press("On this device: one record").await;
    tablet.sees("you are writing this up").await;
    tablet.sees("Safe on the server").await;
    looks_right(&tablet, "on-this-device").await;
    stage.path.cut().await;
    tablet
        .go(&format!("/observations/{}/draft", record.id))
        .await;
    tablet.sees("You stayed with his words.").await;
    tablet.close().await;
}

/// What was only looked at can be looked at again without a network for a day, and then no more:
/// nobody tells a device of the end of a right to it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_opened_by_hand_is_here_for_a_day() {
    let (stage, cast) = staged().await;
    let id = new_id();
    let plan = json!({
        "id": id, "practitioner_id": cast.practitioner.id, "framework": cast.observer.framework().await,
        "agreement": { "purpose": "developmental", "session_type": "supervision",
                       "planned_for": format!("{}T10:00", day_ahead(60)), "duration_minutes": 60 },
    });
    let planned = cast.observer.post("/api/v1/observations", plan).await;
    assert!(planned.status < 300, "{}", planned.text);
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    let page = format!("/observations/{id}");
    let opens_without_a_network = async |words: &str| {
        stage.path.cut().await;
        tablet.go(&page).await;
        tablet.sees(words).await;
        stage.path.mend().await;
    };
    tablet.go(&page).await;
    tablet.sees("What was agreed").await;
    opens_without_a_network("What was agreed").await;
    tablet.go("/").await;
    tablet.settles().await;
    opens_without_a_network("What was agreed").await;

    let two_days_on = json!({ "source": "{ const now = Date.now.bind(Date);
        Date.now = () => now() + 2 * 86400 * 1000; }" });
    tablet
        .devtools("Page.addScriptToEvaluateOnNewDocument", two_days_on)
        .await;
    tablet.go("/").await;
    tablet.sees("Today").await;
    let is_kept = format!(
        "const done = arguments[arguments.length - 1];
         indexedDB.open('alongside-{}').onsuccess = (opened) => {{
           const database = opened.target.result;
           const keys = database.transaction('observations').objectStore('observations').getAllKeys();
           keys.onsuccess = () => {{ database.close(); done(keys.result.includes('{id}')); }};
         }};",
        cast.observer.id
    );
    let started = Instant::now();
    while tablet.run_async(&is_kept).await == json!(true) {
        assert!(started.elapsed() < Duration::from_secs(20), "it stays");
        tokio::task::yield_now().await;
    }
    opens_without_a_network("There is no network").await;
    tablet.close().await;
}
