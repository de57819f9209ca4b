//! Devices and the server coming to hold the same.

mod conflicts;
mod cuts;
mod pull;
mod push;
mod soak;
mod tablet;
