//! Keeping the screen awake while a session runs.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use crate::listen::{self, Listener};

/// The browser's promise that the screen stays on; it ends when dropped.
struct Awake {
    sentinel: Rc<RefCell<Option<JsValue>>>,
    _again: Option<Listener>,
}

/// Keeps the screen awake as long as the component is there. Where the browser cannot, the
/// device's own setting decides.
#[hook]
pub fn use_wake_lock() {
    use_effect_with((), |()| {
        let awake = Awake::hold();
        move || drop(awake)
    });
}

impl Awake {
    fn hold() -> Self {
        let sentinel = Rc::default();
        request(Rc::downgrade(&sentinel));
        // The browser lets go of it whenever the page is hidden.
        let again = {
            let sentinel = Rc::downgrade(&sentinel);
            listen::on_document(&["visibilitychange"], move || request(sentinel.clone()))
        };
        Self {
            sentinel,
            _again: again,
        }
    }
}

impl Drop for Awake {
    fn drop(&mut self) {
        if let Some(sentinel) = self.sentinel.take() {
            release(&sentinel);
        }
    }
}

/// Asks for the promise. One that comes after its owner has gone is given back at once.
fn request(sentinel: Weak<RefCell<Option<JsValue>>>) {
    let hidden = document().is_none_or(|document| document.hidden());
    let lock = web_sys::window()
        .and_then(|window| Reflect::get(&window.navigator(), &"wakeLock".into()).ok())
        .filter(|lock| lock.is_object());
    let Some(lock) = lock.filter(|_| !hidden) else {
        return;
    };
    spawn_local(async move {
        let asked = call(&lock, "request", &["screen".into()]);
        if let Ok(promise) = asked.and_then(|asked| asked.dyn_into::<Promise>())
            && let Ok(granted) = JsFuture::from(promise).await
        {
            match sentinel.upgrade() {
                Some(sentinel) => {
                    if let Some(earlier) = sentinel.replace(Some(granted)) {
                        release(&earlier);
                    }
                }
                None => release(&granted),
            }
        }
    });
}

fn release(sentinel: &JsValue) {
    // Released or gone already: both are what is wanted.
    let _ = call(sentinel, "release", &[]);
}

fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(of, &name.into())?.dyn_into()?;
    function.apply(of, &arguments.iter().collect())
}

fn document() -> Option<web_sys::Document> {
    web_sys::window().and_then(|window| window.document())
}
