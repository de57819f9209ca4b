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

/// Whether a newer shell waits, and the way to use it: see `boot.js`.
#[hook]
pub fn use_update() -> Option<Callback<()>> {
    let is_ready = use_state(|| false);
    {
        let is_ready = is_ready.clone();
        use_effect_with((), move |()| {
            is_ready.set(root_says_ready());
            let listener = listen(&["shell-update"], move || is_ready.set(true));
            move || drop(listener)
        });
    }
    is_ready.then(|| {
        Callback::from(|()| {
            if let (Some(window), Ok(event)) =
                (web_sys::window(), web_sys::Event::new("shell-accept"))
            {
                // Nobody cancels this event, so its answer says nothing.
                let _ = window.dispatch_event(&event);
            }
        })
    })
}

/// Calls `act` whenever the browser says that a network is back, as long as the page lives.
pub fn on_return(act: impl FnMut() + 'static) {
    std::mem::forget(listen(&["online"], act));
}

fn sees_network() -> bool {
    web_sys::window().is_none_or(|window| window.navigator().on_line())
}

fn root_says_ready() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element())
        .is_some_and(|root| root.has_attribute("data-update"))
}

/// A listener on the window; dropping it takes it away.
struct Listener {
    names: &'static [&'static str],
    closure: Closure<dyn FnMut()>,
}

fn listen(names: &'static [&'static str], act: impl FnMut() + 'static) -> Listener {
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
