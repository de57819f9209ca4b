//! Claims what is due, runs a few jobs at once, renews their leases, and puts back what failed.

use std::time::Duration;

use chrono::TimeDelta;
use rand::Rng;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Instant, sleep, timeout};

use super::store::{self, Claimed};
use super::{Claim, ENQUEUED, Failure, Registry};
use crate::context::Ctx;
use crate::db;
use crate::error::Result;

/// A crashed worker's jobs wait this long; a live one renews at a third of it.
const LEASE: TimeDelta = TimeDelta::seconds(90);
const RENEW_EVERY: Duration = Duration::from_secs(30);
/// Jobs run at once. Each waits mostly for a mail server.
const N_AT_ONCE: usize = 4;
/// Without a notice the runner still looks, for jobs whose time has come and lapsed leases.
const LOOK_EVERY: Duration = Duration::from_secs(2);
/// A notice comes before its transaction is committed, so the runner looks again shortly after.
const LOOK_AGAIN: Duration = Duration::from_millis(50);
const DELAY_MAX: Duration = Duration::from_secs(3600);
/// Temporary failures are repeated for so long, then given up.
const GIVE_UP_AFTER: TimeDelta = TimeDelta::days(3);
/// How long running jobs may take to end when the server stops; their leases cover the rest.
const STOP_WAIT: Duration = Duration::from_secs(10);
const KEEP_DONE: TimeDelta = TimeDelta::days(90);

/// The running worker. Dropping the handle does not stop it; [`Runner::stop`] does.
pub struct Runner {
    stop: watch::Sender<bool>,
    tasks: Vec<JoinHandle<()>>,
}

impl Runner {
    /// Starts looking for jobs of the kinds in the registry.
    pub fn start(ctx: Ctx, registry: Registry) -> Self {
        let (stop, stopped) = watch::channel(false);
        let registry = registry.every(Duration::from_secs(24 * 3600), |conn, now| {
            store::remove_done(conn, now - KEEP_DONE).map(|_| ())
        });
        let mut tasks = vec![tokio::spawn(work(
            ctx.clone(),
            registry.clone(),
            stopped.clone(),
        ))];
        for (period, tick) in registry.ticks {
            tasks.push(tokio::spawn(repeat(
                ctx.clone(),
                period,
                tick,
                stopped.clone(),
            )));
        }
        Self { stop, tasks }
    }

    /// Lets running jobs end, for a while.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        for task in self.tasks {
            match timeout(STOP_WAIT, task).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::error!("A worker of the queue ended early: {error}"),
                Err(_) => tracing::warn!(
                    "A worker of the queue did not end within {} s",
                    STOP_WAIT.as_secs()
                ),
            }
        }
    }
}

async fn work(ctx: Ctx, registry: Registry, mut stopped: watch::Receiver<bool>) {
    let mut running = JoinSet::new();
    let mut look_at = Instant::now();
    while !*stopped.borrow() {
        tokio::select! {
            () = tokio::time::sleep_until(look_at) => {}
            () = ENQUEUED.notified() => {
                // Lets a lone commit end first; others are found by the look that follows.
                sleep(LOOK_AGAIN).await;
            }
            Some(_) = running.join_next() => {}
            _ = stopped.changed() => break,
        }
        let n_free = N_AT_ONCE.saturating_sub(running.len());
        match claim_due(&ctx, n_free).await {
            Ok(claimed) => {
                // A full hand means that more may wait.
                let is_more_likely = !claimed.is_empty();
                look_at = Instant::now()
                    + if is_more_likely {
                        LOOK_AGAIN
                    } else {
                        LOOK_EVERY
                    };
                for claimed in claimed {
                    running.spawn(attempt(ctx.clone(), registry.clone(), claimed));
                }
            }
            Err(error) => {
                tracing::warn!("The queue cannot be read, will look again: {error}");
                look_at = Instant::now() + LOOK_EVERY;
            }
        }
    }
    while running.join_next().await.is_some() {}
}

async fn claim_due(ctx: &Ctx, n_free: usize) -> Result<Vec<Claimed>> {
    if n_free == 0 || !ctx.db.read_one(store::is_any_due).await? {
        return Ok(Vec::new());
    }
    let n_free = i64::try_from(n_free).unwrap_or(i64::MAX);
    ctx.db
        .write(move |conn| store::claim(conn, n_free, LEASE))
        .await
}

async fn attempt(ctx: Ctx, registry: Registry, claimed: Claimed) {
    let outcome = match registry.kinds.get(claimed.kind.as_str()) {
        None => Err(Failure::Temporary(
            "this version does not know the kind of job".into(),
        )),
        Some(run) => {
            let claim = Claim {
                org: claimed.org.clone(),
                job_id: claimed.id.clone(),
                dedupe_key: claimed.dedupe_key.clone(),
                attempt: claimed.attempts,
            };
            let job = tokio::spawn(run(&claimed.payload, ctx.clone(), claim));
            run_leased(&ctx, &claimed, job).await
        }
    };
    let (id, kind, attempts) = (claimed.id.clone(), claimed.kind.clone(), claimed.attempts);
    match settle(&ctx, claimed, outcome).await {
        Ok(true) => {}
        Ok(false) => {
            tracing::warn!(job.id = %id, kind, attempts, "Job {id} was claimed by another worker meanwhile")
        }
        Err(error) => {
            tracing::error!(job.id = %id, kind, attempts, "Job {id} could not be settled: {error}")
        }
    }
}

/// Waits for the job and renews its lease meanwhile; ends it when the lease is lost, or when it may
/// be, because the database refused to renew it for as long as it lasts.
async fn run_leased(
    ctx: &Ctx,
    claimed: &Claimed,
    mut job: JoinHandle<Result<(), Failure>>,
) -> Result<(), Failure> {
    let mut held_at = Instant::now();
    loop {
        match timeout(RENEW_EVERY, &mut job).await {
            Ok(Ok(outcome)) => return outcome,
            Ok(Err(_)) => return Err(Failure::Temporary("the job panicked".into())),
            Err(_) => {}
        }
        let (asked_at, renewed) = (Instant::now(), claimed.clone());
        let renew = move |conn: &mut db::Conn| store::renew(conn, &renewed, LEASE);
        let is_held = match ctx.db.write(renew).await {
            Ok(is_held) => is_held,
            Err(error) => {
                let id = &claimed.id;
                tracing::warn!(job.id = %id, "The lease of job {id} could not be renewed: {error}");
                if may_have_lapsed(held_at.elapsed()) {
                    job.abort();
                    return Err(Failure::Temporary("the lease may be lost".into()));
                }
                continue;
            }
        };
        if !is_held {
            job.abort();
            return Err(Failure::Temporary("the lease was lost".into()));
        }
        held_at = asked_at;
    }
}

/// Whether another node may have the job before it could be asked for once more.
fn may_have_lapsed(since_held: Duration) -> bool {
    LEASE
        .to_std()
        .is_ok_and(|lease| since_held + RENEW_EVERY > lease)
}

async fn settle(ctx: &Ctx, claimed: Claimed, outcome: Result<(), Failure>) -> Result<bool> {
    let (id, kind, attempts) = (claimed.id.clone(), claimed.kind.clone(), claimed.attempts);
    let is_too_old = db::now() - claimed.created_at > GIVE_UP_AFTER;
    match outcome {
        Ok(()) => {
            tracing::info!(job.id = %id, kind, attempts, "Job {id} done");
            ctx.db
                .write(move |conn| store::finish(conn, &claimed))
                .await
        }
        Err(Failure::Superseded) => {
            tracing::info!(job.id = %id, kind, attempts, "Job {id} was superseded");
            ctx.db
                .write(move |conn| store::supersede(conn, &claimed))
                .await
        }
        Err(Failure::Temporary(reason)) if !is_too_old => {
            tracing::warn!(job.id = %id, kind, attempts, reason, "Job {id} failed, will retry");
            let delay = delay_before_next(ctx.settings.retry_base, attempts);
            ctx.db
                .write(move |conn| store::postpone(conn, &claimed, delay, &reason))
                .await
        }
        Err(Failure::Temporary(reason) | Failure::Permanent(reason)) => {
            tracing::error!(job.id = %id, kind, attempts, reason, "Job {id} failed for good");
            ctx.db
                .write(move |conn| store::fail(conn, &claimed, &reason))
                .await
        }
    }
}

/// Doubles with every attempt up to an hour, with jitter, so that a mail server that comes back is
/// not met by everything at once.
fn delay_before_next(base: Duration, attempts: i32) -> TimeDelta {
    let doublings = u32::try_from(attempts - 1).unwrap_or(0).min(20);
    let longest = base.saturating_mul(1 << doublings).min(DELAY_MAX);
    let delay = longest.mul_f64(rand::rng().random_range(0.5..=1.0));
    TimeDelta::from_std(delay).unwrap_or(TimeDelta::hours(1))
}

async fn repeat(ctx: Ctx, period: Duration, tick: super::Tick, mut stopped: watch::Receiver<bool>) {
    loop {
        if let Err(error) = ctx.db.write(move |conn| tick(conn, db::now())).await {
            tracing::warn!("A recurring task failed, will run again: {error}");
        }
        tokio::select! {
            () = sleep(period) => {}
            _ = stopped.changed() => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_ends_before_its_lease_that_nobody_renews() {
        let after = |n: u32| may_have_lapsed(RENEW_EVERY * n + Duration::from_millis(1));
        assert_eq!([after(1), after(2), after(3)], [false, true, true]);
    }

    #[test]
    fn delays_grow_to_an_hour_and_vary() {
        let base = Duration::from_secs(15);
        for (attempts, longest_s) in [(1, 15), (2, 30), (5, 240), (9, 3600), (1000, 3600)] {
            for _ in 0..50 {
                let delay = delay_before_next(base, attempts);
                assert!(
                    delay <= TimeDelta::seconds(longest_s)
                        && delay >= TimeDelta::seconds(longest_s / 2)
                );
            }
        }
    }
}
