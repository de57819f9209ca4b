//! The two cookies: the refresh token, and the secret by which a device is known again.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};

use super::SESSION_MAX;
use super::secret::Secret;
use crate::config::Settings;

const DEVICE_DAYS: i64 = 365;

/// The `__Host-` prefix makes browsers insist on https and on this very host; on a trial over plain
/// http, on loopback only, they would drop such a cookie.
fn name(settings: &Settings, plain: &'static str, host: &'static str) -> &'static str {
    if settings.is_https() { host } else { plain }
}

fn refresh_name(settings: &Settings) -> &'static str {
    name(settings, "rt", "__Host-rt")
}

fn device_name(settings: &Settings) -> &'static str {
    name(settings, "device", "__Host-device")
}

pub(super) fn refresh_token(request: &HttpRequest, settings: &Settings) -> Option<Secret> {
    request
        .cookie(refresh_name(settings))
        .and_then(|cookie| Secret::parse(cookie.value()))
}

/// Any text: it is compared by its hash alone.
pub(super) fn device_secret(request: &HttpRequest, settings: &Settings) -> Option<String> {
    request
        .cookie(device_name(settings))
        .map(|cookie| cookie.value().to_owned())
        .filter(|value| value.len() <= 100)
}

pub(super) fn set_refresh_token(secret: &Secret, settings: &Settings) -> Cookie<'static> {
    cookie(
        refresh_name(settings),
        secret.text(),
        Duration::seconds(SESSION_MAX.num_seconds()),
        settings,
    )
}

pub(super) fn set_device_secret(secret: String, settings: &Settings) -> Cookie<'static> {
    cookie(
        device_name(settings),
        secret,
        Duration::days(DEVICE_DAYS),
        settings,
    )
}

pub(super) fn clear_refresh_token(settings: &Settings) -> Cookie<'static> {
    cookie(
        refresh_name(settings),
        String::new(),
        Duration::ZERO,
        settings,
    )
}

fn cookie(
    name: &'static str,
    value: String,
    max_age: Duration,
    settings: &Settings,
) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .max_age(max_age)
        .http_only(true)
        .secure(settings.is_https())
        .same_site(SameSite::Strict)
        .finish()
}
