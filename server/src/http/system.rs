//! What operators and scanners ask for: probes, metrics, security.txt. None of it is of an organisation.

use actix_web::http::StatusCode;
use actix_web::http::header::{AUTHORIZATION, CONTENT_TYPE};
use actix_web::{HttpRequest, HttpResponse, web};
use aws_lc_rs::constant_time;
use chrono::{Months, SecondsFormat, Utc};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use shared::problem::Code;

use super::{is_loopback, mark_unlogged};
use crate::context::Ctx;
use crate::error::{Error, Result};

/// Upper bounds in seconds; the aims are 30 ms and 50 ms at the 99th percentile.
const SECONDS: &[f64] = &[
    0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0,
];
const REQUESTS: &[f64] = &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];

/// Reads back what the program has counted.
#[derive(Clone)]
pub struct Metrics(PrometheusHandle);

impl Metrics {
    /// Starts counting, once per process.
    pub fn install() -> Self {
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("seconds".into()), SECONDS)
            .and_then(|builder| {
                builder.set_buckets_for_metric(Matcher::Suffix("requests".into()), REQUESTS)
            })
            .expect("the bucket lists are not empty")
            .build_recorder();
        let handle = recorder.handle();
        // A second server in one process (tests) counts into the first one's recorder.
        let _ = metrics::set_global_recorder(recorder);
        let upkeep = handle.clone();
        // Folds samples into their buckets, which would otherwise pile up until somebody asks.
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(std::time::Duration::from_secs(5)).await;
                upkeep.run_upkeep();
            }
        });
        Self(handle)
    }
}

pub(crate) fn system() -> impl actix_web::dev::HttpServiceFactory {
    (
        web::resource("/healthz").get(healthz),
        web::resource("/readyz").get(readyz),
        web::resource("/metrics").get(metrics_page),
        web::resource("/.well-known/security.txt").get(security_txt),
    )
}

/// The process runs.
async fn healthz() -> HttpResponse {
    mark_unlogged();
    HttpResponse::Ok().content_type("text/plain").body("ok")
}

/// It can also read and write its database.
async fn readyz(ctx: Ctx) -> HttpResponse {
    mark_unlogged();
    if ctx.db.is_ready().await {
        HttpResponse::Ok().content_type("text/plain").body("ready")
    } else {
        HttpResponse::build(StatusCode::SERVICE_UNAVAILABLE)
            .content_type("text/plain")
            .body("not ready")
    }
}

/// For this machine, or for who has the token; to anybody else there is no such page.
async fn metrics_page(
    request: HttpRequest,
    ctx: Ctx,
    metrics: web::Data<Metrics>,
) -> Result<HttpResponse> {
    mark_unlogged();
    if !is_direct_and_local(&request) && !has_token(&request, &ctx) {
        return Err(Error::NotFound);
    }
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/plain; version=0.0.4"))
        .body(metrics.0.render()))
}

/// A proxy on this machine also connects from loopback, but says for whom.
fn is_direct_and_local(request: &HttpRequest) -> bool {
    let is_local = request
        .peer_addr()
        .is_some_and(|peer| is_loopback(peer.ip()));
    let is_forwarded = ["forwarded", "x-forwarded-for", "x-real-ip", "via"]
        .iter()
        .any(|name| request.headers().contains_key(*name));
    is_local && !is_forwarded
}

fn has_token(request: &HttpRequest, ctx: &Ctx) -> bool {
    let given = request
        .headers()
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    match (
        given.and_then(|value| value.strip_prefix("Bearer ")),
        &ctx.settings.metrics_token,
    ) {
        (Some(given), Some(token)) => {
            constant_time::verify_slices_are_equal(given.as_bytes(), token.expose().as_bytes())
                .is_ok()
        }
        _ => false,
    }
}

/// RFC 9116. It must not look current for ever, so its expiry is half a year ahead of the asking.
async fn security_txt(ctx: Ctx) -> Result<HttpResponse> {
    let contact = ctx
        .settings
        .security_contact
        .as_ref()
        .ok_or(Error::Refused(Code::NotFound))?;
    let expires = Utc::now() + Months::new(6);
    let text = format!(
        "Contact: {contact}\nExpires: {}\nPreferred-Languages: en, cy\nCanonical: {}/.well-known/security.txt\n",
        expires.to_rfc3339_opts(SecondsFormat::Secs, true),
        ctx.settings.public_url,
    );
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body(text))
}
