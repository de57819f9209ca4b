//! E34: the upgrade of the tablet's database is killed fifty times; no draft is discarded.

use std::collections::BTreeSet;
use std::time::Duration;

use rand::Rng;
use serde_json::{Value, json};
use tests::{Browser, PASSWORD, Record, Screen, TestApp, new_id, now};

use super::operations;
use crate::stories::staged;

const KILLS: usize = 50;
/// Operations in each database that is upgraded.
const OPERATIONS: u32 = 12;

/// Puts a database of the first version in the place of the person's own: stores without seals,
/// with an observation and operations that were never sent.
const OLDER: &str = "const [name, values] = arguments, done = arguments[arguments.length - 1];
  // That version knew nobody who had been here before.
  localStorage.clear();
  const remove = indexedDB.deleteDatabase(name);
  remove.onsuccess = () => {
    const open = indexedDB.open(name, 1);
    open.onupgradeneeded = () => {
      for (const store of ['observations', 'segments', 'operations', 'outbox', 'frameworks', 'kept']) {
        open.result.createObjectStore(store);
      }
    };
    open.onsuccess = () => {
      const stores = [...new Set(values.map(([store]) => store))];
      const write = open.result.transaction(stores, 'readwrite', { durability: 'strict' });
      for (const [store, key, value] of values) write.objectStore(store).put(JSON.stringify(value), key);
      write.oncomplete = () => { open.result.close(); done(open.result.version); };
      write.onabort = () => done(String(write.error));
    };
    open.onerror = () => done(String(open.error));
  };
  remove.onerror = remove.onblocked = () => done('blocked');";

/// How far the upgrade has come: `older`, `plain` (new stores, nothing sealed yet) or `sealed`.
const STAGE: &str = "const [name] = arguments, done = arguments[arguments.length - 1];
  indexedDB.databases().then((all) => {
    const version = all.find((one) => one.name === name)?.version;
    if (version !== 2) return done('older');
    const open = indexedDB.open(name, 2);
    open.onsuccess = () => {
      const plain = open.result.transaction('cards').objectStore('cards').get('plain');
      plain.onsuccess = () => { open.result.close(); done(plain.result ? 'plain' : 'sealed'); };
    };
    open.onerror = () => done(String(open.error));
  });";

struct Tablet<'a> {
    browser: Browser,
    app: &'a TestApp,
    record: &'a Record,
    database: String,
    /// Of all operations that were ever captured here.
    ids: BTreeSet<String>,
}

impl Tablet<'_> {
    /// The server's own page stands on the same origin and opens no database.
    async fn looks_away(&self) {
        self.browser.go("/healthz").await;
    }

    async fn script(&self, script: &str, mut arguments: Vec<Value>) -> Value {
        arguments.insert(0, json!(self.database));
        let answer = self.browser.driver.execute_async(script, arguments).await;
        answer.expect("the script answers").json().clone()
    }

    /// An app of the first version has captured something and sent nothing.
    async fn is_of_the_first_version(&mut self) {
        let observation = self.record.observer.get(&self.record.path("")).await;
        let observation = observation.expect(200).json();
        let id = &self.record.id;
        let mut values = vec![
            json!(["kept", "device", new_id()]),
            json!(["observations", id, { "observation": observation, "fetched_at": now() }]),
            json!(["outbox", id, [id, { "last_sequence": OPERATIONS, "safe_up_to": 0 }]]),
        ];
        for sequence in 1..=OPERATIONS {
            let mut operation = match self.ids.is_empty() {
                true => json!({ "kind": "start" }),
                false => json!({ "kind": "mark", "skill": "working-alliance", "mark": "seen" }),
            };
            let operation_id = new_id();
            operation["id"] = json!(operation_id);
            operation["sequence"] = json!(sequence);
            operation["at"] = json!(now());
            operation["elapsed_ms"] = json!(sequence * 1000);
            self.ids.insert(operation_id);
            values.push(json!(["operations", [id, sequence], operation]));
        }
        let made = self.script(OLDER, vec![Value::Array(values)]).await;
        assert_eq!(made, json!(1));
        // Nor did its session ever prove anything.
        let unbound = format!(
            "UPDATE session SET is_bound = FALSE WHERE person_id = '{}'",
            self.record.observer.id
        );
        self.app.sql(&unbound).await;
    }

    /// Starts the app; it has its own time until the kill.
    async fn starts_and_is_killed_after(&self, time: Duration) {
        let go = format!("location.href = '/observations/{}/live'", self.record.id);
        self.browser.run(&go).await;
        let _ = tokio::time::timeout(time, std::future::pending::<()>()).await;
        self.browser.tab_killed().await;
        self.looks_away().await;
    }

    /// The app starts in peace, and sends what is here.
    async fn starts_and_sends(&self) {
        let live = format!("/observations/{}/live", self.record.id);
        self.browser.go(&live).await;
        let said = ["This device is locked", "All safe on the server"];
        self.browser.sees_one_of(&said).await;
        if self.browser.text().await.contains("This device is locked") {
            // No wrap was made yet: a full sign-in opens it.
            self.browser.press("Sign in as somebody else").await;
            self.browser
                .fill("Email address", &self.record.observer.email)
                .await;
            self.browser.fill("Password", PASSWORD).await;
            self.browser.press("Sign in").await;
        }
        self.browser.sees("All safe on the server").await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e34_a_database_upgrade_killed_fifty_times_discards_no_draft() {
    let (stage, cast) = staged().await;
    let record = cast.plans().await;
    record.inform().await.expect(200);
    let browser = stage.browser_of(&cast.observer, Screen::Tablet).await;
    browser.keeps_all_pages().await;
    let mut tablet = Tablet {
        browser,
        app: &stage.app,
        record: &record,
        database: format!("alongside-{}", cast.observer.id),
        ids: BTreeSet::new(),
    };
    tablet.looks_away().await;
    tablet.is_of_the_first_version().await;
    let begun = tokio::time::Instant::now();
    tablet.starts_and_sends().await;
    // Up to here a start has read, upgraded, sealed and sent; the upgrade lies early in it.
    let start_ms = u64::try_from(begun.elapsed().as_millis()).expect("a short time");

    let mut random = tests::seeded("E34");
    let (mut n_older, mut n_plain, mut n_sealed) = (0, 0, 0);
    tablet.looks_away().await;
    tablet.is_of_the_first_version().await;
    for _ in 0..KILLS {
        let time = Duration::from_millis(random.random_range(0..start_ms / 4));
        tablet.starts_and_is_killed_after(time).await;
        match tablet.script(STAGE, vec![]).await.as_str() {
            // The next start begins the upgrade again.
            Some("older") => {
                n_older += 1;
                continue;
            }
            Some("plain") => n_plain += 1,
            Some("sealed") => n_sealed += 1,
            other => panic!("{other:?}"),
        }
        tablet.starts_and_sends().await;
        tablet.looks_away().await;
        tablet.is_of_the_first_version().await;
    }
    tablet.starts_and_sends().await;
    let safe = operations(&cast.observer, &record.id).await;
    let times = |id: &String| safe.iter().filter(|op| op["id"] == id.as_str()).count();
    let n_lost = tablet.ids.iter().filter(|id| times(id) == 0).count();
    let n_twice = tablet.ids.iter().filter(|id| times(id) > 1).count();
    println!(
        "E34: {KILLS} kills of an upgrade ({n_older} before it, {n_plain} within it, {n_sealed} after it); \
         {} operations captured before, {n_lost} lost, {n_twice} twice",
        tablet.ids.len()
    );
    assert_eq!((n_lost, n_twice, safe.len()), (0, 0, tablet.ids.len()));
    tablet.browser.close().await;
}
