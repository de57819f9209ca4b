//! The SQL of frameworks.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::frameworks::{Framework, FrameworkSummary, Key, Text};
use shared::values::Timestamp;

use super::successors::Held;
use crate::db::schema::framework;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::on_backend;

/// Adds a version unless the organisation holds it; says whether it did.
pub(super) fn publish(
    conn: &mut Conn,
    org: &str,
    document: &Framework,
    at: NaiveDateTime,
) -> Result<bool> {
    let insert = diesel::insert_into(framework::table)
        .values((
            framework::org_id.eq(org),
            framework::hash.eq(document.content_hash()),
            framework::key.eq(document.id.as_str()),
            framework::title
                .eq(serde_json::to_string(&document.title).expect("a text is strings only")),
            framework::version_label.eq(&document.version),
            framework::body.eq(document.canonical()),
            framework::published_at.eq(at),
        ))
        .on_conflict_do_nothing();
    Ok(on_backend!(conn, c => insert.execute(c))? == 1)
}

/// Takes a version out of the choice for new observations, or offers it again; says whether that
/// changed anything.
pub(super) fn offer(conn: &mut Conn, org: &str, hash: &str, is_offered: bool) -> Result<bool> {
    let held = framework::table.find((org, hash));
    let retired_at: Option<NaiveDateTime> = held.select(framework::retired_at).first(conn)?;
    if retired_at.is_none() == is_offered {
        return Ok(false);
    }
    let retired_at = (!is_offered).then(db::now);
    diesel::update(held)
        .set(framework::retired_at.eq(retired_at))
        .execute(conn)?;
    Ok(true)
}

/// The versions of every organisation, each organisation's together and its oldest first.
pub(super) fn held(conn: &mut Conn) -> Result<Vec<Held>> {
    let rows: Vec<(String, String, String, Option<NaiveDateTime>)> = framework::table
        .order((framework::org_id, framework::published_at))
        .select((
            framework::org_id,
            framework::key,
            framework::hash,
            framework::retired_at,
        ))
        .load(conn)?;
    let held = |(org, key, hash, retired_at): (_, _, _, Option<_>)| Held {
        org,
        key,
        hash,
        is_offered: retired_at.is_none(),
    };
    Ok(rows.into_iter().map(held).collect())
}

pub(super) fn is_offered_at(
    conn: &mut Conn,
    org: &str,
    hash: &str,
    at: NaiveDateTime,
) -> Result<bool> {
    let found = framework::table
        .filter(framework::org_id.eq(org).and(framework::hash.eq(hash)))
        .select(framework::retired_at)
        .first::<Option<NaiveDateTime>>(conn)
        .optional()?;
    Ok(found.is_some_and(|retired_at| retired_at.is_none_or(|retired_at| at < retired_at)))
}

pub(super) fn body(conn: &mut Conn, org: &str, hash: &str) -> Result<String> {
    Ok(framework::table
        .find((org, hash))
        .select(framework::body)
        .first(conn)?)
}

/// Every version of the organisation: the instrument that came last first, and of each instrument
/// the newest first. So a new version takes no other instrument's place. An organisation has a few.
pub(super) fn of_organisation(conn: &mut Conn, org: &str) -> Result<Vec<FrameworkSummary>> {
    let rows: Vec<SummaryRow> = framework::table
        .filter(framework::org_id.eq(org))
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
    let versions: Vec<FrameworkSummary> = rows.into_iter().map(summary).collect::<Result<_>>()?;
    Ok(by_instrument(versions))
}

/// Orders versions, the newest first, by the day on which their instrument came.
fn by_instrument(mut versions: Vec<FrameworkSummary>) -> Vec<FrameworkSummary> {
    let came: BTreeMap<Key, Timestamp> = versions
        .iter()
        .map(|version| (version.key.clone(), version.published_at))
        .collect();
    versions.sort_by(|one, other| {
        let of = |version: &FrameworkSummary| came[&version.key];
        of(other)
            .cmp(&of(one))
            .then_with(|| one.key.cmp(&other.key))
    });
    versions
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
