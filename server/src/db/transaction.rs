//! Beginning, ending and unwinding transactions, the same way on both databases.

use std::num::NonZeroU32;
use std::panic::{AssertUnwindSafe, catch_unwind};

use diesel::connection::{AnsiTransactionManager, Connection, TransactionManager};

use super::Conn;
use crate::error::{Error, Result};

type Manager = <Conn as Connection>::TransactionManager;

/// Which transaction to begin.
#[derive(Clone, Copy)]
pub(super) enum Begin {
    /// One consistent view over several queries.
    Snapshot,
    /// On SQLite this takes the write lock at once: a transaction that first reads and then
    /// writes can fail with BUSY in spite of the timeout.
    Write,
}

/// Runs `work` in a transaction, and rolls back when it fails or panics.
pub(super) fn within<T>(
    conn: &mut Conn,
    begin: Begin,
    work: impl FnOnce(&mut Conn) -> Result<T>,
) -> Result<T> {
    self::begin(conn, begin)?;
    finish(conn, work)
}

/// Runs `work` in a savepoint of the open transaction; its failure leaves the rest as it was.
///
/// Answers whether the outer transaction still stands beside what `work` answered: a full or
/// failing disk makes SQLite roll back everything at once.
pub(super) fn in_savepoint<T>(
    conn: &mut Conn,
    work: impl FnOnce(&mut Conn) -> Result<T>,
) -> (bool, Result<T>) {
    if let Err(error) = Manager::begin_transaction(conn) {
        return (false, Err(error.into()));
    }
    let result = finish(conn, work);
    (depth(conn) == Some(1), result)
}

/// Runs one statement of the open transaction without a savepoint around it. Whether the
/// transaction still stands is not asked when it failed: better that a whole batch is repeated
/// than that half a statement is kept.
pub(super) fn alone<T>(
    conn: &mut Conn,
    statement: impl FnOnce(&mut Conn) -> Result<T>,
) -> (bool, Result<T>) {
    let result = caught(conn, statement);
    (result.is_ok(), result)
}

/// Begins an outermost transaction.
pub(super) fn begin(conn: &mut Conn, begin: Begin) -> Result<()> {
    match (conn, begin) {
        (Conn::Sqlite(conn), Begin::Snapshot) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN")
        }
        (Conn::Sqlite(conn), Begin::Write) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN IMMEDIATE")
        }
        (Conn::Postgres(conn), Begin::Snapshot) => AnsiTransactionManager::begin_transaction_sql(
            conn,
            "BEGIN ISOLATION LEVEL REPEATABLE READ",
        ),
        (Conn::Postgres(conn), Begin::Write) => {
            AnsiTransactionManager::begin_transaction_sql(conn, "BEGIN")
        }
    }?;
    Ok(())
}

/// Commits the innermost transaction.
pub(super) fn commit(conn: &mut Conn) -> Result<()> {
    Ok(Manager::commit_transaction(conn)?)
}

/// Rolls back until fewer than `outer` transactions are open.
pub(super) fn roll_back_to(conn: &mut Conn, outer: u32) -> Result<()> {
    while depth(conn).ok_or(Error::Unavailable)? >= outer {
        Manager::rollback_transaction(conn)?;
    }
    Ok(())
}

/// How many transactions are open on the connection; none when it is broken.
pub(super) fn depth(conn: &mut Conn) -> Option<u32> {
    Manager::transaction_manager_status_mut(conn)
        .transaction_depth()
        .ok()
        .map(|depth| depth.map_or(0, NonZeroU32::get))
}

/// Whether the disk was full or failed.
pub(super) fn is_of_disk(error: &Error) -> bool {
    matches!(error, Error::StorageFull | Error::DiskFailed)
}

fn finish<T>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    let outer = depth(conn).ok_or(Error::Unavailable)?;
    match caught(conn, work) {
        Ok(value) => {
            commit(conn)?;
            Ok(value)
        }
        Err(error) => {
            // A panic may leave transactions open that `work` began; they go first.
            let rolled_back = roll_back_to(conn, outer);
            // Where SQLite has rolled back everything by itself there is nothing left to undo, and
            // what the disk said is why.
            if !is_of_disk(&error) {
                rolled_back?;
            }
            Err(error)
        }
    }
}

fn caught<T>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    catch_unwind(AssertUnwindSafe(|| work(conn)))
        .unwrap_or_else(|_| Err(Error::Internal("a database closure panicked".into())))
}
