//! Whether the browser sees a network. It may see one that leads nowhere, so only a call
//! that was answered proves the server.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use yew::prelude::*;

/// True while the browser reports a network.
#[hook]
pub fn use_online() -> bool {
    let is_online = use_state(sees_network);
    {
        let is_online = is_online.clone();
        use_effect_with((), move |()| {
            let listener = listen(&["online", "offline"], move || {
                is_online.set(sees_network())
            });
            move || drop(listener)
        });
    }
    *is_online
}

/// Calls `act` whenever the browser says that a network is back, as long as the page lives.
pub fn on_return(act: impl FnMut() + 'static) {
    std::mem::forget(listen(&["online"], act));
}

fn sees_network() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

/// A listener on the window; dropping it takes it away.
pub(super) struct Listener {
    names: &'static [&'static str],
    closure: Closure<dyn FnMut()>,
}

pub(super) fn listen(names: &'static [&'static str], act: impl FnMut() + 'static) -> Listener {
    let closure = Closure::<dyn FnMut()>::new(act);
    if let Some(window) = web_sys::window() {
        for name in names {
            // Adding a listener to the window cannot fail.
            let _ = window.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        }
    }
    Listener { names, closure }
}

impl Drop for Listener {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            for name in self.names {
                let _ = window.remove_event_listener_with_callback(
                    name,
                    self.closure.as_ref().unchecked_ref(),
                );
            }
        }
    }
}
