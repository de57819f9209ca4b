//! What the machine could do at most, measured in the same run: only ratios of one run count.

use std::path::Path;
use std::time::Instant;

use actix_web::{App, HttpResponse, HttpServer, web};
use rusqlite::{Connection, Transaction, params};
use uuid::Uuid;

/// Records per transaction of the plain SQL limit.
const N_BATCH: usize = 100;

/// Submissions stored per second when nothing stands between the rows and the disk: the rows of
/// one submission, through prepared SQL, 100 submissions per flushed transaction.
///
/// `file` is a copy of the measured database, `observations` are planned ones in it.
pub fn plain_sql_per_second(file: &Path, observations: &[String], operations: &str) -> f64 {
    let mut connection = Connection::open(file).expect("a copy of the database");
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
             PRAGMA cache_size = -64000;",
        )
        .expect("settings that SQLite has");
    // Every key leads with the organisation; all of these are of one.
    let org: String = connection
        .query_row(
            "SELECT org_id FROM observation WHERE id = ?1",
            [&observations[0]],
            |row| row.get(0),
        )
        .expect("the observation that was planned");
    let started = Instant::now();
    for batch in observations.chunks(N_BATCH) {
        let transaction = connection.transaction().expect("nobody else writes");
        for observation in batch {
            store(&transaction, &org, observation, operations).expect("rows that fit the schema");
        }
        transaction.commit().expect("room on the disk");
    }
    observations.len() as f64 / started.elapsed().as_secs_f64()
}

/// The three rows that the server writes for one submission.
fn store(
    transaction: &Transaction<'_>,
    org: &str,
    observation: &str,
    operations: &str,
) -> rusqlite::Result<()> {
    let now = "2026-11-21 10:00:00.000";
    let mut update = transaction.prepare_cached(
        "UPDATE observation SET state = 'drafting', started_at = ?2, ended_at = ?2, updated_at = ?2,
         version = version + 1, received_seq = received_seq + 1 WHERE org_id = ?3 AND id = ?1
         RETURNING observer_id, practitioner_id",
    )?;
    let (observer, practitioner): (String, String) = update
        .query_row(params![observation, now, org], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let id = || Uuid::now_v7().to_string();
    transaction
        .prepare_cached(
            "INSERT INTO capture_segment (org_id, observation_id, id, author_id, device_id, first_sequence,
             last_sequence, n_operations, content_hash, operations, received_at, received_seq)
             VALUES (?1, ?2, ?3, ?4, ?5, 1, 112, 112, ?6, ?7, ?8, 1)",
        )?
        .execute(params![org, observation, id(), observer, id(), "0".repeat(64), operations, now])?;
    transaction
        .prepare_cached(
            "INSERT INTO audit (org_id, id, at, actor_id, action, subject_kind, subject_id, person_id, detail,
             request_id) VALUES (?1, ?2, ?3, ?4, 'capture.write', 'observation', ?5, ?6, ?7, ?8)",
        )?
        .execute(params![org, id(), now, observer, observation, practitioner, "{\"operations\":112}", id()])?;
    Ok(())
}

/// Serves an empty answer on `address`: what actix gives at most on this machine.
pub fn serve_empty_route(address: &str) -> std::io::Result<()> {
    let address = address.to_owned();
    actix_web::rt::System::new().block_on(async move {
        let n_workers = std::thread::available_parallelism().map_or(2, usize::from);
        let app = || {
            App::new().route(
                "/",
                web::get().to(|| async { HttpResponse::Ok().body("{}") }),
            )
        };
        HttpServer::new(app)
            .workers(n_workers)
            .bind(address)?
            .run()
            .await
    })
}

/// What one flushed write costs here, in microseconds (median): a figure to read the others by.
pub fn flush_microseconds(folder: &Path) -> u128 {
    use std::io::Write;
    let path = folder.join("flush");
    let mut file = std::fs::File::create(&path).expect("a writable folder");
    let mut costs: Vec<u128> = (0..200)
        .map(|_| {
            let started = Instant::now();
            file.write_all(&[0; 4096])
                .and_then(|()| file.sync_data())
                .expect("room on the disk");
            started.elapsed().as_micros()
        })
        .collect();
    costs.sort_unstable();
    let _ = std::fs::remove_file(path);
    costs[costs.len() / 2]
}

/// The load of the last minute, because figures measured beside other work are pessimistic.
pub fn load_average() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').next().unwrap_or("unknown").to_owned()
}
