//! Frameworks over HTTP.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, ContentType, ETAG};
use shared::frameworks::FrameworkSummary;

use super::store;
use crate::actor::{Actor, Ground};
use crate::context::Ctx;
use crate::error::Result;
use crate::http::{Json, Path, Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/frameworks", list),
        Route::get("/api/v1/frameworks/{hash}", document),
    ]
}

/// Every version of the organisation, the newest of an instrument before its others.
async fn list(ctx: Ctx, actor: Actor) -> Result<Json<Vec<FrameworkSummary>>> {
    actor.allow(Ground::Organisation);
    let versions = ctx
        .db
        .read_one(move |conn| store::of_organisation(conn, &actor.org))
        .await?;
    Ok(Json(versions))
}

/// One version, for ever the same, so that a device keeps it.
async fn document(ctx: Ctx, actor: Actor, hash: Path<String>) -> Result<HttpResponse> {
    actor.allow(Ground::Organisation);
    let Path(hash) = hash;
    let tag = format!("\"{hash}\"");
    let body = ctx
        .db
        .read_one(move |conn| store::body(conn, &actor.org, &hash))
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header(ContentType::json())
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, "private, max-age=31536000, immutable"))
        .body(body))
}
