//! What the app knows: choices of this device, who is signed in, the network, toasts.
//! Pages read it through hooks and change it through actions; reducers stay pure.

pub mod device;
pub mod toasts;
