//! A file from the device, read as text.

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct FileFieldProps {
    pub id: AttrValue,
    pub label: AttrValue,
    /// Endings and media types, as browsers take them.
    pub accept: AttrValue,
    /// Gets the words of a chosen file.
    pub onfile: Callback<String>,
}

#[component]
pub fn FileField(props: &FileFieldProps) -> Html {
    let onchange = {
        let read = props.onfile.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            let read = read.clone();
            spawn_local(async move {
                // A file that went away between choosing and reading leaves the field as it is.
                if let Ok(words) = JsFuture::from(file.text()).await {
                    read.emit(words.as_string().unwrap_or_default());
                }
            });
        })
    };
    html! {
        <div class="field">
            <label for={props.id.clone()}>{ props.label.clone() }</label>
            <input id={props.id.clone()} type="file" class="input" accept={props.accept.clone()} {onchange} />
        </div>
    }
}
