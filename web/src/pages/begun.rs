//! A form that is begun: kept on this device as it is filled in, found again when its page is opened,
//! and let go of once it was sent, or where whoever began it says so.

use std::rc::Rc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::state::observations::{BegunAs, ObservationStore, use_observations};
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, ButtonRow, Dialog};

/// The fields of a form that is kept.
pub(super) trait Fields: Clone + PartialEq + Serialize + DeserializeOwned + 'static {
    /// The words in them, by which the form is listed.
    fn words(&self) -> Vec<&str>;
}

/// A form that is kept as it is filled in.
pub(super) struct Kept<F> {
    store: ObservationStore,
    what: BegunAs,
    of: AttrValue,
    untouched: Rc<F>,
    /// Whether it was filled in from what was begun before.
    pub is_found: bool,
    /// Whether something is in it that was not sent.
    pub is_begun: bool,
}

impl<F: Fields> Kept<F> {
    /// Lets go of what this device has of it: it was sent, or its author says so.
    pub fn on_let_go(&self) -> Callback<()> {
        let (store, what, of) = (self.store.clone(), self.what, self.of.clone());
        Callback::from(move |()| store.let_go(what, &of))
    }

    /// What [`Close`] asks.
    pub fn on_asked(&self) -> Callback<(), bool> {
        let is_begun = self.is_begun;
        Callback::from(move |()| is_begun)
    }

    /// The form as it was before anything was begun.
    pub fn untouched(&self) -> F {
        (*self.untouched).clone()
    }
}

/// Keeps a form with every change while it is not as it was, and fills it in as it was left.
#[hook]
pub(super) fn use_kept<F: Fields>(
    what: BegunAs,
    of: AttrValue,
    values: &F,
    fill: Callback<F>,
) -> Kept<F> {
    let store = use_observations();
    let untouched = use_memo((), |()| values.clone());
    let now = use_mut_ref(|| values.clone());
    *now.borrow_mut() = values.clone();
    let is_found = use_state_eq(|| false);
    {
        let (store, untouched) = (store.clone(), untouched.clone());
        let (of, is_found) = (of.clone(), is_found.setter());
        use_effect_with(store.is_ready, move |_| {
            spawn_local(async move {
                let Some(found) = store.begun_form::<F>(what, &of).await else {
                    return;
                };
                // Whoever has begun to type meanwhile goes on with that.
                if *now.borrow() == *untouched {
                    is_found.set(true);
                    fill.emit(found);
                }
            });
        });
    }
    let is_begun = *values != *untouched;
    let was_begun = use_mut_ref(|| false);
    {
        let (store, of) = (store.clone(), of.clone());
        use_effect_with(values.clone(), move |fields| {
            let was_begun = was_begun.replace(is_begun);
            if is_begun {
                let words = words_of(&fields.words());
                store.keep_begun(what, &of, words, fields.clone());
            } else if was_begun {
                store.let_go(what, &of);
            }
        });
    }
    Kept {
        store,
        what,
        of,
        untouched,
        is_found: *is_found,
        is_begun,
    }
}

/// Hears that such a form was begun here, so that it can be opened.
#[hook]
pub(super) fn use_found<F: Fields>(what: BegunAs, of: AttrValue, onfound: Callback<()>) {
    let store = use_observations();
    use_effect_with((of, store.is_ready), move |(of, _)| {
        let of = of.clone();
        spawn_local(async move {
            if store.begun_form::<F>(what, of).await.is_some() {
                onfound.emit(());
            }
        });
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
    /// Of the question it asks: two forms may stand on one page.
    #[prop_or(AttrValue::Static("let-go"))]
    pub id: AttrValue,
    /// What the button is called.
    pub label: AttrValue,
    /// Whether there is something to lose, at the moment of asking.
    pub is_unsaved: Callback<(), bool>,
    /// Lets go of what this device keeps of it.
    pub onletgo: Callback<()>,
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
        let (is_asking, letgo, done) = (
            is_asking.clone(),
            props.onletgo.clone(),
            props.ondone.clone(),
        );
        Callback::from(move |_: MouseEvent| {
            is_asking.set(false);
            letgo.emit(());
            done.emit(());
        })
    };
    html! {
        <>
            <Button kind={ButtonKind::Quiet} onclick={onclose}>{ &props.label }</Button>
            <Dialog id={props.id.clone()} open={*is_asking} title={t!(text, "draft-let-go-title")} onclose={onkeep.clone()}>
                <p>{ t!(text, "draft-let-go-what") }</p>
                <ButtonRow>
                    <Button kind={ButtonKind::Danger} onclick={onletgo}>{ t!(text, "draft-let-go") }</Button>
                    <Button onclick={onkeep.reform(|_: MouseEvent| ())}>{ t!(text, "draft-go-on") }</Button>
                </ButtonRow>
            </Dialog>
        </>
    }
}
