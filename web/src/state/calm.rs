//! Moments at which nothing is under a person's hands: no session, no save on its way, nothing
//! typed and not yet saved. Only then may the app offer to replace itself.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::route::Route;
use crate::{listen, timer};

/// How often a moment is looked at while something waits for a calm one.
const LOOK_EVERY_MS: i32 = 500;

thread_local! {
    static SAVES: Cell<u32> = const { Cell::new(0) };
    static TYPED: Cell<bool> = const { Cell::new(false) };
}

/// A save on its way; it ends when dropped.
#[derive(Debug)]
pub struct Save(());

/// Begins a save: of an act of capture, of a text, of a form.
pub fn save() -> Save {
    SAVES.set(SAVES.get() + 1);
    Save(())
}

impl Drop for Save {
    fn drop(&mut self) {
        SAVES.set(SAVES.get() - 1);
        if SAVES.get() == 0 && !is_in_text() {
            TYPED.set(false);
        }
    }
}

/// Whether now is such a moment. Looks only while somebody waits for one.
#[hook]
pub fn use_calm(route: &Route, is_wanted: bool) -> bool {
    let is_calm = use_state_eq(|| false);
    let is_calm_no_more = is_calm.setter();
    use_effect_with((), move |()| {
        let typed = listen::on_document(&["input"], move || {
            TYPED.set(true);
            // At once: an offer that stands there goes with the first letter.
            is_calm_no_more.set(false);
        });
        move || drop(typed)
    });
    // What was typed on another page was saved there, or left behind on purpose.
    use_effect_with(route.clone(), |_| TYPED.set(false));
    {
        let is_calm = is_calm.clone();
        let is_session = matches!(route, Route::ObservationLive { .. });
        use_effect_with((is_wanted, is_session), move |(is_wanted, is_session)| {
            let is_session = *is_session;
            let look = move || is_calm.set(!is_session && nothing_is_under_way());
            let timer = is_wanted
                .then(|| timer::every(LOOK_EVERY_MS, look))
                .flatten();
            move || drop(timer)
        });
    }
    is_wanted && *is_calm && !matches!(route, Route::ObservationLive { .. })
}

fn nothing_is_under_way() -> bool {
    let has_dialog = document()
        .and_then(|document| document.query_selector("dialog[open]").ok().flatten())
        .is_some();
    SAVES.get() == 0 && !TYPED.get() && !has_dialog
}

/// Whether the cursor stands in a field with something in it.
fn is_in_text() -> bool {
    let Some(active) = document().and_then(|document| document.active_element()) else {
        return false;
    };
    let value = active
        .dyn_ref::<HtmlTextAreaElement>()
        .map(HtmlTextAreaElement::value)
        .or_else(|| {
            active
                .dyn_ref::<HtmlInputElement>()
                .map(HtmlInputElement::value)
        });
    value.is_some_and(|value| !value.is_empty())
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
