//! Values parsed once, at the edge: private fields and one way in.

/// Describes a value that is a text on the wire, where the API document is made.
macro_rules! text_schema {
    ($name:ident, |$schema:ident| $describe:expr) => {
        #[cfg(feature = "openapi")]
        const _: () = {
            #[allow(unused_imports)]
            use utoipa::openapi::schema::SchemaFormat::Custom;
            use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
            impl utoipa::PartialSchema for $name {
                fn schema() -> utoipa::openapi::RefOr<Schema> {
                    let $schema = ObjectBuilder::new().schema_type(Type::String);
                    utoipa::openapi::RefOr::T(Schema::Object($describe.build()))
                }
            }
            impl utoipa::ToSchema for $name {}
        };
    };
}
pub(crate) use text_schema;

mod case_words;
mod code;
mod ids;
mod text;
mod time;

pub use case_words::{case_reference_length, holds_case_reference};
pub use code::{CaseReference, Email, ReleaseName, StaffCode};
pub use ids::*;
pub use text::*;
pub use time::{Date, LocalTime, Timestamp};

pub use crate::frameworks::Key;

use std::fmt;

/// Why a value was refused. The code is stable and named in the user's language
/// by the message catalogue (`value-<code>`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueError {
    /// Nothing but white space where something is needed.
    Empty,
    /// More than `max` characters.
    TooLong { max: usize },
    /// Fewer than `min` characters.
    TooShort { min: usize },
    /// A control character or a text-direction override.
    ControlCharacter,
    /// Not of the shape named, for instance `email` or `case_reference`.
    Malformed { expected: &'static str },
    /// Outside `min..=max`.
    OutOfRange { min: i64, max: i64 },
}

impl ValueError {
    /// The stable code, without its parameters.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong { .. } => "too_long",
            Self::TooShort { .. } => "too_short",
            Self::ControlCharacter => "control_character",
            Self::Malformed { .. } => "malformed",
            Self::OutOfRange { .. } => "out_of_range",
        }
    }
}

/// Reads as `value:<code>[:<parameter>…]`, the form in which it passes through
/// a deserialiser and is recognised again by [`crate::problem::FieldProblem`].
impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "value:{}", self.code())?;
        match self {
            Self::TooLong { max } => write!(f, ":{max}"),
            Self::TooShort { min } => write!(f, ":{min}"),
            Self::Malformed { expected } => write!(f, ":{expected}"),
            Self::OutOfRange { min, max } => write!(f, ":{min}:{max}"),
            Self::Empty | Self::ControlCharacter => Ok(()),
        }
    }
}

impl std::error::Error for ValueError {}

/// A rate at which a list is cut: `1..=100` entries.
pub const PAGE_LIMIT: usize = 100;

/// One page of a list, in the list's own order.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Opaque key of the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// By hand, because the derived one refers to the row's schema by name and leaves it out.
#[cfg(feature = "openapi")]
const _: () = {
    use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Schema, Type};
    use utoipa::openapi::{Ref, RefOr};

    impl<T: utoipa::ToSchema> utoipa::PartialSchema for Page<T> {
        fn schema() -> RefOr<Schema> {
            let items = ArrayBuilder::new().items(Ref::from_schema_name(T::name()));
            let next = ObjectBuilder::new()
                .schema_type(Type::String)
                .description(Some("Opaque key of the next page; absent on the last one."));
            let page = ObjectBuilder::new()
                .property("items", items)
                .required("items")
                .property("next", next);
            RefOr::T(Schema::Object(page.build()))
        }
    }

    impl<T: utoipa::ToSchema> utoipa::ToSchema for Page<T> {
        fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
            schemas.push((T::name().into_owned(), T::schema()));
            T::schemas(schemas);
        }
    }
};
