//! Sharing and withdrawing over HTTP.

use shared::feedback::Feedback;
use shared::observations::{Observation, Release};
use shared::values::ObservationId;

use super::share;
use crate::actor::Actor;
use crate::context::Ctx;
use crate::error::Result;
use crate::http::{Json, Path, Versioned};

/// Shares what the log amounts to, and tells the practitioner. Sharing again before the
/// acknowledgement makes the next edition.
pub async fn share(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
    release: Json<Release>,
) -> Result<Versioned<Feedback>> {
    let (Path(id), Json(release)) = (id, release);
    let site = ctx.settings.site();
    let feedback = ctx
        .db
        .write(move |conn| share::share(conn, &actor, site, id, &release))
        .await?;
    Ok(Versioned {
        version: feedback.observation.version,
        body: feedback,
    })
}

/// Takes a plan, a draft or shared feedback back, for good.
pub async fn withdraw(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
) -> Result<Versioned<Observation>> {
    let Path(id) = id;
    let site = ctx.settings.site();
    let observation = ctx
        .db
        .write(move |conn| share::withdraw(conn, &actor, &site, id))
        .await?;
    Ok(Versioned {
        version: observation.version,
        body: observation,
    })
}
