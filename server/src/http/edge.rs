//! Around every request: its id, one log line without personal data, counters and headers.

use std::time::{Duration, Instant};

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::InternalError;
use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderMap};
use actix_web::middleware::Next;
use actix_web::{HttpMessage, ResponseError};
use shared::access::Row;
use shared::problem::Code;

use super::{headers, request};
use crate::context::Ctx;
use crate::error::{Error, Result};
use crate::locale::Locale;

/// The longest a request may take, body included. The largest import stays far below.
const TIME_MAX: Duration = Duration::from_secs(30);
/// Names and values together; ours take 2 KB. How much the HTTP library itself lets through depends
/// on how much arrives at once.
const HEADERS_BYTES_MAX: usize = 64 * 1024;

/// The outermost middleware.
pub async fn edge(
    service_request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let started = Instant::now();
    let id = request::new_id();
    let is_https = service_request
        .app_data::<Ctx>()
        .is_some_and(|ctx| ctx.settings.is_https());
    let method = service_request.method().clone();
    let locale = service_request
        .headers()
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map_or_else(Locale::default, Locale::preferred);
    let serving = tokio::time::timeout(TIME_MAX, async {
        if headers_bytes(service_request.headers()) > HEADERS_BYTES_MAX {
            let refusal = Error::Refused(Code::MalformedRequest).error_response();
            return Ok(service_request.into_response(refusal));
        }
        let served = next.call(service_request).await;
        served.map(ServiceResponse::map_into_boxed_body)
    });
    let (served, is_unlogged) = request::within(id.clone(), locale, serving).await;
    let mut response = match served {
        Ok(Ok(response)) => response,
        // The request is gone with what served it; its answer still gets its headers.
        Ok(Err(error)) => {
            return Err(unserved(
                actix_web::HttpResponse::from_error(error),
                is_https,
                &id,
            ));
        }
        Err(_) => return Err(unserved(Error::Unavailable.error_response(), is_https, &id)),
    };
    headers::add(response.headers_mut(), is_https, &id);
    if !is_unlogged {
        log(&method, &response, started.elapsed(), &id);
    }
    Ok(response)
}

fn headers_bytes(headers: &HeaderMap) -> usize {
    headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum()
}

fn unserved(mut response: actix_web::HttpResponse, is_https: bool, id: &str) -> actix_web::Error {
    headers::add(response.headers_mut(), is_https, id);
    tracing::error!(
        status = response.status().as_u16(),
        request_id = id,
        "Request failed"
    );
    InternalError::from_response("the request was not served", response).into()
}

/// The pattern stands for the path: ids and query strings may say who did what.
fn log(
    method: &actix_web::http::Method,
    response: &ServiceResponse<BoxBody>,
    took: Duration,
    id: &str,
) {
    let pattern = response
        .request()
        .extensions()
        .get::<&'static Row>()
        .map_or("other", |row| row.pattern);
    let status = response.status().as_u16();
    let duration_ms = took.as_secs_f64() * 1000.0;
    metrics::counter!("alongside_requests_total", "pattern" => pattern, "status" => status_class(status)).increment(1);
    metrics::histogram!("alongside_request_seconds", "pattern" => pattern)
        .record(took.as_secs_f64());
    if status >= 500 {
        tracing::error!(%method, pattern, status, duration_ms, request_id = id, "Request failed");
    } else {
        tracing::info!(%method, pattern, status, duration_ms, request_id = id, "Request served");
    }
}

fn status_class(status: u16) -> &'static str {
    match status / 100 {
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}
