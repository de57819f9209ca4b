//! Compressing what goes up, where the browser can.

use js_sys::{ArrayBuffer, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Smaller bodies are not worth it: they fit into one packet as they are.
const WORTH_BYTES: usize = 1_000;

/// `text` as gzip; none where that is not worth it or the browser has no `CompressionStream`.
pub(super) async fn gzip(text: &str) -> Option<Uint8Array> {
    if text.len() < WORTH_BYTES {
        return None;
    }
    packed(text).await.ok()
}

async fn packed(text: &str) -> Result<Uint8Array, JsValue> {
    let make: Function =
        Reflect::get(&js_sys::global(), &"CompressionStream".into())?.dyn_into()?;
    let packing = Reflect::construct(&make, &js_sys::Array::of1(&"gzip".into()))?;
    let plain = Response::new_with_opt_str(Some(text))?;
    let stream = Reflect::get(&plain, &"body".into())?;
    let through: Function = Reflect::get(&stream, &"pipeThrough".into())?.dyn_into()?;
    let stream = through.call1(&stream, &packing)?;
    let response: Function = Reflect::get(&js_sys::global(), &"Response".into())?.dyn_into()?;
    let packed: Response =
        Reflect::construct(&response, &js_sys::Array::of1(&stream))?.dyn_into()?;
    let buffer: ArrayBuffer = JsFuture::from(packed.array_buffer()?).await?.dyn_into()?;
    Ok(Uint8Array::new(&buffer))
}
