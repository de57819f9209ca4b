//! What an embedded database needs beside its writer, on a thread with a connection of its own.
//!
//! Its log is folded back into its file. A checkpoint copies thousands of pages and flushes them
//! twice; on the writer's own connection it would hold up everybody in the queue, so it is done here
//! while the writer goes on. What was written meanwhile is left over, and a log of which anything is
//! left over only grows: when it is long, the writer is asked for the rest, which by then is little,
//! and the log starts again at its beginning.
//!
//! Its rows are counted, for the planner: without statistics SQLite takes "of this organisation" for
//! something that few rows are, and goes through twenty thousand people to find five by their ids.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Integer;

use super::Conn;
use crate::error::Result;

/// Without a signal the thread still looks, so that a quiet server's log does not stay long.
const LOOK_EVERY: Duration = Duration::from_secs(5);
/// Only what has grown much is counted again.
const TAKE_STOCK_EVERY: Duration = Duration::from_secs(600);
/// Committed requests between two signals: up to some 20 MB of log.
const N_REQUESTS: usize = 512;
/// Pages of 4 KB in the log from which on the writer is asked for the rest.
const N_PAGES_LONG: i32 = 8_000;

/// The writer's end: it says how much it has committed. Dropping it ends the thread.
pub(super) struct Upkeep {
    signal: SyncSender<()>,
    is_rest_wanted: Arc<AtomicBool>,
    n_since: usize,
}

impl Upkeep {
    /// Starts the thread, which owns `conn` from here on.
    pub(super) fn start(conn: Conn) -> Self {
        let is_rest_wanted = Arc::new(AtomicBool::new(false));
        let wants_rest = Arc::clone(&is_rest_wanted);
        // One signal that waits is as good as many.
        let (signal, signals) = sync_channel(1);
        Builder::new()
            .name("upkeep".into())
            .spawn(move || serve(conn, &signals, &wants_rest))
            .expect("the operating system starts a thread at start-up");
        Self {
            signal,
            is_rest_wanted,
            n_since: 0,
        }
    }

    /// Takes note of committed requests, and folds the rest over the writer's `conn` where that is
    /// wanted. Call it when they are answered.
    pub(super) fn after_commit(&mut self, conn: &mut Conn, n_requests: usize) {
        self.n_since += n_requests;
        if self.n_since >= N_REQUESTS {
            self.n_since = 0;
            // Full means that a signal waits already.
            let _ = self.signal.try_send(());
        }
        if self.is_rest_wanted.swap(false, Ordering::Relaxed) {
            fold(conn);
        }
    }
}

fn serve(mut conn: Conn, signals: &Receiver<()>, wants_rest: &AtomicBool) {
    let mut stock_taken: Option<Instant> = None;
    loop {
        if stock_taken.is_none_or(|at| at.elapsed() > TAKE_STOCK_EVERY) {
            stock_taken = Some(Instant::now());
            if let Err(error) = take_stock(&mut conn) {
                tracing::warn!("The database's rows could not be counted: {error}");
            }
        }
        if let Err(RecvTimeoutError::Disconnected) = signals.recv_timeout(LOOK_EVERY) {
            return;
        }
        let n_pages = fold(&mut conn);
        if n_pages > N_PAGES_LONG {
            wants_rest.store(true, Ordering::Relaxed);
        }
    }
}

/// Copies what readers allow of the log into the file, and answers how many pages the log has.
fn fold(conn: &mut Conn) -> i32 {
    match checkpoint(conn) {
        Ok(n_pages) => n_pages,
        Err(error) => {
            // What was not copied stays in the log; the next checkpoint begins with it.
            tracing::warn!("The log could not be folded into the database: {error}");
            0
        }
    }
}

fn checkpoint(conn: &mut Conn) -> Result<i32> {
    #[derive(QueryableByName)]
    struct Folded {
        #[diesel(sql_type = Integer)]
        log: i32,
    }
    let folded: Folded = diesel::sql_query("PRAGMA wal_checkpoint(PASSIVE)").get_result(conn)?;
    Ok(folded.log)
}

/// Has the database count its rows, so that it plans well. PostgreSQL does so by itself some minutes
/// after much has changed; whoever has just filled it asks at once.
pub fn take_stock(conn: &mut Conn) -> Result<()> {
    match conn {
        // A sample of each index is enough, and the writer waits while one is counted. The flags:
        // every table, if it was never counted or has grown tenfold.
        Conn::Sqlite(conn) => {
            conn.batch_execute("PRAGMA analysis_limit = 400; PRAGMA optimize = 0x10002;")
        }
        Conn::Postgres(conn) => conn.batch_execute("ANALYZE;"),
    }?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::connect::Purpose;
    use super::super::{default_address, migrate, now, schema::organisation};
    use super::*;

    fn add_organisations(conn: &mut Conn, n: usize) {
        for n in 0..n {
            diesel::insert_into(organisation::table)
                .values((
                    organisation::org_id.eq(n.to_string()),
                    organisation::name.eq("Marches"),
                    organisation::locale.eq("en"),
                    organisation::time_zone.eq("Europe/London"),
                    organisation::mail_policy.eq("links"),
                    organisation::telemetry.eq("on"),
                    organisation::created_at.eq(now()),
                    organisation::version.eq(1),
                ))
                .execute(conn)
                .unwrap();
        }
    }

    #[test]
    fn the_log_is_folded_beside_the_writer_and_the_rest_by_it_and_starts_again() {
        let folder = std::env::temp_dir().join(format!("alongside-{}", uuid::Uuid::now_v7()));
        let address = default_address(&folder);
        migrate(&address).unwrap();
        let mut writer = address.connect(Purpose::Write).unwrap();
        let mut beside = address.connect(Purpose::Write).unwrap();
        add_organisations(&mut writer, 50);
        let n_before = fold(&mut beside);
        assert!(n_before > 50, "{n_before} pages");
        let mut upkeep = Upkeep::start(beside);
        upkeep.is_rest_wanted.store(true, Ordering::Relaxed);
        upkeep.after_commit(&mut writer, 1);
        assert!(!upkeep.is_rest_wanted.load(Ordering::Relaxed));
        diesel::delete(organisation::table.find("0"))
            .execute(&mut writer)
            .unwrap();
        let n_after = fold(&mut writer);
        assert!(n_after < n_before, "{n_after} pages after {n_before}");
        drop(upkeep);
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn once_counted_people_are_found_by_their_ids() {
        use crate::db::schema::{person, unit};
        let scratch = super::super::scratch::Scratch::open();
        let address = default_address(scratch.folder());
        let mut conn = address.connect(Purpose::Write).unwrap();
        add_organisations(&mut conn, 1);
        let unit = (
            unit::org_id.eq("0"),
            unit::id.eq("u"),
            unit::kind.eq("team"),
            unit::name.eq("Team"),
            unit::version.eq(1),
        );
        diesel::insert_into(unit::table)
            .values(unit)
            .execute(&mut conn)
            .unwrap();
        for n in 0..200 {
            let id = format!("p{n}");
            diesel::insert_into(person::table)
                .values((
                    person::org_id.eq("0"),
                    person::id.eq(&id),
                    person::name.eq(&id),
                    person::email.eq(&id),
                    person::grade.eq("po"),
                    person::unit_id.eq("u"),
                    person::working_pattern.eq("{}"),
                    person::locale.eq("en"),
                    person::status.eq("active"),
                    person::security_version.eq(1),
                    person::created_at.eq(now()),
                    person::version.eq(1),
                ))
                .execute(&mut conn)
                .unwrap();
        }
        take_stock(&mut conn).unwrap();
        #[derive(QueryableByName)]
        struct Plan {
            #[diesel(sql_type = diesel::sql_types::Text)]
            detail: String,
        }
        let plan: Plan = diesel::sql_query(
            "EXPLAIN QUERY PLAN SELECT id, name FROM person WHERE org_id = '0' AND id IN ('p1', 'p2')",
        )
        .get_result(&mut address.connect(Purpose::Read).unwrap())
        .unwrap();
        assert!(plan.detail.contains("AND id=?"), "{}", plan.detail);
    }
}
