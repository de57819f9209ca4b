//! What works without a network: the device's own storage, the outbox, and the engine
//! that empties it.

mod clock;
mod database;
mod digest;
mod engine;
mod keep;
mod pull;
mod retry;
mod tabs;
pub mod vault;

pub use clock::SessionClock;
pub use database::StorageError;
pub use engine::{Engine, Event, Line};
pub use keep::{Draft, Keep, NoteDraft};
pub use pull::{Held, HeldFor, held};
pub use shared::sync::{CommandBody, Outbox, Record};
pub use vault::Cryptography;

use shared::values::Timestamp;

/// The device's clock, as told and never corrected.
pub fn now() -> Timestamp {
    at(js_sys::Date::now())
}

/// The instant of a Unix time in milliseconds.
pub fn at(unix_ms: f64) -> Timestamp {
    // The cast saturates; only a clock beyond the year 262,000 is out of range.
    Timestamp::from_millis(unix_ms as i64).unwrap_or_else(|| {
        Timestamp::from_millis(0).expect("1970 is within the years an instant holds")
    })
}

/// Milliseconds on the page's own clock, which nobody can set.
pub fn monotonic_ms() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// Asks the browser not to clear this device's storage when room gets short. It may ask the
/// person, so a moment is chosen at which that makes sense: the start of a session.
pub fn ask_to_keep() {
    use wasm_bindgen::JsCast;
    let storage = web_sys::window()
        .and_then(|window| js_sys::Reflect::get(&window.navigator(), &"storage".into()).ok())
        .filter(|storage| storage.is_object());
    let Some(storage) = storage else { return };
    let persist = js_sys::Reflect::get(&storage, &"persist".into())
        .ok()
        .and_then(|persist| persist.dyn_into::<js_sys::Function>().ok());
    if let Some(persist) = persist {
        // Whatever the answer, capture goes on: it is on the disk and on its way.
        let _ = persist.call0(&storage);
    }
}
