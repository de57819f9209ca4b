//! Pushing and pulling operations over HTTP.

use actix_web::HttpRequest;
use serde::Deserialize;
use shared::access::Action;
use shared::observations::{
    Conflict, Logged, PushOperations, PushReceipt, Segment, journal, table,
};
use shared::values::{ObservationId, Page};

use super::receive::{Received, receive};
use super::{noted_of, store};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::error::Result;
use crate::http::{Format, Json, Listed, Path, Query};
use crate::observations::opening::check_open;
use crate::observations::sight;
use crate::paging::Cut;

/// Appends operations and answers once they are safe. Repeated with the same segment it answers
/// the same; a gap in the sequence is `wrong_state` with what is safe in the field `sequence`.
pub(crate) async fn push(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
    push: Json<PushOperations>,
) -> Result<Json<PushReceipt>> {
    let (Path(id), Json(push)) = (id, push);
    let received = Received::new(push)?;
    let receipt = ctx
        .db
        .write(move |conn| receive(conn, &actor, id, received))
        .await?;
    Ok(Json(receipt))
}

/// The log in order of receipt, to the observer alone. Everybody else who may read it is told what was
/// noted and stands, as far as it is shared.
pub(crate) async fn pull(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
    cut: Query<Cut>,
) -> Result<Json<Page<Segment>>> {
    let (Path(id), Query(cut)) = (id, cut);
    let (after, n_rows) = (cut.after()?.unwrap_or(0), cut.n_rows()?);
    let reader = actor.clone();
    let (segments, practitioner) = ctx
        .db
        .read(move |conn| {
            let (record, standing) = sight::find(conn, &reader, id, Action::ReadCapture)?;
            check_open(conn, &reader, &record, &standing)?;
            let segments = match standing.observer {
                true => store::segments(conn, &reader.org, id, after, n_rows)?,
                false => noted_of(conn, &reader.org, &record)?
                    .into_iter()
                    .filter(|segment| segment.received_sequence > after)
                    .take(usize::try_from(n_rows).unwrap_or_default())
                    .collect(),
            };
            Ok((segments, record.practitioner.id))
        })
        .await?;
    audit::record_read(
        &ctx,
        &actor,
        Entry::new("capture.read", "observation", id).about(practitioner),
    )
    .await?;
    Ok(Json(
        cut.page(segments, |segment| segment.received_sequence)?,
    ))
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListConflicts {
    /// JSON unless told here or by `Accept`.
    #[param(inline)]
    format: Option<Format>,
}

/// Every text or rating of which two versions were written without knowing of each other, and
/// what came of it. To the author only; all on one page.
pub(crate) async fn conflicts(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
    query: Query<ListConflicts>,
    request: HttpRequest,
) -> Result<Listed<Page<Conflict>>> {
    let (Path(id), Query(query)) = (id, query);
    let format = Format::wanted(query.format, &request);
    let reader = actor.clone();
    let (segments, practitioner) = ctx
        .db
        .read(move |conn| {
            let (record, _) = sight::find(conn, &reader, id, Action::ReadConflicts)?;
            let segments = store::segments(conn, &reader.org, id, 0, i64::MAX)?;
            Ok((segments, record.practitioner.id))
        })
        .await?;
    let entry = Entry::new("capture.read", "observation", id).about(practitioner);
    audit::record_read(&ctx, &actor, entry).await?;
    let conflicts = journal(Logged::of(&segments));
    Ok(match format {
        Format::Json => Listed::Json(Page {
            items: conflicts,
            next: None,
        }),
        Format::Csv => Listed::Sheet {
            name: format!("conflicts-{id}"),
            rows: table(&conflicts),
        },
    })
}
