//! Mail about what waits: to those who may decide, and to its author before and after.

use shared::org::{Organisation, PersonStatus};
use shared::values::{PersonId, QuarantineId};
use shared::vault::Decide;

use super::store::{self, Kept};
use crate::actor::Actor;
use crate::clock;
use crate::db::Conn;
use crate::error::Result;
use crate::mail::{AppPath, Content, Line, SiteUrl};
use crate::org;
use crate::outbox::{self, Posted};

/// Before the keys of mails that are about what waits.
const WAITS: &str = "unsent-waits:";

/// Tells those who may decide that there is something to decide, and the author that it waits.
/// Where nobody may, the administrators hear that somebody has to be given the role. What comes
/// beside something that still waits tells nobody again.
pub(super) fn post_waiting(
    conn: &mut Conn,
    site: SiteUrl,
    org: &str,
    id: QuarantineId,
    author: PersonId,
) -> Result<()> {
    let author = org::person(conn, org, author)?;
    let arrived_on = clock::today().naive();
    let team = Line::new(org::unit_name(conn, org, author.unit_id)?.as_str());
    let heads = org::heads_of(conn, org, author.id)?;
    let post = Post {
        site,
        org,
        id,
        organisation: org::organisation(conn, org)?,
    };
    for head in &heads {
        let content = Content::UnsentToDecide {
            team: team.clone(),
            arrived_on,
            path: AppPath::new("/quarantine"),
        };
        post.to(conn, *head, content)?;
    }
    if heads.is_empty() {
        for administrator in org::administrators(conn, org)? {
            let content = Content::UnsentWithoutHead {
                team: team.clone(),
                arrived_on,
                path: AppPath::new("/people"),
            };
            post.to(conn, administrator, content)?;
        }
    }
    // Whose account is closed hears of the decision, and cannot follow a link before it.
    if author.status == PersonStatus::Active {
        let path = AppPath::new("/");
        post.to(conn, author.id, Content::UnsentWaits { arrived_on, path })?;
    }
    Ok(())
}

/// What all mails about one deposit have in common.
struct Post<'a> {
    site: SiteUrl,
    org: &'a str,
    id: QuarantineId,
    organisation: Organisation,
}

impl Post<'_> {
    fn to(&self, conn: &mut Conn, recipient: PersonId, content: Content) -> Result<()> {
        let card = org::person(conn, self.org, recipient)?;
        let kind = content.kind();
        let message = outbox::letter(&card, &self.organisation, self.site.clone(), content);
        let key = format!("{WAITS}{}:{kind}:{recipient}", self.id);
        outbox::post(conn, self.org, &key, recipient, &message)?;
        Ok(())
    }
}

/// Whether what a mail says to be waiting still waits.
pub fn mail_stands(conn: &mut Conn, posted: &Posted<'_>) -> Result<bool> {
    let waiting = posted
        .key
        .strip_prefix(WAITS)
        .and_then(|rest| rest.split(':').next())
        .and_then(|id| QuarantineId::parse(id).ok());
    match waiting {
        Some(id) => store::is_waiting(conn, posted.org, id),
        None => Ok(true),
    }
}

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
        arrived_on: clock::day(kept.deposited_at).naive(),
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
