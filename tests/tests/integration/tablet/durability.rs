//! E32 and E33, pains 1 to 5: storage that is cleared, closed, full or upgraded under a tablet.

use serde_json::json;
use tests::{PASSWORD, Screen, Tally};

use super::{count, live_of, operations, session, tap, tap_chance_to, tap_to};
use crate::stories::{looks_right, staged};

/// E33, pains 1 and 4: the browser clears the database; what is gone is counted and told on
/// every page, with what is safe on the server.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e33_pain1_pain4_a_cleared_database_is_reported_with_what_is_safe() {
    let (stage, cast) = staged().await;
    let (tablet, record) = session(&stage, &cast).await;
    let n_safe = operations(&cast.observer, &record.id).await.len();
    stage.path.cut().await;
    let only_here = ["Session structure", "Role clarity", "Working alliance"];
    for skill in only_here {
        tap(&tablet, skill).await;
    }
    let n_gone = only_here.len();
    tablet
        .sees(&format!("{n_gone} safe on this device, no network"))
        .await;

    super::comes_back_cleared(&tablet, &stage, &cast.observer).await;
    tablet
        .sees("Something that was saved on this device is no longer there")
        .await;
    looks_right(&tablet, "gap-notice").await;
    tablet.press("See what is missing").await;
    tablet.sees("Missing: the session with Dafydd Price").await;
    tablet
        .sees(&format!(
            "{n_gone} entries that were only on this device are gone"
        ))
        .await;
    tablet
        .sees(&format!("{n_safe} entries are safe on the server"))
        .await;
    println!("E33, pains 1 and 4: {n_gone} entries gone and told, {n_safe} on the server and told");
    looks_right(&tablet, "gap").await;

    // The tablet goes on, under another device's id, without giving a sequence twice.
    tablet.go(&live_of(&record)).await;
    tap_to(&tablet, "Role clarity", 1).await;
    tablet.sees("All safe on the server").await;
    let safe = operations(&cast.observer, &record.id).await;
    assert_eq!(count(&safe, "mark"), 2, "{safe:?}");
    tablet.go("/device").await;
    tablet.press("I have read this").await;
    tablet.sees("everything that was saved here is here").await;
    tablet.go("/").await;
    tablet.settles().await;
    assert!(!tablet.text().await.contains("no longer there"));
    tablet.close().await;
}

/// E32: the disk is full; what was written stays on the screen, can be copied out, and is kept
/// once there is room. Nothing is called safe that is not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e32_a_full_device_says_so_keeps_the_text_and_offers_it_for_copying() {
    let (stage, cast) = staged().await;
    let (tablet, record) = session(&stage, &cast).await;
    stage.path.cut().await;
    let origin = stage.path.url();
    let quota = json!({ "origin": origin, "quotaSize": 1_000 });
    tablet
        .devtools("Storage.overrideQuotaForOrigin", quota)
        .await;
    // The browser asks for the quota anew only now and then, so the first notes still fit.
    let mut ticks = tokio::time::interval(std::time::Duration::from_millis(700));
    let mut n_notes = 0;
    while !tablet.text().await.contains("this device is full") {
        assert!(n_notes < 120, "the quota is never met");
        n_notes += 1;
        ticks.tick().await;
        tablet
            .fill("Note", &format!("He went on for {n_notes} minutes."))
            .await;
        tablet.press("Add note").await;
    }
    let kept = tablet.field("Not saved yet").await;
    let words = kept
        .prop("value")
        .await
        .expect("a field")
        .unwrap_or_default();
    let last = words.lines().next_back().unwrap_or_default();
    assert_eq!(last, format!("He went on for {n_notes} minutes."));
    tablet.named("Copy the words").await;
    looks_right(&tablet, "device-full").await;

    let origin = json!({ "origin": origin });
    tablet
        .devtools("Storage.overrideQuotaForOrigin", origin)
        .await;
    tablet.press("Save it now").await;
    tablet.sees("safe on this device, no network").await;
    stage.path.mend().await;
    tablet.sees("All safe on the server").await;
    let safe = operations(&cast.observer, &record.id).await;
    let there = safe.iter().filter(|op| op["kind"] == "note");
    let there = there.map(|op| op["text"].as_str().expect("a text").to_owned());
    let written = (1..=n_notes).map(|n| format!("He went on for {n} minutes."));
    Tally::of(written, there).is_whole("E32: notes on a full device");
    tablet.close().await;
}

/// Pain 2: the browser closes the database under memory pressure, and gives transactions up; it is
/// opened again and the write repeated, once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pain2_a_database_that_the_browser_closes_is_opened_again_and_the_write_repeated() {
    let (stage, cast) = staged().await;
    let (tablet, record) = session(&stage, &cast).await;
    tablet
        .before_the_app(
            "window.connections = new Set(); window.nAborts = 0; window.nAborted = 0;
         const begin = IDBDatabase.prototype.transaction;
         IDBDatabase.prototype.transaction = function (...how) {
           window.connections.add(this);
           const transaction = begin.apply(this, how);
           if (how[1] === 'readwrite' && window.nAborts > 0) {
             window.nAborts -= 1; window.nAborted += 1;
             queueMicrotask(() => { try { transaction.abort(); } catch {} });
           }
           return transaction;
         };",
        )
        .await;
    tablet.go(&live_of(&record)).await;
    tablet.sees("Working alliance").await;
    let mut n_closed = 0;
    for skill in ["Session structure", "Role clarity", "Working alliance"] {
        let closed = tablet
            .run("const n = connections.size; connections.forEach((one) => one.close()); connections.clear(); return n")
            .await;
        n_closed += closed.as_u64().unwrap_or_default();
        let n = if skill == "Working alliance" { 1 } else { 0 };
        tap_to(&tablet, skill, n + 1).await;
        tablet.run("window.nAborts = 1").await;
        tap_chance_to(&tablet, skill, 1).await;
    }
    tablet.sees("All safe on the server").await;
    let n_aborted = tablet.run("return window.nAborted").await;
    assert!(
        n_closed >= 3 && n_aborted.as_u64() >= Some(3),
        "{n_closed} {n_aborted}"
    );
    let safe = operations(&cast.observer, &record.id).await;
    let there = safe.iter().filter(|op| op["kind"] == "mark");
    let there = there.map(|op| (op["skill"].as_str(), op["mark"].as_str()));
    let mut touched = vec![(Some("working-alliance"), Some("seen"))];
    for skill in ["session-structure", "role-clarity", "working-alliance"] {
        touched.extend(["seen", "chance"].map(|mark| (Some(skill), Some(mark))));
    }
    Tally::of(touched, there).is_whole(&format!(
        "pain 2: {n_closed} connections closed, {n_aborted} transactions given up; taps"
    ));
    tablet.close().await;
}

/// Pain 5: a window in which nothing can be written is known before the session begins.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pain5_a_window_that_keeps_nothing_is_known_before_a_session_begins() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await;
    record.inform().await.expect(200);
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.before_the_app(
        "if (sessionStorage.refuses === 'open') {
           IDBFactory.prototype.open = () => { throw new DOMException('closed', 'SecurityError'); };
         }
         const put = IDBObjectStore.prototype.put;
         IDBObjectStore.prototype.put = function (...what) {
           if (sessionStorage.refuses === 'put') throw new DOMException('full', 'QuotaExceededError');
           return put.apply(this, what);
         };",
    )
    .await;
    tablet.run("sessionStorage.refuses = 'put'").await;
    tablet.go(&live_of(&record)).await;
    tablet.sees("This window cannot keep a session").await;
    assert!(!tablet.text().await.contains("Start the session"), "put");
    looks_right(&tablet, "gate-storage").await;
    let mut n_known = 1;
    tablet.run("sessionStorage.refuses = ''").await;
    tablet.press("Check again").await;
    tablet.named("Start the session").await;
    // A private window knows nobody who was here before, and has no vault that proves anything.
    tablet
        .run("sessionStorage.refuses = 'open'; localStorage.clear()")
        .await;
    tablet.go(&live_of(&record)).await;
    tablet.fill("Email address", &cast.observer.email).await;
    tablet.fill("Password", PASSWORD).await;
    tablet.press("Sign in").await;
    tablet.sees("This window cannot keep a session").await;
    tablet.go(&live_of(&record)).await;
    tablet.sees("This window cannot keep a session").await;
    assert!(!tablet.text().await.contains("Start the session"), "open");
    n_known += 1;
    let started = cast.observer.get(&record.path("/operations")).await;
    let n_started = started.expect(200).text.matches("\"start\"").count();
    println!(
        "pain 5: {n_known} kinds of windows that keep nothing known, {n_started} sessions begun in them"
    );
    assert_eq!(n_started, 0);
    tablet.close().await;
}

/// Pain 3: the browser is asked for its promise, and its answer is shown.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pain3_the_browsers_promise_to_keep_is_asked_for_and_shown() {
    let (stage, cast) = staged().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet
        .before_the_app(
            "let kept = false;
         StorageManager.prototype.persisted = async () => kept;
         StorageManager.prototype.persist = async () => (kept = true);",
        )
        .await;
    tablet.go("/device").await;
    tablet.sees("It may clear what is kept here").await;
    tablet.press("Ask the browser to keep it").await;
    tablet.sees("It will not clear what is kept here").await;
    tablet.close().await;
}
