//! The web app inside the program: hashed files for ever, the page and the worker never cached.

use actix_web::http::header::{
    ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY,
};
use actix_web::http::{Method, header};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use rust_embed::{EmbeddedFile, RustEmbed};
use shared::problem::Code;

use crate::error::Error;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../dist"]
struct Dist;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_EVERY_TIME: &str = "no-cache";

/// Whatever is no route of the API: a file of the web app, its page, or a problem.
pub(crate) async fn serve(request: HttpRequest) -> HttpResponse {
    let path = request.path();
    if !matches!(*request.method(), Method::GET | Method::HEAD) || path.starts_with("/api/") {
        return missing(&request);
    }
    let name = path.trim_start_matches('/');
    if name.starts_with("assets/") {
        return file(&request, name, FOR_EVER);
    }
    // The worker fetches the page by its own name to keep it for starts without a network.
    if !name.is_empty() && !is_compressed_copy(name) && Dist::get(name).is_some() {
        return file(&request, name, ASK_EVERY_TIME);
    }
    // Routes inside the app have no dot; a file that is missing must never be answered with a page.
    if name.is_empty() || (is_navigation(&request) && !name.contains('.')) {
        return file(&request, "index.html", ASK_EVERY_TIME);
    }
    missing(&request)
}

/// A missing file is a problem that nobody may keep: it may be there after the next update.
fn missing(request: &HttpRequest) -> HttpResponse {
    if !request.path().starts_with("/api/")
        && !matches!(*request.method(), Method::GET | Method::HEAD)
    {
        return Error::Refused(Code::MethodNotAllowed).error_response();
    }
    Error::NotFound.error_response()
}

fn file(request: &HttpRequest, name: &str, caching: &'static str) -> HttpResponse {
    let Some(plain) = Dist::get(name).filter(|_| !is_compressed_copy(name)) else {
        return missing(request);
    };
    let (file, encoding) = negotiate(request, name, plain);
    let tag = format!("\"{}\"", hex(&file.metadata.sha256_hash()[..12]));
    let is_known = request
        .headers()
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if is_known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    response
        .insert_header((CONTENT_TYPE, content_type(name)))
        .insert_header((CACHE_CONTROL, caching))
        .insert_header((ETAG, tag))
        .insert_header((VARY, "Accept-Encoding"));
    if let Some(encoding) = encoding {
        response.insert_header((CONTENT_ENCODING, encoding));
    }
    match file.data {
        _ if is_known => response.finish(),
        std::borrow::Cow::Borrowed(bytes) => response.body(bytes),
        std::borrow::Cow::Owned(bytes) => response.body(bytes),
    }
}

/// The smallest form that the browser takes.
fn negotiate(
    request: &HttpRequest,
    name: &str,
    plain: EmbeddedFile,
) -> (EmbeddedFile, Option<&'static str>) {
    let accepted = request
        .headers()
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let takes = |coding: &str| {
        accepted.split(',').any(|entry| {
            let mut parts = entry.split(';').map(str::trim);
            parts.next() == Some(coding)
                && !parts.any(|q| matches!(q, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        })
    };
    for (coding, suffix) in [("br", "br"), ("gzip", "gz")] {
        if takes(coding)
            && let Some(compressed) = Dist::get(&format!("{name}.{suffix}"))
        {
            return (compressed, Some(coding));
        }
    }
    (plain, None)
}

fn is_navigation(request: &HttpRequest) -> bool {
    let accept = request
        .headers()
        .get(ACCEPT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    accept.contains("text/html")
}

fn is_compressed_copy(name: &str) -> bool {
    name.ends_with(".br") || name.ends_with(".gz")
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("webmanifest") => "application/manifest+json",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
