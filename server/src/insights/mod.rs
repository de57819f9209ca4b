//! What to do next, who is seen as often as agreed, and the weekly digest of both.

mod coverage;
mod digest;
mod home;
mod routes;
mod store;

pub use routes::routes;

use crate::jobs::Registry;

/// The digest job, and the hourly look whether a week has begun.
pub(crate) fn register(registry: Registry) -> Registry {
    const HOUR: std::time::Duration = std::time::Duration::from_secs(3600);
    registry
        .with::<digest::WriteDigest>()
        .every(HOUR, digest::enqueue_due)
}

#[cfg(test)]
mod tests;
