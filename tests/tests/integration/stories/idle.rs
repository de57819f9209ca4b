//! Issue 3, line 2: nobody has touched the device for five minutes. By the page's own clock, and by
//! the wall clock where the page stood still meanwhile.

use serde_json::json;
use tests::{Browser, PASSWORD, Screen};

use super::disk::CACHED;
use super::writing::{arrives, keeps};
use super::{Stage, staged};
use crate::tablet::{holds, session, tap_to};

const PRIVATE: &str = "I was nervous with Priya there.";

/// Lets a test set the page's clocks ahead, and looks at them more often than every five seconds.
pub(super) const CLOCKS: &str = "{
    window.ahead = { monotonic: 0, wall: 0 };
    window.nLooks = 0;
    const monotonic = Performance.prototype.now, wall = Date.now.bind(Date);
    Performance.prototype.now = function () { return monotonic.call(this) + ahead.monotonic; };
    Date.now = () => wall() + ahead.wall;
    const every = window.setInterval.bind(window);
    window.setInterval = (act, ms, ...rest) => ms === 5000
        ? every(() => { window.nLooks += 1; act(); }, 50)
        : every(act, ms, ...rest);
}";

/// So many minutes go by on one clock, and the app has looked at it since.
pub(super) async fn minutes_go_by(browser: &Browser, clock: &str, minutes: f64) {
    let script = format!("window.ahead.{clock} += {minutes} * 60_000; window.nLooks = 0;");
    browser.run(&script).await;
}

async fn has_looked(browser: &Browser) {
    holds(browser, "window.nLooks > 2").await;
}

pub(super) async fn unlocks(stage: &Stage, browser: &Browser) {
    browser.fill("Password", PASSWORD).await;
    browser.press("Unlock").await;
    browser.sees("Today").await;
    stage.is_let_in(browser).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_minutes_without_a_touch_lock_the_device_and_lose_nothing_that_was_kept() {
    let (stage, cast) = staged().await;
    let phone = stage.browser_of(&cast.practitioner, Screen::Phone).await;
    phone.has_wrapped(&cast.practitioner.id).await;
    phone.keeps_all_pages().await;
    phone.before_the_app(CLOCKS).await;
    phone.go("/reflections").await;
    phone.press("Write a reflection").await;
    phone.press("Freely").await;
    stage.path.cut().await;
    phone.fill("Your reflection", PRIVATE).await;
    phone.sees("On this device only").await;

    let (mut n_locked, mut n_found) = (0, 0);
    for clock in ["monotonic", "wall"] {
        // A touch counts from there; less than five minutes lock nothing.
        for _ in 0..2 {
            minutes_go_by(&phone, clock, 4.8).await;
            has_looked(&phone).await;
            assert!(
                !phone.text().await.contains("This device is locked"),
                "{clock}"
            );
            phone.press_first("h1").await;
        }
        let page = "return document.documentElement.outerHTML + (document.querySelector('textarea')?.value ?? '')";
        assert!(phone.run(page).await.to_string().contains(PRIVATE));
        minutes_go_by(&phone, clock, 5.1).await;
        phone.sees("This device is locked").await;
        n_locked += 1;
        let page = phone.run(page).await.to_string();
        let cached = phone.run_async(CACHED).await.to_string();
        assert!(cached.contains("<title>Alongside"), "the caches are read");
        for text in [page, cached] {
            assert!(!text.contains(PRIVATE) && !text.contains("Dafydd Price"));
        }
        unlocks(&stage, &phone).await;
        phone.go("/reflections").await;
        phone.sees("Still to be sent").await;
        phone.sees(PRIVATE).await;
        n_found += 1;
    }
    stage.path.mend().await;
    let all = async || {
        let all = cast.practitioner.get("/api/v1/reflections").await;
        all.expect(200).text.matches(PRIVATE).count()
    };
    arrives("the reflection", async || all().await > 0).await;
    println!(
        "idle: locked {n_locked} times, the words found again {n_found} times, {} on the server",
        all().await
    );
    assert_eq!(all().await, 1);
    phone.close().await;
}

/// An observer may listen for half an hour: the screen is covered, nothing is locked, and the next
/// touch is captured.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_under_way_is_covered_after_five_minutes_and_not_locked() {
    let (stage, cast) = staged().await;
    let (tablet, record) = session(&stage, &cast).await;
    tablet.before_the_app(CLOCKS).await;
    tablet.go(&crate::tablet::live_of(&record)).await;
    tap_to(&tablet, "Working alliance", 2).await;
    tablet.fill("Note", "She left him time").await;
    let kept = keeps(&cast.observer, &format!("note-{}", record.id));
    holds(&tablet, &kept).await;
    minutes_go_by(&tablet, "monotonic", 4.8).await;
    has_looked(&tablet).await;
    assert_eq!(
        tablet
            .run("return !!document.querySelector('.blank-cover')")
            .await,
        json!(false)
    );
    minutes_go_by(&tablet, "monotonic", 25.0).await;
    tablet.press_first(".blank-cover").await;
    tablet.press("Show the session").await;
    tap_to(&tablet, "Working alliance", 3).await;
    holds(
        &tablet,
        "document.getElementById('note')?.value === 'She left him time'",
    )
    .await;
    tablet.sees("All safe on the server").await;
    tablet.close().await;
}

/// What the clock of the session shows, in seconds.
async fn shown(tablet: &Browser) -> f64 {
    let script = "const parts = document.querySelector('.clock').innerText.split(':').map(Number);
        return parts.reduce((sum, part) => sum * 60 + part, 0);";
    tablet.run(script).await.as_f64().expect("a time")
}

/// The power button is pressed for eight minutes: most browsers stop the page's own clock meanwhile.
/// What is tapped afterwards is not eight minutes too early. A clock that somebody sets back, or
/// ahead by a year, moves nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn session_time_goes_on_while_the_tablet_sleeps() {
    const SLEPT: f64 = 8.0 * 60.0;
    const YEAR: f64 = 365.0 * 24.0 * 60.0;
    let (stage, cast) = staged().await;
    let (tablet, record) = session(&stage, &cast).await;
    tablet.before_the_app(CLOCKS).await;
    tablet.go(&crate::tablet::live_of(&record)).await;
    tap_to(&tablet, "Working alliance", 2).await;
    let before = shown(&tablet).await;
    for (n, minutes) in [(3, YEAR), (4, -YEAR), (5, -30.0)] {
        // Somebody who sets the clock touches the tablet.
        let sets = format!(
            "ahead.wall += {minutes} * 60_000; document.dispatchEvent(new Event('pointerdown'));"
        );
        tablet.run(&sets).await;
        tap_to(&tablet, "Working alliance", n).await;
    }
    assert!(shown(&tablet).await < before + SLEPT);
    // The tap comes with the waking, before anything has looked at the clocks.
    tablet
        .run(
            "ahead.wall += 8 * 60_000;
             const tile = [...document.querySelectorAll('.tile-seen')].find((one) => one.innerText.startsWith('Working alliance'));
             tile.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
             tile.click();",
        )
        .await;
    crate::tablet::shows(&tablet, "Working alliance", 6).await;
    let after = shown(&tablet).await;
    let passed = after - before;
    assert!((SLEPT..SLEPT + 60.0).contains(&passed), "{passed}");
    tablet.sees("All safe on the server").await;
    let all = crate::tablet::operations(&cast.observer, &record.id).await;
    let marks: Vec<f64> = all
        .iter()
        .filter(|op| op["kind"] == "mark")
        .map(|op| op["elapsed_ms"].as_f64().expect("a time") / 1_000.0)
        .collect();
    assert_eq!(marks.len(), 6, "{marks:?}");
    assert!(marks[4] < before + 60.0, "{marks:?}");
    assert!(
        (SLEPT..SLEPT + 60.0).contains(&(marks[5] - marks[4])),
        "{marks:?}"
    );
    tablet.close().await;
}
