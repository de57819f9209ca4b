//! What the server and the web app agree on: values, wire types and pure rules.
//!
//! This crate compiles to wasm and does no I/O; it reads no clock and makes no
//! randomness. Every type on the wire holds parsed values, so both sides refuse
//! the same input with the same code. Reading order:

pub mod values;

pub mod problem;
pub mod sheet;

pub mod access;

pub mod auth;
pub mod org;

pub mod vault;

pub mod frameworks;

mod flat;

pub mod observations;

pub mod feedback;

pub mod meetings;

pub mod sync;

pub mod telemetry;

/// What a switch is that an older server or app does not send.
pub(crate) fn yes() -> bool {
    true
}

/// Declares wire types: plain serialisable data, described in the API document
/// where the `openapi` feature asks for it.
#[macro_export]
macro_rules! wire {
    ($($(#[$meta:meta])* $vis:vis struct $name:ident { $($body:tt)* })+) => {
        $(
            #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
            #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
            $(#[$meta])*
            $vis struct $name { $($body)* }
        )+
    };
    ($($(#[$meta:meta])* $vis:vis enum $name:ident { $($body:tt)* })+) => {
        $(
            #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
            #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
            $(#[$meta])*
            $vis enum $name { $($body)* }
        )+
    };
}

/// Gives plain enums the text they have on the wire and in a column, both ways.
#[macro_export]
macro_rules! names {
    ($($name:ident { $($variant:ident = $text:literal),+ $(,)? })+) => {$(
        impl $name {
            pub const ALL: &[$name] = &[$($name::$variant),+];

            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            pub fn parse(text: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|name| name.as_str() == text)
            }
        }
    )+};
}
