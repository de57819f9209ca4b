//! The one integration binary. Every story starts a server of its own, on both databases.

#![allow(clippy::unwrap_used)]

mod api;
mod architecture;
mod auth;
mod away;
mod cycle;
mod devices;
mod edge;
mod imports;
mod insights;
mod kills;
mod leavers;
mod mail;
mod matrix;
mod meetings;
mod operations;
mod org;
mod pairs;
mod privacy;
mod quarantine;
mod rebase;
mod refreshing;
mod requests;
mod stories;
mod sync;
mod tablet;
mod telemetry;
mod unsent;
mod versions;
mod writing;
