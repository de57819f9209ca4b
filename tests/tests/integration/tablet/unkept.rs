//! What a device cannot keep is not taken for done: the page stays where it is, with every word,
//! until it is kept.

use tests::{Browser, Record, Screen, day_ahead};

use super::{count, holds, operations, tap_to};
use crate::stories::writing::arrives;
use crate::stories::{Cast, Stage, looks_right, staged};

/// A device that can be made to keep nothing, as a full one does.
async fn tablet_of(stage: &Stage, cast: &Cast) -> Browser {
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.has_wrapped(&cast.observer.id).await;
    tablet
        .before_the_app(
            "for (const name of ['put', 'add']) {
           const write = IDBObjectStore.prototype[name];
           IDBObjectStore.prototype[name] = function (...what) {
             if (sessionStorage.refuses) throw new DOMException('full', 'QuotaExceededError');
             if (this.name === 'kept') window.keptAt = performance.now();
             return write.apply(this, what);
           };
         }
         addEventListener('input', () => { window.typedAt = performance.now(); }, true);",
        )
        .await;
    tablet
}

async fn keeps_nothing(tablet: &Browser, refuses: bool) {
    let set = if refuses { "'yes'" } else { "''" };
    tablet.run(&format!("sessionStorage.refuses = {set}")).await;
}

async fn state_of(cast: &Cast, record: &Record) -> String {
    let told = cast.observer.get(&record.path("")).await.expect(200).json();
    told["state"].as_str().expect("a state").to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sharing_that_was_not_kept_stays_on_its_page_and_is_done_once() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await.drafted().await;
    let tablet = tablet_of(&stage, &cast).await;
    let preview = format!("/observations/{}/preview", record.id);
    tablet.go(&preview).await;
    tablet.named("Share with Dafydd Price").await;
    keeps_nothing(&tablet, true).await;
    tablet.press("Share with Dafydd Price").await;
    tablet.press_in_dialog("Share with Dafydd Price").await;
    tablet.sees("This was not done").await;
    looks_right(&tablet, "preview-not-kept").await;
    let n_told = tablet
        .text()
        .await
        .matches("make room on the device")
        .count();
    assert_eq!(n_told, 1, "it is told once, beside the button");
    let path = tablet.run("return location.pathname").await;
    assert_eq!(path, preview.as_str());
    assert_eq!(state_of(&cast, &record).await, "drafting");

    keeps_nothing(&tablet, false).await;
    tablet.press("Share with Dafydd Price").await;
    tablet.press_in_dialog("Share with Dafydd Price").await;
    tablet.sees("has been told that there is feedback").await;
    assert_eq!(state_of(&cast, &record).await, "shared");
    tablet.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_that_was_not_kept_stays_in_its_form_and_is_made_once() {
    let (stage, cast) = staged().await;
    let tablet = tablet_of(&stage, &cast).await;
    tablet.go("/").await;
    tablet.press("Plan an observation").await;
    tablet.choose("Whose session", "Dafydd Price").await;
    tablet.set("Date", &day_ahead(3)).await;
    tablet.set("Time", "10:00").await;
    keeps_nothing(&tablet, true).await;
    tablet.press("Plan it").await;
    tablet.sees("This was not done").await;
    looks_right(&tablet, "plan-not-kept").await;

    keeps_nothing(&tablet, false).await;
    tablet.press("Plan it").await;
    tablet.sees("What next").await;
    let n_planned = async || {
        let told = cast.observer.get("/api/v1/observations").await.expect(200);
        told.json()["items"].as_array().expect("a list").len()
    };
    arrives("the plan", async || n_planned().await > 0).await;
    assert_eq!(n_planned().await, 1);
    tablet.close().await;
}

/// Pain 7: the words of a note go with the note, not before it: where it was not kept, whoever
/// comes back after a killed tab has them in the field again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pain7_the_words_of_a_note_that_was_not_kept_are_there_after_the_tab_is_killed() {
    const WORDS: &str = "She let him find the word himself";
    let (stage, cast) = staged().await;
    let record = cast.plans().await;
    record.inform().await.expect(200);
    let tablet = tablet_of(&stage, &cast).await;
    let live = format!("/observations/{}/live", record.id);
    tablet.go(&live).await;
    tablet.press("Start the session").await;
    tap_to(&tablet, "Working alliance", 1).await;
    tablet.sees("All safe on the server").await;
    tablet.fill("Note", WORDS).await;
    holds(&tablet, "window.keptAt > window.typedAt").await;
    keeps_nothing(&tablet, true).await;
    tablet.press("Add note").await;
    tablet.field("Not saved yet").await;

    keeps_nothing(&tablet, false).await;
    tablet.tab_killed().await;
    stage.comes_back(&tablet).await;
    tablet.go(&live).await;
    let again = format!("document.getElementById('note')?.value === '{WORDS}'");
    holds(&tablet, &again).await;
    tablet.press("Add note").await;
    // What the line says of what was safe before is no answer yet.
    let n_notes = async || count(&operations(&cast.observer, &record.id).await, "note");
    arrives("the note", async || n_notes().await > 0).await;
    tablet.sees("All safe on the server").await;
    assert_eq!(n_notes().await, 1);
    tablet.go(&live).await;
    tablet.sees(WORDS).await;
    holds(&tablet, "document.getElementById('note')?.value === ''").await;
    tablet.close().await;
}
