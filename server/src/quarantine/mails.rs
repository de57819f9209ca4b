//! Mail to the author of what was decided about.

use chrono_tz::Europe::London;
use shared::values::QuarantineId;
use shared::vault::Decide;

use super::store::Kept;
use crate::actor::Actor;
use crate::db::Conn;
use crate::error::Result;
use crate::mail::{AppPath, Content, Line, SiteUrl};
use crate::{org, outbox};

/// Tells the author, even one whose account was closed: it was their work.
pub(super) fn post_decided(
    conn: &mut Conn,
    site: SiteUrl,
    decider: &Actor,
    id: QuarantineId,
    kept: &Kept,
    decision: &Decide,
) -> Result<()> {
    let organisation = org::organisation(conn, &decider.org)?;
    let by = org::reference(conn, &decider.org, decider.person_id)?;
    let person = org::person(conn, &decider.org, kept.person)?;
    let content = Content::UnsentDecided {
        is_accepted: decision.accept,
        decided_by: Line::new(by.name.as_str()),
        arrived_on: kept.deposited_at.with_timezone(&London).date_naive(),
        path: AppPath::new("/quarantine"),
        reason: Line::new(decision.reason.as_str()),
    };
    let message = outbox::letter(&person, &organisation, site, content);
    outbox::post(
        conn,
        &decider.org,
        &format!("unsent-decided:{id}"),
        kept.person,
        &message,
    )?;
    Ok(())
}
