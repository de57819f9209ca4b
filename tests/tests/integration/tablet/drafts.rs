//! What is being written belongs to one record and to nobody's session.

use tests::{Browser, Record, Screen, Tally};

use super::{holds, operations, tap_to};
use crate::stories::{Cast, staged};

async fn begins(tablet: &Browser, record: &Record) {
    tablet
        .go(&format!("/observations/{}/live", record.id))
        .await;
    tablet.press("Start the session").await;
    tap_to(tablet, "Working alliance", 1).await;
    tablet.sees("All safe on the server").await;
}

async fn note_field(tablet: &Browser) -> String {
    let field = tablet.field("Note").await;
    let words = field.prop("value").await.expect("a field");
    words.unwrap_or_default()
}

const FOUND_AGAIN: &str = "document.getElementById('note')?.value === 'She left him time'";

/// Whether the device keeps a note half written of this record.
fn kept_draft(person: &str, record: &str) -> String {
    format!(
        "new Promise((done) => {{
           const request = indexedDB.open('alongside-{person}');
           request.onsuccess = () => {{
             const kept = request.result.transaction('kept').objectStore('kept').getKey('note-{record}');
             kept.onsuccess = () => {{ request.result.close(); done(kept.result !== undefined); }};
           }};
         }})"
    )
}

/// Pain 7: a note half written is found again where it was written and nowhere else, and is no
/// draft any more once it is added.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pain7_a_note_half_written_stays_with_its_record() {
    let (stage, cast) = staged().await;
    let [one, other] = [cast.plans().await, cast.plans().await];
    one.inform().await.expect(200);
    other.inform().await.expect(200);
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    begins(&tablet, &one).await;
    tablet.fill("Note", "She left him time").await;
    holds(&tablet, &kept_draft(&cast.observer.id, &one.id)).await;
    begins(&tablet, &other).await;
    assert_eq!(note_field(&tablet).await, "");

    let live = format!("/observations/{}/live", one.id);
    tablet.go(&live).await;
    holds(&tablet, FOUND_AGAIN).await;
    tablet.press("Add note").await;
    tablet.sees("All safe on the server").await;
    tablet.go(&live).await;
    tablet.sees("She left him time").await;
    assert_eq!(note_field(&tablet).await, "");
    let mut there = Vec::new();
    for record in [&one, &other] {
        let safe = operations(&cast.observer, &record.id).await;
        let notes = safe.iter().filter(|op| op["kind"] == "note");
        there.extend(notes.map(|op| (record.id.clone(), op["text"].to_string())));
    }
    let written = [(one.id.clone(), "\"She left him time\"".to_owned())];
    Tally::of(written, there).is_whole("pain 7: notes of two records");
    tablet.close().await;
}

/// Pain 9: the session ends under a capture; nothing on the screen goes, taps go on, and all of
/// it is sent after signing in again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pain9_a_session_that_ends_takes_nothing_from_a_capture() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await;
    record.inform().await.expect(200);
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    begins(&tablet, &record).await;
    tablet.fill("Note", "She left him time").await;
    ends_other_sessions(&cast).await;

    tap_to(&tablet, "Role clarity", 1).await;
    tablet.sees("sign in to send").await;
    assert_eq!(note_field(&tablet).await, "She left him time");
    tap_to(&tablet, "Role clarity", 2).await;
    tablet.press("Add note").await;
    tablet.sees("safe on this device, sign in to send").await;

    tablet.go("/").await;
    stage.signs_in(&tablet, &cast.observer).await;
    tablet
        .go(&format!("/observations/{}/live", record.id))
        .await;
    tablet.sees("She left him time").await;
    tablet.sees("All safe on the server").await;
    let safe = operations(&cast.observer, &record.id).await;
    let there = safe.iter().filter_map(|op| match op["kind"].as_str() {
        Some("mark") => op["skill"].as_str(),
        Some("note") => op["text"].as_str(),
        _ => None,
    });
    let confirmed = [
        "working-alliance",
        "role-clarity",
        "role-clarity",
        "She left him time",
    ];
    Tally::of(confirmed, there).is_whole("pain 9: what was captured as the session ended");
    tablet.close().await;
}

/// Ends every session of the observer but the one that asks.
async fn ends_other_sessions(cast: &Cast) {
    let sessions = cast.observer.get("/api/v1/sessions").await.expect(200);
    let sessions = sessions.json();
    let list = sessions.get("items").unwrap_or(&sessions);
    let others = list.as_array().expect("a list");
    let others = others.iter().filter(|one| one["current"] == false);
    let mut n_ended = 0;
    for session in others {
        let id = session["id"].as_str().expect("an id");
        let path = format!("/api/v1/sessions/{id}");
        assert!(cast.observer.client.delete(&path).await.status < 300);
        n_ended += 1;
    }
    assert!(n_ended > 0, "{sessions}");
}
