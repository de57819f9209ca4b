//! Whether the browser sees a network. It may see one that leads nowhere, so only a call
//! that was answered proves the server.

use yew::prelude::*;

use crate::listen;

/// True while the browser reports a network.
#[hook]
pub fn use_online() -> bool {
    let is_online = use_state(sees_network);
    {
        let is_online = is_online.clone();
        use_effect_with((), move |()| {
            let listener = listen::on_window(&["online", "offline"], move || {
                is_online.set(sees_network())
            });
            move || drop(listener)
        });
    }
    *is_online
}

/// Calls `act` whenever the browser says that a network is back, as long as the page lives.
pub fn on_return(act: impl FnMut() + 'static) {
    std::mem::forget(listen::on_window(&["online"], act));
}

fn sees_network() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}
