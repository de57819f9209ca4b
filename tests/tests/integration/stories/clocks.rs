//! E39 of the security page: a clock that was set, and a time zone that changes.

use serde_json::{Value, json};
use tests::Screen;

use super::staged;
use super::vault::{CANARY, document_of, notes_without_network};
use crate::tablet::operations;

/// What is kept of others for reading goes after 72 hours without the server; one's own unsent
/// work stays, however the clock was set.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e39_after_three_days_without_the_server_only_own_unsent_work_is_left() {
    let (stage, cast) = staged().await;
    let settled = cast.plans().await.drafted().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.keeps_all_pages().await;
    tablet
        .go(&format!("/observations/{}/draft", settled.id))
        .await;
    tablet.sees("You stayed with his words.").await;
    let unsent = notes_without_network(&stage, &tablet, &cast).await;
    tablet
        .go(&format!("/observations/{}/draft", settled.id))
        .await;
    tablet.sees("You stayed with his words.").await;

    tablet.clock_runs_ahead(73.0).await;
    tablet.go(&format!("/observations/{unsent}/live")).await;
    tablet.sees(CANARY).await;
    let own = document_of(&tablet).await.matches(CANARY).count();
    tablet
        .go(&format!("/observations/{}/draft", settled.id))
        .await;
    tablet
        .sees("this device has not opened this observation before")
        .await;
    let read = document_of(&tablet)
        .await
        .matches("You stayed with his words.")
        .count();
    println!(
        "E39: 73 hours on, own unsent words shown {own} times, words kept for reading {read} times"
    );
    assert_eq!(read, 0);

    // Set back by a year, the clock wins no time.
    tablet.clock_runs_ahead(-73.0 - 365.0 * 24.0).await;
    tablet.go(&format!("/observations/{unsent}/live")).await;
    tablet.sees(CANARY).await;
    tablet
        .go(&format!("/observations/{}/draft", settled.id))
        .await;
    tablet
        .sees("this device has not opened this observation before")
        .await;
    tablet.close().await;
}

/// E39: the day and the order of what was captured are those of the session, wherever the tablet
/// believes it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e39_a_time_zone_that_changes_within_a_session_changes_no_time() {
    let (stage, cast) = staged().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    let id = notes_without_network(&stage, &tablet, &cast).await;
    let zone = json!({ "timezoneId": "Pacific/Auckland" });
    tablet.devtools("Emulation.setTimezoneOverride", zone).await;
    assert_eq!(
        tablet
            .run("return Intl.DateTimeFormat().resolvedOptions().timeZone")
            .await,
        json!("Pacific/Auckland")
    );
    tablet.fill("Note", "Later.").await;
    tablet.press("Add note").await;
    tablet.go(&format!("/observations/{id}/live")).await;
    tablet.sees("Later.").await;
    stage.path.mend().await;
    tablet.sees("All safe on the server").await;
    let safe = operations(&cast.observer, &id).await;
    let notes: Vec<(i64, i64)> = safe
        .iter()
        .filter(|op| op["kind"] == "note")
        .map(|op| (ms_of(&op["at"]), op["elapsed_ms"].as_i64().expect("a time")))
        .collect();
    assert_eq!(notes.len(), 2, "{safe:?}");
    let (by_wall, by_session) = (notes[1].0 - notes[0].0, notes[1].1 - notes[0].1);
    println!(
        "E39: two notes {by_session} ms of the session apart are {by_wall} ms apart by the clock"
    );
    assert!(by_session > 0);
    assert!((by_wall - by_session).abs() < 60_000, "{notes:?}");
    tablet.close().await;
}

fn ms_of(at: &Value) -> i64 {
    let at = at.as_str().expect("a time");
    let at = chrono::DateTime::parse_from_rfc3339(at).expect("RFC 3339");
    at.timestamp_millis()
}
