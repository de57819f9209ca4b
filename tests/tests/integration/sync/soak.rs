//! A hundred tablets come back from a week without a network and sync at once, over a line that
//! drops, delays, cuts, duplicates and throttles, while the server is killed again and again.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rand::Rng;
use shared::access::Role;
use tests::{Backend, Proxy, Tally, TestApp, free_port, seeded};

use super::tablet::{Tablet, compare};

const N_TABLETS: usize = 100;
const N_OBSERVERS: usize = 5;
/// Observations of a week on one tablet.
const N_OBSERVATIONS: usize = 3;
const N_KILLS: usize = 8;
/// Connections in a hundred that meet a fault.
const BAD_PERCENT: u32 = 25;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_tablets_sync_a_week_at_once_through_faults_and_kills_on_sqlite() {
    soak(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hundred_tablets_sync_a_week_at_once_through_faults_and_kills_on_postgres() {
    soak(Backend::Postgres).await;
}

async fn soak(backend: Backend) {
    let mut chance = seeded("soak");
    let path = Proxy::start(free_port()).await;
    let mut app = TestApp::start(backend).await;
    path.lead_to(app.server.url.trim_start_matches("http://"))
        .await;
    let organisation = app.organisation("North Probation").await;
    let team = organisation.team.clone();
    let practitioner = organisation
        .person("Dafydd Price", &team, &[Role::Practitioner])
        .await;
    let mut observers = Vec::new();
    for n in 0..N_OBSERVERS {
        let name = format!("Observer Number {n}");
        observers.push(organisation.person(&name, &team, &[Role::Spo]).await);
    }
    let framework = observers[0].framework().await;
    drop(organisation);
    let mut tablets = Vec::new();
    for n in 0..N_TABLETS {
        let mut tablet = Tablet::of(&observers[n % N_OBSERVERS], &path.url());
        for _ in 0..N_OBSERVATIONS {
            tablet.observes(&practitioner, &framework, chance.random_range(20..90));
        }
        tablets.push(tablet);
    }
    path.go_bad(
        BAD_PERCENT,
        rand::SeedableRng::seed_from_u64(chance.random()),
    )
    .await;
    let started = Instant::now();
    let n_done = std::sync::Arc::new(AtomicU64::new(0));
    let syncing: Vec<_> = tablets
        .into_iter()
        .map(|tablet| {
            let n_done = n_done.clone();
            tokio::spawn(async move {
                let tablet = tablet.sync().await;
                n_done.fetch_add(1, Ordering::Relaxed);
                tablet
            })
        })
        .collect();
    let mut n_kills = 0;
    while n_kills < N_KILLS && n_done.load(Ordering::Relaxed) < N_TABLETS as u64 {
        let work = Duration::from_millis(chance.random_range(200..1_500));
        let _ = tokio::time::timeout(work, std::future::pending::<()>()).await;
        app = app.kill_and_restart().await;
        n_kills += 1;
    }
    let (mut operations, mut n_tries, mut n_failed) = (Tally::default(), 0, 0);
    let mut synced = Vec::new();
    for tablet in syncing {
        synced.push(tablet.await.expect("a tablet is never refused"));
    }
    let took = started.elapsed();
    for (n, tablet) in synced.iter().enumerate() {
        n_tries += tablet.n_tries;
        n_failed += tablet.n_failed;
        for kept in &tablet.kept {
            operations.add(compare(&observers[n % N_OBSERVERS], kept).await);
        }
    }
    let n_segments = app.count("SELECT count(*) FROM capture_segment").await;
    let n_audited = app
        .count("SELECT count(*) FROM audit WHERE action = 'capture.write'")
        .await;
    let counts = path.counts();
    let n = |count: &AtomicU64| count.load(Ordering::Relaxed);
    operations.is_whole(&format!(
        "soak on {backend:?}: {N_TABLETS} tablets, {} observations, {n_segments} pushes, {n_kills} kills, {n_tries} tries of which {n_failed} failed, {} connections dropped, {} cut, {} delayed, \
         {} duplicated, {} throttled, in {took:?}; operations",
        N_TABLETS * N_OBSERVATIONS,
        n(&counts.dropped),
        n(&counts.cut),
        n(&counts.delayed),
        n(&counts.duplicated),
        n(&counts.throttled),
    ));
    assert_eq!(n_audited, n_segments, "one audit entry for each change");
    assert!(n_kills >= 3, "the server was killed while they synced");
    assert!(n(&counts.cut) > 50 && n(&counts.duplicated) > 20);
}
