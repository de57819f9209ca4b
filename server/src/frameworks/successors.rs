//! A release that ships a newer version of an instrument brings it to those who observe with the
//! version before.

use chrono::TimeDelta;
use serde_json::json;

use super::{Shipped, shipped, store};
use crate::audit::{self, Entry};
use crate::db::{self, Conn, Db};
use crate::error::Result;

/// A version that an organisation holds.
pub(super) struct Held {
    pub org: String,
    /// Of the instrument.
    pub key: String,
    pub hash: String,
    pub is_offered: bool,
}

/// Publishes what is due; answers how many versions that were. Repeated it does nothing.
pub async fn bring_successors(db: &Db) -> Result<usize> {
    // Nearly every start finds nothing, and needs no write for it.
    let held = db.read_one(store::held).await?;
    if due(&held).is_empty() {
        return Ok(0);
    }
    db.write(publish_due).await
}

fn publish_due(conn: &mut Conn) -> Result<usize> {
    let held = store::held(conn)?;
    let mut at = db::now();
    let mut n_published = 0;
    for (org, version) in due(&held) {
        at += TimeDelta::milliseconds(1);
        // Another node may be starting too.
        if store::publish(conn, org, &version.framework, at)? {
            n_published += 1;
            let entry = Entry::new("framework.publish", "organisation", org)
                .detail(json!({ "framework": version.hash }));
            audit::record_unattended(conn, org, None, entry)?;
        }
    }
    Ok(n_published)
}

/// The shipped versions that come after the one an organisation observes with, the oldest first.
///
/// Where the newest version on offer is the organisation's own, or none of that instrument is on
/// offer, they have chosen otherwise and nothing is due.
fn due(held: &[Held]) -> Vec<(&str, &'static Shipped)> {
    let mut due = Vec::new();
    for of_org in held.chunk_by(|one, next| one.org == next.org) {
        for (n, version) in shipped().iter().enumerate().rev() {
            let key = version.framework.id.as_str();
            let in_use = of_org
                .iter()
                .rfind(|held| held.is_offered && held.key == key);
            let before = in_use.and_then(|held| shipped().iter().position(|s| s.hash == held.hash));
            let is_held = of_org.iter().any(|held| held.hash == version.hash);
            // The newest stand first.
            if before.is_some_and(|before| n < before) && !is_held {
                due.push((of_org[0].org.as_str(), version));
            }
        }
    }
    due
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSM: &str = "alongside-rsm";

    /// Hashes, the oldest first, and whether each is on offer.
    type Versions<'a> = &'a [(&'a str, bool)];

    fn held(org: &str, hash: &str, is_offered: bool) -> Held {
        let version = shipped().iter().find(|version| version.hash == hash);
        Held {
            org: org.to_owned(),
            key: version.map_or(RSM.to_owned(), |version| version.framework.id.to_string()),
            hash: hash.to_owned(),
            is_offered,
        }
    }

    #[test]
    fn only_who_observes_with_the_shipped_version_before_gets_the_next() {
        let [new, old, miti] = [0, 1, 2].map(|n| shipped()[n].hash.as_str());
        assert_eq!(shipped()[1].framework.id, shipped()[0].framework.id);
        let cases: [(&str, Versions<'_>, bool); 8] = [
            ("as seeded before", &[(miti, true), (old, true)], true),
            ("has it", &[(miti, true), (old, true), (new, true)], false),
            ("retired the new one", &[(old, true), (new, false)], false),
            (
                "retired the instrument",
                &[(miti, true), (old, false)],
                false,
            ),
            ("goes on with its own", &[(old, true), ("own", true)], false),
            ("gave its own up", &[(old, true), ("own", false)], true),
            ("holds its own alone", &[("own", true)], false),
            ("counts only", &[(miti, true)], false),
        ];
        for (name, versions, is_due) in cases {
            let rows: Vec<Held> = versions
                .iter()
                .map(|(hash, on)| held(name, hash, *on))
                .collect();
            let found: Vec<(&str, &str)> = due(&rows)
                .into_iter()
                .map(|(org, version)| (org, version.hash.as_str()))
                .collect();
            let expected = if is_due { vec![(name, new)] } else { vec![] };
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn one_organisation_does_not_answer_for_another() {
        let [new, old] = [0, 1].map(|n| shipped()[n].hash.as_str());
        let rows = [
            held("a", old, true),
            held("b", old, true),
            held("b", new, true),
        ];
        let orgs: Vec<&str> = due(&rows).into_iter().map(|(org, _)| org).collect();
        assert_eq!(orgs, ["a"]);
    }
}
