//! Cross-site request forgery: routes that act on a cookie, or set one, answer this site alone.

use std::net::IpAddr;
use std::sync::Once;

use actix_web::HttpRequest;
use actix_web::http::header::{HeaderMap, ORIGIN};
use shared::problem::Code;

use super::proxies::TrustedProxies;
use crate::config::Settings;
use crate::error::Result;

const SEC_FETCH_SITE: &str = "sec-fetch-site";
const FORWARDED_FOR: &str = "x-forwarded-for";

/// Once is enough for the operator, and an address has no place in a log.
static WARNED: Once = Once::new();
const NOT_BELIEVED: &str = "Somebody who is not in trusted_proxies sent X-Forwarded-For, which is passed over. If that is your reverse proxy, name it there: until then everybody behind it counts as one";

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

/// Where a request comes from, as far as that is known. A proxy of ours writes the address it saw at the
/// end of `X-Forwarded-For`; without that everybody behind it would look like one. Nobody else is believed:
/// who could name a source of their own with each request would never be counted.
pub fn source(request: &HttpRequest, proxies: &TrustedProxies) -> Option<IpAddr> {
    source_of(request.peer_addr()?.ip(), request.headers(), proxies)
}

fn source_of(peer: IpAddr, headers: &HeaderMap, proxies: &TrustedProxies) -> Option<IpAddr> {
    let forwarded = headers.get_all(FORWARDED_FOR).last();
    if !proxies.trusts(peer) {
        if forwarded.is_some() {
            WARNED.call_once(|| tracing::warn!("{NOT_BELIEVED}"));
        }
        return Some(peer.to_canonical());
    }
    let last = forwarded?.to_str().ok()?.rsplit(',').next()?;
    let source: IpAddr = last.trim().parse().ok()?;
    Some(source.to_canonical())
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

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::http::header::{HeaderName, HeaderValue};

    #[test]
    fn only_a_trusted_peer_is_believed_and_only_the_last_it_wrote() {
        let (outside, other) = ("198.51.100.7", "203.0.113.9");
        let cases: &[(&str, &[&str], Option<&str>)] = &[
            // What the peer said, and who is taken for the source.
            ("127.0.0.1", &[], None),
            ("127.0.0.1", &["203.0.113.9"], Some(other)),
            ("::1", &["203.0.113.9"], Some(other)),
            ("::ffff:10.1.0.2", &["203.0.113.9"], Some(other)),
            ("10.1.0.2", &["198.51.100.7, 203.0.113.9"], Some(other)),
            ("10.1.0.2", &["198.51.100.7", "203.0.113.9"], Some(other)),
            ("10.1.0.2", &["2001:db8::1"], Some("2001:db8::1")),
            ("10.1.0.2", &["::ffff:203.0.113.9"], Some(other)),
            ("10.1.0.2", &["203.0.113.9, unknown"], None),
            ("10.1.0.2", &[""], None),
            // A neighbour in a private network, and anybody outside, speak for themselves alone.
            ("10.2.0.2", &[], Some("10.2.0.2")),
            ("10.2.0.2", &["203.0.113.9"], Some("10.2.0.2")),
            ("192.168.1.4", &["127.0.0.1"], Some("192.168.1.4")),
            (outside, &[], Some(outside)),
            (outside, &["203.0.113.9"], Some(outside)),
            ("::ffff:198.51.100.7", &["127.0.0.1"], Some(outside)),
        ];
        let proxies: TrustedProxies = "127.0.0.0/8, ::1, 10.1.0.0/16".parse().unwrap();
        for &(peer, lines, expected) in cases {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(
                    HeaderName::from_static(FORWARDED_FOR),
                    HeaderValue::from_str(line).unwrap(),
                );
            }
            let found = source_of(peer.parse().unwrap(), &headers, &proxies);
            let expected = expected.map(|address| address.parse().unwrap());
            assert_eq!(found, expected, "{peer} says {lines:?}");
        }
    }
}
