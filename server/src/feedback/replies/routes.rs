//! Replying, acknowledging, locking and amending over HTTP.

use serde::Deserialize;
use shared::feedback::{Amendment, NewAmendment, NewReply, Reply};
use shared::observations::Observation;
use shared::values::ObservationId;

use super::add;
use crate::actor::Actor;
use crate::context::Ctx;
use crate::error::Result;
use crate::http::{Json, Made, Path, Query, Versioned};

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

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ReadEdition {
    /// The `edition` that I read. Where another was shared since, nothing is acknowledged
    /// (`stale`). Without it the latest is, whatever it is.
    edition: Option<i32>,
}

/// The practitioner has read it; it can no longer be withdrawn.
pub async fn acknowledge(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
    query: Query<ReadEdition>,
) -> Result<Versioned<Observation>> {
    let (Path(id), Query(ReadEdition { edition })) = (id, query);
    ctx.db
        .write(move |conn| add::acknowledge(conn, &actor, id, edition))
        .await
        .map(versioned)
}

/// Closes the record: from now on only amendments.
pub async fn lock(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
) -> Result<Versioned<Observation>> {
    let Path(id) = id;
    ctx.db
        .write(move |conn| add::lock(conn, &actor, id))
        .await
        .map(versioned)
}

fn versioned(observation: Observation) -> Versioned<Observation> {
    Versioned {
        version: observation.version,
        body: observation,
    }
}
