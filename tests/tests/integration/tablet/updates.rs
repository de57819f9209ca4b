//! E34, pains 12 to 14: a new version of the app, under the hands of somebody who records.

use std::time::Duration;

use serde_json::json;
use tests::{Browser, FileFault, PASSWORD, Release, Screen, Tally};

use super::{holds, operations, tap, with_shelf};
use crate::stories::{Cast, looks_right};

pub const LOOK: &str = "return navigator.serviceWorker.getRegistration()
    .then((kept) => kept.update()).then(() => true, () => false)";
pub const OFFER: &str = "A new version is ready";

/// The app is kept for hours without a network, at this release.
async fn is_kept(browser: &Browser, release: &str) {
    let version = format!(
        "document.documentElement.dataset.chunks === 'kept' && {}",
        is_of(release)
    );
    holds(browser, &version).await;
}

/// Takes the offer of a newer version until an expression tells that it is there. A browser whose
/// old worker has something in hand takes its time, and the offer is made again.
pub async fn takes_offer(browser: &Browser, is_there: &str) {
    let is_there = format!("return {is_there}");
    let mut ticks = tokio::time::interval(Duration::from_millis(100));
    for _ in 0..3 {
        browser.sees(OFFER).await;
        browser.press("Use it now").await;
        for _ in 0..150 {
            ticks.tick().await;
            let answer = browser.driver.execute(is_there.as_str(), vec![]).await;
            if answer.is_ok_and(|answer| answer.json() == &json!(true)) {
                return;
            }
        }
    }
    panic!("never there: {is_there}; {}", browser.text().await)
}

async fn changes_to(browser: &Browser, release: &str) {
    takes_offer(browser, &is_of(release)).await;
    is_kept(browser, release).await;
}

fn is_of(release: &str) -> String {
    format!("(document.querySelector('meta[name=release]')?.content ?? 'one') === '{release}'")
}

/// Opens the device page until it is of that release. The browser changes over once it has
/// noticed that the last page is gone; whoever is quicker meets the old version once more.
async fn starts_cold_as(browser: &Browser, release: &str) {
    let of = format!("return {}", is_of(release));
    let mut ticks = tokio::time::interval(Duration::from_millis(500));
    for _ in 0..40 {
        ticks.tick().await;
        browser.go("/device").await;
        if browser.run(&of).await == json!(true) {
            return is_kept(browser, release).await;
        }
        let away = browser.driver.goto("about:blank").await;
        away.expect("the page is left");
    }
    panic!("release {release} never starts");
}

/// Everything this page was made of belongs to one release.
pub async fn is_made_of(browser: &Browser, release: &Release) {
    let script = "return performance.getEntriesByType('resource')
        .map((entry) => new URL(entry.name).pathname).filter((path) => path.startsWith('/assets/'))";
    let loaded = browser.run(script).await;
    let loaded = loaded.as_array().expect("a list");
    let own = release.assets();
    assert!(loaded.len() > 4, "{loaded:?}");
    for path in loaded {
        assert!(own.contains(path.as_str().expect("a path")), "{path}");
    }
    for ending in [".wasm", ".js", ".css"] {
        let has = |path: &serde_json::Value| path.as_str().is_some_and(|p| p.ends_with(ending));
        assert!(loaded.iter().any(has), "no {ending} in {loaded:?}");
    }
}

/// Pain 12, E34: the old version goes on under a session; the new one comes on consent, whole,
/// and every tap and draft is there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e34_pain12_an_update_never_interrupts_a_session_and_keeps_every_draft() {
    let (stage, shelf, one) = with_shelf().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let record = cast.plans().await;
    record.inform().await.expect(200);
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    is_kept(&tablet, "one").await;
    let live = format!("/observations/{}/live", record.id);
    tablet.go(&live).await;
    tablet.press("Start the session").await;
    tap(&tablet, "Working alliance").await;

    let two = one.next("two");
    shelf.publish(two.clone());
    assert_eq!(tablet.run(LOOK).await, json!(true));
    holds(
        &tablet,
        "document.documentElement.dataset.update === 'ready'",
    )
    .await;
    tap(&tablet, "Session structure").await;
    tablet.sees("All safe on the server").await;
    assert!(!tablet.text().await.contains(OFFER));
    // A reload in the middle of the session stays on the old version too.
    tablet.go(&live).await;
    tap(&tablet, "Role clarity").await;
    tablet.sees("All safe on the server").await;
    is_kept(&tablet, "one").await;
    is_made_of(&tablet, &one).await;

    // Another window of this tablet may not change over under the session either.
    let session = tablet.driver.window().await.expect("a window");
    let other = tablet.driver.new_tab().await.expect("another window");
    tablet.driver.switch_to_window(other).await.expect("it");
    tablet.go("/").await;
    tablet.sees(OFFER).await;
    tablet.press("Use it now").await;
    tablet
        .sees("a session is being recorded in another window")
        .await;
    is_kept(&tablet, "one").await;
    tablet.driver.close_window().await.expect("it closes");
    tablet.driver.switch_to_window(session).await.expect("back");

    // A point half written holds the offer back until it is saved.
    tablet.press("End").await;
    tablet.press("End and write it up").await;
    tablet.press("Add a strength").await;
    tablet
        .fill("In one sentence", "You stayed with his words.")
        .await;
    tablet
        .fill("What you saw or heard", "You let the silence run.")
        .await;
    assert!(!tablet.text().await.contains(OFFER));
    tablet.press("Save").await;
    tablet.sees(OFFER).await;
    looks_right(&tablet, "update-offer").await;
    changes_to(&tablet, "two").await;
    tablet.sees("You stayed with his words.").await;
    is_made_of(&tablet, &two).await;
    stage.path.cut().await;
    tablet.go("/observations").await;
    is_made_of(&tablet, &two).await;
    stage.path.mend().await;

    holds(&tablet, "document.body.innerText.includes('Today')").await;
    let safe = operations(&cast.observer, &record.id).await;
    let there = safe.iter().filter_map(|op| match op["kind"].as_str() {
        Some("mark") => op["skill"].as_str(),
        Some("put_point") => op["text"]["title"].as_str(),
        _ => None,
    });
    let confirmed = [
        "working-alliance",
        "session-structure",
        "role-clarity",
        "You stayed with his words.",
    ];
    Tally::of(confirmed, there).is_whole("E34, pain 12: what an update came upon");
    tablet.close().await;
}

/// Pain 12: where the browser lets the old version end what it has in hand, the person goes on
/// meanwhile and is taken nowhere by surprise; the offer stands there again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pain12_an_update_that_comes_late_asks_again() {
    let (stage, shelf, one) = with_shelf().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    is_kept(&tablet, "one").await;
    let two = one.next("two");
    shelf.publish(two.clone());
    assert_eq!(tablet.run(LOOK).await, json!(true));
    tablet.sees(OFFER).await;

    let slow = "/assets/slow.js";
    shelf.fault(slow, FileFault::Held);
    tablet.run(&format!("void fetch('{slow}')")).await;
    shelf.is_asked(slow).await;
    tablet.press("Use it now").await;
    tablet.sees("The new version is starting").await;
    looks_right(&tablet, "update-going").await;
    tablet.sees(OFFER).await;
    tablet.run("window.isSamePage = true").await;
    shelf.mend();
    holds(
        &tablet,
        "document.documentElement.dataset.update === 'elsewhere'",
    )
    .await;
    assert_eq!(tablet.run("return window.isSamePage").await, json!(true));
    changes_to(&tablet, "two").await;
    is_made_of(&tablet, &two).await;
    tablet.close().await;
}

/// Pains 13 and 14: one file that is missing, damaged or answered with a page leaves the old
/// version at work; it says so; the next try asks for that one file; the next start has it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pain13_pain14_one_failing_file_leaves_the_old_version_at_work_and_says_so() {
    let (stage, shelf, one) = with_shelf().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    is_kept(&tablet, "one").await;
    tablet.has_wrapped(&cast.observer.id).await;

    let mut n_told = 0;
    let two = one.next("two");
    let (program, styles) = (two.address("app_bg", "wasm"), two.address("app", "css"));
    shelf.publish(two.clone());
    for (fault, why) in [
        (FileFault::Missing, "missing"),
        (FileFault::Damaged, "damaged"),
        (FileFault::Page, "damaged"),
    ] {
        shelf.fault(&program, fault);
        tablet.run(LOOK).await;
        let failed = format!("document.documentElement.dataset.updateFailed === '{why} {program}'");
        holds(&tablet, &failed).await;
        tablet.go("/device").await;
        tablet.sees("The last update did not get here whole").await;
        is_kept(&tablet, "one").await;
        is_made_of(&tablet, &one).await;
        n_told += 1;
    }
    looks_right(&tablet, "device-update-failed").await;
    let n_styles = shelf.n_asked(&styles);
    shelf.mend();
    tablet.run(LOOK).await;
    holds(
        &tablet,
        "document.documentElement.dataset.update === 'ready'",
    )
    .await;
    // What had been checked was kept.
    println!(
        "pains 13 and 14: {n_told} failing files told with the old version at work, a sound one asked for {} times",
        shelf.n_asked(&styles)
    );
    assert_eq!((n_styles, shelf.n_asked(&styles)), (1, 1));

    // The next cold start changes over without a question.
    let app = tablet.driver.window().await.expect("a window");
    let other = tablet.driver.new_tab().await.expect("another window");
    tablet.driver.switch_to_window(app).await.expect("it");
    tablet.driver.close_window().await.expect("it closes");
    tablet.driver.switch_to_window(other).await.expect("it");
    starts_cold_as(&tablet, "two").await;
    is_made_of(&tablet, &two).await;
    // An app that was closed for half a minute asks who is there.
    let locked = "This device is locked";
    tablet
        .sees_one_of(&[locked, "Everything is up to date"])
        .await;
    if tablet.text().await.contains(locked) {
        tablet.fill("Password", PASSWORD).await;
        tablet.press("Unlock").await;
    }
    tablet.sees("Everything is up to date").await;
    looks_right(&tablet, "device").await;
    tablet.close().await;
}

/// E34: the network goes while the update is on its way; the old version starts cold without it,
/// and the update goes on afterwards.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e34_a_network_cut_in_the_middle_of_an_update_leaves_the_old_version_whole() {
    let (stage, shelf, one) = with_shelf().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    is_kept(&tablet, "one").await;

    let two = one.next("two");
    let program = two.address("app_bg", "wasm");
    shelf.publish(two.clone());
    shelf.fault(&program, FileFault::Held);
    tablet.run(LOOK).await;
    shelf.is_asked(&program).await;
    stage.path.cut().await;
    tablet.go("/observations").await;
    tablet.settles().await;
    is_kept(&tablet, "one").await;
    is_made_of(&tablet, &one).await;

    stage.path.mend().await;
    shelf.mend();
    holds(
        &tablet,
        "navigator.serviceWorker.getRegistration()
        .then((kept) => !kept.installing && kept.update()).then(() =>
            document.documentElement.dataset.update === 'ready', () => false)",
    )
    .await;
    changes_to(&tablet, "two").await;
    is_made_of(&tablet, &two).await;
    tablet.close().await;
}
