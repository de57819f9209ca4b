//! Versions of what people edit: `ETag: "3"` out, `If-Match: "3"` in (RFC 9110 §8.8.3, §13.1.1).

use actix_web::http::header::{ETAG, IF_MATCH, IF_NONE_MATCH};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use shared::problem::Code;

use crate::error::{Error, Result};

/// The version the client read. Without one the change is refused (`version_required`).
pub fn expected(request: &HttpRequest) -> Result<i64> {
    let header = request.headers().get(IF_MATCH).ok_or(Error::Refused(Code::VersionRequired))?;
    header
        .to_str()
        .ok()
        .and_then(|text| text.trim().strip_prefix('"')?.strip_suffix('"')?.parse().ok())
        .ok_or(Error::Refused(Code::Stale))
}

/// Whether the client means to make something new (`If-None-Match: *`).
pub fn is_new(request: &HttpRequest) -> bool {
    request.headers().get(IF_NONE_MATCH).is_some_and(|header| header.as_bytes() == b"*")
}

/// Refuses a change of anything but the version that was read.
pub fn check(expected: i64, current: i64) -> Result<()> {
    if expected == current { Ok(()) } else { Err(Error::Refused(Code::Stale)) }
}

/// 200 with the body and its version.
pub fn ok<T: Serialize>(body: &T, version: i64) -> HttpResponse {
    HttpResponse::Ok().insert_header((ETAG, format!("\"{version}\""))).json(body)
}

/// 201 with the body and its version.
pub fn created<T: Serialize>(body: &T, version: i64) -> HttpResponse {
    HttpResponse::Created().insert_header((ETAG, format!("\"{version}\""))).json(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn only_the_version_that_was_read_is_changed() {
        let with = |text: &str| TestRequest::default().insert_header((IF_MATCH, text)).to_http_request();
        assert_eq!(expected(&with("\"3\"")), Ok(3));
        assert_eq!(expected(&with("*")), Err(Error::Refused(Code::Stale)));
        assert_eq!(expected(&with("3")), Err(Error::Refused(Code::Stale)));
        let without = TestRequest::default().to_http_request();
        assert_eq!(expected(&without), Err(Error::Refused(Code::VersionRequired)));
        assert_eq!(check(3, 4), Err(Error::Refused(Code::Stale)));
    }
}
