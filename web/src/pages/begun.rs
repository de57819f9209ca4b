//! Leaving a form in which something is typed that is not saved: whoever typed it decides.

use yew::prelude::*;

use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, ButtonRow, Dialog};

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
