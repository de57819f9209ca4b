//! Mail to the author of what was decided about.

use chrono_tz::Europe::London;
use shared::values::QuarantineId;
use shared::vault::Decide;

use super::store::Kept;
use crate::actor::Actor;
use crate::db::{self, Conn};
use crate::error::Result;
use crate::mail::{AppPath, Content, Line, Locale, Message, Recipient, SiteUrl};
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
    let message = Message {
        to: Recipient {
            name: Line::new(person.name.as_str()),
            email: person.email.clone(),
            locale: Locale::of(&person.locale),
        },
        organisation: Line::new(organisation.name.as_str()),
        policy: organisation.mail_policy,
        site,
        composed_at: db::now().and_utc(),
        content: Content::UnsentDecided {
            is_accepted: decision.accept,
            decided_by: Line::new(by.name.as_str()),
            arrived_on: kept.deposited_at.with_timezone(&London).date_naive(),
            path: AppPath::new("/quarantine"),
            reason: Line::new(decision.reason.as_str()),
        },
    };
    outbox::post(
        conn,
        &decider.org,
        &format!("unsent-decided:{id}"),
        kept.person,
        &message,
    )?;
    Ok(())
}
