//! What the app knows: choices of this device, who is signed in, the network, toasts.
//! Pages read it through hooks and change it through actions; reducers stay pure.

pub mod account;
pub mod device;
pub mod failures;
pub mod home;
pub mod language;
pub mod network;
pub mod observations;
pub mod remote;
pub mod session;
pub mod toasts;

pub use crate::api::Failure;
