//! The audit log and the mails on their way, over HTTP.

use serde::Deserialize;
use shared::org::{AuditEntry, Delivery, PersonRef};
use shared::values::{AuditId, JobId, Page, PersonId, PersonName, Timestamp};

use super::super::{people, store};
use crate::actor::{Actor, Ground};
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::db::{Conn, stored, stored_word};
use crate::error::{Error, Result};
use crate::http::{Json, NoContent, Path, Query, Route};
use crate::outbox;
use crate::paging::Cut;

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/audit", list_audit),
        Route::get("/api/v1/deliveries", list_deliveries),
        Route::post("/api/v1/deliveries/{id}/retry", retry),
        Route::post("/api/v1/deliveries/{id}/set-aside", set_aside),
    ]
}

/// What the audit log is narrowed to.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// 1 to 100 rows; 50 unless told.
    limit: Option<usize>,
    /// The `next` of the page before.
    after: Option<String>,
    /// Whose record it is.
    person: Option<PersonId>,
    /// The id of a record.
    subject: Option<String>,
}

async fn list_audit(
    ctx: Ctx,
    actor: Actor,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<AuditEntry>>> {
    actor.allow(Ground::Role);
    let cut = Cut {
        limit: wanted.limit,
        after: wanted.after.clone(),
    };
    let (after, n_rows) = (cut.after::<AuditId>()?, cut.n_rows()?);
    let filter = store::AuditFilter {
        person: wanted.person,
        subject: wanted.subject.clone(),
    };
    let reader = actor.clone();
    let rows = ctx
        .db
        .read(move |conn| store::page_of_audit(conn, &reader.org, &filter, after, n_rows))
        .await?;
    // Reading the log is itself worth a line, but one per look and not one per page.
    if cut.after.is_none() {
        audit::record_read(
            &ctx,
            &actor,
            Entry::new("audit.read", "organisation", &actor.org),
        )
        .await?;
    }
    cut.page(rows, |entry| entry.id).map(Json)
}

async fn list_deliveries(
    ctx: Ctx,
    actor: Actor,
    Query(cut): Query<Cut>,
) -> Result<Json<Page<Delivery>>> {
    actor.allow(Ground::Role);
    let (before, n_rows) = (cut.after::<String>()?, cut.n_rows()?);
    let find = move |conn: &mut Conn| {
        let found = outbox::deliveries(conn, &actor.org, before.as_deref(), n_rows)?;
        let names = people::names(
            conn,
            &actor.org,
            found
                .iter()
                .filter_map(|delivery| Some(delivery.about.as_ref()?.person_id)),
        )?;
        found
            .into_iter()
            .map(|delivery| as_wire(delivery, &names))
            .collect::<Result<Vec<_>>>()
    };
    let rows = ctx.db.read(find).await?;
    cut.page(rows, |delivery| delivery.id.to_string()).map(Json)
}

fn as_wire(delivery: outbox::Delivery, names: &people::Names) -> Result<Delivery> {
    let status = delivery.status;
    let time = |at: chrono::NaiveDateTime| Timestamp::new(at.and_utc());
    let superseded = status.is_superseded();
    let last_error = status.trouble().filter(|_| !superseded).map(str::to_owned);
    let (message, recipient) = match delivery.about {
        Some(about) => (about.message, names.reference(about.person_id)?),
        None => (Delivery::UNREADABLE.to_owned(), nobody()),
    };
    Ok(Delivery {
        superseded,
        set_aside: status.is_set_aside(),
        id: stored(status.id)?,
        message,
        recipient,
        next_try_at: (status.state == "waiting").then(|| time(status.run_at)),
        state: stored_word(&status.state)?,
        attempts: status.attempts,
        created_at: time(status.created_at),
        finished_at: status.finished_at.map(time),
        last_error,
    })
}

/// Stands for a recipient of whom nothing is known; apps of before show a name for every mail, and
/// read no id but those of version 7.
fn nobody() -> PersonRef {
    let id = uuid::Builder::from_unix_timestamp_millis(0, &[0; 10]).into_uuid();
    PersonRef {
        id: PersonId::new(id),
        name: PersonName::parse("?").expect("one character is a name"),
    }
}

async fn retry(ctx: Ctx, actor: Actor, Path(id): Path<JobId>) -> Result<NoContent> {
    actor.allow(Ground::Role);
    let retry = move |conn: &mut Conn| -> Result<(), Error> {
        outbox::retry(conn, &actor.org, &id.to_string())?;
        audit::record(conn, &actor, Entry::new("delivery.retry", "delivery", id))
    };
    ctx.db.write(retry).await?;
    Ok(NoContent)
}

/// Says of a mail that was given up that it will never be delivered; it counts as failed no more.
async fn set_aside(ctx: Ctx, actor: Actor, Path(id): Path<JobId>) -> Result<NoContent> {
    actor.allow(Ground::Role);
    let set_aside = move |conn: &mut Conn| -> Result<(), Error> {
        if !outbox::set_aside(conn, &actor.org, &id.to_string())? {
            return Ok(());
        }
        let entry = Entry::new("delivery.set_aside", "delivery", id);
        audit::record(conn, &actor, entry)
    };
    ctx.db.write(set_aside).await?;
    Ok(NoContent)
}
