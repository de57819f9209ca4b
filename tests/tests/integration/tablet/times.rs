//! Issue 3, line 9: the app itself reports how long it took, to its own server, nothing besides, and
//! not where its organisation has said no.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tests::{Browser, Person, Screen};

use super::{holds, live_of, session, tap_to};
use crate::stories::{Cast, Stage};

/// What is done every minute can be done at once, and what is reported is noted on its way.
const MINUTES: &str = "{
    window.everyMinute = new Map();
    window.reports = [];
    window.nContacts = 0;
    const every = window.setInterval.bind(window), no_more = window.clearInterval.bind(window);
    window.setInterval = (act, ms, ...rest) => {
        const id = every(act, ms, ...rest);
        if (ms === 60000) window.everyMinute.set(id, act);
        return id;
    };
    window.clearInterval = (id) => { window.everyMinute.delete(id); no_more(id); };
    const send = window.fetch.bind(window);
    window.fetch = async (request, how) => {
        const path = request instanceof Request ? new URL(request.url).pathname : '';
        if (path === '/api/v1/telemetry') window.reports.push(await request.clone().json());
        const answer = await send(request, how);
        if (path === '/api/v1/devices/contact') window.nContacts += 1;
        return answer;
    };
}";

/// A minute is over, and what the app does then is done.
async fn a_minute_goes_by(tablet: &Browser) {
    tablet
        .run("window.nContacts = 0; window.everyMinute.forEach((act) => act())")
        .await;
    holds(tablet, "window.nContacts > 0").await;
}

/// How many times of each kind these reports or days count.
fn timed<'a>(all: impl IntoIterator<Item = &'a Value>) -> BTreeMap<String, u64> {
    let mut sums = BTreeMap::new();
    for counts in all
        .into_iter()
        .flat_map(|one| one["counts"].as_array().expect("counts"))
    {
        let what = counts["what"].as_str().expect("a kind").to_owned();
        let buckets = counts["buckets"].as_array().expect("buckets").iter();
        *sums.entry(what).or_default() += buckets.filter_map(Value::as_u64).sum::<u64>();
    }
    sums
}

async fn told(administrator: &Person) -> BTreeMap<String, u64> {
    let days = administrator
        .get("/api/v1/telemetry")
        .await
        .expect(200)
        .json();
    timed(days["items"].as_array().expect("days"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_app_reports_its_times_without_content_and_stops_when_it_is_switched_off() {
    let stage = Stage::set().await;
    let organisation = stage.app.organisation("North Probation").await;
    let cast = Cast::of(&organisation).await;
    let (tablet, record) = session(&stage, &cast).await;
    tablet.before_the_app(MINUTES).await;
    tablet.go(&live_of(&record)).await;
    for skill in ["Role clarity", "Session structure", "Skill rehearsal"] {
        tap_to(&tablet, skill, 1).await;
    }
    tablet.sees("All safe on the server").await;
    holds(&tablet, "window.everyMinute.size > 1").await;
    a_minute_goes_by(&tablet).await;
    holds(&tablet, "window.reports.length > 0").await;
    let reports = tablet.run("return window.reports").await;
    let reports = reports.as_array().expect("a list");
    let sent = timed(reports);
    assert!(
        sent["boot"] >= 1 && sent["save"] >= 3 && sent["sync"] >= 1,
        "{sent:?}"
    );
    // Counts, and nothing that says whose.
    for report in reports {
        let names = |of: &Value| {
            of.as_object()
                .expect("an object")
                .keys()
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(names(report), ["counts", "release"], "{report}");
        for counts in report["counts"].as_array().expect("counts") {
            assert_eq!(names(counts), ["buckets", "n_failed", "what"], "{report}");
        }
        for of in [&cast.observer.id, &record.id, &cast.observer.name] {
            assert!(!report.to_string().contains(of.as_str()), "{report}");
        }
    }
    let administrator = &organisation.administrator;
    crate::stories::writing::arrives("the report", async || told(administrator).await == sent)
        .await;
    println!(
        "telemetry: {} reports of the app, {sent:?} counted by the server",
        reports.len()
    );
    let desk = stage.browser_of(administrator, Screen::Desk).await;
    desk.go("/telemetry").await;
    desk.sees("Save on the device").await;
    desk.close().await;

    switches_off(administrator).await;
    tablet.go(&live_of(&record)).await;
    tap_to(&tablet, "Role clarity", 2).await;
    tablet.sees("All safe on the server").await;
    a_minute_goes_by(&tablet).await;
    a_minute_goes_by(&tablet).await;
    assert_eq!(tablet.run("return window.reports").await, json!([]));
    assert_eq!(told(administrator).await, sent, "the server counts no more");
    tablet.close().await;
}

async fn switches_off(administrator: &Person) {
    let path = "/api/v1/organisation";
    let before = administrator.get(path).await.expect(200).json();
    let off =
        json!({ "name": before["name"], "mail_policy": before["mail_policy"], "telemetry": false });
    let version = before["version"].as_i64().expect("a version");
    administrator
        .client
        .patch(path, version, off)
        .await
        .expect(200);
}
