//! Lists of observations, each limited by its query to what the actor may know of.

pub(super) mod routes;
pub(super) mod store;

pub(super) use store::coverage;
