//! Extractors that refuse with a problem naming the field, instead of a text.

use std::future::{Ready, ready};
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::error::{PayloadError, QueryPayloadError};
use actix_web::http::header::{CONTENT_TYPE, IF_MATCH, IF_NONE_MATCH};
use actix_web::{FromRequest, HttpRequest, HttpResponse, Responder, body::BoxBody, web};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::problem::{Code, FieldProblem};

use super::inflate::{BodyMax, Packing};
use crate::context::Ctx;
use crate::error::{Error, Result};

/// A JSON body, in or out. Refusals name the field by its path: `points[1].title`.
#[derive(Debug)]
pub struct Json<T>(pub T);

impl<T> Json<T> {
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_json = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| {
                value
                    .split(';')
                    .next()
                    .is_some_and(|kind| kind.trim() == "application/json")
            });
        // The resource carries the limit of its routes.
        let body = web::Bytes::from_request(request, payload);
        let packing = Packing::of(request);
        let bytes_max = request.app_data::<BodyMax>().map_or(0, |max| max.0);
        Box::pin(async move {
            if !is_json {
                return Err(Code::UnsupportedMedia.into());
            }
            let body = body.await.map_err(|error| unreadable(&error))?;
            let body = packing?.unpack(body, bytes_max)?;
            parse_json(&body).map(Json)
        })
    }
}

impl<T: Serialize> Responder for Json<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().json(self.0)
    }
}

fn unreadable(error: &actix_web::Error) -> Error {
    match error.as_error::<PayloadError>() {
        Some(PayloadError::Overflow) => Error::Refused(Code::TooLarge),
        _ => Error::Refused(Code::MalformedBody),
    }
}

/// serde_json refuses more than 128 levels of nesting by itself.
fn parse_json<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
    // Keeping track of the path costs as much as parsing, and only a refusal needs it.
    serde_json::from_slice(body).or_else(|_| explain(body))
}

fn explain<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let field = match error.path().to_string() {
            root if root == "." => String::new(),
            path => path,
        };
        let inner = error.into_inner();
        if inner.is_data() {
            Error::Invalid(vec![FieldProblem::from_message(field, &inner.to_string())])
        } else {
            Error::Refused(Code::MalformedBody)
        }
    })?;
    reader
        .end()
        .map_err(|_| Error::Refused(Code::MalformedBody))?;
    Ok(value)
}

/// The segments of the path. An id that is none of ours is answered like one that does not exist.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Path<T> {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let path = web::Path::<T>::from_request(request, payload).into_inner();
        ready(
            path.map(|path| Self(path.into_inner()))
                .map_err(|_| Error::NotFound),
        )
    }
}

/// The query parameters. One that is unknown is refused by its name: passed over, a question about
/// somebody else would be answered as one about oneself. So the types deny unknown fields.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Query<T> {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(parse_query(request.query_string()).map(Self))
    }
}

fn parse_query<T: DeserializeOwned>(text: &str) -> Result<T> {
    web::Query::<T>::from_query(text)
        .map(web::Query::into_inner)
        .map_err(|_| Error::RefusedFields(Code::MalformedRequest, wrong_parameters::<T>(text)))
}

/// The parameters that are refused each for itself. The parser does not say which it was; nothing
/// for what is no query at all.
fn wrong_parameters<T: DeserializeOwned>(text: &str) -> Vec<FieldProblem> {
    let wrong = |pair: &str| {
        let Err(QueryPayloadError::Deserialize(error)) = web::Query::<T>::from_query(pair) else {
            return None;
        };
        let message = error.to_string();
        // Alone it lacks the others, which is no fault of its own.
        if message.starts_with("missing field") {
            return None;
        }
        let name = pair.split('=').next().unwrap_or_default();
        Some(if message.starts_with("unknown field") {
            FieldProblem::new(name, "unknown_parameter")
        } else {
            FieldProblem::from_message(name, &message)
        })
    };
    text.split('&').filter_map(wrong).collect()
}

/// The version that the client read, out of `If-Match: "7"`. Without it an edit is refused (428).
#[derive(Clone, Copy, Debug)]
pub struct IfMatch(pub i64);

impl IfMatch {
    /// Refuses with 412 when somebody else changed the record since.
    pub fn check(self, version: i64) -> Result<()> {
        if self.0 == version {
            Ok(())
        } else {
            Err(Code::Stale.into())
        }
    }
}

impl FromRequest for IfMatch {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(value) = request.headers().get(IF_MATCH) else {
            return ready(Err(Code::VersionRequired.into()));
        };
        // A tag that was never ours matches nothing.
        let version = value.to_str().ok().and_then(|text| {
            text.trim()
                .strip_prefix('"')?
                .strip_suffix('"')?
                .parse()
                .ok()
        });
        ready(version.map(Self).ok_or(Error::Refused(Code::Stale)))
    }
}

/// What a `PUT` expects to find: nothing (`If-None-Match: *`) or the version it read (`If-Match`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    Nothing,
    Version(i64),
}

impl FromRequest for Expected {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        if request
            .headers()
            .get(IF_NONE_MATCH)
            .is_some_and(|value| value.as_bytes() == b"*")
        {
            return ready(Ok(Self::Nothing));
        }
        ready(
            IfMatch::from_request(request, payload)
                .into_inner()
                .map(|IfMatch(version)| Self::Version(version)),
        )
    }
}

impl FromRequest for Ctx {
    type Error = Error;
    type Future = Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let ctx = request.app_data::<Ctx>().cloned();
        ready(ctx.ok_or_else(|| Error::Internal("the context is missing from the app".into())))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use shared::values::ShortText;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "only its form is looked at")]
    struct Plan {
        points: Vec<Point>,
    }

    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "only its form is looked at")]
    struct Point {
        title: ShortText,
        n: u8,
    }

    fn refusal(body: &str) -> (u16, Vec<FieldProblem>) {
        let error = parse_json::<Plan>(body.as_bytes()).unwrap_err();
        (error.code().status(), error.problem().fields)
    }

    #[test]
    fn a_refused_field_is_named_by_its_path() {
        let (status, fields) =
            refusal("{\"points\":[{\"title\":\"a\",\"n\":1},{\"title\":\" \",\"n\":1}]}");
        assert_eq!(
            (status, fields[0].field.as_str(), fields[0].code.as_str()),
            (422, "points[1].title", "empty")
        );
        let (status, fields) = refusal("{\"points\":[{\"title\":\"a\",\"n\":300}]}");
        assert_eq!(
            (status, fields[0].field.as_str(), fields[0].code.as_str()),
            (422, "points[0].n", "wrong_type")
        );
        let (_, fields) = refusal("{}");
        assert_eq!(fields[0].code, "missing");
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only its form is looked at")]
    struct Wanted {
        limit: Option<usize>,
        person: Option<shared::values::PersonId>,
    }

    #[test]
    fn a_refused_parameter_is_named() {
        assert!(parse_query::<Wanted>("limit=3").is_ok());
        for (query, field, code) in [
            ("practitioner_id=x", "practitioner_id", "unknown_parameter"),
            ("limit=3&person=me", "person", "malformed"),
            ("limit=three", "limit", "wrong_type"),
        ] {
            let error = parse_query::<Wanted>(query).unwrap_err();
            let fields = error.problem().fields;
            assert_eq!(error.code(), Code::MalformedRequest);
            assert_eq!(fields.len(), 1, "{query}");
            assert_eq!(
                (fields[0].field.as_str(), fields[0].code.as_str()),
                (field, code),
                "{query}"
            );
        }
    }

    #[test]
    fn what_is_no_json_is_malformed_however_deep() {
        for body in ["", "{", "{\"points\":[]} x", &"[".repeat(100_000), "\u{0}"] {
            let (status, _) = refusal(body);
            assert!(matches!(status, 400 | 422), "{status}");
        }
    }
}
