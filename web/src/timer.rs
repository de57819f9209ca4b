//! Timers of the browser that end with their owner.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// A running timer; dropping it stops it.
pub struct Timer {
    id: i32,
    repeats: bool,
    // The browser calls it, so it must live as long as the timer.
    _closure: Closure<dyn FnMut()>,
}

/// Calls `act` once, after `delay_ms` milliseconds.
pub fn after(delay_ms: i32, act: impl FnOnce() + 'static) -> Option<Timer> {
    let closure = Closure::once(act);
    let id = web_sys::window()?
        .set_timeout_with_callback_and_timeout_and_arguments_0(
            closure.as_ref().unchecked_ref(),
            delay_ms,
        )
        .ok()?;
    Some(Timer {
        id,
        repeats: false,
        _closure: closure,
    })
}

/// Calls `act` every `period_ms` milliseconds.
pub fn every(period_ms: i32, act: impl FnMut() + 'static) -> Option<Timer> {
    let closure = Closure::new(act);
    let id = web_sys::window()?
        .set_interval_with_callback_and_timeout_and_arguments_0(
            closure.as_ref().unchecked_ref(),
            period_ms,
        )
        .ok()?;
    Some(Timer {
        id,
        repeats: true,
        _closure: closure,
    })
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            if self.repeats {
                window.clear_interval_with_handle(self.id);
            } else {
                window.clear_timeout_with_handle(self.id);
            }
        }
    }
}
