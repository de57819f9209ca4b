//! What a touch on the live screen does to the record.

use std::cell::RefCell;
use std::rc::Rc;

use shared::observations::OperationBody;
use yew::prelude::*;

use crate::pages::observations::opened::Here;
use crate::state::observations::ObservationStore;

/// An act and the Unix time in milliseconds at which it began.
pub type Act = (OperationBody, f64);

/// Appends what a part of the screen reports. It stays the same while the record goes on, so that
/// a tap draws what it changed and nothing else.
#[hook]
pub fn use_append(here: &Here) -> Callback<Act> {
    let store = use_newest(here);
    use_callback(here.id, move |(body, begun_ms), id| {
        let store = store.borrow().clone();
        store.append(*id, body, begun_ms);
    })
}

/// Which way the last act is turned.
#[derive(Clone, Copy, PartialEq)]
pub enum Turn {
    Back,
    Again,
}

/// Takes back what was done last, or does it again: by the record as it is at the press. The timeline may
/// be a frame behind it, and whoever undoes a slip means that slip.
#[hook]
pub fn use_turn(here: &Here) -> Callback<Turn> {
    let store = use_newest(here);
    use_callback(here.id, move |turn, id| {
        let store = store.borrow().clone();
        let body = store.record(*id).and_then(|open| match turn {
            Turn::Back => open
                .record
                .undoable()
                .map(|op| OperationBody::Undo { operation: op.id }),
            Turn::Again => open
                .record
                .redoable()
                .map(|op| OperationBody::Redo { operation: op.id }),
        });
        if let Some(body) = body {
            store.append(*id, body, js_sys::Date::now());
        }
    })
}

/// The store as the caller last drew it, for a callback that stays the same.
#[hook]
fn use_newest(here: &Here) -> Rc<RefCell<ObservationStore>> {
    let store = use_mut_ref(|| here.store.clone());
    *store.borrow_mut() = here.store.clone();
    store
}
