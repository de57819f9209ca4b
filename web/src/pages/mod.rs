//! Screens, one folder per slice. A page reads the state and the catalogue, and is set
//! from the parts in `ui`.

pub mod actions;
pub mod audit;
pub mod auth;
mod begun;
pub mod coverage;
pub mod delay;
pub mod deliveries;
pub mod device;
pub mod devices;
pub mod feedback;
mod framework_words;
pub mod frameworks;
#[cfg(feature = "gallery")]
pub mod gallery;
pub mod home;
pub mod imports;
pub mod meetings;
pub mod not_found;
pub mod observations;
pub mod offline;
mod outcome;
pub mod people;
pub mod policies;
pub mod quarantine;
mod query;
pub mod reflections;
mod saved_line;
pub mod self_assessment;
pub mod units;
