//! The right of reply, the acknowledgement, the closing, and what is added after it.

mod add;
pub(super) mod routes;
pub(super) mod store;
