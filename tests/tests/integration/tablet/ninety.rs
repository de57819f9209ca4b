//! Ninety minutes of use on one tablet by two SPOs, compressed: two sessions with eleven
//! interruptions. Every tap that the screen confirmed is on the server once, and none besides.

use std::time::Duration;

use serde_json::json;
use shared::access::Role;
use tests::{Browser, FileFault, Person, Record, Screen, Tally};

use super::{holds, operations, tap, with_shelf};
use crate::stories::Cast;

const SKILLS: [&str; 4] = [
    "Working alliance",
    "Session structure",
    "Role clarity",
    "Skill rehearsal",
];
const KEYS: [&str; 4] = [
    "working-alliance",
    "session-structure",
    "role-clarity",
    "skill-rehearsal",
];

/// One person at the tablet, and the taps that their screen has confirmed.
struct Seat<'a> {
    tablet: &'a Browser,
    record: &'a Record,
    confirmed: [usize; 4],
    next: usize,
}

impl Seat<'_> {
    async fn opens(&self) {
        let live = format!("/observations/{}/live", self.record.id);
        self.tablet.go(&live).await;
    }

    /// Taps through the skills in turn, so that no tap is the bounce of the one before.
    async fn taps(&mut self, n: usize) {
        for _ in 0..n {
            let at = self.next % SKILLS.len();
            self.next += 1;
            self.confirmed[at] += 1;
            super::tap_to(self.tablet, SKILLS[at], self.confirmed[at]).await;
        }
    }

    /// Taps until the device has no room: the browser asks for the quota only now and then.
    async fn taps_until_full(&mut self) {
        let mut ticks = tokio::time::interval(Duration::from_millis(700));
        for _ in 0..120 {
            let at = self.next % SKILLS.len();
            self.next += 1;
            self.confirmed[at] += 1;
            tap(self.tablet, SKILLS[at]).await;
            ticks.tick().await;
            ticks.tick().await;
            if self.tablet.text().await.contains("this device is full") {
                return;
            }
        }
        panic!("the quota is never met");
    }

    async fn sees_all(&self) {
        for (skill, n) in SKILLS.iter().zip(self.confirmed).filter(|(_, n)| *n > 0) {
            super::shows(self.tablet, skill, n).await;
        }
    }

    /// What came of every tap that was confirmed.
    async fn tally(&self) -> Tally {
        let safe = operations(&self.record.observer, &self.record.id).await;
        let marks = safe.iter().filter(|op| op["kind"] == "mark");
        let there = marks.map(|op| op["skill"].as_str().expect("a skill"));
        let confirmed = KEYS.iter().zip(self.confirmed);
        Tally::of(confirmed.flat_map(|(key, n)| vec![*key; n]), there)
    }
}

async fn changes_person(tablet: &Browser, stage: &crate::stories::Stage, to: &Person) {
    tablet.go("/").await;
    tablet.press_first("#account-menu").await;
    tablet.press("Lock").await;
    tablet.sees("This device is locked").await;
    tablet.press("Sign in as somebody else").await;
    stage.signs_in(tablet, to).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ninety_minutes_of_two_people_on_one_tablet_with_eleven_interruptions() {
    let (mut stage, shelf, one) = with_shelf().await;
    let (priya, owain, first, second) = {
        let organisation = stage.app.organisation("North Probation").await;
        let cast = Cast::of(&organisation).await;
        let owain = organisation
            .person("Owain Rees", &organisation.team, &[Role::Spo])
            .await;
        let first = cast.plans().await;
        let second = owain.plans(&cast.practitioner).await;
        first.inform().await.expect(200);
        second.inform().await.expect(200);
        (cast.observer, owain, first, second)
    };
    let tablet = stage.browser_of(&priya, Screen::Tablet).await;
    holds(
        &tablet,
        "document.documentElement.dataset.chunks === 'kept'",
    )
    .await;
    tablet.has_wrapped(&priya.id).await;
    let seat = |record| Seat {
        tablet: &tablet,
        record,
        confirmed: [0; 4],
        next: 0,
    };
    let (mut a, mut b) = (seat(&first), seat(&second));
    let mut interruptions = Vec::new();

    a.opens().await;
    tablet.press("Start the session").await;
    a.taps(6).await;

    interruptions.push("network cut");
    stage.path.cut().await;
    a.taps(5).await;
    interruptions.push("reload");
    a.opens().await;
    a.sees_all().await;
    a.taps(3).await;
    interruptions.push("tab killed");
    tablet.tab_killed().await;
    stage.comes_back(&tablet).await;
    a.opens().await;
    a.sees_all().await;
    stage.path.mend().await;
    a.taps(4).await;
    interruptions.push("double tap");
    let at = a.next % SKILLS.len();
    a.next += 1;
    a.confirmed[at] += 1;
    let twice = format!(
        "const tile = [...document.querySelectorAll('.tile-seen')].find((t) => t.innerText.includes('{}'));
         tile.click(); tile.click();",
        SKILLS[at]
    );
    tablet.run(&twice).await;
    a.sees_all().await;
    interruptions.push("blank");
    tablet.press("Blank").await;
    tablet.press_first(".blank-cover").await;
    tablet.press("Show the session").await;
    a.taps(2).await;

    interruptions.push("lock, and the other person");
    changes_person(&tablet, &stage, &owain).await;
    b.opens().await;
    tablet.press("Start the session").await;
    b.taps(7).await;
    interruptions.push("the clock jumps a year");
    let clock = json!({ "source": "{ const year = 365 * 86400 * 1000, now = Date.now.bind(Date);
        Date.now = () => now() + (localStorage.jump ? year : 0); }" });
    tablet
        .devtools("Page.addScriptToEvaluateOnNewDocument", clock)
        .await;
    tablet.run("localStorage.jump = 'ahead'").await;
    b.opens().await;
    b.sees_all().await;
    b.taps(3).await;
    tablet.run("localStorage.removeItem('jump')").await;
    interruptions.push("the server is killed and starts again");
    stage.app = stage.app.kill_and_restart().await;
    b.taps(4).await;
    tablet.sees("All safe on the server").await;

    interruptions.push("an update that stops half-way");
    let two = one.next("two");
    shelf.publish(two.clone());
    shelf.fault(&two.address("app_bg", "wasm"), FileFault::Missing);
    tablet.run("return navigator.serviceWorker.getRegistration().then((kept) => kept.update()).then(() => true, () => false)").await;
    b.taps(3).await;
    shelf.mend();

    interruptions.push("the session ends");
    let sessions = owain.get("/api/v1/sessions").await.expect(200).json();
    for session in sessions.as_array().expect("sessions") {
        if session["current"] != true {
            let path = format!(
                "/api/v1/sessions/{}",
                session["id"].as_str().expect("an id")
            );
            owain.client.delete(&path).await;
        }
    }
    b.taps(4).await;
    tablet.sees("sign in to send").await;
    interruptions.push("the device is full");
    let origin = stage.path.url();
    let quota = json!({ "origin": origin, "quotaSize": 1_000 });
    tablet
        .devtools("Storage.overrideQuotaForOrigin", quota)
        .await;
    b.taps_until_full().await;
    tablet
        .devtools(
            "Storage.overrideQuotaForOrigin",
            json!({ "origin": origin }),
        )
        .await;
    tablet.press("Save it now").await;
    b.sees_all().await;

    tablet.go("/sign-in").await;
    stage.signs_in(&tablet, &owain).await;
    b.opens().await;
    tablet.sees("All safe on the server").await;
    changes_person(&tablet, &stage, &priya).await;
    a.opens().await;
    a.sees_all().await;
    a.taps(3).await;
    tablet.sees("All safe on the server").await;

    let mut taps = a.tally().await;
    taps.add(b.tally().await);
    taps.is_whole(&format!(
        "ninety minutes: {} interruptions ({}); taps",
        interruptions.len(),
        interruptions.join(", ")
    ));
    assert!(interruptions.len() >= 11, "{interruptions:?}");
    tablet.close().await;
}
