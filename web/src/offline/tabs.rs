//! Tabs of one person on one device: one of them sends, and all see what any of them wrote.

use std::future::Future;

use js_sys::{Function, Object, Promise, Reflect};
use shared::values::{ObservationId, PersonId};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{BroadcastChannel, MessageEvent};

/// Runs `work` while no other tab holds the lease of this person; answers whether it ran. The
/// browser gives the lease back with the tab, however that ends. A browser without locks has the
/// server to tell repetitions apart.
pub async fn with_lease(person: PersonId, work: impl Future<Output = ()> + 'static) -> bool {
    let locks = web_sys::window()
        .and_then(|window| Reflect::get(&window.navigator(), &"locks".into()).ok())
        .filter(JsValue::is_object);
    let request = locks
        .as_ref()
        .and_then(|locks| Reflect::get(locks, &"request".into()).ok())
        .and_then(|request| request.dyn_into::<Function>().ok());
    let (Some(locks), Some(request)) = (locks, request) else {
        work.await;
        return true;
    };
    let granted = Closure::once(move |lease: JsValue| -> Promise {
        if lease.is_null() || lease.is_undefined() {
            return Promise::resolve(&JsValue::FALSE);
        }
        future_to_promise(async move {
            work.await;
            Ok(JsValue::TRUE)
        })
    });
    let options = Object::new();
    // Setting a field of a fresh object cannot fail.
    let _ = Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE);
    let name = format!("alongside-sender-{person}");
    let asked = request.call3(&locks, &name.into(), &options, granted.as_ref());
    let Ok(asked) = asked.and_then(JsCast::dyn_into::<Promise>) else {
        return false;
    };
    JsFuture::from(asked).await.is_ok_and(|ran| ran.is_truthy())
}

/// The line between the tabs.
pub struct Tabs {
    channel: Option<BroadcastChannel>,
    _heard: Option<Closure<dyn FnMut(MessageEvent)>>,
}

impl Tabs {
    /// `heard` is called with each record that another tab has changed on this device.
    pub fn listen(person: PersonId, heard: impl Fn(ObservationId) + 'static) -> Self {
        let Ok(channel) = BroadcastChannel::new(&format!("alongside-{person}")) else {
            return Self {
                channel: None,
                _heard: None,
            };
        };
        let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let id = event.data().as_string();
            if let Some(id) = id.and_then(|id| ObservationId::parse(&id).ok()) {
                heard(id);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Self {
            channel: Some(channel),
            _heard: Some(listener),
        }
    }

    /// Tells the other tabs that a record has changed on this device.
    pub fn tell(&self, id: ObservationId) {
        if let Some(channel) = &self.channel {
            // A closed channel has nobody to tell.
            let _ = channel.post_message(&id.to_string().into());
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}
