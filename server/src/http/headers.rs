//! Headers that every answer carries.

use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};

/// Nothing from elsewhere, no inline script or style; `wasm-unsafe-eval` compiles the app itself.
/// Meeting links open at other sites, which a policy on navigation would not stop anyway.
const CONTENT_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
    object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; \
    require-trusted-types-for 'script'; trusted-types alongside";

/// The live screen keeps the display on; nothing else of the device is asked for.
const PERMISSIONS: &str = "screen-wake-lock=(self), microphone=(), camera=(), geolocation=(), payment=(), usb=(), \
    interest-cohort=()";

/// Two years, as the list of preloaded sites asks for.
const TRANSPORT_SECURITY: &str = "max-age=63072000; includeSubDomains";

/// Adds what every answer carries; an answer that says nothing about caching is not stored.
pub(super) fn add(headers: &mut HeaderMap, is_https: bool, request_id: &str) {
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value))
    };
    set(CONTENT_SECURITY_POLICY, CONTENT_POLICY);
    set(X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(REFERRER_POLICY, "no-referrer");
    set(
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    set(
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    set(HeaderName::from_static("permissions-policy"), PERMISSIONS);
    if is_https {
        set(STRICT_TRANSPORT_SECURITY, TRANSPORT_SECURITY);
    }
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
}
