//! Asking to be observed over HTTP.

use shared::observations::{Decline, ObservationRequest, OpenRequest};
use shared::problem::Code;
use shared::values::{ObservationId, Page};

use super::store::{self, Fate};
use crate::actor::{Actor, Ground};
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::db::{self, OnUnique};
use crate::error::Result;
use crate::http::{Json, Made, NoContent, Path};
use crate::observations::mails;

/// What I asked, or somebody whose line I am, and nobody has planned yet, the oldest first. A note of
/// theirs is theirs, so each reading of one is recorded.
pub async fn list(ctx: Ctx, actor: Actor) -> Result<Json<Page<OpenRequest>>> {
    actor.allow(Ground::ScopedQuery);
    let reader = actor.clone();
    let items = ctx
        .db
        .read(move |conn| store::open_in_sight(conn, &reader))
        .await?;
    let is_mine = |request: &OpenRequest| request.practitioner.id.to_string() == actor.me;
    let noted = items
        .iter()
        .filter(|request| request.note.is_some() && !is_mine(request));
    let reads = noted.map(|request| {
        let kind = "observation_request";
        Entry::new("observation_request.read", kind, request.id).about(request.practitioner.id)
    });
    let reads = reads.collect();
    audit::record_reads(&ctx, &actor, reads).await?;
    Ok(Json(Page { items, next: None }))
}

/// Asks my line to observe me. Repeated with the same id and content it answers the same.
pub async fn ask(
    ctx: Ctx,
    actor: Actor,
    request: Json<ObservationRequest>,
) -> Result<Made<ObservationRequest>> {
    let Json(request) = request;
    actor.allow(Ground::Own);
    let asked = request.clone();
    let is_new = ctx
        .db
        .write(move |conn| {
            db::lock_record(conn, &actor.org, &request.id.to_string())?;
            if let Some((known, is_mine)) = store::find(conn, &actor, &request)? {
                return if is_mine && known == request {
                    Ok(false)
                } else {
                    Err(Code::IdReused.into())
                };
            }
            store::insert(conn, &actor, &request)
                .on_unique("observation_request.id", || Code::IdReused)?;
            let entry = Entry::new("observation_request.ask", "observation_request", request.id)
                .about(&actor.me);
            audit::record(conn, &actor, entry)?;
            Ok(true)
        })
        .await?;
    Ok(Made::new(asked, 1, is_new))
}

/// Takes my request back while it waits; repeated, it answers the same. One that was planned
/// meanwhile stays planned (`already_planned`): a session is agreed, and both are told of its end.
/// One that was answered in words meanwhile stays until they are read (`wrong_state`).
pub async fn take_back(ctx: Ctx, actor: Actor, Path(id): Path<ObservationId>) -> Result<NoContent> {
    actor.allow(Ground::Own);
    ctx.db
        .write(move |conn| {
            if store::take_back(conn, &actor, id)? {
                let entry = Entry::new("observation_request.take_back", "observation_request", id)
                    .about(&actor.me);
                return audit::record(conn, &actor, entry);
            }
            match store::fate(conn, &actor, id)? {
                Fate::Ended => Ok(()),
                Fate::Planned => Err(Code::AlreadyPlanned.into()),
                Fate::Declined | Fate::Waits => Err(Code::WrongState.into()),
            }
        })
        .await?;
    Ok(NoContent)
}

/// Says that I have read what was answered to my request in place of a plan, which ends it. Repeated,
/// or where it was planned meanwhile, it answers the same; one that still waits has no answer
/// (`wrong_state`).
pub async fn read_answer(
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<ObservationId>,
) -> Result<NoContent> {
    actor.allow(Ground::Own);
    ctx.db
        .write(move |conn| {
            if store::read_answer(conn, &actor, id)? {
                let kind = "observation_request";
                let entry =
                    Entry::new("observation_request.read_answer", kind, id).about(&actor.me);
                return audit::record(conn, &actor, entry);
            }
            match store::fate(conn, &actor, id)? {
                Fate::Ended | Fate::Planned => Ok(()),
                Fate::Declined | Fate::Waits => Err(Code::WrongState.into()),
            }
        })
        .await?;
    Ok(NoContent)
}

/// Answers a request of my line without planning it; who asked is mailed that there is an answer and
/// reads it in the app. Repeated with the same words it answers the same; one that was
/// planned, taken back or answered meanwhile stays so (`wrong_state`).
pub async fn decline(
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<ObservationId>,
    Json(decline): Json<Decline>,
) -> Result<NoContent> {
    actor.allow(Ground::ScopedQuery);
    let site = ctx.settings.site();
    ctx.db
        .write(move |conn| {
            let line = store::line_to_answer(conn, &actor)?;
            let words = &decline.words;
            let Some(practitioner) = store::decline(conn, &actor, &line, id, words)? else {
                return match store::is_declined_so(conn, &actor, &line, id, words)? {
                    true => Ok(()),
                    false => Err(Code::WrongState.into()),
                };
            };
            mails::post_request_declined(conn, &actor, &site, id, practitioner)?;
            let entry = Entry::new("observation_request.decline", "observation_request", id)
                .about(practitioner);
            audit::record(conn, &actor, entry)
        })
        .await?;
    Ok(NoContent)
}
