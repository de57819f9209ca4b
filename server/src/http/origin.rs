//! Cross-site request forgery: routes that act on a cookie, or set one, answer this site alone.

use std::net::IpAddr;

use actix_web::HttpRequest;
use actix_web::http::header::{HeaderMap, ORIGIN};
use shared::problem::Code;

use crate::config::Settings;
use crate::error::Result;

const SEC_FETCH_SITE: &str = "sec-fetch-site";

/// For routes that act on the refresh cookie: the origin must be named and be ours.
pub(super) fn check(headers: &HeaderMap, settings: &Settings) -> Result<()> {
    if !headers.contains_key(ORIGIN) {
        return Err(Code::ForeignOrigin.into());
    }
    check_if_named(headers, settings)
}

/// For public routes: a request from a browser names its origin, which must be ours. A program
/// without a browser names none, and has no cookies that a foreign site could use.
pub(super) fn check_if_named(headers: &HeaderMap, settings: &Settings) -> Result<()> {
    let is_foreign_site = headers
        .get(SEC_FETCH_SITE)
        .is_some_and(|site| !matches!(site.as_bytes(), b"same-origin" | b"none"));
    let is_foreign_origin = headers.get_all(ORIGIN).any(|origin| {
        !origin
            .to_str()
            .is_ok_and(|origin| settings.is_own_origin(origin))
    });
    if is_foreign_site || is_foreign_origin {
        Err(Code::ForeignOrigin.into())
    } else {
        Ok(())
    }
}

/// Where a request comes from, as far as that is known. A proxy in front stands on this machine or
/// in a private network and writes the address it saw at the end of `X-Forwarded-For`; without that
/// everybody behind it would look like one.
pub fn source(request: &HttpRequest) -> Option<IpAddr> {
    let peer = request.peer_addr()?.ip();
    if !is_near(peer) {
        return Some(peer);
    }
    let forwarded = request.headers().get_all("x-forwarded-for").last()?;
    let last = forwarded.to_str().ok()?.rsplit(',').next()?;
    last.trim().parse().ok()
}

fn is_near(address: IpAddr) -> bool {
    is_loopback(address)
        || match address.to_canonical() {
            IpAddr::V4(address) => address.is_private() || address.is_link_local(),
            IpAddr::V6(address) => address.is_unique_local() || address.is_unicast_link_local(),
        }
}

/// Whether an address, also one inside IPv6, is this machine.
pub fn is_loopback(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback(),
        IpAddr::V6(address) => {
            address.is_loopback()
                || address
                    .to_ipv4_mapped()
                    .is_some_and(|address| address.is_loopback())
        }
    }
}
