//! A file from the device, read as text.

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::t;
use crate::text::use_text;
use crate::ui::Button;

#[derive(Properties, PartialEq)]
pub struct FileFieldProps {
    pub id: AttrValue,
    pub label: AttrValue,
    /// Endings and media types, as browsers take them.
    pub accept: AttrValue,
    /// Gets the words of a chosen file.
    pub onfile: Callback<String>,
}

/// A button of our own before the browser's control, which speaks the browser's language and not the
/// page's.
#[component]
pub fn FileField(props: &FileFieldProps) -> Html {
    let text = use_text();
    let input = use_node_ref();
    let name = use_state(|| None::<String>);
    let onchange = {
        let (read, name) = (props.onfile.clone(), name.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            name.set(Some(file.name()));
            let read = read.clone();
            spawn_local(async move {
                // A file that went away between choosing and reading leaves the field as it is.
                if let Ok(words) = JsFuture::from(file.text()).await {
                    read.emit(words.as_string().unwrap_or_default());
                }
            });
        })
    };
    let onclick = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                // The same file, mended meanwhile, can be chosen again.
                input.set_value("");
                input.click();
            }
        })
    };
    let chosen = match &*name {
        Some(name) => name.clone().into(),
        None => t!(text, "file-none"),
    };
    let words = t!(text, "file-choose");
    let label = format!("{words} – {}", props.label);
    html! {
        <div class="field">
            <label for={props.id.clone()}>{ &props.label }</label>
            <div class="file-field">
                <Button {onclick} {label}>{ words }</Button>
                <span class="muted small" role="status">{ chosen }</span>
            </div>
            <input id={props.id.clone()} ref={input} type="file" hidden=true accept={props.accept.clone()} {onchange} />
        </div>
    }
}
