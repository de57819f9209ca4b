//! Pauses in longer work.

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

use super::monotonic_ms;

/// Longer work that lets the page see to what waits, such as a tap, from time to time.
pub struct Breath {
    /// On the page's own clock, in milliseconds.
    since: f64,
}

/// About half of what is left of a frame on a weak tablet.
const BREATH_MS: f64 = 8.0;

impl Breath {
    pub fn new() -> Self {
        Self {
            since: monotonic_ms(),
        }
    }

    /// Goes on at once, or, where the page has not been let go for a while, when it has seen to what waits.
    pub async fn take(&mut self) {
        if monotonic_ms() - self.since < BREATH_MS || is_hidden() {
            return;
        }
        let rested = Promise::new(&mut |resolve, _| {
            if let Some(window) = web_sys::window() {
                let _ = window.set_timeout_with_callback(&resolve);
            }
        });
        let _ = JsFuture::from(rested).await;
        self.since = monotonic_ms();
    }
}

/// A page that nobody sees is tapped by nobody, and its timers may be a minute late.
fn is_hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_none_or(|document| document.hidden())
}
