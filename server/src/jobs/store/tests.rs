use chrono::TimeDelta;

use super::*;
use crate::db::scratch::Scratch;

const LEASE: TimeDelta = TimeDelta::seconds(90);

fn add(conn: &mut Conn, key: &str) -> Result<bool> {
    insert(
        conn,
        "org",
        "kind",
        key,
        "{\"about\":{\"n\":1},\"secret\":\"x\"}",
        None,
    )
}

fn stored(conn: &mut Conn, claimed: &Claimed) -> Result<Status> {
    find(conn, "org", "kind", &claimed.id)
}

#[tokio::test]
async fn the_same_event_is_enqueued_once_and_claimed_once() {
    let scratch = Scratch::open();
    scratch
        .db
        .write(|conn| {
            assert!(add(conn, "a")? && add(conn, "b")? && !add(conn, "a")?);
            assert_eq!(claim(conn, 10, LEASE)?.len(), 2);
            assert_eq!(claim(conn, 10, LEASE)?.len(), 0);
            Ok(())
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn a_worker_whose_lease_ran_out_cannot_settle_the_job() {
    let scratch = Scratch::open();
    scratch
        .db
        .write(|conn| {
            add(conn, "a")?;
            let late = claim(conn, 1, TimeDelta::seconds(-1))?.remove(0);
            let quick = claim(conn, 1, LEASE)?.remove(0);
            assert_eq!(
                (quick.id == late.id, quick.attempts, quick.fence),
                (true, 2, 2)
            );
            assert!(
                !finish(conn, &late)? && !renew(conn, &late, LEASE)? && !fail(conn, &late, "late")?
            );
            assert!(renew(conn, &quick, LEASE)? && finish(conn, &quick)?);
            let status = stored(conn, &quick)?;
            assert_eq!(
                (status.state.as_str(), status.payload.as_str()),
                ("done", "{\"about\":{\"n\":1}}")
            );
            assert!(!finish(conn, &quick)?);
            Ok(())
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn a_postponed_job_waits_and_one_that_was_given_up_can_be_retried() {
    let scratch = Scratch::open();
    scratch
        .db
        .write(|conn| {
            add(conn, "a")?;
            let first = claim(conn, 1, LEASE)?.remove(0);
            assert!(postpone(conn, &first, TimeDelta::hours(1), "busy")?);
            assert!(!is_any_due(conn)?);
            assert_eq!(stored(conn, &first)?.last_error.as_deref(), Some("busy"));
            assert!(retry(conn, "org", "kind", &first.id).is_err());
            diesel::update(job::table)
                .set(job::run_at.eq(db::now()))
                .execute(conn)?;
            let second = claim(conn, 1, LEASE)?.remove(0);
            assert!(fail(conn, &second, "no such mailbox")?);
            assert!(!is_any_due(conn)?);
            retry(conn, "org", "kind", &second.id)?;
            assert!(is_any_due(conn)?);
            Ok(())
        })
        .await
        .unwrap();
}
