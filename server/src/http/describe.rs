//! The API's description read off the handlers' own types, so that it cannot say anything else.

use actix_web::{HttpRequest, HttpResponse};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::{RefOr, Required, Schema};
use utoipa::{IntoParams, ToSchema};

use super::{Created, Expected, IfMatch, Json, Made, NoContent, Path, Query, Versioned};
use crate::actor::Actor;
use crate::context::Ctx;
use crate::error::Result;

/// What one handler takes and gives.
#[derive(Default)]
pub struct Description {
    pub parameters: Vec<Parameter>,
    pub body: Option<RefOr<Schema>>,
    pub answers: Vec<Answer>,
    /// Schemas that the others refer to by name.
    pub schemas: Vec<(String, RefOr<Schema>)>,
}

/// One successful answer.
pub struct Answer {
    pub status: u16,
    pub schema: Option<RefOr<Schema>>,
    pub has_etag: bool,
}

/// An extractor that knows what it takes.
pub trait Takes {
    fn describe(_: &mut Description) {}
}

/// An answer that knows what it gives.
pub trait Gives {
    fn describe(_: &mut Description) {}
}

impl Takes for Ctx {}
impl Takes for Actor {}
impl Takes for HttpRequest {}
impl<T> Takes for Path<T> {}

impl<T: IntoParams> Takes for Query<T> {
    fn describe(description: &mut Description) {
        description
            .parameters
            .extend(T::into_params(|| Some(ParameterIn::Query)));
    }
}

impl<T: ToSchema> Takes for Json<T> {
    fn describe(description: &mut Description) {
        description.body = Some(T::schema());
        T::schemas(&mut description.schemas);
    }
}

impl Takes for IfMatch {
    fn describe(description: &mut Description) {
        let parameter = ParameterBuilder::new()
            .name("If-Match")
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some("The `ETag` that was read, as in `\"7\"`; 428 without it, 412 when it is no longer current."))
            .build();
        description.parameters.push(parameter);
    }
}

impl Takes for Expected {
    fn describe(description: &mut Description) {
        for (name, meaning) in [
            (
                "If-Match",
                "The `ETag` that was read, to change it; 412 when it is no longer current.",
            ),
            (
                "If-None-Match",
                "`*` to make it. One of the two is needed; 428 without.",
            ),
        ] {
            let parameter = ParameterBuilder::new()
                .name(name)
                .parameter_in(ParameterIn::Header)
                .required(Required::False)
                .description(Some(meaning))
                .build();
            description.parameters.push(parameter);
        }
    }
}

macro_rules! takes_all {
    ($($part:ident)*) => {
        impl<$($part: Takes),*> Takes for ($($part,)*) {
            fn describe(_description: &mut Description) {
                $($part::describe(_description);)*
            }
        }
    };
}

takes_all! {}
takes_all! { A }
takes_all! { A B }
takes_all! { A B C }
takes_all! { A B C D }
takes_all! { A B C D E }
takes_all! { A B C D E F }
takes_all! { A B C D E F G }

impl<T: Gives> Gives for Result<T> {
    fn describe(description: &mut Description) {
        T::describe(description);
    }
}

/// A handler that builds its own answer says nothing of its form.
impl Gives for HttpResponse {
    fn describe(description: &mut Description) {
        description.answers.push(Answer {
            status: 200,
            schema: None,
            has_etag: false,
        });
    }
}

impl<T: ToSchema> Gives for Json<T> {
    fn describe(description: &mut Description) {
        gives::<T>(description, 200, false);
    }
}

impl<T: ToSchema> Gives for Versioned<T> {
    fn describe(description: &mut Description) {
        gives::<T>(description, 200, true);
    }
}

impl<T: ToSchema> Gives for Created<T> {
    fn describe(description: &mut Description) {
        gives::<T>(description, 201, true);
    }
}

impl<T: ToSchema> Gives for Made<T> {
    fn describe(description: &mut Description) {
        gives::<T>(description, 201, true);
        gives::<T>(description, 200, true);
    }
}

impl Gives for NoContent {
    fn describe(description: &mut Description) {
        description.answers.push(Answer {
            status: 204,
            schema: None,
            has_etag: false,
        });
    }
}

fn gives<T: ToSchema>(description: &mut Description, status: u16, has_etag: bool) {
    description.answers.push(Answer {
        status,
        schema: Some(T::schema()),
        has_etag,
    });
    T::schemas(&mut description.schemas);
}
