//! Timers of the browser that end with their owner.

use std::cell::Cell;

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

/// Typing that is kept when the hand rests, and from time to time where it does not: whoever writes
/// a paragraph in one go would lose all of it otherwise.
#[derive(Default)]
pub struct Typing {
    /// When the first key was struck that is not kept yet, on the page's own clock.
    since: Cell<Option<f64>>,
}

impl Typing {
    /// A key was struck at `now_ms`. Answers how long to wait for the next before what is there is
    /// kept: `rest_ms`, and no more than what is left of `longest_ms` since the first key.
    pub fn struck(&self, now_ms: f64, rest_ms: i32, longest_ms: i32) -> i32 {
        let since = self.since.get().unwrap_or(now_ms);
        self.since.set(Some(since));
        let left_ms = f64::from(longest_ms) - (now_ms - since);
        // Between 0 and the longest.
        rest_ms.min(left_ms.max(0.0) as i32)
    }

    /// What was typed so far is kept.
    pub fn kept(&self) {
        self.since.set(None);
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_without_a_rest_is_kept_all_the_same() {
        let typing = Typing::default();
        assert_eq!(typing.struck(5_000.0, 500, 1_000), 500);
        assert_eq!(typing.struck(5_400.0, 500, 1_000), 500);
        assert_eq!(typing.struck(5_800.0, 500, 1_000), 200);
        assert_eq!(typing.struck(6_200.0, 500, 1_000), 0);
        typing.kept();
        assert_eq!(typing.struck(6_300.0, 500, 1_000), 500);
    }
}
