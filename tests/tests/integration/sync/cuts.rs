//! E30 of the security page: the line is cut at every quarter of a request and of its answer, two
//! hundred times, and nothing is lost, doubled or halved (I1 to I3).

use tests::{Backend, Fault, Proxy, TestApp, free_port};

use super::tablet::{Tablet, compare};

const N_CUTS: usize = 200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e30_two_hundred_cuts_at_quartiles_lose_nothing_on_sqlite() {
    cut_and_compare(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn e30_two_hundred_cuts_at_quartiles_lose_nothing_on_postgres() {
    cut_and_compare(Backend::Postgres).await;
}

async fn cut_and_compare(backend: Backend) {
    let path = Proxy::start(free_port()).await;
    let url = path.url();
    let settings = [("ALONGSIDE_PUBLIC_URL", url.as_str())];
    let app = TestApp::start_with(backend, &settings)
        .await
        .reached_at(&url);
    path.lead_to(app.server.url.trim_start_matches("http://"))
        .await;
    let (observer, practitioner) = app.pair().await;
    let framework = observer.framework().await;
    // One push of a few operations for each cut; the first is measured.
    let mut tablet = Tablet::of(&observer, &url);
    tablet.n_fit = 5;
    tablet.observes(&practitioner, &framework, N_CUTS * 5);
    while matches!(tablet.next(0), Some(shared::sync::Next::Command(_))) {
        let next = tablet.next(0).expect("a command");
        tablet.send(0, next).await.expect("the line is whole");
    }
    let (up, down) = measured(&path, &mut tablet).await;
    let mut n_cuts = 0;
    let mut n_unanswered = 0;
    while let Some(next) = tablet.next(0) {
        if n_cuts < N_CUTS {
            let quarter = n_cuts % 4 + 1;
            let fault = match n_cuts / 4 % 2 {
                0 => Fault::CutUp(up * quarter / 4),
                _ => Fault::CutDown(down * quarter / 4),
            };
            path.plan(vec![fault]).await;
            n_cuts += 1;
            n_unanswered += usize::from(tablet.send(0, next).await.is_none());
            path.go_well().await;
        } else {
            tablet.send(0, next).await.expect("the line is whole");
        }
    }
    let tally = compare(&observer, &tablet.kept[0]).await;
    tally.is_whole(&format!(
        "E30 on {backend:?}: {n_cuts} cuts, {n_unanswered} without an answer; operations"
    ));
    assert!(n_cuts == N_CUTS && n_unanswered > N_CUTS / 2);
}

/// Bytes of one push and of its answer, as they pass.
async fn measured(path: &Proxy, tablet: &mut Tablet) -> (usize, usize) {
    let before = path.bytes();
    let next = tablet.next(0).expect("operations");
    tablet.send(0, next).await.expect("the line is whole");
    let after = path.bytes();
    (after.0 - before.0, after.1 - before.1)
}
