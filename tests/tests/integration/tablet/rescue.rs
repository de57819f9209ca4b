//! A rescue file, and a device that must leave nothing behind.

use std::path::Path;

use serde_json::json;
use shared::access::Role;
use tests::{Browser, Screen, Tally};

use super::damaged::puts_a_stray_value;
use super::{count, operations, tap_to};
use crate::stories::words::reflects;
use crate::stories::writing::arrives;
use crate::stories::{Cast, Stage, looks_right, staged};

/// What nobody may read in the file.
const CANARY: &str = "heron under the aqueduct";

/// Chooses a file on the page of this device.
async fn restores(tablet: &Browser, file: &Path) {
    tablet.go("/device").await;
    let field = tablet.field("Restore from a rescue file").await;
    let path = file.to_string_lossy();
    field
        .send_keys(path.as_ref())
        .await
        .expect("a field for files");
}

/// Saves a rescue file; answers with what is in it.
async fn saves(browser: &Browser) -> String {
    browser.go("/device").await;
    browser
        .run(
            "const make = URL.createObjectURL.bind(URL);
             URL.createObjectURL = (blob) => { blob.text().then((text) => { window.saved = text; }); return make(blob); };",
        )
        .await;
    browser.press("Save a rescue file").await;
    browser.sees("Saved among this device").await;
    super::holds(browser, "window.saved").await;
    let saved = browser.run("return window.saved").await;
    saved.as_str().expect("a text").to_owned()
}

/// What somebody wrote goes back into the outbox, and is not called restored before it is sent.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writing_out_of_a_rescue_file_is_said_to_wait() {
    let (stage, cast) = staged().await;
    let person = &cast.practitioner;
    let (phone, id) = reflects(&stage, person).await;
    stage.path.cut().await;
    phone.fill("Your reflection", CANARY).await;
    phone.sees("On this device only").await;
    let saved = saves(&phone).await;
    assert!(!saved.contains(CANARY));
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rescue.json");
    std::fs::write(&file, saved).expect("a file");

    super::comes_back_cleared(&phone, &stage, person).await;
    restores(&phone, &file).await;
    phone
        .sees("One piece of writing is back on this device and waits to be sent")
        .await;
    let said = phone.text().await;
    assert!(
        !said.contains("restored and") && !said.contains("Nothing was missing"),
        "{said}"
    );
    looks_right(&phone, "rescue-waiting").await;
    arrives("the reflection", async || {
        let path = format!("/api/v1/reflections/{id}");
        person.get(&path).await.expect(200).text.contains(CANARY)
    })
    .await;
    phone.close().await;
}

/// Issue 3, line 3: what waits is saved as a sealed file; when the browser has cleared everything,
/// the file brings it back, once, and only to its owner.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rescue_file_is_sealed_and_brings_back_once_what_was_cleared() {
    let stage = Stage::set().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let owain = organisation
        .person("Owain Rees", &organisation.team, &[Role::Spo])
        .await;
    let record = cast.plans().await;
    record.inform().await.expect(200);
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.keeps_all_pages().await;
    tablet.go("/device").await;
    tablet.press("Save a rescue file").await;
    tablet.sees("Nothing waits here").await;
    puts_a_stray_value(&tablet, &cast.observer).await;
    tablet.press("Save a rescue file").await;
    tablet
        .sees("One value that is kept here belongs to no record")
        .await;
    tablet
        .go(&format!("/observations/{}/live", record.id))
        .await;
    tablet.press("Start the session").await;
    tap_to(&tablet, "Working alliance", 1).await;
    tablet.sees("All safe on the server").await;
    stage.path.cut().await;
    tap_to(&tablet, "Working alliance", 2).await;
    tap_to(&tablet, "Role clarity", 1).await;
    tablet.fill("Note", CANARY).await;
    tablet.press("Add note").await;
    tablet.sees("3 safe on this device, no network").await;

    let saved = saves(&tablet).await;
    for secret in [CANARY, "Dafydd", "Priya", "working-alliance"] {
        assert!(!saved.contains(secret), "{secret} is readable");
    }
    looks_right(&tablet, "rescue").await;
    let folder = tempfile::tempdir().expect("a folder");
    let (file, damaged) = (
        folder.path().join("rescue.json"),
        folder.path().join("damaged.json"),
    );
    std::fs::write(&file, &saved).expect("a file");
    // The last of the three: those before it can be restored without it.
    let mut envelopes = saved.match_indices("\"envelope\":\"");
    let (envelope, _) = envelopes.nth(2).expect("an envelope");
    let envelope = envelope + 60;
    let mut bytes = saved.clone().into_bytes();
    bytes[envelope] = if bytes[envelope] == b'0' { b'1' } else { b'0' };
    std::fs::write(&damaged, bytes).expect("a file");

    super::comes_back_cleared(&tablet, &stage, &cast.observer).await;
    tablet.go("/device").await;
    tablet
        .sees("3 entries that were only on this device are gone")
        .await;
    restores(&tablet, &damaged).await;
    tablet
        .sees("2 entries were restored and are safe on the server")
        .await;
    tablet.sees("One entry in the file could not be read").await;
    restores(&tablet, &file).await;
    tablet
        .sees("One entry was restored and is safe on the server. 2 were there already.")
        .await;
    tablet.sees("everything that was saved here is here").await;
    restores(&tablet, &file).await;
    tablet.sees("Nothing was missing").await;
    tablet
        .go(&format!("/observations/{}/live", record.id))
        .await;
    tablet.sees(CANARY).await;
    super::shows(&tablet, "Working alliance", 2).await;
    tablet.close().await;

    let other = stage.browser_of(&owain, Screen::Desk).await;
    restores(&other, &file).await;
    other.sees("This file belongs to somebody else").await;
    other.close().await;
    let safe = operations(&cast.observer, &record.id).await;
    let there = safe.iter().filter_map(|op| op["kind"].as_str());
    let there = there.filter(|kind| matches!(*kind, "mark" | "note"));
    let confirmed = ["mark", "mark", "mark", "note"];
    Tally::of(confirmed, there).is_whole("rescue file, restored three times");
}

/// E38 with `destroy`: the device is in strange hands. Nothing is handed over, and neither the
/// database nor a line of the ledger is left.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e38_a_destroying_revocation_leaves_not_even_a_line_of_the_ledger() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await;
    record.inform().await.expect(200);
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet
        .go(&format!("/observations/{}/live", record.id))
        .await;
    tablet.press("Start the session").await;
    tablet.sees("All safe on the server").await;
    stage.path.cut().await;
    tap_to(&tablet, "Role clarity", 1).await;
    tablet.sees("1 safe on this device, no network").await;
    let lines = "return Object.keys(localStorage).filter((key) => key.startsWith('ledger')).length";
    assert_eq!(tablet.run(lines).await, json!(1));

    cast.takes_out_of_use(&cast.observer, "destroy").await;
    stage.path.mend().await;
    tablet.go("/").await;
    tablet.sees("has been emptied").await;
    assert_eq!(tablet.run(lines).await, json!(0));
    let databases = "const done = arguments[arguments.length - 1];
        indexedDB.databases().then(all => done(all.filter(one => one.name.startsWith('alongside-')).length));";
    assert_eq!(tablet.run_async(databases).await, json!(0));
    let waiting = cast
        .manager
        .get("/api/v1/quarantine")
        .await
        .expect(200)
        .json();
    assert_eq!(waiting, json!([]));
    assert_eq!(
        count(&operations(&cast.observer, &record.id).await, "mark"),
        0
    );
    tablet.close().await;
}
