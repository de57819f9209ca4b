//! Choices that belong to the device and not to a person: language and theme. They are
//! kept in local storage, where `boot.js` reads them before the first paint.

use web_sys::{Element, Storage};

use crate::text::Language;
use crate::ui::ThemeChoice;

const LANGUAGE: &str = "language";
const THEME: &str = "theme";

/// The language chosen on this device, else the browser's.
pub fn language() -> Language {
    let kept = storage().and_then(|storage| storage.get_item(LANGUAGE).ok().flatten());
    let browser = || web_sys::window().and_then(|window| window.navigator().language());
    kept.or_else(browser).map_or(Language::English, |tag| Language::from_tag(&tag))
}

/// Keeps the language and tells readers which voice to use.
pub fn keep_language(language: Language) {
    keep(LANGUAGE, language.tag());
    show_language(language);
}

/// Names the language on the page without keeping it.
pub fn show_language(language: Language) {
    set_on_root("lang", language.tag());
}

/// The theme chosen on this device.
pub fn theme() -> ThemeChoice {
    let kept = storage().and_then(|storage| storage.get_item(THEME).ok().flatten());
    ThemeChoice::from_word(&kept.unwrap_or_default())
}

/// Keeps the theme and shows it at once.
pub fn keep_theme(theme: ThemeChoice) {
    keep(THEME, theme.word());
    set_on_root("data-theme", theme.word());
}

fn keep(name: &str, value: &str) {
    if let Some(storage) = storage() {
        // Where storage is full or closed the choice lasts until the page closes.
        let _ = storage.set_item(name, value);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn set_on_root(name: &str, value: &str) {
    let root: Option<Element> = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    if let Some(root) = root {
        // The names are constants of this file and valid.
        let _ = root.set_attribute(name, value);
    }
}
