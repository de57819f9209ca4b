//! Releasing feedback, and taking it back before it is acknowledged.

pub(super) mod routes;
mod share;
pub(super) mod store;
