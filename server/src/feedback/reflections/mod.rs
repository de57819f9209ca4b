//! The practitioner's own writing: private until its owner shares it.

mod edit;
pub(super) mod routes;
pub(super) mod store;
