//! Who looked, over HTTP.

use shared::access::Action;
use shared::feedback::View;
use shared::values::{ObservationId, Page};

use super::store::{self, Placed};
use crate::actor::{Actor, Ground};
use crate::context::Ctx;
use crate::error::Result;
use crate::http::{Json, Path, Query};
use crate::observations;
use crate::paging::Cut;

/// Who else opened records about me, the latest first.
pub async fn mine(ctx: Ctx, actor: Actor, cut: Query<Cut>) -> Result<Json<Page<View>>> {
    let Query(cut) = cut;
    let (after, n_rows): (Option<String>, i64) = (cut.after()?, cut.n_rows()?);
    actor.allow(Ground::Own);
    let views = ctx
        .db
        .read_one(move |conn| store::of_mine(conn, &actor, after.as_ref(), n_rows))
        .await?;
    page(&cut, views)
}

/// Who else opened this observation, the latest first.
pub async fn of_observation(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
    cut: Query<Cut>,
) -> Result<Json<Page<View>>> {
    let (Path(id), Query(cut)) = (id, cut);
    let (after, n_rows): (Option<String>, i64) = (cut.after()?, cut.n_rows()?);
    let views = ctx
        .db
        .read(move |conn| {
            observations::find(conn, &actor, id, Action::ReadViews)?;
            store::of_observation(conn, &actor, id, after.as_ref(), n_rows)
        })
        .await?;
    page(&cut, views)
}

fn page(cut: &Cut, views: Vec<Placed>) -> Result<Json<Page<View>>> {
    let page = cut.page(views, |placed| placed.key.clone())?;
    Ok(Json(Page {
        items: page.items.into_iter().map(|placed| placed.view).collect(),
        next: page.next,
    }))
}
