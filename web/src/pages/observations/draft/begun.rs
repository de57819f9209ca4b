//! A form that is begun: kept on this device until it is saved, or let go of by who began it.

use serde::Serialize;
use yew::prelude::*;

use crate::pages::observations::opened::Here;
use crate::state::observations::BegunAs;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, ButtonRow, Dialog};

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

/// The words of a form, for where it is listed.
pub(super) fn words_of(fields: &[&str]) -> String {
    let words = fields.iter().map(|words| words.trim());
    let words: Vec<&str> = words.filter(|words| !words.is_empty()).collect();
    words.join("\n")
}

#[derive(Properties, PartialEq)]
pub(super) struct CloseProps {
    pub here: Here,
    pub what: BegunAs,
    /// Whether there is something to lose, at the moment of asking.
    pub is_unsaved: Callback<(), bool>,
    pub ondone: Callback<()>,
}

/// Closes a form, and asks first where something in it is not saved.
#[component]
pub(super) fn Close(props: &CloseProps) -> Html {
    let text = use_text();
    let is_asking = use_state(|| false);
    let onclose = {
        let (is_asking, is_unsaved) = (is_asking.clone(), props.is_unsaved.clone());
        let ondone = props.ondone.clone();
        Callback::from(move |_: MouseEvent| match is_unsaved.emit(()) {
            true => is_asking.set(true),
            false => ondone.emit(()),
        })
    };
    let onkeep = {
        let is_asking = is_asking.clone();
        Callback::from(move |()| is_asking.set(false))
    };
    let onletgo = {
        let (store, id, what) = (props.here.store.clone(), props.here.id, props.what);
        props
            .ondone
            .reform(move |_: MouseEvent| store.let_go(what, id))
    };
    html! {
        <>
            <Button kind={ButtonKind::Quiet} onclick={onclose}>{ t!(text, "close") }</Button>
            <Dialog id="let-go" open={*is_asking} title={t!(text, "draft-let-go-title")} onclose={onkeep.clone()}>
                <p>{ t!(text, "draft-let-go-what") }</p>
                <ButtonRow>
                    <Button kind={ButtonKind::Danger} onclick={onletgo}>{ t!(text, "draft-let-go") }</Button>
                    <Button onclick={onkeep.reform(|_: MouseEvent| ())}>{ t!(text, "draft-go-on") }</Button>
                </ButtonRow>
            </Dialog>
        </>
    }
}
