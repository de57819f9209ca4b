//! What a touch on the live screen does to the record.

use shared::observations::OperationBody;
use yew::prelude::*;

use crate::pages::observations::opened::Here;

/// An act and the Unix time in milliseconds at which it began.
pub type Act = (OperationBody, f64);

/// Appends what a part of the screen reports. It stays the same while the record goes on, so that
/// a tap draws what it changed and nothing else.
#[hook]
pub fn use_append(here: &Here) -> Callback<Act> {
    let store = use_mut_ref(|| here.store.clone());
    *store.borrow_mut() = here.store.clone();
    use_callback(here.id, move |(body, begun_ms), id| {
        let store = store.borrow().clone();
        store.append(*id, body, begun_ms);
    })
}
