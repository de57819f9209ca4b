//! Signing in, sessions, invitations and resets.

mod routes;
mod store;

pub use routes::routes;

use crate::jobs::Registry;

pub(crate) fn register(registry: Registry) -> Registry {
    registry
}
