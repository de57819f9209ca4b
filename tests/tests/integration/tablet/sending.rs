//! Issue 3, line 4: one of two tabs sends, what the browser says of the network is not believed, the
//! line says what it does, and what goes up is small.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value, json};
use tests::{Browser, Fault, Screen};

use super::{count, live_of, operations, session, steps, tap_to};
use crate::stories::staged;

/// Notes each push of a tab: what it holds, how it is packed, how large it is, when it was under way and
/// how it was answered.
const PUSHES: &str = "{
    window.pushes = [];
    const send = window.fetch.bind(window);
    window.fetch = async (request, how) => {
        if (request instanceof Request && request.method === 'POST' && request.url.endsWith('/operations')) {
            const coding = request.headers.get('content-encoding') ?? '';
            const body = await request.clone().arrayBuffer();
            const plain = coding === 'gzip'
                ? new Response(new Blob([body]).stream().pipeThrough(new DecompressionStream('gzip')))
                : new Response(body);
            const push = await plain.json();
            const note = { coding, bytes: body.byteLength, ids: push.operations.map((op) => op.id), began: Date.now() };
            window.pushes.push(note);
            try {
                const answer = await send(request, how);
                note.status = answer.status;
                return answer;
            } finally {
                note.ended = Date.now();
            }
        }
        return send(request, how);
    };
}";

async fn pushes_of(tablet: &Browser) -> Vec<Value> {
    let pushes = tablet.run("return window.pushes").await;
    pushes.as_array().expect("a list").clone()
}

/// Notes that no tab has sent yet.
async fn writes_notes(tablet: &Browser, of: &str, n: usize) {
    for n in 0..n {
        tablet.fill("Note", &format!("{of}, number {n}.")).await;
        tablet.press("Add note").await;
        tablet
            .find_xpath(&format!("//li[contains(., '{of}, number {n}.')]"))
            .await;
    }
}

/// Pain 16: the other tab has every reason to try while the first one sends, and sends nothing that
/// the first one has in its hands.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pain16_of_two_tabs_with_the_same_work_each_piece_is_sent_by_one() {
    let (stage, cast) = staged().await;
    let (tablet, record) = session(&stage, &cast).await;
    let live = live_of(&record);
    tablet.before_the_app(PUSHES).await;
    tablet.go(&live).await;
    tablet.sees("Working alliance").await;
    tablet.open_tab().await;
    tablet.before_the_app(PUSHES).await;
    tablet.go(&live).await;
    tablet.sees("Working alliance").await;
    for round in 0..3 {
        stage.path.cut().await;
        for tab in 0..2 {
            tablet.show_tab(tab).await;
            writes_notes(&tablet, &format!("Tab {tab} in round {round}"), 2).await;
        }
        // The first try is on its way for long enough that the other tab tries meanwhile.
        stage
            .path
            .plan(vec![Fault::Delay(Duration::from_millis(1_500)); 8])
            .await;
        stage.path.mend().await;
        for tab in [round % 2, (round + 1) % 2] {
            tablet.show_tab(tab).await;
            tablet
                .run("window.dispatchEvent(new Event('online'))")
                .await;
        }
        for tab in 0..2 {
            tablet.show_tab(tab).await;
            tablet.sees("All safe on the server").await;
        }
    }
    let mut by_tab = [Vec::new(), Vec::new()];
    for (tab, pushes) in by_tab.iter_mut().enumerate() {
        tablet.show_tab(tab).await;
        *pushes = pushes_of(&tablet).await;
    }
    let mut sent: BTreeMap<String, usize> = BTreeMap::new();
    let answered = |push: &&Value| push["status"] == 200;
    for push in by_tab.iter().flatten().filter(answered) {
        for id in push["ids"].as_array().expect("ids") {
            *sent.entry(id.to_string()).or_default() += 1;
        }
    }
    let n_twice = sent.values().filter(|n| **n > 1).count();
    let n_abreast = abreast(&by_tab);
    let safe = operations(&cast.observer, &record.id).await;
    println!(
        "pain 16: {} tries of one tab and {} of the other, {n_abreast} abreast, {} answered; {} operations sent, {n_twice} of them twice, {} notes on the server",
        by_tab[0].len(),
        by_tab[1].len(),
        by_tab.iter().flatten().filter(answered).count(),
        sent.len(),
        count(&safe, "note")
    );
    assert_eq!((sent.len(), count(&safe, "note")), (12, 12), "{sent:?}");
    assert_eq!((n_twice, n_abreast), (0, 0), "{by_tab:?}");
    tablet.close().await;
}

/// How many pushes of the one tab were under way while one of the other was.
fn abreast([one, other]: &[Vec<Value>; 2]) -> usize {
    let time = |push: &Value, name: &str| push[name].as_i64().unwrap_or(i64::MAX);
    let meets = |push: &Value| {
        other.iter().any(|two| {
            time(push, "began") < time(two, "ended") && time(two, "began") < time(push, "ended")
        })
    };
    one.iter().filter(|push| meets(push)).count()
}

/// A browser that says for ever that there is no network is not believed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_browser_that_says_there_is_no_network_is_not_believed() {
    let (stage, cast) = staged().await;
    let (tablet, record) = session(&stage, &cast).await;
    tablet
        .before_the_app(
            "Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false });",
        )
        .await;
    tablet.go(&live_of(&record)).await;
    assert_eq!(tablet.run("return navigator.onLine").await, json!(false));
    tap_to(&tablet, "Role clarity", 1).await;
    tablet.sees("All safe on the server").await;
    let safe = operations(&cast.observer, &record.id).await;
    assert_eq!(count(&safe, "mark"), 2, "{safe:?}");
    tablet.close().await;
}

/// Holds each push back from `isHeld` until `letGo`.
const HOLDS_PUSHES: &str = "{
    const send = window.fetch.bind(window);
    const held = new Promise((go) => { window.letGo = go; });
    window.fetch = async (request, how) => {
        if (window.isHeld && request instanceof Request && request.url.endsWith('/operations')) await held;
        return send(request, how);
    };
}";

/// A push that is on its way: the line says that it is being sent, not that it is safe, and not
/// that there is no network.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_push_that_is_on_its_way_is_sending_and_nothing_else() {
    let (stage, cast) = staged().await;
    let (tablet, record) = session(&stage, &cast).await;
    tablet.before_the_app(HOLDS_PUSHES).await;
    tablet.go(&live_of(&record)).await;
    tablet.sees("All safe on the server").await;
    tablet.run("window.isHeld = true").await;
    tap_to(&tablet, "Role clarity", 1).await;
    tablet.sees("Sending 1").await;
    let safe = operations(&record.observer, &record.id).await;
    assert_eq!(count(&safe, "mark"), 1, "it is on its way: {safe:?}");
    tablet.run("window.letGo()").await;
    tablet.sees("All safe on the server").await;
    let safe = operations(&record.observer, &record.id).await;
    assert_eq!(count(&safe, "mark"), 2, "{safe:?}");
    tablet.close().await;
}

/// Touches many tiles, each no sooner than its bounce is over.
const MANY_TAPS: &str = "const done = arguments[arguments.length - 1];
    (async () => {
        for (let n = 0; n < 120; n++) {
            const tiles = document.querySelectorAll('.tile-seen');
            tiles[n % tiles.length].click();
            await new Promise((rest) => setTimeout(rest, 30));
        }
        return true;
    })().then(done);";

/// A finished observation of the usual size, made without a network, costs less than 30 KB up: with every
/// head, and with everything that the app asks besides when the network is back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_finished_observation_goes_up_packed_and_small() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await;
    record.inform().await.expect(200);
    let tablet = stage.browser_of(&cast.observer, Screen::Tablet).await;
    tablet.keeps_all_pages().await;
    tablet.before_the_app(PUSHES).await;
    tablet.go(&live_of(&record)).await;
    tablet.named("Start the session").await;
    stage.path.cut().await;
    let before = stage.path.bytes().0;
    steps::step(&tablet, 0).await;
    assert_eq!(tablet.run_async(MANY_TAPS).await, json!(true));
    for n in 1..steps::STEPS {
        // The tiles have been touched before.
        if !matches!(n, 1 | 7 | 8) {
            steps::step(&tablet, n).await;
        }
    }
    stage.path.mend().await;
    tablet.press("See it as the practitioner will").await;
    tablet.press("Share with Dafydd Price").await;
    tablet.press_in_dialog("Share with Dafydd Price").await;
    tablet.sees("has been told that there is feedback").await;
    let up = stage.path.bytes().0 - before;
    let pushes = pushes_of(&tablet).await;
    let answered: Vec<_> = pushes.iter().filter(|push| push["status"] == 200).collect();
    let packed = answered
        .iter()
        .filter(|push| push["coding"] == "gzip")
        .count();
    let is_large =
        |push: &&&Value| push["coding"] != "gzip" && push["bytes"].as_u64() >= Some(1_000);
    let large: Vec<_> = answered.iter().filter(is_large).collect();
    let bytes: u64 = answered
        .iter()
        .filter_map(|push| push["bytes"].as_u64())
        .sum();
    let safe = operations(&cast.observer, &record.id).await;
    println!(
        "wire: {} operations in {} pushes of {bytes} bytes, {packed} of them packed; {up} bytes up in all",
        safe.len(),
        answered.len()
    );
    assert!(count(&safe, "mark") >= 120, "{}", count(&safe, "mark"));
    assert!(packed > 0 && large.is_empty(), "{large:?}");
    assert!(up < 30_000, "{up} bytes");
    tablet.close().await;
}
