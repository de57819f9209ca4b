//! Storage: one API over SQLite and PostgreSQL.
//!
//! How a slice uses it (all SQL lives in the slice's `store.rs`):
//!
//! ```text
//! // routes.rs
//! let found = ctx.db.read(move |conn| store::find(conn, &org, &id)).await?;     // one snapshot, cannot write
//! let saved = ctx.db.write(move |conn| {                                        // one transaction, durable on Ok
//!     db::lock_record(conn, &org, &id)?;                                        // before read-then-write
//!     let draft = store::find(conn, &org, &id)?;
//!     store::save(conn, &org, &draft.share()?).on_unique("feedback.edition", || Conflict::..)?;
//!     jobs::enqueue(conn, ..)?; audit::record(conn, ..)?;                       // same commit
//!     Ok(draft)
//! }).await?;
//!
//! // store.rs
//! use crate::db::{Conn, schema::observation};
//! use diesel::prelude::*;
//! pub fn find(conn: &mut Conn, org: &str, id: &str) -> Result<Row> {
//!     Ok(observation::table.find((org, id)).first(conn)?)     // a missing row is Error::NotFound
//! }
//! ```
//!
//! - `Conn` is one enum over both backends. No `on_conflict`, union, `ilike` or batch insert on it;
//!   for an upsert use `on_backend!(conn, c => query.execute(c))`.
//! - Use `.returning(table::all_columns)` rather than `as_returning()`.
//! - `sql_query` is parsed anew every time; on hot paths write the query with the DSL, which is cached. An
//!   `UPDATE` or a list of values is not; [`Prepared`] is for those.
//! - The combined connection writes the text of a query three times before it finds it prepared; the few
//!   queries behind nearly every request go through `on_backend!`, which writes none.
//! - Times are `db::now()`: UTC, whole milliseconds.
//! - A closure runs on a database thread: no async, no sleeping, no network inside.

mod connect;
mod errors;
mod migrate;
mod pool;
mod prepared;
pub mod schema;
mod sequence;
mod stored;
mod transaction;
mod upkeep;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{NaiveDateTime, SubsecRound, Utc};
use diesel::pg::PgConnection;
use diesel::sqlite::SqliteConnection;

pub use connect::Address;
pub use errors::OnUnique;
pub use prepared::Prepared;
pub use sequence::{database_now, lock_record, next_number};
pub use stored::{
    column_count, column_time, instant, required, stored, stored_count, stored_json,
    stored_optional, stored_or_empty, stored_word, word,
};

pub use upkeep::take_stock;

use transaction::Begin;

use crate::error::{Error, Result};

/// A connection to either database; every query of a slice takes `&mut Conn`.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

/// Ids that one query names at most: each is a value that is bound, and neither database takes
/// them without end.
pub const IDS_AT_ONCE: usize = 500;

/// Runs the same query in the arm of the connected database, for what the combined
/// connection cannot express (`on_conflict`).
#[macro_export]
macro_rules! on_backend {
    ($conn:expr, $c:ident => $query:expr) => {
        match $conn {
            $crate::db::Conn::Sqlite($c) => $query,
            $crate::db::Conn::Postgres($c) => $query,
        }
    };
}

/// The open database. Cloning is cheap; all clones share the pools and the writer.
#[derive(Clone)]
pub struct Db {
    readers: Arc<pool::Pool>,
    writer: Writer,
    /// What [`Db::is_ready`] answered last.
    was_ready: Arc<AtomicBool>,
}

#[derive(Clone)]
enum Writer {
    /// SQLite has one writer; its queue commits waiting requests together.
    Group(writer::GroupWriter),
    /// PostgreSQL commits concurrent transactions together by itself.
    Pool(Arc<pool::Pool>),
}

impl Db {
    /// Opens the database at `address`, brings its schema up to date and starts the writer.
    ///
    /// Errors are one line for the operator: unreachable, not writable, or a schema newer
    /// than this program.
    pub fn open(address: &Address) -> Result<Self, OpenError> {
        address.prepare()?;
        migrate::up(address)?;
        let readers = Arc::new(pool::Pool::new(address, connect::Purpose::Read));
        let writer = match address {
            Address::Sqlite(_) => Writer::Group(writer::GroupWriter::start(
                address.connect(connect::Purpose::Write)?,
                address.connect(connect::Purpose::Write)?,
            )),
            Address::Postgres(_) => {
                Writer::Pool(Arc::new(pool::Pool::new(address, connect::Purpose::Write)))
            }
        };
        Ok(Self {
            readers,
            writer,
            was_ready: Arc::new(AtomicBool::new(true)),
        })
    }

    /// Runs `work` on one snapshot that holds every write acknowledged before the call.
    ///
    /// [`Error::Unavailable`] when no connection is free within the pool's wait.
    pub async fn read<T, F>(&self, work: F) -> Result<T>
    where
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        self.readers
            .run(move |conn| transaction::within(conn, Begin::Snapshot, work))
            .await
    }

    /// Like [`Db::read`] for a single query, which needs no snapshot around it.
    pub async fn read_one<T, F>(&self, work: F) -> Result<T>
    where
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        self.readers.run(work).await
    }

    /// Like [`Db::read`] for a few look-ups by key that every second request asks for: on the
    /// embedded database they are not handed to another thread. Nothing that reads many rows.
    pub async fn read_brief<T, F>(&self, work: F) -> Result<T>
    where
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        self.readers
            .run_brief(move |conn| transaction::within(conn, Begin::Snapshot, work))
            .await
    }

    /// Like [`Db::read_brief`] for a single query, which needs no snapshot around it.
    pub async fn read_one_brief<T, F>(&self, work: F) -> Result<T>
    where
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        self.readers.run_brief(work).await
    }

    /// Runs `work` in a transaction and answers after its commit is durable.
    ///
    /// An error from `work` undoes only what `work` did. [`Error::Unavailable`] when the queue is
    /// full or the commit failed, [`Error::StorageFull`] when the disk is.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        match &self.writer {
            Writer::Group(writer) => writer.run(work).await,
            Writer::Pool(pool) => {
                pool.run(move |conn| transaction::within(conn, Begin::Write, work))
                    .await
            }
        }
    }

    /// Like [`Db::write`] for one statement, which happens as a whole or not at all by itself: it
    /// needs no savepoint, and on PostgreSQL no transaction around it.
    ///
    /// A statement that fails may fail those committed together with it; use it for inserts that
    /// nothing but the disk can refuse.
    pub async fn write_one<T, F>(&self, statement: F) -> Result<T>
    where
        F: FnOnce(&mut Conn) -> Result<T> + Send + 'static,
        T: Send + 'static,
    {
        match &self.writer {
            Writer::Group(writer) => writer.run_one(statement).await,
            Writer::Pool(pool) => pool.run(statement).await,
        }
    }

    /// Whether the database answers and writes are not halted by a failed disk.
    pub async fn is_ready(&self) -> bool {
        let found = self.probe().await;
        // It is asked every few seconds; a line when it changes says since when and why.
        let was_ready = self.was_ready.swap(found.is_ok(), Ordering::Relaxed);
        match &found {
            Err(error) if was_ready => tracing::warn!("The database is not ready: {error}"),
            Ok(()) if !was_ready => tracing::info!("The database is ready again"),
            _ => {}
        }
        found.is_ok()
    }

    async fn probe(&self) -> Result<()> {
        match &self.writer {
            Writer::Group(writer) if !writer.is_running() => Err(Error::DiskFailed),
            _ => self.read_one(|conn| database_now(conn).map(|_| ())).await,
        }
    }

    /// Stops the writer after what is queued is committed, and folds SQLite's log into its file.
    pub async fn close(self) {
        if let Writer::Group(writer) = self.writer {
            let stopped = tokio::task::spawn_blocking(move || writer.stop()).await;
            if stopped.is_err() {
                tracing::error!("The writer did not stop cleanly");
            }
        }
    }
}

/// Brings the schema at `address` up to date and says which migrations ran.
pub fn migrate(address: &Address) -> Result<Vec<String>, OpenError> {
    address.prepare()?;
    migrate::up(address)
}

/// Refuses where no database was made yet; makes nothing itself.
pub fn require(address: &Address) -> Result<(), OpenError> {
    let place = match address {
        Address::Sqlite(path) => path.display().to_string(),
        // The address may hold a password.
        Address::Postgres(_) => "the address of database_url".to_owned(),
    };
    let is_file_missing = matches!(address, Address::Sqlite(path) if !path.exists());
    if is_file_missing || !migrate::is_made(address)? {
        return Err(OpenError::NotMade(place));
    }
    Ok(())
}

/// The database's file under a data folder, where no address was given.
pub fn default_address(data: &Path) -> Address {
    Address::Sqlite(data.join("alongside.db"))
}

/// Now, in UTC and whole milliseconds, the precision that both databases keep.
pub fn now() -> NaiveDateTime {
    Utc::now().naive_utc().trunc_subsecs(3)
}

/// Why the database could not be opened, as one line for the operator.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("database address {0:?} must start with sqlite:, postgres:// or postgresql://")]
    UnknownScheme(String),
    #[error("the data folder {path} cannot be written: {reason}")]
    Folder { path: String, reason: String },
    #[error("the database cannot be opened: {0}")]
    Connect(String),
    #[error(
        "the database was made by a newer version (migration {0}); install that version or restore a backup"
    )]
    NewerSchema(String),
    #[error(
        "the database was made by an unreleased build (table {0} is otherwise); start with a new data folder or database, or keep the build that made it"
    )]
    UnreleasedSchema(String),
    #[error(
        "there is no database yet at {0}: give the settings that the server has (--data or --config), or make one with `alongside migrate`"
    )]
    NotMade(String),
    #[error("a migration failed: {0}")]
    Migration(String),
}

impl From<OpenError> for Error {
    fn from(error: OpenError) -> Self {
        tracing::warn!("A database connection could not be opened: {error}");
        Error::Unavailable
    }
}

#[cfg(test)]
pub(crate) mod scratch;
#[cfg(test)]
mod tests;
