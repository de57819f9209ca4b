//! Replying, acknowledging, locking and amending over HTTP.

use shared::feedback::{Amendment, NewAmendment, NewReply, Reply};
use shared::observations::{Observation, Step};
use shared::values::ObservationId;

use super::add;
use crate::actor::Actor;
use crate::context::Ctx;
use crate::error::Result;
use crate::http::{Json, Made, Path, Versioned};

/// Adds a reply, a dispute or a request for a second observer; it stays attached.
pub async fn reply(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
    new: Json<NewReply>,
) -> Result<Made<Reply>> {
    let (Path(id), Json(new)) = (id, new);
    let site = ctx.settings.site();
    let (reply, is_new) = ctx
        .db
        .write(move |conn| add::reply(conn, &actor, site, id, &new))
        .await?;
    Ok(Made::new(reply, 1, is_new))
}

/// Adds words to an acknowledged or locked record, visible as an addition.
pub async fn amend(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
    new: Json<NewAmendment>,
) -> Result<Made<Amendment>> {
    let (Path(id), Json(new)) = (id, new);
    let (amendment, is_new) = ctx
        .db
        .write(move |conn| add::amend(conn, &actor, id, &new))
        .await?;
    Ok(Made::new(amendment, 1, is_new))
}

/// The practitioner has read it; it can no longer be withdrawn.
pub async fn acknowledge(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
) -> Result<Versioned<Observation>> {
    step(ctx, actor, id, Step::Acknowledge).await
}

/// Closes the record: from now on only amendments.
pub async fn lock(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
) -> Result<Versioned<Observation>> {
    step(ctx, actor, id, Step::Lock).await
}

async fn step(
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<ObservationId>,
    step: Step,
) -> Result<Versioned<Observation>> {
    let observation = ctx
        .db
        .write(move |conn| add::step(conn, &actor, id, step))
        .await?;
    Ok(Versioned {
        version: observation.version,
        body: observation,
    })
}
