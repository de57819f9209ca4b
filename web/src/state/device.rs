//! What belongs to the device: language, theme, its own id, and who used it last. It is
//! kept in local storage; `boot.js` reads language and theme before the first paint.

use shared::auth::Me;
use shared::values::{DeviceId, Label};
use uuid::Uuid;
use web_sys::{Element, Storage};

use crate::text::Language;
use crate::ui::ThemeChoice;

const LANGUAGE: &str = "language";
const THEME: &str = "theme";
const DEVICE: &str = "device";
const ME: &str = "me";
const WELSH: &str = "welsh";

/// The language chosen on this device, else the browser's.
pub fn language() -> Language {
    let browser = || web_sys::window().and_then(|window| window.navigator().language());
    read(LANGUAGE)
        .or_else(browser)
        .map_or(Language::English, |tag| Language::from_tag(&tag))
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

/// Where the Welsh messages of this version lie: `boot.js` names the file.
pub fn welsh_address() -> Option<String> {
    root()?.get_attribute("data-welsh")
}

/// The Welsh messages this device kept, and the address they came from.
pub fn kept_welsh() -> Option<(String, String)> {
    let kept = read(WELSH)?;
    let (address, source) = kept.split_once('\n')?;
    Some((address.to_owned(), source.to_owned()))
}

/// Keeps the Welsh messages, so that they are here without a network.
pub fn keep_welsh(address: &str, source: &str) {
    keep(WELSH, &format!("{address}\n{source}"));
}

/// The theme chosen on this device.
pub fn theme() -> ThemeChoice {
    ThemeChoice::from_word(&read(THEME).unwrap_or_default())
}

/// Keeps the theme and shows it at once.
pub fn keep_theme(theme: ThemeChoice) {
    keep(THEME, theme.word());
    set_on_root("data-theme", theme.word());
}

/// Whether a language was chosen here, rather than taken from the browser.
pub fn has_chosen_language() -> bool {
    read(LANGUAGE).is_some()
}

/// This browser's own id, made once, so that its sign-ins are throttled on their own.
pub fn id() -> DeviceId {
    let kept = read(DEVICE).and_then(|kept| DeviceId::parse(&kept).ok());
    kept.unwrap_or_else(|| {
        let fresh = DeviceId::new(Uuid::now_v7());
        keep(DEVICE, &fresh.to_string());
        fresh
    })
}

/// The device as its owner would recognise it in a list of sessions: "Chrome, Android".
pub fn label() -> Label {
    let agent = web_sys::window()
        .and_then(|window| window.navigator().user_agent().ok())
        .unwrap_or_default();
    Label::parse(&describe(&agent)).expect("the names below are short and printable")
}

// Every browser claims to be its ancestors too, so the most particular name comes first.
fn describe(agent: &str) -> String {
    let named = |names: &[(&str, &'static str)], otherwise: &'static str| {
        names
            .iter()
            .find(|(mark, _)| agent.contains(mark))
            .map_or(otherwise, |(_, name)| *name)
    };
    let browser = named(
        &[
            ("Edg", "Edge"),
            ("OPR", "Opera"),
            ("Firefox", "Firefox"),
            ("Chrom", "Chrome"),
            ("Safari", "Safari"),
        ],
        "Browser",
    );
    let system = named(
        &[
            ("iPad", "iPad"),
            ("iPhone", "iPhone"),
            ("Android", "Android"),
            ("Windows", "Windows"),
            ("CrOS", "ChromeOS"),
            ("Mac OS", "Mac"),
            ("Linux", "Linux"),
        ],
        "device",
    );
    format!("{browser}, {system}")
}

/// Who was signed in last, so that the app opens without a network. No credential is kept.
pub fn remembered_me() -> Option<Me> {
    serde_json::from_str(&read(ME)?).ok()
}

pub fn remember_me(me: &Me) {
    keep(
        ME,
        &serde_json::to_string(me).expect("wire types always serialise"),
    );
}

/// Keeps all pages of the app on this device: `boot.js` hears of it and tells the worker.
pub fn keep_pages() {
    // The mark is for a `boot.js` that does not listen yet, the event for one that does.
    set_on_root("data-keep", "pages");
    if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new("keep-chunks")) {
        // Nobody cancels this event, so its answer says nothing.
        let _ = window.dispatch_event(&event);
    }
}

pub fn forget_me() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(ME);
    }
}

fn read(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
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
    if let Some(root) = root() {
        // The names are constants of this file and valid.
        let _ = root.set_attribute(name, value);
    }
}

fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_named_by_its_most_particular_mark() {
        let cases = [
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/143.0 Safari/537.36",
                "Chrome, Android",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0) Chrome/143.0 Safari/537.36 Edg/143.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
                "Safari, iPad",
            ),
            ("", "Browser, device"),
        ];
        for (agent, name) in cases {
            assert_eq!(describe(agent), name);
        }
    }
}
