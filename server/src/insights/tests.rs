use diesel::prelude::*;
use shared::values::Date;

use super::digest;
use crate::db::schema::{job, person};
use crate::db::scratch::Scratch;
use crate::db::{Conn, stored};
use crate::demo::{self, DemoOptions};
use crate::error::Result;
use crate::mail::SiteUrl;

fn id_of(conn: &mut Conn, address: &str) -> Result<(String, String)> {
    Ok(person::table
        .filter(person::email.like(format!("{address}%")))
        .select((person::org_id, person::id))
        .first(conn)?)
}

fn digests(conn: &mut Conn) -> Result<Vec<String>> {
    Ok(job::table
        .filter(job::dedupe_key.like("mail:digest:%"))
        .select(job::payload)
        .load(conn)?)
}

/// Posts the digest of somebody of the demo, twice, and answers what is in the queue.
async fn digest_of(scratch: &Scratch, address: &'static str) -> Vec<String> {
    let write = move |conn: &mut Conn| {
        let (org, id) = id_of(conn, address)?;
        let site = SiteUrl::parse("https://alongside.example.org").unwrap();
        let week = Date::parse("2026-11-23").unwrap();
        for _ in 0..2 {
            let id = stored(id.clone())?;
            if let Some(message) = digest::composed(conn, &org, id, week, site.clone())? {
                digest::post(conn, &org, id, week, &message)?;
            }
        }
        digests(conn)
    };
    scratch.db.write(write).await.unwrap()
}

async fn demo() -> Scratch {
    let scratch = Scratch::open();
    demo::generate(&scratch.db, &DemoOptions::default())
        .await
        .unwrap();
    scratch
}

#[tokio::test]
async fn a_week_has_one_digest_per_person_with_a_part_for_each_role() {
    for (address, role) in [
        ("dafydd.", "practitioner"),
        ("priya.", "observer"),
        ("margaret.", "manager"),
        ("helen.armitage", "administrator"),
    ] {
        let scratch = demo().await;
        let posted = digest_of(&scratch, address).await;
        assert_eq!(posted.len(), 1, "{address}");
        assert!(posted[0].contains(&format!(r#""role":"{role}""#)), "{role}");
        // The organisation's policy is minimal: no title of an action leaves the app.
        assert!(!posted[0].contains("Pick one statement"));
    }
}

#[tokio::test]
async fn somebody_with_nothing_to_do_gets_no_digest() {
    let scratch = demo().await;
    // An auditor has no part in what is to be done.
    assert!(digest_of(&scratch, "yusuf.demir").await.is_empty());
}

#[tokio::test]
async fn digests_are_due_on_monday_morning_once() {
    let scratch = demo().await;
    let at = |text: &str| chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap();
    let run = move |conn: &mut Conn| {
        let mut n_after = Vec::new();
        for time in [
            "2026-11-22T12:00",
            "2026-11-23T05:30",
            "2026-11-23T06:30",
            "2026-11-23T09:00",
        ] {
            digest::enqueue_due(conn, at(time))?;
            let n: i64 = job::table
                .filter(job::kind.eq("insights.write_digest"))
                .count()
                .get_result(conn)?;
            n_after.push(n);
        }
        Ok(n_after)
    };
    // Two organisations, one job each, however often somebody looks.
    assert_eq!(scratch.db.write(run).await, Ok(vec![0, 0, 2, 2]));
}
