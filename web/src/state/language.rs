//! Fetches the messages of a language that is not in the program.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::device;
use crate::api;
use crate::text::{self, Language, Text};

/// Speaks Welsh once it is chosen: at once from what this device kept, then from the file of
/// this version. Until one of them is here, English stands in message by message.
#[hook]
pub fn use_messages(text: &UseStateHandle<Text>) {
    let state = text.clone();
    use_effect_with(text.language(), move |language| {
        let language = *language;
        if language != Language::Welsh {
            return;
        }
        let Some(address) = device::welsh_address() else {
            return;
        };
        let speak = move |source: &str| {
            text::add_welsh(source);
            state.set(Text::new(language));
        };
        let kept = device::kept_welsh();
        if let Some((_, source)) = &kept {
            speak(source);
        }
        if kept.is_some_and(|(of, _)| of == address) {
            return;
        }
        spawn_local(async move {
            if let Ok(source) = api::asset(&address).await {
                device::keep_welsh(&address, &source);
                speak(&source);
            }
        });
    });
}
