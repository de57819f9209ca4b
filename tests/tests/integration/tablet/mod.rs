//! What a tablet must survive: updates, storage that goes away, networks that are cut. In a real
//! Chromium, over a real network path. Each test carries the number of its experiment or pain.

mod awake;
mod blind;
mod budget;
mod changed;
mod cold;
mod damaged;
mod drafts;
mod durability;
mod killed;
mod moved;
mod ninety;
#[cfg(feature = "older-builds")]
mod older;
mod opened;
mod rescue;
mod sending;
mod steps;
mod strict;
mod times;
mod unkept;
mod updates;
mod upgrade;
mod versions;
mod waiting;

use std::time::Duration;

use serde_json::{Value, json};
use tests::{Browser, Person, Record, Release, Screen, Shelf};

use crate::stories::{Cast, Stage};

/// A stage whose web app comes from a shelf.
pub async fn with_shelf() -> (Stage, Shelf, Release) {
    let (stage, release) = (Stage::set().await, Release::built());
    let shelf = shelf_before(&stage, &release).await;
    (stage, shelf, release)
}

/// Puts a shelf with this release between the network path and the server.
async fn shelf_before(stage: &Stage, release: &Release) -> Shelf {
    let shelf = Shelf::before(&stage.app.server.url, release.clone()).await;
    stage.path.lead_to(&shelf.address).await;
    shelf
}

/// Waits until an expression is true in the page.
#[track_caller]
pub fn holds<'a>(browser: &'a Browser, expression: &'a str) -> impl Future<Output = ()> + 'a {
    let caller = std::panic::Location::caller();
    async move {
        let script = format!("return (async () => Boolean(await ({expression})))()");
        let mut ticks = tokio::time::interval(Duration::from_millis(100));
        for _ in 0..300 {
            ticks.tick().await;
            // A page that is being loaded answers nothing.
            if let Ok(answer) = browser.driver.execute(script.as_str(), vec![]).await
                && answer.json() == &Value::Bool(true)
            {
                return;
            }
        }
        let root = browser.run("return JSON.stringify({...document.documentElement.dataset})");
        panic!(
            "{caller}: never true: {expression}; {}\n{}",
            root.await,
            browser.text().await
        )
    }
}

/// A session that has begun on the tablet, with the observer in front of it.
pub async fn session(stage: &Stage, cast: &Cast) -> (Browser, Record) {
    let record = cast.plans().await;
    record.inform().await.expect(200);
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    // Loading another page before it is made would take the password with it.
    tablet.has_wrapped(&cast.observer.id).await;
    tablet.go(&live_of(&record)).await;
    tablet.press("Start the session").await;
    tap_to(&tablet, "Working alliance", 1).await;
    tablet.sees("All safe on the server").await;
    (tablet, record)
}

pub fn live_of(record: &Record) -> String {
    format!("/observations/{}/live", record.id)
}

/// Clears the storage of the device, as the browser may, and opens the app on the network: it asks for a
/// full sign-in.
pub async fn comes_back_cleared(tablet: &Browser, stage: &Stage, person: &Person) {
    // No page may be writing while the storage is cleared under it.
    let elsewhere = json!({ "url": "about:blank" });
    tablet.devtools("Page.navigate", elsewhere).await;
    let origin = json!({ "origin": stage.path.url(), "storageTypes": "indexeddb" });
    tablet.devtools("Storage.clearDataForOrigin", origin).await;
    stage.path.mend().await;
    tablet.go("/").await;
    tablet.sees("This device is locked").await;
    tablet.press("Sign in as somebody else").await;
    stage.signs_in(tablet, person).await;
}

/// Touches the tile of a skill.
pub async fn tap(browser: &Browser, skill: &str) {
    let tile = format!("//button[contains(@class, 'tile-seen')][*[text()='{skill}']]");
    browser.press_path(&tile).await;
}

/// Touches the circle of a skill.
pub async fn tap_chance(browser: &Browser, skill: &str) {
    let circle = format!("button.tile-chance[aria-label^='{skill}']");
    browser.press_first(&circle).await;
}

/// Touches the circle of a skill and waits until it shows that many chances.
pub async fn tap_chance_to(browser: &Browser, skill: &str, n: usize) {
    tap_chance(browser, skill).await;
    let shown = format!("button.tile-chance[aria-label='{skill}: mark a chance. {n} so far.']");
    browser.find(&shown).await;
}

/// Touches the tile of a skill and waits until it shows that many.
pub async fn tap_to(browser: &Browser, skill: &str, n: usize) {
    tap(browser, skill).await;
    shows(browser, skill, n).await;
}

/// Waits until the tile of a skill shows that many.
pub async fn shows(browser: &Browser, skill: &str, n: usize) {
    let tile = format!(
        "//button[contains(@class, 'tile-seen')][*[text()='{skill}']]\
         //*[contains(@class, 'tile-foot')]//*[text()='{n} seen']"
    );
    browser.find_xpath(&tile).await;
}

/// Every operation of a record on the server, in order of receipt.
pub async fn operations(observer: &Person, record: &str) -> Vec<Value> {
    let mut operations = Vec::new();
    let mut after = String::new();
    loop {
        let path = format!("/api/v1/observations/{record}/operations?limit=100{after}");
        let page = observer.get(&path).await.expect(200).json();
        for segment in page["items"].as_array().expect("a page of segments") {
            operations.extend(
                segment["operations"]
                    .as_array()
                    .expect("operations")
                    .clone(),
            );
        }
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return operations,
        }
    }
}

/// How many operations of a kind there are.
pub fn count(operations: &[Value], kind: &str) -> usize {
    operations.iter().filter(|op| op["kind"] == kind).count()
}
