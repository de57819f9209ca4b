//! The account of the one who asks.

use shared::auth::Me;

use super::store;
use crate::actor::{Actor, Ground};
use crate::context::Ctx;
use crate::error::Result;
use crate::http::{Json, Route};

pub fn routes() -> Vec<Route> {
    vec![Route::get("/api/v1/me", me)]
}

async fn me(ctx: Ctx, actor: Actor) -> Result<Json<Me>> {
    actor.allow(Ground::Own);
    ctx.db.read_one(move |conn| store::me(conn, &actor)).await.map(Json)
}
