//! Mail about somebody's account.

use super::people::Card;
use super::store;
use crate::actor::Actor;
use crate::db::Conn;
use crate::error::Result;
use crate::mail::{AppPath, Content, Line, SiteUrl};
use crate::outbox;

/// Tells the address of before that the account has another one; once for each change.
pub(super) fn post_address_changed(
    conn: &mut Conn,
    actor: &Actor,
    site: SiteUrl,
    before: &Card,
) -> Result<()> {
    let organisation = store::organisation(conn, &actor.org)?;
    let by = store::find_reference(conn, &actor.org, actor.person_id)?;
    let content = Content::AddressChanged {
        changed_by: Line::new(by.name.as_str()),
        path: AppPath::new("/"),
    };
    let message = outbox::letter(before, &organisation, site, content);
    let key = format!("address-changed:{}:{}", before.id, actor.request_id);
    outbox::post(conn, &actor.org, &key, before.id, &message)?;
    Ok(())
}
