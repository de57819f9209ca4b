//! The key in the memory of the service worker, so that a page loaded again goes on without a
//! password. It is on no disk: the worker forgets it half a minute after the last page was heard
//! of (`sw.js`), and ends with the process when the system kills the tab.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use shared::values::PersonId;
use shared::vault::SealKey;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    MessageChannel, MessageEvent, ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration,
};

use super::card::TypedWrap;
use super::{Vault, pin};
use crate::timer::{self, Timer};

/// The worker forgets after thirty seconds; a page is heard of three times in that time.
const HOLD_EVERY_MS: i32 = 9_000;
/// A worker that does not answer, or that the browser does not find, holds nothing.
const ANSWER_WITHIN_MS: i32 = 2_000;
/// What the worker says when another tab has locked.
const LOCK: &str = "vault-lock";

thread_local! {
    static BEAT: RefCell<Option<Timer>> = const { RefCell::new(None) };
}

/// Gives the key to the worker now and from time to time, as long as the vault is open.
pub(super) fn keep(vault: &Rc<Vault>) {
    tell_of(vault.clone());
    let beat = {
        let vault = Rc::downgrade(vault);
        timer::every(HOLD_EVERY_MS, move || {
            if let Some(vault) = vault.upgrade() {
                tell_of(vault);
            }
        })
    };
    BEAT.set(beat);
}

/// Makes the worker forget everything of this person, and every other page of theirs lock.
pub(super) async fn forget(person: PersonId) {
    tell_to("drop", person).await;
}

/// Makes the worker forget the key but not what a PIN opens, and every other page lock.
pub(super) async fn lock(person: PersonId) {
    tell_to("keepPin", person).await;
}

async fn tell_to(what: &str, person: PersonId) {
    BEAT.set(None);
    let message = message(what, person);
    for worker in workers().await {
        let _ = worker.post_message(&message);
    }
}

/// What the worker holds of somebody.
pub(super) struct Held {
    pub person: PersonId,
    /// Gone after a lock.
    pub key: Option<SealKey>,
    /// The same, sealed under a PIN.
    pub pin: Option<TypedWrap>,
}

/// What the worker holds, if it holds anything.
pub(super) async fn recall() -> Option<Held> {
    let registration = registration().await?;
    let worker = registration.active()?;
    let channel = MessageChannel::new().ok()?;
    let answered = Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(Some(&resolve));
    });
    let recall = Object::new();
    let _ = Reflect::set(&recall, &"vault".into(), &"recall".into());
    worker
        .post_message_with_transferable(&recall, &Array::of1(&channel.port2()))
        .ok()?;
    let event = in_time(&answered).await?;
    channel.port1().close();
    let data = event.dyn_ref::<MessageEvent>()?.data();
    let field = |name: &str| Reflect::get(&data, &name.into()).ok();
    let person = PersonId::parse(&field("person")?.as_string()?).ok()?;
    let key = field("key").and_then(|key| key.dyn_into::<Uint8Array>().ok());
    let pin = field("pin").and_then(|pin| pin.as_string());
    Some(Held {
        person,
        key: key.and_then(|bytes| {
            let key = SealKey::from_slice(&zeroize::Zeroizing::new(bytes.to_vec()));
            bytes.fill(0, 0, bytes.length());
            key
        }),
        pin: pin.and_then(|text| serde_json::from_str(&text).ok()),
    })
}

/// Calls `act` when another tab locks, or opens somebody else's vault.
pub fn on_lock_elsewhere(act: impl Fn() + 'static) {
    let Some(container) = container() else { return };
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if event.data().as_string().as_deref() == Some(LOCK) {
            act();
        }
    });
    container.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    // It lives as long as the page.
    heard.forget();
}

fn tell_of(vault: Rc<Vault>) {
    spawn_local(async move {
        let workers = workers().await;
        let key = Uint8Array::from(vault.key.expose().as_slice());
        let hold = message("hold", vault.person);
        let _ = Reflect::set(&hold, &"key".into(), &key);
        if let Some(wrap) = pin::of(vault.person) {
            let text = serde_json::to_string(&wrap).expect("a wrap holds texts and numbers only");
            let _ = Reflect::set(&hold, &"pin".into(), &text.into());
        }
        for worker in workers {
            // Each gets a copy; where none takes it, the next load asks to unlock.
            let _ = worker.post_message(&hold);
        }
        key.fill(0, 0, key.length());
    });
}

fn message(what: &str, person: PersonId) -> JsValue {
    let message = Object::new();
    let _ = Reflect::set(&message, &"vault".into(), &what.into());
    let _ = Reflect::set(&message, &"person".into(), &person.to_string().into());
    message.into()
}

/// The worker at work, and one that waits to take over: an update asks for no password.
async fn workers() -> Vec<ServiceWorker> {
    let Some(registration) = registration().await else {
        return Vec::new();
    };
    [
        registration.active(),
        registration.waiting(),
        registration.installing(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn registration() -> Option<ServiceWorkerRegistration> {
    in_time(&container()?.get_registration())
        .await?
        .dyn_into()
        .ok()
}

/// What is answered in time, if it is.
async fn in_time(answer: &Promise) -> Option<JsValue> {
    let late = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let _ = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ANSWER_WITHIN_MS);
        }
    });
    let first = Promise::race(&Array::of2(answer, &late));
    JsFuture::from(first).await.ok()
}

fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let container = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    container.dyn_into().ok()
}
