//! Saving what is typed without being asked: when typing rests, and when the field is left.

use std::rc::Rc;

use yew::prelude::*;

use crate::state::observations::monotonic_ms;
use crate::timer::{self, Typing};

/// A pause in typing after which what is there is kept.
const REST_MS: i32 = 1_500;
/// How long words may go unkept under a hand that does not rest: each keeping is an entry of its own.
const LONGEST_MS: i32 = 1_800;

/// A text under the hands, kept when typing rests, from time to time where it does not, and when
/// the field is left.
#[derive(Clone)]
pub(super) struct Typed {
    pub value: UseStateHandle<String>,
    pub oninput: Callback<String>,
    pub onblur: Callback<()>,
}

/// Starts from `kept` and calls `keep` with each text that differs from what was kept last. It is
/// the `keep` of the moment typing began: an edit that comes from elsewhere meanwhile was not
/// seen, and must not pass for what this one replaces.
#[hook]
pub(super) fn use_typed(kept: String, keep: Callback<String>) -> Typed {
    let value = use_state(|| kept.clone());
    let is_touched = use_mut_ref(|| false);
    let began_with = use_mut_ref(|| keep.clone());
    // Only the newest words may be kept, whichever render the timer was started in.
    let latest = use_mut_ref(|| kept.clone());
    {
        let (value, is_touched, latest) = (value.clone(), is_touched.clone(), latest.clone());
        use_effect_with(kept.clone(), move |kept| {
            // What came from elsewhere does not overwrite what is being typed.
            if !*is_touched.borrow() {
                value.set(kept.clone());
                *latest.borrow_mut() = kept.clone();
            }
        });
    }
    let flush: Rc<dyn Fn()> = {
        let (is_touched, latest) = (is_touched.clone(), latest.clone());
        let began_with = began_with.clone();
        Rc::new(move || {
            if is_touched.replace(false) {
                let keep = began_with.borrow().clone();
                keep.emit(latest.borrow().clone());
            }
        })
    };
    {
        let flush = flush.clone();
        let typing = use_memo((), |()| Typing::default());
        use_effect_with((*value).clone(), move |_| {
            let wait_ms = typing.struck(monotonic_ms(), REST_MS, LONGEST_MS);
            let timer = timer::after(wait_ms, move || {
                typing.kept();
                flush();
            });
            move || drop(timer)
        });
    }
    let oninput = {
        let (value, is_touched, latest) = (value.clone(), is_touched.clone(), latest.clone());
        Callback::from(move |typed: String| {
            if !is_touched.replace(true) {
                *began_with.borrow_mut() = keep.clone();
            }
            *latest.borrow_mut() = typed.clone();
            value.set(typed);
        })
    };
    let onblur = Callback::from(move |()| flush());
    Typed {
        value,
        oninput,
        onblur,
    }
}
