//! What a device is told: the records its person needs without a network, and what has ended.
//! Composes the facades of the other slices.

mod pull;
mod routes;
mod store;
mod window;

pub use routes::routes;
