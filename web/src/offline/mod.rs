//! What works without a network: the device's own storage, the outbox, and the engine
//! that empties it.

mod breath;
mod check;
mod clock;
mod database;
mod digest;
mod engine;
mod keep;
mod ledger;
mod patience;
mod pull;
mod rescue;
mod retry;
mod storage;
mod tabs;
pub mod vault;

pub use check::{Found, Gap, run as check};
pub use clock::{SessionClock, slept_ms};
pub use database::StorageError;
pub use engine::{Engine, Event, Line};
pub use keep::{
    Begun, BegunAs, BegunForm, Draft, Keep, KeptAs, NEW, NoteDraft, WordsDraft, may_wait,
    talk_about, with_and_about,
};
pub use ledger::Ledger;
pub use patience::{Delay, delay, on_delay};
pub use pull::{Held, HeldFor, held};
pub use rescue::{NotRestored, Restored, restore as restore_rescue, save as save_rescue};
pub use shared::sync::{CommandBody, Outbox, Record, outbox_of};
pub use storage::{Promised, ask_to_keep, may_pass, promised};
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
