//! Listeners of the browser that end with their owner.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::EventTarget;

/// A listener; dropping it takes it away.
pub struct Listener {
    target: EventTarget,
    names: &'static [&'static str],
    closure: Closure<dyn FnMut()>,
}

/// Calls `act` at each event of the window with one of these names.
pub fn on_window(names: &'static [&'static str], act: impl FnMut() + 'static) -> Option<Listener> {
    Some(on(web_sys::window()?.into(), names, act))
}

/// The same for events of the document.
pub fn on_document(
    names: &'static [&'static str],
    act: impl FnMut() + 'static,
) -> Option<Listener> {
    Some(on(web_sys::window()?.document()?.into(), names, act))
}

fn on(
    target: EventTarget,
    names: &'static [&'static str],
    act: impl FnMut() + 'static,
) -> Listener {
    let closure = Closure::<dyn FnMut()>::new(act);
    for name in names {
        // Adding a listener fails for no name.
        let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    }
    Listener {
        target,
        names,
        closure,
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        for name in self.names {
            let _ = self
                .target
                .remove_event_listener_with_callback(name, self.closure.as_ref().unchecked_ref());
        }
    }
}
