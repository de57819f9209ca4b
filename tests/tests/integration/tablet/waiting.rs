//! The storage does not answer, or another window is in its way: the page says so, and goes on by
//! itself as soon as it can.

use serde_json::json;
use tests::Screen;

use super::holds;
use crate::stories::{looks_right, staged};

/// Holds an upgrade of the database open, so that nobody else's opening is answered.
const HOLD_UPGRADE: &str = "const open = indexedDB.open(NAME, 3);
  open.onupgradeneeded = () => {
    const store = open.transaction.objectStore('cards');
    const hold = () => { if (!window.isOver) store.count().onsuccess = hold; else open.transaction.abort(); };
    hold();
    done(true);
  };";

/// Puts an older database in the place of the person's own, and lets nobody upgrade it.
const HOLD_OLDER: &str = "indexedDB.deleteDatabase(NAME).onsuccess = () => {
    const open = indexedDB.open(NAME, 1);
    open.onupgradeneeded = () => open.result.createObjectStore('kept');
    open.onsuccess = () => { window.older = open.result; done(true); };
  };";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn storage_that_keeps_a_start_waiting_is_told_and_a_late_answer_counts() {
    let (stage, cast) = staged().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Phone).await;
    tablet.has_wrapped(&cast.observer.id).await;
    tablet.keeps_all_pages().await;
    // The server's own page opens no database.
    tablet.go("/healthz").await;
    tablet.open_tab().await;
    tablet.go("/healthz").await;
    let in_this_page = |script: &str| {
        let script = script.replace("NAME", &format!("'alongside-{}'", cast.observer.id));
        format!("const done = arguments[arguments.length - 1]; {script}")
    };

    let held = tablet.run_async(&in_this_page(HOLD_UPGRADE)).await;
    assert_eq!(held, json!(true));
    tablet.show_tab(0).await;
    tablet.go("/").await;
    tablet.sees("storage does not answer").await;
    looks_right(&tablet, "storage-silent").await;
    tablet.run("window.isBefore = true").await;
    tablet.press("Load the page again").await;
    holds(&tablet, "window.isBefore === undefined").await;
    tablet.sees("storage does not answer").await;
    tablet.show_tab(1).await;
    tablet.run("window.isOver = true").await;
    tablet.show_tab(0).await;
    // The worker may have forgotten the key by now.
    stage.is_let_in(&tablet).await;
    let says_no_more = "!document.body.innerText.includes('storage does not answer')";
    holds(&tablet, says_no_more).await;

    tablet.go("/healthz").await;
    tablet.show_tab(1).await;
    let held = tablet.run_async(&in_this_page(HOLD_OLDER)).await;
    assert_eq!(held, json!(true));
    tablet.show_tab(0).await;
    tablet.go("/").await;
    tablet.sees("Another window holds what is kept here").await;
    looks_right(&tablet, "storage-blocked").await;
    tablet.show_tab(1).await;
    tablet.run("window.older.close()").await;
    tablet.show_tab(0).await;
    tablet.sees("This device is locked").await;
    let says_no_more = "!document.body.innerText.includes('Another window holds')";
    holds(&tablet, says_no_more).await;
    tablet.close().await;
}
