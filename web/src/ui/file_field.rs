//! A file from the device, read as text.

use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::t;
use crate::text::use_text;
use crate::ui::Button;
use crate::ui::field::FieldError;

#[derive(Properties, PartialEq)]
pub struct FileFieldProps {
    pub id: AttrValue,
    pub label: AttrValue,
    /// Endings and media types, as browsers take them.
    pub accept: AttrValue,
    /// Gets the words of a chosen file. One that cannot be read is told of here, and what was
    /// chosen before stays chosen.
    pub onfile: Callback<String>,
}

/// A button of our own before the browser's control, which speaks the browser's language and not the
/// page's.
#[component]
pub fn FileField(props: &FileFieldProps) -> Html {
    let text = use_text();
    let input = use_node_ref();
    let name = use_state(|| None::<String>);
    let is_unread = use_state(|| false);
    let onchange = {
        let (read, name, is_unread) = (props.onfile.clone(), name.clone(), is_unread.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            let (read, name, is_unread) = (read.clone(), name.clone(), is_unread.clone());
            spawn_local(async move {
                let words = JsFuture::from(file.text()).await.ok();
                let words = words.and_then(|words| words.as_string());
                is_unread.set(words.is_none());
                if let Some(words) = words {
                    name.set(Some(file.name()));
                    read.emit(words);
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
    let error = is_unread.then(|| t!(text, "file-unread"));
    let is_bad = error.is_some().then_some("field-bad");
    html! {
        <div class={classes!("field", is_bad)}>
            <label for={props.id.clone()}>{ &props.label }</label>
            { for error.map(|error| html! { <div role="alert"><FieldError id={props.id.clone()} {error} /></div> }) }
            <div class="file-field">
                <Button {onclick} {label}>{ words }</Button>
                <span class="muted small" role="status">{ chosen }</span>
            </div>
            <input id={props.id.clone()} ref={input} type="file" hidden=true accept={props.accept.clone()} {onchange} />
        </div>
    }
}
