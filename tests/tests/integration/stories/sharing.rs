//! Around sharing: what the preview lets one do, what was changed since, what is taken away by a slip.

use serde_json::json;
use tests::{Browser, Record, Screen};

use super::writing::arrives;
use super::{Cast, Stage, looks_right, staged};
use crate::tablet::{holds, operations};

async fn write_up(stage: &Stage, cast: &Cast, record: &Record) -> Browser {
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet
        .go(&format!("/observations/{}/draft", record.id))
        .await;
    tablet
}

async fn edits_the_strength(tablet: &Browser, words: &str) {
    tablet.press("Edit “You stayed with his words.”").await;
    tablet.fill("In one sentence", words).await;
    tablet.press("Save").await;
    tablet.named(&format!("Edit “{words}”")).await;
}

/// The preview is to be read: nothing in it reaches the practitioner before it is shared.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_in_the_preview_can_be_pressed_but_the_share_button() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await.drafted().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet
        .go(&format!("/observations/{}/preview", record.id))
        .await;
    tablet.named("Share with Dafydd Price").await;
    let pressed = "return [...document.querySelectorAll('main .card button, main .point button')].map((one) => one.innerText)";
    assert_eq!(tablet.run(pressed).await, json!([]));

    // What else is released is said, and shown as the practitioner will open it.
    tablet.sees("Dafydd Price can open that too").await;
    tablet
        .press("Everything that was noted in the session")
        .await;
    tablet.sees("Let the silence run.").await;
    looks_right(&tablet, "preview-noted").await;
    tablet.press("Share with Dafydd Price").await;
    tablet.sees("can also open all your marks and notes").await;
    tablet.close().await;
}

/// What is corrected after sharing is not released by being safe: the page says so until it is shared.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_changed_after_sharing_is_said_to_be_unshared() {
    const BETTER: &str = "You stayed with what he said.";
    let (stage, cast) = staged().await;
    let record = cast.plans().await.shared().await;
    let tablet = write_up(&stage, &cast, &record).await;
    tablet.sees("Dafydd Price can read what is here").await;
    edits_the_strength(&tablet, BETTER).await;
    tablet.sees("Changed since you shared it").await;
    looks_right(&tablet, "draft-changed-since-shared").await;
    tablet.sees("All safe on the server").await;
    tablet.sees("Changed since you shared it").await;
    tablet.go(&format!("/observations/{}", record.id)).await;
    tablet.sees("still reads the earlier version").await;
    looks_right(&tablet, "overview-changed-since-shared").await;
    tablet.press("See the changed feedback and share it").await;
    tablet.press("Share the changed feedback").await;
    tablet.press_in_dialog("Share the changed feedback").await;
    tablet.sees("has been told that there is feedback").await;
    tablet
        .go(&format!("/observations/{}/draft", record.id))
        .await;
    tablet.sees("Dafydd Price can read what is here").await;
    tablet.close().await;
}

/// One tap takes a finished strength away, and one puts it back as it was.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_removed_by_a_slip_is_put_back() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await.drafted().await;
    let tablet = write_up(&stage, &cast, &record).await;
    tablet.press("Remove “You stayed with his words.”").await;
    tablet.sees("Removed: You stayed with his words.").await;
    holds(
        &tablet,
        "document.activeElement?.innerText === 'Put it back'",
    )
    .await;
    looks_right(&tablet, "draft-removed").await;
    tablet.press("Put it back").await;
    tablet.named("Edit “You stayed with his words.”").await;
    tablet.press("Actions").await;
    tablet
        .press_first("main .card button[aria-label^=\"Remove\"]")
        .await;
    tablet.sees("Removed:").await;
    tablet.press("Put it back").await;
    tablet
        .find("main .card button[aria-label^=\"Remove\"]")
        .await;
    let restored = async || {
        let log = operations(&cast.observer, &record.id).await;
        let last = |kind: &str| log.iter().rposition(|one| one["kind"] == kind);
        last("put_point") > last("remove_point") && last("put_action") > last("remove_action")
    };
    arrives("both", restored).await;
    tablet.sees("All safe on the server").await;
    assert!(
        !tablet.text().await.contains("two versions"),
        "it follows its own removal"
    );
    tablet.close().await;
}

/// Whoever comes by the navigation hears where it led, and Today is there without a network.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn today_opens_without_a_network_and_takes_the_focus() {
    let (stage, cast) = staged().await;
    cast.plans().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.has_wrapped(&cast.observer.id).await;
    tablet.go("/").await;
    tablet.sees("Dafydd Price").await;
    tablet.press("Observations").await;
    tablet.sees("Dafydd Price").await;
    holds(&tablet, "document.activeElement?.tagName === 'H1'").await;
    stage.path.cut().await;
    tablet.press("Today").await;
    tablet.sees("Dafydd Price").await;
    tablet.sees("This is what this device had").await;
    looks_right(&tablet, "today-offline").await;
    stage.path.mend().await;
    tablet.close().await;
}
