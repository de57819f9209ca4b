//! A queue in the database: enqueued in the transaction of the change that causes the job, run at
//! least once, with a lease per attempt. It knows no job; `app.rs` lists them.
//!
//! ```text
//! // jobs.rs of a slice
//! #[derive(Serialize, Deserialize)]
//! pub struct TellObserver { observation_id: ObservationId }
//! impl Job for TellObserver {
//!     const KIND: &'static str = "observations.tell_observer";
//!     async fn run(self, ctx: Ctx, claim: Claim) -> Result<(), Failure> { .. }
//! }
//! // in a write closure: the dedupe key names the event, so that a repeated push enqueues nothing
//! jobs::enqueue(conn, &actor.org, &format!("tell:{id}"), &TellObserver { .. })?;
//! ```

mod runner;
mod store;

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use chrono::NaiveDateTime;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::Notify;

use crate::context::Ctx;
use crate::db::Conn;
use crate::error::{Error, Result};

pub use runner::Runner;
pub use store::{Status, failed, find, is_later_enqueued, list, n_failed, retry, set_aside};

/// Something to be done later, at least once.
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// Stable: it is stored with the job.
    const KIND: &'static str;

    /// Does it. It may run twice when the server died in between, so its effect must bear that.
    fn run(self, ctx: Ctx, claim: Claim) -> impl Future<Output = Result<(), Failure>> + Send;
}

/// The job as it was claimed.
#[derive(Clone, Debug)]
pub struct Claim {
    pub org: String,
    /// The same on every attempt.
    pub job_id: String,
    /// Names the event that it was enqueued for.
    pub dedupe_key: String,
    /// 1 on the first attempt.
    pub attempt: i32,
}

/// Why an attempt failed. The text is shown to administrators: no address, no content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Worth another try later.
    Temporary(String),
    /// Never again.
    Permanent(String),
    /// What it was to do has lost its reason; nothing was done.
    Superseded,
}

/// A database that cannot be reached now may be reached later; anything else is a fault of ours
/// that later versions may have mended.
impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Temporary(format!("the server answered: {}", error.code().as_str()))
    }
}

type Running = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>>;
type Run = Arc<dyn Fn(&str, Ctx, Claim) -> Running + Send + Sync>;
type Tick = fn(&mut Conn, NaiveDateTime) -> Result<()>;

/// The kinds of jobs the runner knows, and what it does from time to time.
#[derive(Clone, Default)]
pub struct Registry {
    kinds: HashMap<&'static str, Run>,
    ticks: Vec<(Duration, Tick)>,
}

impl Registry {
    /// Adds a kind of job.
    pub fn with<J: Job>(mut self) -> Self {
        let run: Run = Arc::new(
            |payload, ctx, claim| match serde_json::from_str::<J>(payload) {
                Ok(job) => Box::pin(job.run(ctx, claim)),
                // A node of the newer version enqueued it, and will do it.
                Err(_) => Box::pin(async {
                    Err(Failure::Temporary(
                        "the payload is of another version".into(),
                    ))
                }),
            },
        );
        self.kinds.insert(J::KIND, run);
        self
    }

    /// Calls `tick` in a transaction every `period`, on every node: it enqueues what is due, under a
    /// dedupe key that names the day or week, or removes what is old.
    pub fn every(mut self, period: Duration, tick: Tick) -> Self {
        self.ticks.push((period, tick));
        self
    }
}

static ENQUEUED: LazyLock<Notify> = LazyLock::new(Notify::new);

/// Adds the job to the transaction, to be run as soon as it is committed. Answers whether it is
/// new: the same key in the same organisation enqueues nothing.
pub fn enqueue<J: Job>(conn: &mut Conn, org: &str, dedupe_key: &str, job: &J) -> Result<bool> {
    enqueue_at(conn, org, dedupe_key, job, None)
}

/// Like [`enqueue`], to be run at `run_at` (UTC) or later.
pub fn enqueue_at<J: Job>(
    conn: &mut Conn,
    org: &str,
    dedupe_key: &str,
    job: &J,
    run_at: Option<NaiveDateTime>,
) -> Result<bool> {
    let payload = serde_json::to_string(job).map_err(|error| Error::Internal(error.to_string()))?;
    let is_new = store::insert(conn, org, J::KIND, dedupe_key, &payload, run_at)?;
    // The runner looks a moment later, when the transaction is committed.
    ENQUEUED.notify_one();
    Ok(is_new)
}
