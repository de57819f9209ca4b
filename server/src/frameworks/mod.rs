//! The instruments an organisation observes with: immutable versions, named by the hash of
//! their content.

mod cache;
mod routes;
mod store;
mod successors;

use std::sync::{Arc, LazyLock};

use chrono::{NaiveDateTime, TimeDelta};
use shared::frameworks::{Framework, FrameworkSummary};

use crate::db::{self, Conn};
use crate::error::{Error, Result};

pub use routes::routes;
pub use successors::bring_successors;

/// The documents that come with the program: the instruments in the order in which they are
/// offered, the newest version of each first. Records keep the version they were made with.
const SHIPPED: [&str; 3] = [
    include_str!("../../frameworks/alongside-rsm-1.1.0.json"),
    include_str!("../../frameworks/alongside-rsm.json"),
    include_str!("../../frameworks/miti-4.2.1.json"),
];

/// A version that comes with the program.
pub struct Shipped {
    pub framework: Framework,
    pub hash: String,
}

/// Gives a new organisation the shipped instruments. Those it holds already stay as they are.
pub fn seed(conn: &mut Conn, org: &str) -> Result<()> {
    let mut at = db::now();
    for version in shipped() {
        store::publish(conn, org, &version.framework, at)?;
        // Which is the newest is told by the instant alone.
        at -= TimeDelta::milliseconds(1);
    }
    Ok(())
}

/// The shipped versions, the newest of the sixteen domains first.
pub fn shipped() -> &'static [Shipped] {
    static PARSED: LazyLock<Vec<Shipped>> = LazyLock::new(|| {
        let parse = |document: &&str| {
            let framework =
                Framework::parse(document).expect("a test parses every shipped document");
            let hash = framework.content_hash();
            Shipped { framework, hash }
        };
        SHIPPED.iter().map(parse).collect()
    });
    &PARSED
}

/// Publishes a version written outside the program; answers its hash. One that the organisation
/// holds already stays as it is.
///
/// # Errors
/// Names what is wrong with the document.
pub fn publish(conn: &mut Conn, org: &str, framework: &Framework) -> Result<String> {
    store::publish(conn, org, framework, db::now())?;
    Ok(framework.content_hash())
}

/// Every version of an organisation, in the order of the list that people see.
pub fn of_organisation(conn: &mut Conn, org: &str) -> Result<Vec<FrameworkSummary>> {
    store::of_organisation(conn, org)
}

/// Retires a version, or offers it again; says whether that changed anything. A retired one plans
/// no new observation; the records that have it are shown and written on as before.
pub fn offer(conn: &mut Conn, org: &str, hash: &str, is_offered: bool) -> Result<bool> {
    store::offer(conn, org, hash, is_offered)
}

/// Whether an observation that was planned at `made_at` may be on this version. What was planned without
/// a network before the version was retired is let through, with the session that hangs on it.
pub fn can_plan_with(
    conn: &mut Conn,
    org: &str,
    hash: &str,
    made_at: NaiveDateTime,
) -> Result<bool> {
    store::is_offered_at(conn, org, hash, made_at)
}

/// The version a record was made with. The record's foreign key says that the organisation
/// holds it, so the cache answers by hash alone.
pub fn of_record(conn: &mut Conn, org: &str, hash: &str) -> Result<Arc<Framework>> {
    if let Some(framework) = cache::get(hash) {
        return Ok(framework);
    }
    let body = store::body(conn, org, hash)?;
    let framework: Framework = serde_json::from_str(&body).map_err(|error| {
        Error::Internal(format!(
            "the stored framework {hash} cannot be read: {error}"
        ))
    })?;
    Ok(cache::put(hash, framework))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_document_parses() {
        for document in SHIPPED {
            Framework::parse(document).unwrap();
        }
        assert_eq!(shipped()[0].framework.skill_domains().count(), 16);
    }
}
