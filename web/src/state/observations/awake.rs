//! Noticing that the device slept, so that session time goes on over it: the power button is pressed
//! for some minutes, and what is tapped afterwards is not that much too early.

use yew::prelude::*;

use super::reducer::{ObservationAction, ObservationState};
use crate::offline::{monotonic_ms, slept_ms};
use crate::{listen, timer};

/// Where waking does not show or hide the page, a tick notices it.
const LOOK_EVERY_MS: i32 = 1_000;
const SHOWN: &[&str] = &["visibilitychange"];

/// Counts a sleep since the last look into the clocks that run. Whoever reads a clock off the log,
/// by the wall clock, looks before: what is counted in that already is not counted again.
pub(super) fn count_sleep(state: &UseReducerDispatcher<ObservationState>) {
    if let Some(slept_ms) = slept_ms(js_sys::Date::now(), monotonic_ms()) {
        state.dispatch(ObservationAction::Slept(slept_ms));
    }
}

/// Looks from time to time and whenever the page is shown, as long as the caller is on the screen.
#[hook]
pub(super) fn use_awake(state: UseReducerDispatcher<ObservationState>) {
    use_effect_with((), move |()| {
        let look = move || count_sleep(&state);
        look();
        let timer = timer::every(LOOK_EVERY_MS, look.clone());
        let listener = listen::on_document(SHOWN, look);
        move || drop((timer, listener))
    });
}
