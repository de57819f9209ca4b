//! What the rules grant a practitioner, on a screen of theirs: to read everything that was noted,
//! and to stop. And words that are so for the one who reads them.

use serde_json::json;
use tests::{Browser, Screen};

use super::writing::arrives;
use super::{looks_right, staged};

const NOTED: &str = "Everything that was noted in the session";
const NOTE: &str = "Let the silence run.";

/// How often this page has asked for the log of a session.
async fn n_readings(browser: &Browser) -> i64 {
    let script = "return performance.getEntriesByType('resource').filter(one => one.name.includes('/operations')).length;";
    browser.run(script).await.as_i64().expect("a number")
}

/// Asked for only when it is opened, since every reading is written down; a failure says so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_practitioner_reads_everything_that_was_noted_once_it_is_shared() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await.shared().await;
    assert!(record.self_assess().await.status < 300);
    let phone = stage.browser_of(&cast.practitioner, Screen::Phone).await;
    phone
        .go(&format!("/observations/{}/feedback", record.id))
        .await;
    phone.sees("What worked").await;
    phone.settles().await;
    assert_eq!(n_readings(&phone).await, 0);
    assert!(!phone.text().await.contains(NOTE));

    stage.path.cut().await;
    phone.press(NOTED).await;
    phone.sees("Try again").await;
    looks_right(&phone, "noted-failed").await;
    stage.path.mend().await;
    phone.press("Try again").await;
    phone.sees("This is what Priya noted").await;
    phone.sees(NOTE).await;
    let script = "return [...document.querySelectorAll('.disclosure .timeline li')].map(one => one.innerText.replace(/\\s+/g, ' '));";
    let noted = phone.run(script).await;
    let expected = json!(["0:03 Working alliance seen", "0:04 Let the silence run."]);
    assert_eq!(noted, expected);
    looks_right(&phone, "noted").await;
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_observer_is_not_offered_the_notes_twice() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await.shared().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet
        .go(&format!("/observations/{}/feedback", record.id))
        .await;
    tablet.sees("What worked").await;
    let text = tablet.text().await;
    assert!(!text.contains(NOTED), "{text}");
    tablet.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_practitioner_stops_the_observation_of_their_session() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await.observed().await;
    let phone = stage.browser_of(&cast.practitioner, Screen::Phone).await;
    phone.go(&format!("/observations/{}", record.id)).await;
    phone
        .sees("Your session is under way and Priya Shah is sitting in.")
        .await;
    looks_right(&phone, "mine-in-progress").await;
    phone.press("Stop the observation").await;
    phone.sees("Stop this observation?").await;
    looks_right(&phone, "stop-mine").await;

    // Nothing is said to be stopped that is not.
    let state = async || {
        let now = cast.observer.get(&record.path("")).await.expect(200);
        now.json()["state"].clone()
    };
    stage.path.cut().await;
    phone
        .press_in_dialog("Stop and remove what was captured")
        .await;
    phone.find("dialog[open] [role=alert]").await;
    stage.path.mend().await;
    assert_eq!(state().await, "in_progress");
    phone
        .press_in_dialog("Stop and remove what was captured")
        .await;
    phone
        .sees("The observation was stopped. Nothing was shared.")
        .await;
    assert_eq!(state().await, "stopped");
    let log = cast.observer.get(&record.path("/operations")).await;
    assert_eq!(log.expect(200).json()["items"], json!([]));
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_practitioner_reads_what_is_so_for_them() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await;
    let planned = cast.observer.get(&record.path("")).await.expect(200).json();
    let mut agreement = planned["agreement"].clone();
    agreement["note"] = json!("Short notes; you see them first.");
    let version = planned["version"].as_i64().expect("a version");
    let path = record.path("");
    let patched = cast.observer.client.patch(&path, version, agreement).await;
    patched.expect(200);

    let phone = stage.browser_of(&cast.practitioner, Screen::Phone).await;
    let page = format!("/observations/{}", record.id);
    phone.go(&page).await;
    phone.sees("In the words of Priya Shah").await;
    phone.choose_first("Objected").await;
    phone
        .sees("Your session goes on, and nobody sits in.")
        .await;
    looks_right(&phone, "mine-objected").await;

    let record = record.drafted().await;
    phone.go(&page).await;
    phone
        .sees("Priya Shah is writing. You can already say how it went for you.")
        .await;
    phone.named("How it went for you").await;
    assert!(record.self_assess().await.status < 300);
    phone.go(&page).await;
    phone
        .sees("Priya Shah is writing. You have said how it went for you.")
        .await;
    phone.close().await;
}

/// As the form for planning promises.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_practitioner_chooses_the_focus_until_the_session_starts() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await;
    let phone = stage.browser_of(&cast.practitioner, Screen::Phone).await;
    phone.go(&format!("/observations/{}", record.id)).await;
    phone.sees("Your focus").await;
    phone.choose("Skill to look at", "Role clarification").await;
    looks_right(&phone, "focus-mine").await;
    phone.press("Save the focus").await;
    phone.sees("Your focus is saved").await;
    let focus = async || {
        let now = cast.observer.get(&record.path("")).await.expect(200);
        now.json()["agreement"]["focus"].clone()
    };
    assert_eq!(focus().await, "role-clarity");
    phone.choose("Skill to look at", "No focus yet").await;
    phone.press("Save the focus").await;
    arrives("that there is no focus", async || {
        focus().await == json!(null)
    })
    .await;

    let record = record.observed().await;
    phone.go(&format!("/observations/{}", record.id)).await;
    phone.sees("Your session is under way").await;
    assert!(!phone.text().await.contains("Your focus"));
    phone.close().await;
}
