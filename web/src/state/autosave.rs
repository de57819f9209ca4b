//! Saving while somebody writes: soon after the last letter, one request at a time, and again
//! after a failure, until it is saved.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use super::{Failure, calm};
use crate::dates;
use crate::offline::monotonic_ms;
use crate::timer::{self, Timer, Typing};

/// A pause in writing after which it is kept,
const PAUSE_MS: i32 = 400;
/// and how long it may go unkept where there is none. A killed tab loses no more than that.
const LONGEST_MS: i32 = 1_000;
/// Between two tries without a network.
const RETRY_MS: i32 = 5_000;

/// How far saving has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Saving {
    /// Nothing was written since the page opened.
    Untouched,
    /// Written, not yet sent.
    Waiting,
    /// Saved at this instant, in Unix milliseconds.
    SavedAt(i64),
    /// Not saved; tried again by itself where the network was missing.
    NotSaved(Failure),
}

type Answer = Pin<Box<dyn Future<Output = Result<i64, Failure>>>>;
/// Saves a value over a version (none makes the record) and answers with the new version.
type Save<V> = Rc<dyn Fn(V, Option<i64>) -> Answer>;

struct Inner<V> {
    save: Save<V>,
    version: Option<i64>,
    pending: Option<V>,
    is_busy: bool,
    timer: Option<Timer>,
    typing: Typing,
    show: UseStateSetter<Saving>,
    /// Who waits for the request that is on its way.
    waiting: Vec<Function>,
}

/// Saves the latest value; earlier ones that were not sent yet are left out.
pub struct Autosave<V> {
    inner: Rc<RefCell<Inner<V>>>,
    pub saving: Saving,
}

impl<V> Clone for Autosave<V> {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.clone(),
            saving: self.saving.clone(),
        }
    }
}

impl<V: Clone + 'static> Autosave<V> {
    /// The value as it is now.
    pub fn changed(&self, value: V) {
        let inner = self.inner.clone();
        let mut state = self.inner.borrow_mut();
        let wait_ms = state.typing.struck(monotonic_ms(), PAUSE_MS, LONGEST_MS);
        let timer = timer::after(wait_ms, move || flush(&inner));
        state.pending = Some(value);
        state.timer = timer;
        state.show.set(Saving::Waiting);
    }

    /// Saves at once, for instance when a field is left.
    pub fn now(&self) {
        flush(&self.inner);
    }

    /// Waits for what is on its way and answers with the version to write over next. What has
    /// not been sent yet is left out: the step that follows carries it.
    pub async fn settled(&self) -> Option<i64> {
        let is_busy = {
            let mut state = self.inner.borrow_mut();
            state.pending = None;
            state.timer = None;
            state.is_busy
        };
        if is_busy {
            let answered = Promise::new(&mut |resolve, _| {
                self.inner.borrow_mut().waiting.push(resolve);
            });
            // It is only ever resolved, whatever the answer was.
            let _ = JsFuture::from(answered).await;
        }
        self.version()
    }

    /// Takes the version that another step has made, so that the next save is not stale.
    pub fn adopt(&self, version: i64) {
        self.inner.borrow_mut().version = Some(version);
    }

    /// Whether something is on its way or waits to be.
    pub fn is_underway(&self) -> bool {
        let inner = self.inner.borrow();
        inner.is_busy || inner.pending.is_some()
    }

    /// The version to write over next; none before the first save.
    pub fn version(&self) -> Option<i64> {
        self.inner.borrow().version
    }
}

fn flush<V: Clone + 'static>(inner: &Rc<RefCell<Inner<V>>>) {
    let mut state = inner.borrow_mut();
    state.typing.kept();
    // It has fired, or is not needed; what came while a save was on its way follows that.
    state.timer = None;
    if state.is_busy {
        return;
    }
    let Some(value) = state.pending.take() else {
        return;
    };
    state.is_busy = true;
    let answer = (state.save)(value.clone(), state.version);
    drop(state);
    let inner = inner.clone();
    spawn_local(async move {
        let save = calm::save();
        let outcome = answer.await;
        drop(save);
        let mut state = inner.borrow_mut();
        state.is_busy = false;
        let waiting = std::mem::take(&mut state.waiting);
        for resolve in &waiting {
            // Resolving a promise cannot fail.
            let _ = resolve.call0(&JsValue::NULL);
        }
        match outcome {
            Ok(version) => {
                state.version = Some(version);
                if state.pending.is_none() {
                    state.show.set(Saving::SavedAt(dates::now_ms()));
                }
            }
            // The step that waits carries what failed.
            Err(_) if !waiting.is_empty() => return,
            Err(failure) => {
                let is_passing = failure == Failure::Offline;
                // What was written since counts more than what failed.
                state.pending.get_or_insert(value);
                state.show.set(Saving::NotSaved(failure));
                if is_passing {
                    let inner = inner.clone();
                    state.timer = timer::after(RETRY_MS, move || flush(&inner));
                }
                return;
            }
        }
        let has_more = state.pending.is_some() && state.timer.is_none();
        drop(state);
        if has_more {
            flush(&inner);
        }
    });
}

/// Saves what a page hands over. `about` names the record; with another record it starts anew.
/// What waits when the page is left is sent on the way out.
#[hook]
pub fn use_autosave<V, D, F>(
    about: D,
    version: Option<i64>,
    save: impl Fn(V, Option<i64>) -> F + 'static,
) -> Autosave<V>
where
    V: Clone + 'static,
    D: PartialEq + Clone + 'static,
    F: Future<Output = Result<i64, Failure>> + 'static,
{
    let saving = use_state(|| Saving::Untouched);
    let inner = {
        let show = saving.setter();
        use_memo(about.clone(), move |_| {
            let save: Save<V> = Rc::new(move |value, version| Box::pin(save(value, version)));
            Rc::new(RefCell::new(Inner {
                save,
                version,
                pending: None,
                is_busy: false,
                timer: None,
                typing: Typing::default(),
                show,
                waiting: Vec::new(),
            }))
        })
    };
    {
        let inner = inner.clone();
        use_effect_with(about, move |_| move || flush(&inner));
    }
    Autosave {
        inner: (*inner).clone(),
        saving: (*saving).clone(),
    }
}
