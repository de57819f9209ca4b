//! Words that are still being typed are kept on this device, and found again after a killed tab.

use shared::values::ObservationId;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::state::form::Form;
use crate::state::observations::{BegunAs, WordsDraft, use_observations};

/// Keeps what is typed into a form, as `draft` reads it off the fields, and fills it in again with
/// `fill` where nothing is typed yet. Answers whether there was something to fill in.
#[hook]
pub(super) fn use_words_draft<F, V>(
    what: BegunAs,
    id: ObservationId,
    form: &Form<F, V>,
    draft: fn(&F) -> WordsDraft,
    fill: fn(&mut F, WordsDraft),
) -> bool
where
    F: Clone + PartialEq + 'static,
    V: 'static,
{
    let store = use_observations();
    let is_found = use_state(|| false);
    {
        let (store, form, is_found) = (store.clone(), form.clone(), is_found.clone());
        use_effect_with((id, store.is_ready), move |_| {
            spawn_local(async move {
                let Some(found) = store.words_draft(what, id).await else {
                    return;
                };
                is_found.set(true);
                form.change(move |fields| {
                    if draft(fields).words.is_empty() {
                        fill(fields, found);
                    }
                });
            });
        });
    }
    let is_first = use_mut_ref(|| true);
    use_effect_with(form.values().clone(), move |fields| {
        if !std::mem::take(&mut *is_first.borrow_mut()) {
            store.keep_words_draft(what, id, draft(fields));
        }
    });
    *is_found
}
