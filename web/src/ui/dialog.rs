//! A question that must be answered first. The native dialog keeps the focus inside,
//! makes the rest inert, gives the focus back, and closes on Escape.

use web_sys::HtmlDialogElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DialogProps {
    pub id: AttrValue,
    pub open: bool,
    pub title: AttrValue,
    /// Escape, or the dialog closed in another way: set `open` to false.
    pub onclose: Callback<()>,
    pub children: Html,
}

#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    let dialog = use_node_ref();
    use_native_dialog(&dialog, props.open);
    let title_id = format!("{}-title", props.id);
    let onclose = {
        let closed = props.onclose.clone();
        Callback::from(move |_: Event| closed.emit(()))
    };
    html! {
        <dialog ref={dialog} id={props.id.clone()} class="dialog" aria-labelledby={title_id.clone()} {onclose}>
            if props.open {
                <div class="dialog-in">
                    <h2 id={title_id}>{ &props.title }</h2>
                    { props.children.clone() }
                </div>
            }
        </dialog>
    }
}

/// Opens and closes the native dialog as `open` says.
#[hook]
pub(super) fn use_native_dialog(dialog: &NodeRef, open: bool) {
    let dialog = dialog.clone();
    use_effect_with(open, move |open| {
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
