//! Handing words to the device's clipboard.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;

/// Copies `words`. A browser that refuses leaves them on the screen, where they can be marked.
pub fn copy(words: &str) {
    let clipboard = web_sys::window()
        .and_then(|window| Reflect::get(&window.navigator(), &"clipboard".into()).ok())
        .filter(|clipboard| clipboard.is_object());
    let Some(clipboard) = clipboard else { return };
    let write = Reflect::get(&clipboard, &"writeText".into())
        .ok()
        .and_then(|write| write.dyn_into::<Function>().ok());
    if let Some(write) = write {
        // Refused or done: the words stay where they are.
        let _ = write.call1(&clipboard, &words.into());
    }
}
