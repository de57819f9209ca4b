use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use diesel::prelude::*;
use shared::problem::Code;

use super::schema::{counter, organisation};
use super::scratch::Scratch;
use super::*;

fn add_organisation(conn: &mut Conn, id: &str) -> Result<()> {
    diesel::insert_into(organisation::table)
        .values((
            organisation::org_id.eq(id),
            organisation::name.eq("Fenland"),
            organisation::locale.eq("en"),
            organisation::time_zone.eq("Europe/London"),
            organisation::mail_policy.eq("minimal"),
            organisation::telemetry.eq("on"),
            organisation::created_at.eq(now()),
            organisation::version.eq(1),
        ))
        .execute(conn)?;
    Ok(())
}

async fn n_organisations(db: &Db) -> i64 {
    db.read(|conn| Ok(organisation::table.count().get_result(conn)?))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_read_sees_what_was_acknowledged_before_it() {
    let scratch = Scratch::open();
    for n in 0..20 {
        scratch
            .db
            .write(move |conn| add_organisation(conn, &n.to_string()))
            .await
            .unwrap();
        assert_eq!(n_organisations(&scratch.db).await, n + 1);
    }
}

#[tokio::test]
async fn many_writers_each_find_their_own_write_and_numbers_have_no_gap() {
    let scratch = Scratch::open();
    scratch
        .db
        .write(|conn| add_organisation(conn, "a"))
        .await
        .unwrap();
    let writes: Vec<_> = (0..200)
        .map(|_| {
            let db = scratch.db.clone();
            tokio::spawn(async move { db.write(|conn| next_number(conn, "a", "received")).await })
        })
        .collect();
    let mut numbers = Vec::new();
    for write in writes {
        numbers.push(write.await.unwrap().unwrap());
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=200).collect::<Vec<i64>>());
}

#[tokio::test]
async fn a_failing_request_leaves_its_neighbours_in_the_batch_alone() {
    let scratch = Scratch::open();
    let writes: Vec<_> = (0..60)
        .map(|n: i32| {
            let db = scratch.db.clone();
            tokio::spawn(async move {
                db.write(move |conn| {
                    add_organisation(conn, &n.to_string())?;
                    if n % 3 == 0 {
                        Err(Error::NotFound)
                    } else {
                        Ok(())
                    }
                })
                .await
            })
        })
        .collect();
    for (n, write) in writes.into_iter().enumerate() {
        assert_eq!(write.await.unwrap().is_ok(), n % 3 != 0);
    }
    assert_eq!(n_organisations(&scratch.db).await, 40);
}

#[tokio::test]
async fn a_panic_inside_a_nested_transaction_undoes_only_its_own_request() {
    let scratch = Scratch::open();
    let panicked = scratch
        .db
        .write(|conn| {
            add_organisation(conn, "lost")?;
            conn.transaction::<(), Error, _>(|_| panic!("on purpose"))
        })
        .await;
    assert!(matches!(panicked, Err(Error::Internal(_))));
    scratch
        .db
        .write(|conn| add_organisation(conn, "kept"))
        .await
        .unwrap();
    assert_eq!(n_organisations(&scratch.db).await, 1);
}

#[tokio::test]
async fn requests_that_wait_are_committed_together() {
    let scratch = Scratch::open();
    let open_at_once = Arc::new(AtomicUsize::new(0));
    // The first request holds the writer until the others wait in the queue.
    let (release, held) = std::sync::mpsc::channel::<()>();
    let first = tokio::spawn({
        let db = scratch.db.clone();
        async move {
            db.write(move |_| held.recv().map_err(|_| Error::Unavailable))
                .await
        }
    });
    let others: Vec<_> = (0..50)
        .map(|n: i32| {
            let (db, open_at_once) = (scratch.db.clone(), Arc::clone(&open_at_once));
            tokio::spawn(async move {
                let counter = Arc::clone(&open_at_once);
                db.write(move |conn| {
                    add_organisation(conn, &n.to_string())?;
                    counter.fetch_add(1, Ordering::SeqCst);
                    Ok(())
                })
                .await
                .map(|()| open_at_once.load(Ordering::SeqCst))
            })
        })
        .collect();
    tokio::task::yield_now().await;
    release.send(()).unwrap();
    first.await.unwrap().unwrap();
    for other in others {
        // Nobody is answered before the whole batch is done and committed.
        assert_eq!(other.await.unwrap().unwrap(), 50);
    }
}

#[tokio::test]
async fn a_unique_violation_gets_the_meaning_its_key_has() {
    let scratch = Scratch::open();
    let twice = scratch
        .db
        .write(|conn| {
            add_organisation(conn, "a")?;
            add_organisation(conn, "a").on_unique("organisation.", || Code::IdReused)
        })
        .await;
    assert_eq!(twice, Err(Error::Refused(Code::IdReused)));
    let counted = scratch
        .db
        .write(|conn| {
            add_organisation(conn, "a")?;
            for _ in 0..2 {
                diesel::insert_into(counter::table)
                    .values((
                        counter::org_id.eq("a"),
                        counter::id.eq("x"),
                        counter::value.eq(0),
                    ))
                    .execute(conn)
                    .on_unique("counter.id", || Code::WrongState)?;
            }
            Ok(())
        })
        .await;
    assert_eq!(counted, Err(Error::Refused(Code::WrongState)));
}

#[tokio::test]
async fn a_lone_statement_that_fails_leaves_nothing_and_the_writer_goes_on() {
    let scratch = Scratch::open();
    let add = || scratch.db.write_one(|conn| add_organisation(conn, "a"));
    add().await.unwrap();
    assert!(add().await.is_err());
    assert_eq!(n_organisations(&scratch.db).await, 1);
    scratch
        .db
        .write(|conn| add_organisation(conn, "b"))
        .await
        .unwrap();
    assert_eq!(n_organisations(&scratch.db).await, 2);
}

#[tokio::test]
async fn a_read_cannot_write() {
    let scratch = Scratch::open();
    let refused = scratch.db.read(|conn| add_organisation(conn, "a")).await;
    assert!(refused.is_err());
    assert_eq!(n_organisations(&scratch.db).await, 0);
}

#[tokio::test]
async fn an_older_program_refuses_a_newer_schema() {
    let scratch = Scratch::open();
    scratch
        .db
        .write(|conn| {
            diesel::sql_query(
                "INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000000')",
            )
            .execute(conn)?;
            Ok(())
        })
        .await
        .unwrap();
    let refused = Db::open(&default_address(scratch.folder()))
        .err()
        .map(|error| error.to_string());
    assert!(
        refused
            .is_some_and(|line| line.contains("newer version") && line.contains("29990101000000"))
    );
}

/// A database that has run a migration never runs it again, so an edit of it reaches nobody. What is
/// to change comes in a new one, which is added here with what `sha256sum` says of it.
#[test]
fn a_migration_that_has_landed_is_never_edited() {
    let landed = [
        (
            "2026-11-21-000000_first_tables",
            [
                "ce58b05a44246d725baa58981c64e702054e3745c15682e8959d377c494b71c8",
                "1092336fe83b14828e6898ac6bf631d80d2071e002f0219dfd24173d6142332b",
            ],
        ),
        (
            "2026-11-22-000000_shared_up_to",
            [
                "d046c7ef4cbd96b0dd05c6292ae8a15662da06a3436fd12f01be7ef723101d6a",
                "d046c7ef4cbd96b0dd05c6292ae8a15662da06a3436fd12f01be7ef723101d6a",
            ],
        ),
        (
            "2026-11-23-000000_coverage_index",
            [
                "50108c6dc6f28c75c2257f73701b38220e05ea3f8cc21454fa950f224e231be4",
                "50108c6dc6f28c75c2257f73701b38220e05ea3f8cc21454fa950f224e231be4",
            ],
        ),
        (
            "2026-11-24-000000_past_sharing",
            [
                "0999204caf4b9e4c462f5aa9f7e177d50a05533d6971800f942418460b281fed",
                "0999204caf4b9e4c462f5aa9f7e177d50a05533d6971800f942418460b281fed",
            ],
        ),
        (
            "2026-11-25-000000_bound_sessions",
            [
                "b1d2a76e030535b538b54d9a0cd0895ab270cb6a11446a9adb3e3eddd931c26e",
                "b1d2a76e030535b538b54d9a0cd0895ab270cb6a11446a9adb3e3eddd931c26e",
            ],
        ),
        (
            "2026-11-26-000000_request_taken_back",
            [
                "3f2cad38dd318a030b50c6d90796a44c2ef245bfcad493484cfb3fe3d6756527",
                "3f2cad38dd318a030b50c6d90796a44c2ef245bfcad493484cfb3fe3d6756527",
            ],
        ),
        (
            "2026-11-27-000000_person_away",
            [
                "7323796cbc739fb2add7ea521f9dd27d198ca4b7b2197f1bb9221c75a0937050",
                "7323796cbc739fb2add7ea521f9dd27d198ca4b7b2197f1bb9221c75a0937050",
            ],
        ),
        (
            "2026-11-28-000000_request_declined",
            [
                "07dd61ceafc2fc74132bb02dd2406d63abf0ab439056c658a423ee65863bc0d3",
                "07dd61ceafc2fc74132bb02dd2406d63abf0ab439056c658a423ee65863bc0d3",
            ],
        ),
    ];
    for (side, n_side) in [("sqlite", 0), ("postgres", 1)] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../migrations")
            .join(side);
        let mut found: Vec<(String, String)> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| {
                let entry = entry.unwrap();
                let text = std::fs::read(entry.path().join("up.sql")).unwrap();
                (
                    entry.file_name().into_string().unwrap(),
                    hex(&crate::token::sha256(&text)),
                )
            })
            .collect();
        found.sort();
        let pinned: Vec<(String, String)> = landed
            .iter()
            .map(|(name, hashes)| ((*name).to_owned(), hashes[n_side].to_owned()))
            .collect();
        assert_eq!(found, pinned, "{side}");
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn an_address_with_another_scheme_is_refused_without_its_password() {
    let error = Address::parse("mysql://root:secret@localhost/x")
        .unwrap_err()
        .to_string();
    assert!(error.contains("mysql") && !error.contains("secret"));
    assert_eq!(
        Address::parse("sqlite:data/a.db").unwrap(),
        Address::Sqlite("data/a.db".into())
    );
}

/// Setting by setting, because a killed process cannot show it: its pages stay with the kernel.
#[tokio::test]
async fn the_writer_flushes_every_commit() {
    #[derive(diesel::QueryableByName)]
    struct Kept {
        #[diesel(sql_type = diesel::sql_types::Integer)]
        synchronous: i32,
    }
    #[derive(diesel::QueryableByName)]
    struct Log {
        #[diesel(sql_type = diesel::sql_types::Text)]
        journal_mode: String,
    }
    const FULL: i32 = 2;
    let scratch = Scratch::open();
    let (kept, log) = scratch
        .db
        .write(|conn| {
            let kept: Kept = diesel::sql_query("PRAGMA synchronous").get_result(conn)?;
            let log: Log = diesel::sql_query("PRAGMA journal_mode").get_result(conn)?;
            Ok((kept.synchronous, log.journal_mode))
        })
        .await
        .unwrap();
    assert_eq!((kept, log.as_str()), (FULL, "wal"));
}

/// The suite's cluster has it off, so that only what the connection asks for can turn it on.
#[test]
fn a_commit_waits_for_the_disk_on_postgres() {
    #[derive(diesel::QueryableByName)]
    struct Setting {
        #[diesel(sql_type = diesel::sql_types::Text)]
        value: String,
    }
    let url = std::env::var("ALONGSIDE_TEST_POSTGRES_URL").expect(
        "ALONGSIDE_TEST_POSTGRES_URL is set by `cargo xtask test`, which starts PostgreSQL",
    );
    let address = Address::parse(&url).unwrap();
    let mut conn = address.connect(connect::Purpose::Write).unwrap();
    let asked = diesel::sql_query("SELECT current_setting('synchronous_commit') AS value");
    let setting: Setting = asked.get_result(&mut conn).unwrap();
    assert_eq!(setting.value, "on");
}

/// Lets the database grow no further, or again as far as it likes.
async fn limit_pages(db: &Db, n_pages: u32) {
    db.write(move |conn| {
        // SQLite keeps at least the pages that there are.
        let pragma = format!("PRAGMA max_page_count = {n_pages}");
        diesel::sql_query(pragma).execute(conn)?;
        Ok(())
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_full_disk_refuses_by_name_still_reads_and_writes_again_once_there_is_room() {
    let scratch = Scratch::open();
    let db = &scratch.db;
    limit_pages(db, 1).await;
    let mut n_kept = 0;
    let refused = loop {
        // Long ids, so that few of them fill what is free.
        let id = format!("{n_kept:03000}");
        match db.write(move |conn| add_organisation(conn, &id)).await {
            Ok(()) => n_kept += 1,
            Err(error) => break error,
        }
        assert!(n_kept < 10_000, "the disk is never full");
    };
    assert_eq!(refused, Error::StorageFull);
    assert_eq!(n_organisations(db).await, n_kept);
    assert!(db.is_ready().await, "a full disk is no failed one");
    limit_pages(db, 1_000_000).await;
    db.write(|conn| add_organisation(conn, "room"))
        .await
        .unwrap();
    assert_eq!(n_organisations(db).await, n_kept + 1);
}
