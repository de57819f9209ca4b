//! What the app knows: choices of this device, who is signed in, the network, toasts.
//! Pages read it through hooks and change it through actions; reducers stay pure.

pub mod account;
pub mod actions;
pub mod autosave;
pub mod calm;
pub mod clipboard;
pub mod device;
pub mod failures;
pub mod feedback;
pub mod form;
pub mod frameworks;
pub mod home;
pub mod idle;
pub mod kept;
pub mod language;
pub mod meetings;
pub mod network;
pub mod observations;
pub mod org;
pub mod paged;
pub mod patience;
pub mod reflections;
pub mod remote;
pub mod requests;
mod save_file;
pub mod session;
pub mod settings;
pub mod shell;
pub mod telemetry;
pub mod toasts;
pub mod unsent;
pub mod vault;

pub use crate::api::Failure;
pub use save_file::save_file;
