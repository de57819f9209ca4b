//! Closed load: each connection sends its next request when the last is answered.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::{Duration, Instant};

use crate::connection::Connection;

/// What one run of load came to.
pub struct Measured {
    pub n: usize,
    pub elapsed: Duration,
    /// Ascending.
    latencies: Vec<Duration>,
}

impl Measured {
    pub fn new(mut latencies: Vec<Duration>, elapsed: Duration) -> Self {
        latencies.sort_unstable();
        Self {
            n: latencies.len(),
            elapsed,
            latencies,
        }
    }

    pub fn per_second(&self) -> f64 {
        self.n as f64 / self.elapsed.as_secs_f64()
    }

    /// The latency below which this part of the requests stayed, in milliseconds.
    pub fn percentile_ms(&self, part: f64) -> f64 {
        let last = self.latencies.len().saturating_sub(1);
        let at = ((self.latencies.len() as f64 * part).ceil() as usize)
            .saturating_sub(1)
            .min(last);
        self.latencies
            .get(at)
            .map_or(0.0, |latency| latency.as_secs_f64() * 1000.0)
    }
}

/// Sends every request once, over `n_connections`, and expects a 200 or 201 for each.
pub async fn send_all(address: &str, n_connections: usize, requests: Vec<Vec<u8>>) -> Measured {
    let requests = Rc::new(RefCell::new(VecDeque::from(requests)));
    drive(address, n_connections, move || {
        requests.borrow_mut().pop_front()
    })
    .await
}

/// Repeats the requests in turn for `duration`.
pub async fn repeat(
    address: &str,
    n_connections: usize,
    requests: &[Vec<u8>],
    duration: Duration,
) -> Measured {
    let requests: Rc<Vec<Rc<[u8]>>> =
        Rc::new(requests.iter().map(|r| Rc::from(r.as_slice())).collect());
    let (next, until) = (RefCell::new(0), Instant::now() + duration);
    drive(address, n_connections, move || {
        let mut next = next.borrow_mut();
        *next += 1;
        (Instant::now() < until).then(|| requests[*next % requests.len()].clone())
    })
    .await
}

async fn drive<R: AsRef<[u8]> + 'static>(
    address: &str,
    n_connections: usize,
    next: impl Fn() -> Option<R> + 'static,
) -> Measured {
    let next = Rc::new(next);
    let mut connections = Vec::new();
    for _ in 0..n_connections {
        connections.push(
            Connection::open(address)
                .await
                .expect("the server takes connections"),
        );
    }
    let started = Instant::now();
    let tasks: Vec<_> = connections
        .into_iter()
        .map(|connection| tokio::task::spawn_local(one_connection(connection, next.clone())))
        .collect();
    let mut latencies = Vec::new();
    for task in tasks {
        latencies.extend(task.await.expect("no answer fails"));
    }
    Measured::new(latencies, started.elapsed())
}

async fn one_connection<R: AsRef<[u8]>>(
    mut connection: Connection,
    next: Rc<impl Fn() -> Option<R>>,
) -> Vec<Duration> {
    let mut latencies = Vec::new();
    while let Some(request) = next() {
        let sent = Instant::now();
        let reply = connection
            .send(request.as_ref())
            .await
            .expect("the server answers");
        let is_fine = matches!(reply.status, 200 | 201 | 204);
        assert!(
            is_fine,
            "{} {}",
            reply.status,
            String::from_utf8_lossy(reply.body)
        );
        latencies.push(sent.elapsed());
    }
    latencies
}
