//! Whether the page waits too long for this device's storage.

use yew::prelude::*;

use crate::offline;
pub use crate::offline::Delay;

/// Why the page waits, while it waits too long. One component at a time may use it.
#[hook]
pub fn use_delay() -> Option<Delay> {
    let delay = use_state_eq(offline::delay);
    let setter = delay.setter();
    use_effect_with((), move |()| {
        offline::on_delay(Callback::from(move |delay| setter.set(delay)));
    });
    *delay
}
