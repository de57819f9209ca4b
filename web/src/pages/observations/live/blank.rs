//! Covering the screen at once, and coming back on purpose.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

use crate::t;
use crate::text::use_text;

#[derive(Properties, PartialEq)]
pub struct BlankProps {
    pub open: bool,
    pub onreturn: Callback<()>,
}

/// A black screen that names nobody. A first press anywhere only shows the way back; the
/// second, on that button, takes it. A sleeve or a curious hand does not uncover anything,
/// and the keyboard works the same way.
#[component]
pub fn Blank(props: &BlankProps) -> Html {
    let text = use_text();
    let dialog = use_node_ref();
    let is_asking = use_state(|| false);
    {
        let (dialog, is_asking) = (dialog.clone(), is_asking.clone());
        use_effect_with(props.open, move |open| {
            is_asking.set(false);
            let Some(element) = dialog.cast::<HtmlDialogElement>() else {
                return;
            };
            if *open && !element.open() {
                // It fails only for a dialog that is open already.
                let _ = element.show_modal();
            } else if !*open && element.open() {
                element.close();
            }
        });
    }
    let ask = {
        let is_asking = is_asking.clone();
        Callback::from(move |_: MouseEvent| is_asking.set(true))
    };
    // Escape asks as well, instead of uncovering.
    let oncancel = {
        let is_asking = is_asking.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            is_asking.set(true);
        })
    };
    let back = {
        let onreturn = props.onreturn.clone();
        Callback::from(move |event: MouseEvent| {
            event.stop_propagation();
            onreturn.emit(());
        })
    };
    // A browser may close a dialog on a second Escape whatever the page says.
    let onclose = {
        let onreturn = props.onreturn.clone();
        Callback::from(move |_: Event| onreturn.emit(()))
    };
    html! {
        <dialog ref={dialog} class="blank" aria-label={t!(text, "blank-label")} {oncancel} {onclose}>
            if props.open {
                if *is_asking {
                    <button type="button" class="blank-back" onclick={back} autofocus=true>{ t!(text, "live-blank-back") }</button>
                } else {
                    <button type="button" class="blank-cover" onclick={ask} aria-label={t!(text, "live-blank-ask")}></button>
                }
            }
        </dialog>
    }
}
