//! The import of people over HTTP.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpRequest, web};
use serde::Deserialize;
use shared::org::ImportReport;
use shared::problem::Code;

use super::super::import::{self, Mode};
use super::super::leaving::Handovers;
use crate::actor::{Actor, Ground};
use crate::context::Ctx;
use crate::error::{Error, Result};
use crate::http::{Description, Json, Query, Route, Takes};

pub fn routes(handovers: Handovers) -> Vec<Route> {
    let import = move |ctx, actor, how, file| import_people(handovers, ctx, actor, how, file);
    vec![Route::post("/api/v1/imports/people", import).body_max(import::BYTES_MAX)]
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct How {
    /// Only says what would change; true unless told.
    dry_run: Option<bool>,
    /// Invites everybody in the file who cannot sign in yet; false unless told.
    invite: Option<bool>,
}

/// A `text/csv` body.
struct Csv(web::Bytes);

impl Takes for Csv {
    fn describe(description: &mut Description) {
        description.body = Some(<String as utoipa::PartialSchema>::schema());
    }
}

impl FromRequest for Csv {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let is_csv = kind
            .split(';')
            .next()
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("text/csv"));
        let body = web::Bytes::from_request(request, payload);
        Box::pin(async move {
            if !is_csv {
                return Err(Code::UnsupportedMedia.into());
            }
            body.await.map(Csv).map_err(|error| {
                match error.as_error::<actix_web::error::PayloadError>() {
                    Some(actix_web::error::PayloadError::Overflow) => Code::TooLarge.into(),
                    _ => Code::MalformedBody.into(),
                }
            })
        })
    }
}

async fn import_people(
    handovers: Handovers,
    ctx: Ctx,
    actor: Actor,
    Query(how): Query<How>,
    Csv(file): Csv,
) -> Result<Json<ImportReport>> {
    actor.allow(Ground::Role);
    let mode = match how.dry_run.unwrap_or(true) {
        true => Mode::DryRun,
        false => Mode::Apply {
            invite: how.invite.unwrap_or(false).then_some(handovers.invite),
        },
    };
    ctx.db
        .write(move |conn| import::run(conn, &actor, &file, mode))
        .await
        .map(Json)
}
