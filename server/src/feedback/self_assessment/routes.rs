//! Self-assessments over HTTP.

use shared::access::{Action, Stage};
use shared::feedback::{EditSelfAssessment, SelfAssessment};
use shared::values::ObservationId;

use super::{edit, store};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::error::Result;
use crate::http::{Expected, Json, Path, Versioned};
use crate::observations;

/// My own view, finished or not; to the observer and the line once it is submitted.
pub async fn read(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
) -> Result<Versioned<SelfAssessment>> {
    let Path(id) = id;
    let reader = actor.clone();
    let (assessment, practitioner) = ctx
        .db
        .read(move |conn| {
            let (record, standing) = observations::find(conn, &reader, id, Action::SeeObservation)?;
            let assessment = store::find(conn, &reader.org, &record)?;
            let stage = if assessment.submitted_at.is_some() {
                Stage::Open
            } else {
                Stage::Private
            };
            reader.decide(Action::ReadSelfAssessment, &standing, stage)?;
            Ok((assessment, record.practitioner.id))
        })
        .await?;
    let entry = Entry::new("self_assessment.read", "observation", id).about(practitioner);
    audit::record_read(&ctx, &actor, entry).await?;
    Ok(Versioned {
        version: assessment.version,
        body: assessment,
    })
}

/// Saves my own view; `submit` hands it in, and then it stays as it is. The version is 0 before
/// the first save, and `If-None-Match: *` means the same.
pub async fn write(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
    expected: Expected,
    edit: Json<EditSelfAssessment>,
) -> Result<Versioned<SelfAssessment>> {
    let (Path(id), Json(edit)) = (id, edit);
    let assessment = ctx
        .db
        .write(move |conn| edit::put(conn, &actor, id, expected, &edit))
        .await?;
    Ok(Versioned {
        version: assessment.version,
        body: assessment,
    })
}
