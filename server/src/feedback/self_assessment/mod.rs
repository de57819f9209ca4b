//! The practitioner's own view, written before the observer's is seen.

mod edit;
pub(super) mod routes;
pub(super) mod store;
