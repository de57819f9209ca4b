//! Times and failures that devices count: summed per release and day, without who or what.

mod routes;
mod store;

pub use routes::routes;
