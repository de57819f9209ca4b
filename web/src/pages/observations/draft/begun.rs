//! A form that is begun: kept on this device until it is saved, or let go of by who began it.

use serde::Serialize;
use yew::prelude::*;

use crate::pages::begun;
pub(super) use crate::pages::begun::words_of;
use crate::pages::observations::opened::Here;
use crate::state::observations::BegunAs;
use crate::t;
use crate::text::use_text;

/// A form of one entry of a list, as it is kept on this device.
pub(super) trait Words: Clone + PartialEq + 'static {
    type Id: Copy + PartialEq + 'static;

    /// The entry it is the form of; a new one that has no id yet gets one.
    fn of(&self) -> Self::Id;

    /// The words in it, by which it is listed.
    fn words(&self) -> String;
}

/// Keeps a form with every change while it says something that is not saved, and lets go of it
/// once it does not; `was_begun` where it came from there. `onbegun` hears which of the two it is.
#[hook]
pub(super) fn use_begun<F>(
    here: &Here,
    what: BegunAs,
    form: F,
    was_begun: bool,
    is_begun: bool,
    onbegun: Callback<bool>,
) where
    F: Words + Serialize,
{
    let (store, id) = (here.store.clone(), here.id);
    let was_begun = use_mut_ref(|| was_begun);
    use_effect_with((form, is_begun), move |(form, is_begun)| {
        onbegun.emit(*is_begun);
        let was_begun = was_begun.replace(*is_begun);
        if *is_begun {
            store.keep_begun(what, id, form.words(), form.clone());
        } else if was_begun {
            store.let_go(what, id);
        }
    });
}

#[derive(Properties, PartialEq)]
pub(super) struct CloseProps {
    pub here: Here,
    pub what: BegunAs,
    /// Whether there is something to lose, at the moment of asking.
    pub is_unsaved: Callback<(), bool>,
    pub ondone: Callback<()>,
}

/// Closes a form of this record, and asks first where something in it is not saved.
#[component]
pub(super) fn Close(props: &CloseProps) -> Html {
    let text = use_text();
    let onletgo = {
        let (store, id, what) = (props.here.store.clone(), props.here.id, props.what);
        Callback::from(move |()| store.let_go(what, id))
    };
    html! {
        <begun::Close label={t!(text, "close")} is_unsaved={props.is_unsaved.clone()} {onletgo} ondone={props.ondone.clone()} />
    }
}
