//! Screens, one folder per slice. A page reads the state and the catalogue, and is set
//! from the parts in `ui`.

pub mod actions;
pub mod auth;
pub mod feedback;
#[cfg(feature = "gallery")]
pub mod gallery;
pub mod home;
pub mod not_found;
pub mod observations;
pub mod offline;
mod outcome;
mod query;
pub mod reflections;
mod saved_line;
pub mod self_assessment;
