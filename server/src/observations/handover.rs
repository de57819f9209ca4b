//! What becomes of observations when somebody leaves.

use serde_json::json;
use shared::values::PersonId;

use super::store;
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::Conn;
use crate::error::Result;
use crate::mail::SiteUrl;
use crate::org::{Handover, Held};

/// What the people slice asks and does when somebody leaves.
pub const HANDOVER: Handover = Handover { held, hand_over };

/// How many observations the person was to make and has not released.
fn held(conn: &mut Conn, org: &str, person: PersonId) -> Result<Held> {
    Ok(Held {
        what: "observations",
        n: store::n_unreleased(conn, org, person)?,
    })
}

/// Gives the unreleased observations of the leaver to the successor, who becomes their observer,
/// and withdraws sessions planned with the leaver. What was released stays as it was.
fn hand_over(
    conn: &mut Conn,
    actor: &Actor,
    _: &SiteUrl,
    from: PersonId,
    to: Option<PersonId>,
) -> Result<()> {
    let n_given = match to {
        Some(to) => store::give_unreleased(conn, &actor.org, from, to)?,
        None => 0,
    };
    let n_withdrawn = store::withdraw_planned_with(conn, &actor.org, from)?;
    if n_given + n_withdrawn == 0 {
        return Ok(());
    }
    let detail = json!({ "n_given": n_given, "n_withdrawn": n_withdrawn, "to": to.map(|to| to.to_string()) });
    audit::record(
        conn,
        actor,
        Entry::new("observation.hand_over", "person", from)
            .about(from)
            .detail(detail),
    )
}
