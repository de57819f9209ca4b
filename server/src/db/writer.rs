//! SQLite's one writer: a thread that commits waiting requests together.
//!
//! A durable commit costs a flush of the disk, and SQLite lets one transaction write at a time. So
//! the thread takes what waits in its queue, runs each request in a savepoint of one transaction,
//! commits once, and only then answers all of them. Nothing waits on purpose: a lone request is
//! committed alone, and while one flush runs the next batch gathers by itself.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

use diesel::connection::SimpleConnection;
use tokio::sync::oneshot;

use super::Conn;
use super::transaction::{self, Begin};
use super::upkeep::Upkeep;
use crate::error::{Error, Result};

/// A batch is answered after at most this many requests, so that the first does not wait for all.
const N_BATCH_MAX: usize = 256;
/// More waiting requests than this are refused with 503 at once.
const N_QUEUE_MAX: usize = 4096;

/// What a request leaves behind in the batch: told how the commit went, it answers its caller.
type Answer = Box<dyn FnOnce(Result<()>) + Send>;
/// A request runs in its savepoint and says whether the batch's transaction still stands, or why not.
type Request = Box<dyn FnOnce(&mut Conn) -> (Result<()>, Answer) + Send>;

enum Message {
    Write(Request),
    Stop,
}

/// The handle to the writer thread.
#[derive(Clone)]
pub(super) struct GroupWriter {
    queue: SyncSender<Message>,
    is_halted: Arc<AtomicBool>,
    thread: Arc<Mutex<Option<JoinHandle<()>>>>,
}

impl GroupWriter {
    /// Starts the thread, which owns `conn` from here on, and the one of the upkeep beside it.
    pub(super) fn start(conn: Conn, for_upkeep: Conn) -> Self {
        let (queue, requests) = sync_channel(N_QUEUE_MAX);
        let upkeep = Upkeep::start(for_upkeep);
        let is_halted = Arc::new(AtomicBool::new(false));
        let halted = Arc::clone(&is_halted);
        let thread = Builder::new()
            .name("writer".into())
            .spawn(move || serve(conn, &requests, upkeep, &halted))
            .expect("the operating system starts a thread at start-up");
        Self {
            queue,
            is_halted,
            thread: Arc::new(Mutex::new(Some(thread))),
        }
    }

    /// Queues `work` and waits until its batch is committed.
    pub(super) async fn run<T, F>(&self, work: F) -> Result<T>
    where
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        self.queue(move |conn| transaction::in_savepoint(conn, work))
            .await
    }

    /// The same for one statement, which leaves nothing behind when it fails.
    pub(super) async fn run_one<T, F>(&self, statement: F) -> Result<T>
    where
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        self.queue(move |conn| transaction::alone(conn, statement))
            .await
    }

    /// `work` also says whether the batch's transaction still stands.
    async fn queue<T, F>(&self, work: F) -> Result<T>
    where
        F: FnOnce(&mut Conn) -> (bool, Result<T>) + Send + 'static,
        T: Send + 'static,
    {
        let (sender, answer) = oneshot::channel();
        let request: Request = Box::new(move |conn| {
            let (stands, result) = work(conn);
            let stands = match &result {
                _ if stands => Ok(()),
                // Everybody in the batch is told of the disk, and a failed one stops the writer.
                Err(error) if transaction::is_of_disk(error) => Err(error.clone()),
                _ => Err(Error::Unavailable),
            };
            // Whoever stopped waiting needs no answer. A failed commit fails everyone in the batch:
            // even a refusal may rest on a row that the batch did not keep.
            let answer: Answer =
                Box::new(move |committed| drop(sender.send(committed.and(result))));
            (stands, answer)
        });
        self.queue
            .try_send(Message::Write(request))
            .map_err(|refused| match refused {
                TrySendError::Full(_) | TrySendError::Disconnected(_) => Error::Unavailable,
            })?;
        answer.await.map_err(|_| Error::Unavailable)?
    }

    /// Whether writes are accepted: a disk that failed to flush stops them until a restart.
    pub(super) fn is_running(&self) -> bool {
        !self.is_halted.load(Ordering::Relaxed)
    }

    /// Commits what is queued, then ends the thread.
    pub(super) fn stop(&self) {
        // A closed queue means the thread has ended already.
        let _ = self.queue.send(Message::Stop);
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if thread.is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("The writer thread panicked");
        }
    }
}

fn serve(mut conn: Conn, requests: &Receiver<Message>, mut upkeep: Upkeep, is_halted: &AtomicBool) {
    while let Ok(Message::Write(first)) = requests.recv() {
        let (committed, answers, stop) = run_batch(&mut conn, first, requests, is_halted);
        let n_requests = answers.len();
        for answer in answers {
            answer(committed.clone());
        }
        metrics::histogram!("alongside_write_batch_requests").record(n_requests as f64);
        upkeep.after_commit(&mut conn, n_requests);
        if stop {
            break;
        }
    }
    drop(upkeep);
    if let Err(error) = conn.batch_execute("PRAGMA wal_checkpoint(TRUNCATE);") {
        tracing::warn!("The log could not be folded into the database at shutdown: {error}");
    }
}

/// Runs the first request and those that wait behind it, and commits them together.
fn run_batch(
    conn: &mut Conn,
    first: Request,
    requests: &Receiver<Message>,
    is_halted: &AtomicBool,
) -> (Result<()>, Vec<Answer>, bool) {
    let mut answers = Vec::new();
    let mut stop = false;
    let mut stands = begin(conn, is_halted);
    let mut next = Some(first);
    while let Some(request) = next.take() {
        if stands.is_ok() {
            let (still_stands, answer) = request(conn);
            answers.push(answer);
            stands = still_stands;
        } else {
            // Dropping a request answers its caller with Unavailable; nothing may run outside a transaction.
            drop(request);
        }
        if answers.len() < N_BATCH_MAX && stands.is_ok() {
            match requests.try_recv() {
                Ok(Message::Write(request)) => next = Some(request),
                Ok(Message::Stop) => stop = true,
                Err(_) => {}
            }
        }
    }
    let committed = stands.and_then(|()| transaction::commit(conn));
    if let Err(error) = &committed {
        recover(conn, error, is_halted);
    }
    (committed, answers, stop)
}

fn begin(conn: &mut Conn, is_halted: &AtomicBool) -> Result<()> {
    if is_halted.load(Ordering::Relaxed) {
        return Err(Error::Unavailable);
    }
    transaction::begin(conn, Begin::Write)
}

/// Brings the connection back to no open transaction after a batch that was not kept.
fn recover(conn: &mut Conn, error: &Error, is_halted: &AtomicBool) {
    tracing::error!("A batch of writes was not committed: {error}");
    // After a failed flush the kernel may drop the dirty pages and report success the next time,
    // so no later commit could be trusted. A restart reads back what is really on the disk.
    if matches!(error, Error::DiskFailed) {
        is_halted.store(true, Ordering::Relaxed);
    }
    if transaction::roll_back_to(conn, 1).is_err() || transaction::depth(conn) != Some(0) {
        reset(conn, is_halted);
    }
}

/// SQLite may have rolled back by itself, which leaves diesel's count of transactions wrong.
fn reset(conn: &mut Conn, is_halted: &AtomicBool) {
    use diesel::connection::{
        AnsiTransactionManager, TransactionManager, TransactionManagerStatus,
    };
    let Conn::Sqlite(sqlite) = conn else { return };
    // Answers an error where nothing is open any more, which is what is wanted.
    let _ = sqlite.batch_execute("ROLLBACK;");
    *AnsiTransactionManager::transaction_manager_status_mut(sqlite) =
        TransactionManagerStatus::default();
    if sqlite.batch_execute("BEGIN IMMEDIATE; ROLLBACK;").is_err() {
        tracing::error!("The writer cannot begin a transaction any more; restart the server");
        is_halted.store(true, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests;
