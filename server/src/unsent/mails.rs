//! Mail to the author of writing that was kept for them.

use shared::values::PersonId;

use super::KEEP;
use crate::clock;
use crate::db::{self, Conn};
use crate::devices::Owner;
use crate::error::Result;
use crate::mail::{AppPath, Content, SiteUrl};
use crate::{org, outbox};

/// Tells the author that a device handed writing of theirs over, once however often it came. How
/// much it was and what it is about stays in the app.
pub(super) fn post_kept(conn: &mut Conn, site: SiteUrl, owner: Owner) -> Result<()> {
    let org = owner.organisation.to_string();
    let organisation = org::organisation(conn, &org)?;
    let author: PersonId = owner.person;
    let person = org::person(conn, &org, author)?;
    let now = db::now();
    let content = Content::UnsentKept {
        kept_until: clock::day((now + KEEP).and_utc()).naive(),
        path: AppPath::new("/"),
    };
    let message = outbox::letter(&person, &organisation, site, content);
    let key = format!("unsent-kept:{}", owner.device);
    outbox::post(conn, &org, &key, author, &message)?;
    Ok(())
}
