//! A route as data: method, pattern and handler, so that the list of routes can be compared with
//! the policy table before anything is served.

use std::collections::BTreeMap;
use std::sync::Arc;

use actix_web::body::BoxBody;
use actix_web::http::header::ETAG;
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::from_fn;
use actix_web::{FromRequest, Handler, HttpRequest, HttpResponse, Resource, Responder, Scope, web};
use shared::access::{Audience, Row};
use shared::problem::Code;

use super::describe::{Description, Gives, Takes};
use super::guard::guard;
use super::inflate::BodyMax;
use crate::error::Error;

/// Bytes a body may have where the route says nothing else.
const BODY_MAX: usize = 256 * 1024;
/// The same where nobody need be signed in.
pub(super) const STRANGERS_BODY_MAX: usize = 16 * 1024;

type Make = Arc<dyn Fn(&'static Row) -> actix_web::Route + Send + Sync>;

/// One route of a slice.
#[derive(Clone)]
pub struct Route {
    pub method: Method,
    /// As in `/api/v1/observations/{id}`; equal to its row in `shared::access::POLICY`.
    pub pattern: &'static str,
    body_max: Option<usize>,
    make: Make,
    describe: fn(&mut Description),
}

impl Route {
    pub fn get<F, Args>(pattern: &'static str, handler: F) -> Self
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + Takes + 'static,
        F::Output: Responder + Gives + 'static,
    {
        Self::new(Method::GET, pattern, handler)
    }

    pub fn post<F, Args>(pattern: &'static str, handler: F) -> Self
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + Takes + 'static,
        F::Output: Responder + Gives + 'static,
    {
        Self::new(Method::POST, pattern, handler)
    }

    pub fn put<F, Args>(pattern: &'static str, handler: F) -> Self
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + Takes + 'static,
        F::Output: Responder + Gives + 'static,
    {
        Self::new(Method::PUT, pattern, handler)
    }

    pub fn patch<F, Args>(pattern: &'static str, handler: F) -> Self
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + Takes + 'static,
        F::Output: Responder + Gives + 'static,
    {
        Self::new(Method::PATCH, pattern, handler)
    }

    pub fn delete<F, Args>(pattern: &'static str, handler: F) -> Self
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + Takes + 'static,
        F::Output: Responder + Gives + 'static,
    {
        Self::new(Method::DELETE, pattern, handler)
    }

    /// Takes bodies up to `bytes` instead of 256 KB, or of 16 KB where nobody need be signed in.
    pub fn body_max(mut self, bytes: usize) -> Self {
        self.body_max = Some(bytes);
        self
    }

    fn bytes_max(&self, row: &Row) -> usize {
        let usual = match row.audience {
            Audience::Public | Audience::Cookie => STRANGERS_BODY_MAX,
            Audience::SignedIn | Audience::Roles(_) => BODY_MAX,
        };
        self.body_max.unwrap_or(usual)
    }

    /// What it takes and gives, read off the handler's types.
    pub(crate) fn description(&self) -> Description {
        let mut description = Description::default();
        (self.describe)(&mut description);
        description
    }

    fn new<F, Args>(method: Method, pattern: &'static str, handler: F) -> Self
    where
        F: Handler<Args> + Send + Sync,
        Args: FromRequest + Takes + 'static,
        F::Output: Responder + Gives + 'static,
    {
        let verb = method.clone();
        let make: Make = Arc::new(move |row| {
            web::method(verb.clone())
                .to(handler.clone())
                .wrap(from_fn(move |request, next| guard(row, request, next)))
        });
        let describe = |description: &mut Description| {
            Args::describe(description);
            F::Output::describe(description);
        };
        Self {
            method,
            pattern,
            body_max: None,
            make,
            describe,
        }
    }
}

/// One resource per pattern, each route behind the guard of its policy row. A pattern answers 405
/// to methods it does not have.
///
/// A request is compared with pattern after pattern, so they stand in a scope for each kind of
/// thing: `/api/v1/observations` is looked at once and not forty times.
pub(crate) fn resources(routes: &[(Route, &'static Row)]) -> Vec<Scope> {
    let mut scopes = BTreeMap::<&'static str, BTreeMap<&'static str, Vec<_>>>::new();
    for entry in routes {
        let (scope, rest) = entry.0.pattern.split_at(scope_end(entry.0.pattern));
        let patterns = scopes.entry(scope).or_default();
        patterns.entry(rest).or_default().push(entry);
    }
    scopes
        .into_iter()
        .map(|(scope, patterns)| {
            let resources = patterns
                .into_iter()
                .map(|(rest, entries)| resource(rest, &entries));
            resources.fold(web::scope(scope), Scope::service)
        })
        .collect()
}

/// Where the part ends that a scope stands for: the third segment, or sooner what is fixed.
fn scope_end(pattern: &str) -> usize {
    let slashes = pattern.match_indices('/').map(|(at, _)| at);
    let third = slashes.skip(3).chain([pattern.len()]).next();
    let fixed = pattern.find("/{").unwrap_or(pattern.len());
    third.map_or(fixed, |third| third.min(fixed))
}

fn resource(pattern: &str, entries: &[&(Route, &'static Row)]) -> Resource {
    let body_max = entries
        .iter()
        .map(|(route, row)| route.bytes_max(row))
        .max()
        .unwrap_or(BODY_MAX);
    let resource = web::resource(pattern)
        .app_data(web::PayloadConfig::new(body_max))
        .app_data(BodyMax(body_max))
        .default_service(web::to(|| async { Error::Refused(Code::MethodNotAllowed) }));
    entries.iter().fold(resource, |resource, (route, row)| {
        resource.route((route.make)(row))
    })
}

impl Responder for Error {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        actix_web::ResponseError::error_response(&self)
    }
}

/// A body with the version that an edit must name in `If-Match`, sent as the `ETag`.
pub struct Versioned<T> {
    pub body: T,
    pub version: i64,
}

impl<T: serde::Serialize> Responder for Versioned<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok()
            .insert_header((ETAG, format!("\"{}\"", self.version)))
            .json(self.body)
    }
}

/// 201: made now; a repetition with the same id answers 200 by the handler's choice.
pub struct Created<T>(pub Versioned<T>);

impl<T: serde::Serialize> Responder for Created<T> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let mut response = self.0.respond_to(request);
        *response.status_mut() = StatusCode::CREATED;
        response
    }
}

/// 201 when the request made it, 200 when an earlier one with the same id did.
pub enum Made<T> {
    Now(Versioned<T>),
    Before(Versioned<T>),
}

impl<T> Made<T> {
    pub fn new(body: T, version: i64, is_new: bool) -> Self {
        let versioned = Versioned { body, version };
        if is_new {
            Self::Now(versioned)
        } else {
            Self::Before(versioned)
        }
    }
}

impl<T: serde::Serialize> Responder for Made<T> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        match self {
            Self::Now(versioned) => Created(versioned).respond_to(request),
            Self::Before(versioned) => versioned.respond_to(request),
        }
    }
}

/// 204: done, and nothing to say.
pub struct NoContent;

impl Responder for NoContent {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::NoContent().finish()
    }
}
