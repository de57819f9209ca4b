//! Reasons to try.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

use super::{Inner, LOOK_EVERY_MS, Line};
use crate::timer::{self, Timer};

/// The events that are a reason to try: the network came back, the app was picked up again.
pub(super) struct Triggers {
    listener: Closure<dyn FnMut()>,
    _look: Option<Timer>,
}

const WINDOW_EVENTS: [&str; 3] = ["online", "focus", "pageshow"];
const DOCUMENT_EVENT: &str = "visibilitychange";

impl Triggers {
    pub(super) fn listen(inner: &Rc<Inner>) -> Self {
        let weak = Rc::downgrade(inner);
        let attempt = move || {
            if let Some(inner) = weak.upgrade()
                && inner.line.get() != Line::SignIn
            {
                inner.pulled_at.set(None);
                Inner::run(&inner);
            }
        };
        let look = {
            let weak = Rc::downgrade(inner);
            timer::every(LOOK_EVERY_MS, move || {
                if let Some(inner) = weak.upgrade()
                    && inner.line.get() == Line::Clear
                {
                    Inner::run(&inner);
                }
            })
        };
        let listener = Closure::<dyn FnMut()>::new(attempt);
        if let Some(window) = web_sys::window() {
            let function = listener.as_ref().unchecked_ref();
            for event in WINDOW_EVENTS {
                // Adding a listener fails for no name; without it the timer still looks.
                let _ = window.add_event_listener_with_callback(event, function);
            }
            if let Some(document) = window.document() {
                let _ = document.add_event_listener_with_callback(DOCUMENT_EVENT, function);
            }
        }
        Self {
            listener,
            _look: look,
        }
    }
}

impl Drop for Triggers {
    fn drop(&mut self) {
        let Some(window) = web_sys::window() else {
            return;
        };
        let function = self.listener.as_ref().unchecked_ref();
        for event in WINDOW_EVENTS {
            let _ = window.remove_event_listener_with_callback(event, function);
        }
        if let Some(document) = window.document() {
            let _ = document.remove_event_listener_with_callback(DOCUMENT_EVENT, function);
        }
    }
}
