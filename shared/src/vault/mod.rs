//! The sealed envelope: how the device keeps what it keeps, and how a key lies in escrow.
//!
//! AES-256-GCM, with the place of a value as associated data, so that an envelope moved to
//! another record, store, person or organisation does not open. Randomness comes from the
//! caller. Whoever may keep a key must hold it in a [`SealKey`]: it is wiped when it is dropped.

mod envelope;
mod pin;
mod proof;
mod stretch;
mod wire;

pub use envelope::{
    NONCE_BYTES, Place, SealKey, Unopened, from_hex, open, open_key, seal, seal_key, to_hex,
};
pub use pin::{NoPin, PIN_DIGITS_MAX, PIN_DIGITS_MIN, Pin};
pub use proof::{PROOF_HEADER, is_proof, proof_place};
pub use stretch::{SALT_BYTES, Stretching, stretch};
pub use wire::*;
