//! E1 of the security page: the server is killed again and again while tablets push, and nothing
//! that it acknowledged is lost, doubled, halved or unaudited. Nor is a reading that it answered.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rand::Rng;
use serde_json::{Value, json};
use tests::{Backend, Person, Record, TestApp, eventually, push_body, seeded};

const N_KILLS: usize = 50;
const N_READ_KILLS: i64 = 10;
const N_TABLETS: usize = 4;
const OPERATIONS_PER_PUSH: usize = 3;
/// At most so many pushes are acknowledged before the next kill.
const ACKNOWLEDGED_BETWEEN_KILLS: usize = 24;
const KILL_WITHIN_MICROSECONDS: u64 = 30_000;
/// How long a slow machine may take to acknowledge as many.
const LOAD_LIMIT: Duration = Duration::from_secs(5);
const READY_LIMIT: Duration = Duration::from_secs(5);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_kills_under_load_lose_nothing_on_sqlite() {
    kill_and_look(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_kills_under_load_lose_nothing_on_postgres() {
    kill_and_look(Backend::Postgres).await;
}

/// What a tablet was told is safe; it lives outside the killed process.
#[derive(Default)]
struct Ledger {
    /// Operations of each acknowledged segment.
    acknowledged: HashMap<String, Vec<String>>,
    n_repeated: usize,
}

/// One tablet with a session in progress.
struct Tablet {
    record: Record,
    sequence: u32,
    /// Sent, and perhaps stored, but never acknowledged.
    unsure: Option<Value>,
    ledger: Arc<Mutex<Ledger>>,
}

async fn kill_and_look(backend: Backend) {
    let mut chance = seeded("kills");
    let mut app = TestApp::start(backend).await;
    let (observer, practitioner) = app.pair().await;
    let ledger = Arc::new(Mutex::new(Ledger::default()));
    let mut tablets = Vec::new();
    for _ in 0..N_TABLETS {
        let mut record = observer.plans(&practitioner).await;
        record.inform().await.expect(200);
        record.push(&[json!({ "kind": "start" })]).await.expect(200);
        let sequence = record.sequence;
        tablets.push(Tablet {
            record,
            sequence,
            unsure: None,
            ledger: ledger.clone(),
        });
    }
    let mut starts = Vec::new();
    for _ in 0..N_KILLS {
        let load: Vec<_> = tablets
            .into_iter()
            .map(|tablet| tokio::spawn(tablet.push_until_cut()))
            .collect();
        let n_before = ledger.lock().unwrap().acknowledged.len();
        let n_more = chance.random_range(0..ACKNOWLEDGED_BETWEEN_KILLS);
        let is_reached = || ledger.lock().unwrap().acknowledged.len() >= n_before + n_more;
        eventually(LOAD_LIMIT, || is_reached().then_some(())).await;
        // Any moment of a request, a commit or an answer may be the one.
        let delay = Duration::from_micros(chance.random_range(0..KILL_WITHIN_MICROSECONDS));
        let _ = tokio::time::timeout(delay, std::future::pending::<()>()).await;
        kill(app.server.pid());
        tablets = Vec::new();
        for tablet in load {
            tablets.push(tablet.await.expect("a tablet never fails"));
        }
        let started = Instant::now();
        app = app.kill_and_restart().await;
        app.client().get("/readyz").await.expect(200);
        starts.push(started.elapsed());
    }
    for tablet in &mut tablets {
        tablet.send_unsure().await.expect("the server is back");
    }
    starts.sort_unstable();
    let (median, slowest) = (starts[N_KILLS / 2], starts[N_KILLS - 1]);
    let ledger = std::mem::take(&mut *ledger.lock().unwrap());
    let n_stored = compare(&app, &tablets, &ledger).await;
    println!(
        "kills on {backend:?}: {N_KILLS} kills, {} pushes acknowledged, {} repeated after a kill, \
         {n_stored} operations stored, ready after {median:?} (median), {slowest:?} (slowest)",
        ledger.acknowledged.len(),
        ledger.n_repeated,
    );
    // The slowest tells of the machine, which other tests share.
    assert!(median < READY_LIMIT, "ready after {median:?}");
    assert!(ledger.acknowledged.len() >= N_KILLS, "there was load");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reading_that_was_answered_is_in_the_log_after_any_kill() {
    let mut chance = seeded("read kills");
    let mut app = TestApp::start(Backend::Sqlite).await;
    let (observer, practitioner) = app.pair().await;
    let record = observer.plans(&practitioner).await.shared().await;
    record.self_assess().await.expect(200);
    let answered = Arc::new(AtomicI64::new(0));
    for _ in 0..N_READ_KILLS {
        let reader = || {
            let path = record.path("/feedback");
            tokio::spawn(read_until_cut(practitioner.clone(), path, answered.clone()))
        };
        let load: Vec<_> = (0..N_TABLETS).map(|_| reader()).collect();
        let n_wanted = answered.load(Ordering::Relaxed) + chance.random_range(4..40);
        let is_reached = || answered.load(Ordering::Relaxed) >= n_wanted;
        eventually(LOAD_LIMIT, || is_reached().then_some(())).await;
        let delay = Duration::from_micros(chance.random_range(0..KILL_WITHIN_MICROSECONDS));
        let _ = tokio::time::timeout(delay, std::future::pending::<()>()).await;
        kill(app.server.pid());
        for reader in load {
            reader.await.expect("a reader never fails");
        }
        app = app.kill_and_restart().await;
    }
    let n_answered = answered.load(Ordering::Relaxed);
    // The last request of each reader may be in the log or not.
    let n_asked = n_answered + N_READ_KILLS * N_TABLETS as i64;
    let log = "FROM audit WHERE action = 'feedback.read'";
    let n_logged = app.count(&format!("SELECT count(*) {log}")).await;
    let n_distinct = app
        .count(&format!("SELECT count(DISTINCT request_id) {log}"))
        .await;
    println!("readings: {n_answered} answered over {N_READ_KILLS} kills, {n_logged} in the log");
    assert!(n_logged >= n_answered, "{n_logged} of {n_answered}");
    assert!(n_logged <= n_asked, "{n_logged} of {n_asked} asked");
    assert_eq!(n_logged, n_distinct, "each is there once");
}

/// Counts the readings that are answered before the server is gone.
async fn read_until_cut(reader: Person, path: String, answered: Arc<AtomicI64>) {
    loop {
        let request = reader.client.request("GET".parse().unwrap(), &path);
        let Ok(answer) = request.send().await else {
            return;
        };
        assert_eq!(answer.status().as_u16(), 200);
        answered.fetch_add(1, Ordering::Relaxed);
    }
}

fn kill(pid: u32) {
    let status = std::process::Command::new("kill")
        .args(["-KILL", &pid.to_string()])
        .status();
    assert!(
        status.is_ok_and(|status| status.success()),
        "the server was running"
    );
}

impl Tablet {
    async fn push_until_cut(mut self) -> Self {
        self.ledger.lock().unwrap().n_repeated += usize::from(self.unsure.is_some());
        while self.send_unsure().await.is_some() {
            let operation = json!({ "kind": "mark", "skill": "role-clarity", "mark": "seen" });
            let operations = vec![operation; OPERATIONS_PER_PUSH];
            self.unsure = Some(push_body(&self.record.device, self.sequence, &operations));
        }
        self
    }

    /// Sends what is not yet acknowledged, exactly as before; nothing when the server is gone.
    async fn send_unsure(&mut self) -> Option<()> {
        let Some(push) = &self.unsure else {
            return Some(());
        };
        let client = &self.record.observer.client;
        let request = client.request("POST".parse().unwrap(), &self.record.path("/operations"));
        let answer = request.json(push).send().await.ok()?;
        let status = answer.status().as_u16();
        let body = answer.text().await.ok()?;
        assert_eq!(status, 200, "{body}");
        let ids = push["operations"]
            .as_array()
            .unwrap()
            .iter()
            .map(id_of)
            .collect();
        let segment = push["segment"].as_str().unwrap().to_owned();
        self.ledger
            .lock()
            .unwrap()
            .acknowledged
            .insert(segment, ids);
        self.sequence += OPERATIONS_PER_PUSH as u32;
        self.unsure = None;
        Some(())
    }
}

fn id_of(operation: &Value) -> String {
    operation["id"].as_str().unwrap_or_default().to_owned()
}

/// I1 to I4: every acknowledged operation is there, once, in whole segments, with one audit
/// entry for each. Answers how many operations are stored.
async fn compare(app: &TestApp, tablets: &[Tablet], ledger: &Ledger) -> usize {
    let mut stored: HashMap<String, Vec<String>> = HashMap::new();
    let mut n_segments = 0;
    for tablet in tablets {
        let segments = all_segments(tablet).await;
        let sequences: Vec<u64> = segments
            .iter()
            .flat_map(|s| s["operations"].as_array().cloned().unwrap_or_default())
            .map(|operation| operation["sequence"].as_u64().unwrap())
            .collect();
        let unbroken: Vec<u64> = (1..=sequences.len() as u64).collect();
        assert_eq!(sequences, unbroken, "each operation once and in order");
        n_segments += segments.len() as i64;
        for segment in segments {
            let ids = segment["operations"]
                .as_array()
                .unwrap()
                .iter()
                .map(id_of)
                .collect();
            stored.insert(segment["id"].as_str().unwrap().to_owned(), ids);
        }
    }
    for (segment, operations) in &ledger.acknowledged {
        assert_eq!(
            stored.get(segment),
            Some(operations),
            "an acknowledged push is whole and there"
        );
    }
    let n_audited = app
        .count("SELECT count(*) FROM audit WHERE action = 'capture.write'")
        .await;
    assert_eq!(n_audited, n_segments, "one audit entry for each change");
    stored.values().map(Vec::len).sum()
}

async fn all_segments(tablet: &Tablet) -> Vec<Value> {
    let mut segments = Vec::new();
    let mut path = tablet.record.path("/operations?limit=100");
    loop {
        let page = tablet.record.observer.get(&path).await.expect(200).json();
        segments.extend(page["items"].as_array().cloned().unwrap());
        let Some(next) = page["next"].as_str() else {
            return segments;
        };
        path = tablet
            .record
            .path(&format!("/operations?limit=100&after={next}"));
    }
}
