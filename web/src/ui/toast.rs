//! Short answers to what a person just did. The region is always there and is read out.

use yew::prelude::*;

use crate::t;
use crate::text::use_text;
use crate::ui::{Button, ButtonKind, IconKind};

/// One toast, ready to show.
#[derive(Clone, Debug, PartialEq)]
pub struct ToastView {
    pub id: u32,
    pub words: AttrValue,
    /// A word such as "Use it now", and what it does.
    pub action: Option<(AttrValue, Callback<()>)>,
}

#[derive(Properties, PartialEq)]
pub struct ToastsProps {
    pub toasts: Vec<ToastView>,
    pub ondismiss: Callback<u32>,
}

#[component]
pub fn Toasts(props: &ToastsProps) -> Html {
    let text = use_text();
    let toasts = props.toasts.iter().map(|toast| {
        let ondismiss = {
            let (dismiss, id) = (props.ondismiss.clone(), toast.id);
            Callback::from(move |_| dismiss.emit(id))
        };
        html! {
            <div class="toast" key={toast.id}>
                <p>{ &toast.words }</p>
                { for toast.action.iter().map(|(word, act)| {
                    let act = act.clone();
                    html! { <Button onclick={move |_| act.emit(())}>{ word }</Button> }
                }) }
                <Button kind={ButtonKind::Quiet} icon={IconKind::Cross} label={t!(text, "dismiss")} onclick={ondismiss} />
            </div>
        }
    });
    html! { <div class="toasts" role="status" aria-live="polite">{ for toasts }</div> }
}
