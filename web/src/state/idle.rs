//! Whether anybody is still there: after five minutes without a touch the app locks.
//!
//! A session under way is not locked, since an observer may listen for half an hour without a
//! tap and must not be asked for a password before the next one. There the screen goes blank
//! instead: nobody reads over a shoulder, and capture goes on at once.

use std::cell::Cell;

use yew::prelude::*;

use crate::offline::monotonic_ms;
use crate::{listen, timer};

const IDLE_MS: f64 = 5.0 * 60_000.0;
/// How often it is looked at; a tablet that slept is looked at when it wakes.
const LOOK_EVERY_MS: i32 = 5_000;
const SIGNS_OF_LIFE: &[&str] = &["pointerdown", "keydown", "wheel", "touchstart"];

thread_local! {
    static N_CAPTURING: Cell<u32> = const { Cell::new(0) };
    /// The last sign of life on both clocks: a tablet asleep may stop the one, and anybody can
    /// set the other.
    static LAST: Cell<(f64, f64)> = const { Cell::new((0.0, 0.0)) };
}

/// Whether a session is being captured on this page.
pub fn is_capturing() -> bool {
    N_CAPTURING.get() > 0
}

/// Says that a session is being captured, as long as the caller is on the screen.
#[hook]
pub fn use_capturing() {
    use_effect_with((), |()| {
        N_CAPTURING.set(N_CAPTURING.get() + 1);
        || N_CAPTURING.set(N_CAPTURING.get().saturating_sub(1))
    });
}

/// Calls `act` once nobody has touched anything for five minutes, and again after each look as
/// long as nobody does.
#[hook]
pub fn use_idle(act: Callback<()>) {
    use_effect_with(act, |act| {
        alive();
        let listener = listen::on_document(SIGNS_OF_LIFE, alive);
        let act = act.clone();
        let look = timer::every(LOOK_EVERY_MS, move || {
            if idle_ms() >= IDLE_MS {
                act.emit(());
            }
        });
        move || drop((look, listener))
    });
}

fn alive() {
    LAST.set((monotonic_ms(), js_sys::Date::now()));
}

fn idle_ms() -> f64 {
    let (monotonic, wall) = LAST.get();
    (monotonic_ms() - monotonic).max(js_sys::Date::now() - wall)
}
