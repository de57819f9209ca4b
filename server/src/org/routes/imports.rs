//! The import of people over HTTP.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::{FromRequest, HttpRequest, web};
use serde::Deserialize;
use serde_json::json;
use shared::org::ImportReport;
use shared::problem::Code;

use super::super::import::{self, Mode};
use super::super::leaving::Handovers;
use crate::actor::{Actor, Ground};
use crate::audit::{self, Entry};
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
    let reader = actor.clone();
    let report = match how.dry_run.unwrap_or(true) {
        // A trial reads thousands of people, and must not hold up the one writer.
        true => {
            ctx.db
                .read(move |conn| import::run(conn, &reader, &file, Mode::DryRun))
                .await?
        }
        false => {
            let invite = how.invite.unwrap_or(false).then_some(handovers.invite);
            ctx.db
                .write(move |conn| import::run(conn, &reader, &file, Mode::Apply { invite }))
                .await?
        }
    };
    if report.dry_run || !report.problems.is_empty() {
        // Which addresses another organisation has shows in what is refused, so a trial is no secret.
        let entry = Entry::new("people.import_try", "organisation", &actor.org)
            .detail(json!({ "n_rows": report.n_rows }));
        audit::record_read(&ctx, &actor, entry).await?;
    }
    Ok(Json(report))
}
