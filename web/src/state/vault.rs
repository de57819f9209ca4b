//! The ways into a vault, as pages offer them.

pub use crate::offline::StorageError;
pub use crate::offline::vault::{
    Refusal, Ways, has_pin, passkey_is_offered, prove_pin, set_pin, ways, wrap_with_passkey,
};

/// Whether a vault is open on this page, whoever's it is.
pub fn is_open() -> bool {
    crate::offline::vault::opened().is_some()
}
