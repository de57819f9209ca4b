//! The instruments an organisation observes with: immutable versions, named by the hash of
//! their content.

mod cache;
mod routes;
mod store;

use std::sync::{Arc, LazyLock};

use shared::frameworks::Framework;

use crate::db::Conn;
use crate::error::{Error, Result};

pub use routes::routes;

/// The documents that come with the program.
const SHIPPED: [&str; 2] = [
    include_str!("../../frameworks/alongside-rsm.json"),
    include_str!("../../frameworks/miti-4.2.1.json"),
];

/// Gives a new organisation the shipped instruments. Those it holds already stay as they are.
pub fn seed(conn: &mut Conn, org: &str) -> Result<()> {
    // Lists begin with the newest, and the first of them is what an observer is offered.
    for framework in shipped().iter().rev() {
        store::publish(conn, org, framework)?;
    }
    Ok(())
}

/// The shipped instruments, the sixteen domains first.
pub fn shipped() -> &'static [Framework] {
    static PARSED: LazyLock<Vec<Framework>> = LazyLock::new(|| {
        let parse = |document: &&str| {
            Framework::parse(document).expect("a test parses every shipped document")
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
    store::publish(conn, org, framework)?;
    Ok(framework.content_hash())
}

/// Whether a new observation may be planned with this version.
pub fn can_plan_with(conn: &mut Conn, org: &str, hash: &str) -> Result<bool> {
    store::is_published(conn, org, hash)
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
        assert_eq!(shipped()[0].skill_domains().count(), 16);
    }
}
