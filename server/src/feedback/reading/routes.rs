//! Reading feedback over HTTP.

use shared::feedback::Feedback;
use shared::values::ObservationId;

use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::error::Result;
use crate::http::{Path, Versioned};

/// The released feedback. To the practitioner it opens with the self-assessment, or by itself at
/// the instant in the field `opens_at` (`self_assessment_first`).
pub async fn read(ctx: Ctx, actor: Actor, id: Path<ObservationId>) -> Result<Versioned<Feedback>> {
    let Path(id) = id;
    let reader = actor.clone();
    let feedback = ctx
        .db
        .read_brief(move |conn| super::feedback(conn, &reader, id))
        .await?;
    let entry =
        Entry::new("feedback.read", "observation", id).about(feedback.observation.practitioner.id);
    audit::record_read(&ctx, &actor, entry).await?;
    Ok(Versioned {
        version: feedback.observation.version,
        body: feedback,
    })
}
