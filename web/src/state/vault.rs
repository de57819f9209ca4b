//! The ways into a vault, as pages offer them.

pub use crate::offline::vault::{
    Refusal, Ways, passkey_is_offered, set_pin, ways, wrap_with_passkey,
};
