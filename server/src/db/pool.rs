//! A small pool of connections, used from async code by way of blocking threads.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::connect::{Address, Purpose};
use super::transaction::depth;
use super::{Conn, OpenError};
use crate::error::{Error, Result};

/// How long a request waits for a connection before it is answered 503.
const WAIT: Duration = Duration::from_millis(1500);
/// PostgreSQL does the work in its own processes, so more connections than cores pay off.
const N_POSTGRES: usize = 8;
/// Twice the cores, so that long questions on other threads leave some for the brief ones.
const N_SQLITE_MIN: usize = 4;
const N_SQLITE_MAX: usize = 8;

/// Connections of one purpose. Invariant: at most as many are open as there are permits, so a
/// closure that holds a permit either finds an idle connection or may open one.
pub(super) struct Pool {
    address: Address,
    purpose: Purpose,
    idle: Mutex<Vec<Conn>>,
    permits: Arc<Semaphore>,
}

impl Pool {
    pub(super) fn new(address: &Address, purpose: Purpose) -> Self {
        let n_connections = match address {
            Address::Sqlite(_) => std::thread::available_parallelism().map_or(N_SQLITE_MIN, |n| {
                (2 * n.get()).clamp(N_SQLITE_MIN, N_SQLITE_MAX)
            }),
            Address::Postgres(_) => N_POSTGRES,
        };
        Self {
            address: address.clone(),
            purpose,
            idle: Mutex::new(Vec::new()),
            permits: Arc::new(Semaphore::new(n_connections)),
        }
    }

    /// Runs `work` on a connection of its own, in a blocking thread.
    pub(super) async fn run<T, F>(self: &Arc<Self>, work: F) -> Result<T>
    where
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        let permit = self.permit().await?;
        let pool = Arc::clone(self);
        tokio::task::spawn_blocking(move || {
            let result = pool.run_blocking(work);
            drop(permit);
            result
        })
        .await
        .map_err(|_| Error::Internal("a database thread was cancelled".into()))?
    }

    /// Runs a few look-ups by key. On the embedded database they take less time than handing them
    /// to another thread and back, so they run on the thread that asks; on PostgreSQL, which may
    /// let them wait, like any other work.
    pub(super) async fn run_brief<T, F>(self: &Arc<Self>, work: F) -> Result<T>
    where
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        if matches!(self.address, Address::Postgres(_)) {
            return self.run(work).await;
        }
        let _permit = self.permit().await?;
        self.run_blocking(work)
    }

    async fn permit(&self) -> Result<OwnedSemaphorePermit> {
        let permits = Arc::clone(&self.permits);
        if let Ok(permit) = Arc::clone(&permits).try_acquire_owned() {
            return Ok(permit);
        }
        tokio::time::timeout(WAIT, permits.acquire_owned())
            .await
            .map_err(|_| Error::Unavailable)?
            .map_err(|_| Error::Unavailable)
    }

    fn run_blocking<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
        let mut conn = self.take()?;
        let result = catch_unwind(AssertUnwindSafe(|| work(&mut conn)))
            .unwrap_or_else(|_| Err(Error::Internal("a database closure panicked".into())));
        // A connection that failed in itself, or was left inside a transaction, is not used again.
        let is_sound = !matches!(result, Err(Error::Unavailable | Error::Internal(_)))
            && depth(&mut conn) == Some(0);
        if is_sound {
            self.idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(conn);
        }
        result
    }

    fn take(&self) -> Result<Conn, OpenError> {
        let idle = self
            .idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop();
        match idle {
            Some(conn) => Ok(conn),
            None => self.address.connect(self.purpose),
        }
    }
}
