//! What the browser says about this device's storage: whether it is kept, and how much room.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::database::StorageError;

/// The browser's word on this site's storage.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Promised {
    /// Whether it has promised not to clear it when room gets short; none where it cannot say.
    pub is_kept: Option<bool>,
    /// Bytes in use, and bytes there are.
    pub room: Option<(f64, f64)>,
}

/// Reads the browser's word.
pub async fn promised() -> Promised {
    let is_kept = ask("persisted").await.and_then(|answer| answer.as_bool());
    let estimate = ask("estimate").await;
    let number = |name: &str| {
        let value = Reflect::get(estimate.as_ref()?, &name.into()).ok()?;
        value.as_f64()
    };
    Promised {
        is_kept,
        room: number("usage").zip(number("quota")),
    }
}

/// Asks the browser not to clear this device's storage when room gets short. It may ask the
/// person, so a moment is chosen at which that makes sense: the start of a session, or a press.
/// Whatever the answer, capture goes on: it is on the disk and on its way.
pub async fn ask_to_keep() -> Option<bool> {
    ask("persist").await.and_then(|answer| answer.as_bool())
}

async fn ask(what: &str) -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
    let method: Function = Reflect::get(&storage, &what.into()).ok()?.dyn_into().ok()?;
    let promise: Promise = method.call0(&storage).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

/// Whether the same write may succeed when it is tried again: the browser closed the database
/// under memory pressure, or gave the transaction up.
pub fn may_pass(error: &StorageError) -> bool {
    matches!(error, StorageError::Closed | StorageError::Failed(_))
}
