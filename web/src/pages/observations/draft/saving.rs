//! Saving what is typed without being asked: when typing rests, and when field or page are left.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use shared::observations::OperationBody;
use shared::values::{OperationId, ValueError};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::pages::observations::opened::Here;
use crate::state::observations::{BegunAs, monotonic_ms};
use crate::timer::{self, Typing};

/// A pause in typing after which what is there is kept.
const REST_MS: i32 = 1_000;
/// How long words may go unkept under a hand that does not rest: each keeping is an entry of its own.
const LONGEST_MS: i32 = 1_500;

/// A text under the hands, kept when typing rests, from time to time where it does not, and when
/// the field or the page is left.
#[derive(Clone)]
pub(super) struct Typed {
    pub value: UseStateHandle<String>,
    pub oninput: Callback<String>,
    /// Shows words that were found again, unless somebody types already.
    pub onfound: Callback<String>,
    pub onblur: Callback<()>,
}

/// Starts from `kept` and calls `keep` with each text that differs from what was kept last; it
/// answers whether that could be kept. What could not be stays in the field. It is the `keep` of
/// the moment typing began: an edit that comes from elsewhere meanwhile was not seen, and must not
/// pass for what this one replaces.
#[hook]
pub(super) fn use_typed(kept: String, keep: Callback<String, bool>) -> Typed {
    let value = use_state(|| kept.clone());
    let is_touched = use_mut_ref(|| false);
    let is_unkept = use_mut_ref(|| false);
    let typing = use_memo((), |()| Typing::default());
    let began_with = use_mut_ref(|| keep.clone());
    // None while the field holds what could not be kept.
    let last_kept = use_mut_ref(|| Some(kept.clone()));
    // Only the newest words may be kept, whichever render the timer was started in.
    let latest = use_mut_ref(|| kept.clone());
    {
        let (value, is_touched, latest) = (value.clone(), is_touched.clone(), latest.clone());
        let last_kept = last_kept.clone();
        use_effect_with(kept.clone(), move |kept| {
            // What came from elsewhere does not overwrite what is being typed, and what comes back
            // from here does not take the space away after which somebody goes on.
            let is_own = latest.borrow().trim() == kept;
            if !*is_touched.borrow() && !is_own {
                value.set(kept.clone());
                *last_kept.borrow_mut() = Some(kept.clone());
                *latest.borrow_mut() = kept.clone();
            }
        });
    }
    let flush: Rc<dyn Fn()> = {
        let (is_touched, latest) = (is_touched.clone(), latest.clone());
        let (began_with, is_unkept) = (began_with.clone(), is_unkept.clone());
        let typing = typing.clone();
        Rc::new(move || {
            typing.kept();
            if !is_unkept.replace(false) {
                return;
            }
            let (typed, keep) = (latest.borrow().clone(), began_with.borrow().clone());
            let is_last = last_kept.borrow().as_ref() == Some(&typed);
            let is_kept = is_last || keep.emit(typed.clone());
            *last_kept.borrow_mut() = is_kept.then_some(typed);
            *is_touched.borrow_mut() = !is_kept;
        })
    };
    {
        let (flush, is_unkept) = (flush.clone(), is_unkept.clone());
        use_effect_with((*value).clone(), move |_| {
            let timer = is_unkept.borrow().then(|| {
                let wait_ms = typing.struck(monotonic_ms(), REST_MS, LONGEST_MS);
                timer::after(wait_ms, move || flush())
            });
            move || drop(timer)
        });
    }
    {
        let flush = flush.clone();
        use_effect_with((), move |()| move || flush());
    }
    let oninput = {
        let (value, is_touched) = (value.clone(), is_touched.clone());
        Callback::from(move |typed: String| {
            if !is_touched.replace(true) {
                *began_with.borrow_mut() = keep.clone();
            }
            *is_unkept.borrow_mut() = true;
            *latest.borrow_mut() = typed.clone();
            value.set(typed);
        })
    };
    let onfound = {
        let (is_touched, oninput) = (is_touched.clone(), oninput.clone());
        Callback::from(move |found: String| {
            if !*is_touched.borrow() {
                oninput.emit(found);
            }
        })
    };
    let onblur = Callback::from(move |()| flush());
    Typed {
        value,
        oninput,
        onfound,
        onblur,
    }
}

/// What this device keeps of a text that does not fit yet.
#[derive(Serialize, Deserialize)]
struct Unfit {
    typed: String,
    /// The version of the text that its author saw.
    base: Option<OperationId>,
}

/// A text of which a record has one: said in the log where `body` can say it, and kept beside it
/// as `what` where it cannot. `kept` is the text there is, and the version.
#[hook]
pub(super) fn use_said(
    here: &Here,
    what: BegunAs,
    kept: Option<(OperationId, &str)>,
    body: fn(&str) -> Result<OperationBody, ValueError>,
) -> Typed {
    let (store, id) = (here.store.clone(), here.id);
    let found = use_mut_ref(|| None::<Unfit>);
    let keep = {
        let (store, found) = (store.clone(), found.clone());
        let shown = kept.map(|(written_by, _)| written_by);
        Callback::from(move |typed: String| {
            let base = found.borrow().as_ref().map_or(shown, |found| found.base);
            match body(&typed) {
                Ok(body) => {
                    found.take();
                    store.append_begun(what, id, body, base, js_sys::Date::now());
                    true
                }
                // It stays on the screen with its reason.
                Err(_) => {
                    let words = typed.clone();
                    store.keep_begun(what, id, words, Unfit { typed, base });
                    false
                }
            }
        })
    };
    let text = kept.map_or("", |(_, text)| text);
    let typed = use_typed(text.to_owned(), keep);
    {
        let onfound = typed.onfound.clone();
        use_effect_with((), move |()| {
            spawn_local(async move {
                if let Some(unfit) = store.begun_form::<Unfit>(what, id).await {
                    let words = unfit.typed.clone();
                    found.replace(Some(unfit));
                    onfound.emit(words);
                }
            });
        });
    }
    typed
}

/// A text that need not be there: none where nothing is typed.
pub(super) fn optional<T>(
    typed: &str,
    parse: fn(&str) -> Result<T, ValueError>,
) -> Result<Option<T>, ValueError> {
    match parse(typed) {
        Err(ValueError::Empty) => Ok(None),
        parsed => parsed.map(Some),
    }
}
