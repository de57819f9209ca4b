//! Units over HTTP.

use shared::org::{EditUnit, NewUnit, Unit};
use shared::values::{Page, UnitId};

use super::super::{store, units};
use crate::actor::{Actor, Ground};
use crate::context::Ctx;
use crate::error::Result;
use crate::http::{IfMatch, Json, NoContent, Path, Query, Route, Versioned};
use crate::paging::Cut;

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/units", list),
        Route::post("/api/v1/units", add),
        Route::patch("/api/v1/units/{id}", edit),
        Route::delete("/api/v1/units/{id}", remove),
    ]
}

async fn list(ctx: Ctx, actor: Actor, Query(cut): Query<Cut>) -> Result<Json<Page<Unit>>> {
    actor.allow(Ground::Organisation);
    let (after, n_rows) = (cut.after::<(String, String)>()?, cut.n_rows()?);
    let rows = ctx
        .db
        .read(move |conn| store::page_of_units(conn, &actor.org, after, n_rows))
        .await?;
    cut.page(rows, |unit| {
        (unit.name.as_str().to_owned(), unit.id.to_string())
    })
    .map(Json)
}

async fn add(ctx: Ctx, actor: Actor, Json(new): Json<NewUnit>) -> Result<Versioned<Unit>> {
    actor.allow(Ground::Role);
    let unit = ctx
        .db
        .write(move |conn| units::add(conn, &actor, &new))
        .await?;
    Ok(Versioned {
        version: unit.version,
        body: unit,
    })
}

async fn edit(
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<UnitId>,
    if_match: IfMatch,
    Json(edit): Json<EditUnit>,
) -> Result<Versioned<Unit>> {
    actor.allow(Ground::Role);
    let unit = ctx
        .db
        .write(move |conn| units::edit(conn, &actor, id, if_match, &edit))
        .await?;
    Ok(Versioned {
        version: unit.version,
        body: unit,
    })
}

async fn remove(ctx: Ctx, actor: Actor, Path(id): Path<UnitId>) -> Result<NoContent> {
    actor.allow(Ground::Role);
    ctx.db
        .write(move |conn| units::remove(conn, &actor, id))
        .await?;
    Ok(NoContent)
}
