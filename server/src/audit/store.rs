//! Adding to the log. Nothing here changes or removes an entry.

use diesel::prelude::*;
use uuid::Uuid;

use super::Entry;
use crate::db::{self, Conn, schema::audit};
use crate::error::Result;
use crate::on_backend;

pub(super) fn insert(
    conn: &mut Conn,
    org: &str,
    actor: Option<&str>,
    request_id: &str,
    entry: Entry,
) -> Result<()> {
    let insert = diesel::insert_into(audit::table).values((
        audit::org_id.eq(org),
        audit::id.eq(Uuid::now_v7().hyphenated().to_string()),
        audit::at.eq(db::now()),
        audit::actor_id.eq(actor),
        audit::action.eq(entry.action),
        audit::subject_kind.eq(entry.subject_kind),
        audit::subject_id.eq(&entry.subject_id),
        audit::person_id.eq(&entry.person_id),
        audit::detail.eq(entry.detail.to_string()),
        audit::request_id.eq(request_id),
    ));
    on_backend!(conn, c => insert.execute(c))?;
    Ok(())
}
