//! HTTP of the home and the coverage board.

use shared::meetings::{CoverageBoard, Home};

use super::coverage::{self, Wanted};
use super::home;
use crate::actor::{Actor, Ground};
use crate::context::Ctx;
use crate::error::Result;
use crate::http::{Json, Query, Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/home", show_home),
        Route::get("/api/v1/coverage", show_coverage),
    ]
}

async fn show_home(ctx: Ctx, actor: Actor) -> Result<Json<Home>> {
    actor.allow(Ground::ScopedQuery);
    ctx.db
        .read(move |conn| home::home(conn, &actor))
        .await
        .map(Json)
}

async fn show_coverage(
    ctx: Ctx,
    actor: Actor,
    Query(wanted): Query<Wanted>,
) -> Result<Json<CoverageBoard>> {
    actor.allow(Ground::ScopedQuery);
    ctx.db
        .read(move |conn| coverage::board(conn, &actor, &wanted))
        .await
        .map(Json)
}
