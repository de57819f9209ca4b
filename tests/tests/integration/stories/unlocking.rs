//! A password takes a second to be tried, on purpose. The page answers meanwhile.

use serde_json::json;
use tests::{Browser, PASSWORD, Screen};

use super::vault::locks;
use super::{Cast, Stage, looks_right, staged};

/// What a tablet of the cheaper kind is slower than this machine.
const SLOWER: u32 = 4;
/// A page that stretches the password by itself stands still for nearly as long as that takes. One that does
/// not has no task of even this part of it, whatever else the machine does.
const STILL_PART_MAX: f64 = 0.25;
/// Fewer frames than this are no movement.
const N_FRAMES_MIN: u64 = 10;

/// Counts the frames painted and the tasks that held the page up while it says that it unlocks.
const WATCH: &str = "
    const seen = window.seen = { frames: 0, took: 0, tasks: [] };
    let first = null, last = null;
    const look = (now) => {
        if (document.querySelector('.working')) {
            first ??= now;
            if (last) { seen.frames++; }
            last = now;
            seen.took = last - first;
        }
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    const all = [];
    new PerformanceObserver(list => {
        all.push(...list.getEntries());
        seen.tasks = all.filter(task => first && task.startTime >= first && task.startTime <= last)
            .map(task => task.duration);
    }).observe({ type: 'longtask' });";

/// Locks, and stands before the door on a page that is not about to be loaded anew.
async fn is_locked(browser: &Browser) {
    locks(browser).await;
    browser.go("/").await;
    browser.sees("This device is locked").await;
}

/// Security page §3: 64 MiB and three passes per guess. They are made in a worker, which is here
/// without a network too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_keeps_painting_while_it_unlocks() {
    let (stage, cast) = staged().await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.has_wrapped(&cast.observer.id).await;
    tablet.keeps_all_pages().await;
    stage.path.cut().await;
    is_locked(&tablet).await;
    let slowed = |rate: u32| json!({ "rate": rate });
    tablet
        .devtools("Emulation.setCPUThrottlingRate", slowed(SLOWER))
        .await;
    tablet.run(WATCH).await;
    tablet.fill("Password", PASSWORD).await;
    tablet.press("Unlock").await;
    tablet.sees("Today").await;
    tablet
        .devtools("Emulation.setCPUThrottlingRate", slowed(1))
        .await;
    let seen = tablet.run("return window.seen").await;
    let tasks: Vec<f64> = serde_json::from_value(seen["tasks"].clone()).expect("times");
    let longest = tasks.iter().copied().fold(0.0, f64::max);
    let took = seen["took"].as_f64().expect("a time");
    println!(
        "unlocking, CPU slowed {SLOWER} times: {took:.0} ms, {} frames, the longest task {longest:.0} ms",
        seen["frames"],
    );
    assert!(seen["frames"].as_u64() >= Some(N_FRAMES_MIN), "{seen}");
    assert!(longest < took * STILL_PART_MAX, "{seen}");
    tablet.close().await;
}

/// A browser that starts no worker still unlocks, after a word that it does.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_worker_the_page_unlocks_by_itself() {
    let (stage, cast) = staged().await;
    let silent = "window.Worker = class { postMessage() {} terminate() {} };";
    let none = "window.Worker = class { constructor() { throw new Error('no workers here'); } };";
    let cases = [
        (&cast.observer, Screen::Tablet, none),
        (&cast.practitioner, Screen::Phone, silent),
    ];
    for (person, screen, worker) in cases {
        let browser = stage.browser_of(person, screen).await;
        browser.has_wrapped(&person.id).await;
        is_locked(&browser).await;
        browser.run(worker).await;
        browser.fill("Password", "not this one at all").await;
        browser.press("Unlock").await;
        browser.sees("4 tries are left").await;
        browser.fill("Password", PASSWORD).await;
        browser.press("Unlock").await;
        if worker == silent {
            browser.sees("Unlocking …").await;
            looks_right(&browser, "unlocking").await;
        }
        browser.sees("Today").await;
        browser.close().await;
    }
}

/// A device that is asked for a fingerprint, and waits for one until the page's `declines()`.
const ASKS: &str = "
    window.nAsked = 0;
    navigator.credentials.get = () => {
        window.nAsked += 1;
        return new Promise((_, refuse) => {
            window.declines = () => refuse(new DOMException('', 'NotAllowedError'));
        });
    };";

/// Asking for the fingerprint is a try under way: nothing else is tried beside it, and the page
/// says so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_tried_beside_a_fingerprint() {
    const FINGERPRINT: &str = "Use this device’s fingerprint or face";
    const WRONG: &str = "not this one at all";
    // An authenticator binds to a name, and an address is none.
    let stage = Stage::set_with("localhost", tests::server_binary()).await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.has_wrapped(&cast.observer.id).await;
    tablet.has_authenticator(true).await;
    tablet.go("/account").await;
    tablet.press("Set it up").await;
    tablet.sees("opens what you keep here").await;
    is_locked(&tablet).await;
    tablet.run(ASKS).await;
    tablet.press(FINGERPRINT).await;
    tablet.sees("Unlocking …").await;
    tablet.press(FINGERPRINT).await;
    tablet.fill("Password", WRONG).await;
    tablet.press("Unlock").await;
    tablet.run("window.declines()").await;
    tablet.sees("It was not recognised").await;
    assert_eq!(tablet.run("return window.nAsked").await, json!(1));
    // The one beside it was no guess.
    tablet.press("Unlock").await;
    tablet.sees("4 tries are left").await;
    tablet.fill("Password", PASSWORD).await;
    tablet.press("Unlock").await;
    tablet.sees("Today").await;
    tablet.close().await;
}

/// A vault that cannot be read is not shown like one that the browser has cleared.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_door_that_cannot_be_read_says_so_before_a_try() {
    let (stage, cast) = staged().await;
    let phone = stage.browser_of(&cast.practitioner, Screen::Phone).await;
    phone.has_wrapped(&cast.practitioner.id).await;
    locks(&phone).await;
    let damage = format!(
        "const done = arguments[arguments.length - 1];
         indexedDB.open('alongside-{}').onsuccess = (opened) => {{
           const database = opened.target.result;
           const write = database.transaction('cards', 'readwrite', {{ durability: 'strict' }});
           write.objectStore('cards').put('[{{', 'card');
           write.oncomplete = () => {{ database.close(); done(true); }};
         }};",
        cast.practitioner.id
    );
    assert_eq!(phone.run_async(&damage).await, json!(true));
    phone.go("/").await;
    phone.sees("could not read what you keep here").await;
    looks_right(&phone, "locked-unread").await;
    phone.close().await;
}
