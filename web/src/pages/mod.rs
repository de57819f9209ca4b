//! Screens, one folder per slice. A page reads the state and the catalogue, and is set
//! from the parts in `ui`.

pub mod auth;
#[cfg(feature = "gallery")]
pub mod gallery;
pub mod home;
pub mod not_found;
pub mod observations;
pub mod offline;
