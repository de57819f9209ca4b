//! Releasing feedback, and taking it back before it is acknowledged.

pub(super) mod routes;
mod share;
mod standing;
pub(super) mod store;

pub use standing::mail_stands;
