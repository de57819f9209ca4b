//! The one thing of the web app that takes a second: making a key of a password. It is a program of
//! its own, so that a worker loads it and nothing else (`web/stretcher.js`).

use shared::vault::{SALT_BYTES, Stretching};
use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroizing;

/// The 32 bytes of the key; none for a salt that is none, or a cost that is none.
#[wasm_bindgen]
pub fn stretch(secret: Vec<u8>, salt: &[u8], memory_kib: u32, passes: u32) -> Option<Vec<u8>> {
    let secret = Zeroizing::new(secret);
    let salt: &[u8; SALT_BYTES] = salt.try_into().ok()?;
    let cost = Stretching { memory_kib, passes };
    let key = shared::vault::stretch(&secret, salt, cost)?;
    Some(key.expose().to_vec())
}
