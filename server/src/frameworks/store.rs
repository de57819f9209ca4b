//! The SQL of frameworks.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::frameworks::{Framework, FrameworkSummary, Key, Text};
use shared::values::Timestamp;

use crate::actor::Actor;
use crate::db::schema::framework;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::on_backend;

/// Adds a version unless the organisation holds it.
pub(super) fn publish(conn: &mut Conn, org: &str, document: &Framework) -> Result<()> {
    let insert = diesel::insert_into(framework::table)
        .values((
            framework::org_id.eq(org),
            framework::hash.eq(document.content_hash()),
            framework::key.eq(document.id.as_str()),
            framework::title
                .eq(serde_json::to_string(&document.title).expect("a text is strings only")),
            framework::version_label.eq(&document.version),
            framework::body.eq(document.canonical()),
            framework::published_at.eq(db::now()),
        ))
        .on_conflict_do_nothing();
    on_backend!(conn, c => insert.execute(c))?;
    Ok(())
}

pub(super) fn is_published(conn: &mut Conn, org: &str, hash: &str) -> Result<bool> {
    let found = framework::table
        .filter(framework::org_id.eq(org).and(framework::hash.eq(hash)))
        .filter(framework::retired_at.is_null())
        .select(framework::hash)
        .first::<String>(conn)
        .optional()?;
    Ok(found.is_some())
}

pub(super) fn body(conn: &mut Conn, org: &str, hash: &str) -> Result<String> {
    Ok(framework::table
        .find((org, hash))
        .select(framework::body)
        .first(conn)?)
}

/// Every version of the actor's organisation, the newest first. An organisation has a few.
pub(super) fn list(conn: &mut Conn, actor: &Actor) -> Result<Vec<FrameworkSummary>> {
    let rows: Vec<SummaryRow> = framework::table
        .filter(framework::org_id.eq(&actor.org))
        .order((
            framework::published_at.desc(),
            framework::key.asc(),
            framework::hash.asc(),
        ))
        .select((
            framework::hash,
            framework::key,
            framework::title,
            framework::version_label,
            framework::published_at,
            framework::retired_at,
        ))
        .load(conn)?;
    rows.into_iter().map(summary).collect()
}

type SummaryRow = (
    String,
    String,
    String,
    String,
    NaiveDateTime,
    Option<NaiveDateTime>,
);

fn summary(
    (hash, key, title, version, published_at, retired_at): SummaryRow,
) -> Result<FrameworkSummary> {
    let malformed = || Error::Internal(format!("the stored framework {hash} cannot be listed"));
    Ok(FrameworkSummary {
        key: Key::parse(&key).map_err(|_| malformed())?,
        title: serde_json::from_str::<Text>(&title).map_err(|_| malformed())?,
        version,
        published_at: Timestamp::new(published_at.and_utc()),
        retired_at: retired_at.map(|at| Timestamp::new(at.and_utc())),
        hash,
    })
}
