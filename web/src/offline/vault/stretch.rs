//! Stretching something typed into a key, which takes a second on purpose. `boot.js` has a worker
//! do it, so that the page goes on painting.

use js_sys::{Object, Promise, Reflect, Uint8Array};
use shared::vault::{SALT_BYTES, SealKey, Stretching};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Event;
use zeroize::Zeroizing;

use super::StorageError;

/// The key that `secret` makes. [`StorageError::Closed`] where the program for it is not to be had:
/// nothing is then known of the secret.
pub(super) async fn stretch(
    secret: &[u8],
    salt: &[u8; SALT_BYTES],
    cost: Stretching,
) -> Result<SealKey, StorageError> {
    let typed = Uint8Array::from(secret);
    let answer = JsFuture::from(asked(&typed, salt, cost)).await;
    typed.fill(0, 0, typed.length());
    let key: Uint8Array = answer
        .and_then(JsCast::dyn_into)
        .map_err(|_| StorageError::Closed)?;
    let bytes = Zeroizing::new(key.to_vec());
    key.fill(0, 0, key.length());
    SealKey::from_slice(&bytes).ok_or(StorageError::Closed)
}

/// Asks `boot.js`, which alone may start a worker; it calls `done` with the bytes of the key, or
/// with null.
fn asked(typed: &Uint8Array, salt: &[u8; SALT_BYTES], cost: Stretching) -> Promise {
    Promise::new(&mut |done, _| {
        let question = Object::new();
        let set = |name: &str, value: &JsValue| {
            // It fails only for what is frozen.
            let _ = Reflect::set(&question, &name.into(), value);
        };
        set("secret", typed);
        set("salt", &Uint8Array::from(salt.as_slice()));
        set("memoryKib", &cost.memory_kib.into());
        set("passes", &cost.passes.into());
        let heard = Event::new("stretch").ok().and_then(|event| {
            Reflect::set(&event, &"question".into(), &question).ok()?;
            Reflect::set(&event, &"done".into(), &done).ok()?;
            web_sys::window()?.dispatch_event(&event).ok()
        });
        if heard.is_none() {
            // Nothing waits for what this answers.
            let _ = done.call1(&JsValue::UNDEFINED, &JsValue::NULL);
        }
    })
}
