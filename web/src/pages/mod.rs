//! Screens, one folder per slice. A page reads the state and the catalogue, and is set
//! from the parts in `ui`.

pub mod not_found;
#[cfg(feature = "gallery")]
pub mod gallery;
