//! What belongs to the device: language, theme, its own id, and whose vaults are on it. It is
//! kept in local storage, readable to anybody who holds the device; `boot.js` reads language
//! and theme before the first paint.

use serde::{Deserialize, Serialize};
use shared::values::{DeviceId, Label, ObservationId, PersonId, PersonName};
use uuid::Uuid;
use web_sys::{Element, Storage};

use crate::text::Language;
use crate::ui::ThemeChoice;

const LANGUAGE: &str = "language";
const THEME: &str = "theme";
const DEVICE: &str = "device";
const PEOPLE: &str = "people";
const PEOPLE_UNREAD: &str = "people-unread";
const EMPTIED: &str = "emptied";
const OWES_SIGN_OUT: &str = "owes-sign-out";
const WELSH: &str = "welsh";
const COVERED: &str = "covered";
const QUIET: &str = "quiet";

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

/// Somebody whose vault is on this device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KnownPerson {
    pub person: PersonId,
    /// First name and initial: "Priya S." Nothing more of anybody is readable while locked.
    pub name: String,
    /// Records with something that the server has not got yet, when it was last locked.
    #[serde(default)]
    pub n_waiting: usize,
    /// Records of which something is left here, because the server did not take it, although
    /// their vault was taken out of use.
    #[serde(default)]
    pub n_left: usize,
}

/// Whose vaults are on this device, the last one used first. A list that cannot be read is put
/// aside, and told until somebody has read that ([`people_are_unread`]): whoever signs in is on
/// the list again, with everything they keep here.
pub fn people() -> Vec<KnownPerson> {
    let Some(kept) = read(PEOPLE) else {
        return Vec::new();
    };
    serde_json::from_str(&kept).unwrap_or_else(|_| {
        keep(PEOPLE_UNREAD, &kept);
        remove(PEOPLE);
        Vec::new()
    })
}

/// Whether a list of people here could not be read, and nobody has been told.
pub fn people_are_unread() -> bool {
    read(PEOPLE_UNREAD).is_some()
}

/// Somebody has read that.
pub fn note_people_unread_read() {
    remove(PEOPLE_UNREAD);
}

/// Notes that the person has a vault here, and puts them first. What waits in it is left as it
/// was noted where it could not be counted.
pub fn note_person(person: PersonId, name: &PersonName, n_waiting: Option<usize>) {
    let mut people = people();
    let noted = people.iter().find(|known| known.person == person);
    let n_waiting = n_waiting.or_else(|| noted.map(|known| known.n_waiting));
    let noted_left = noted.map_or(0, |known| known.n_left);
    people.retain(|known| known.person != person);
    people.insert(
        0,
        KnownPerson {
            person,
            name: short_name(name.as_str()),
            n_waiting: n_waiting.unwrap_or(0),
            n_left: noted_left,
        },
    );
    keep_people(&people);
}

/// Notes what is left of somebody's vault that was taken out of use.
pub fn note_left(person: PersonId, n_left: usize) {
    let mut people = people();
    for known in people.iter_mut().filter(|known| known.person == person) {
        known.n_left = n_left;
    }
    keep_people(&people);
}

/// Records of which something is left here of vaults that were taken out of use.
pub fn n_left() -> usize {
    people().iter().map(|known| known.n_left).sum()
}

/// The person has nothing on this device any more.
pub fn forget_person(person: PersonId) {
    let mut people = people();
    people.retain(|known| known.person != person);
    keep_people(&people);
}

fn keep_people(people: &[KnownPerson]) {
    keep(
        PEOPLE,
        &serde_json::to_string(people).expect("names and numbers always serialise"),
    );
}

fn short_name(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    match words.next_back().and_then(|last| last.chars().next()) {
        Some(initial) => format!("{first} {initial}."),
        None => first.to_owned(),
    }
}

/// Whether a vault here was emptied because the device was taken out of use.
pub fn was_emptied() -> bool {
    read(EMPTIED).is_some()
}

pub fn note_emptied(emptied: bool) {
    if emptied {
        keep(EMPTIED, "yes");
    } else {
        remove(EMPTIED);
    }
}

/// Whether somebody signed out here without the server hearing of it.
pub fn owes_sign_out() -> bool {
    read(OWES_SIGN_OUT).is_some()
}

/// Remembers that the server has still to be told of a sign-out, or that it was.
pub fn owe_sign_out(owes: bool) {
    if owes {
        keep(OWES_SIGN_OUT, "yes");
    } else {
        remove(OWES_SIGN_OUT);
    }
}

/// Whether a session stands covered here that only its PIN uncovers.
pub fn is_covered() -> bool {
    read(COVERED).is_some()
}

/// Notes that, so that loading the page anew is no way around the PIN.
pub fn note_covered(is_covered: bool) {
    if is_covered {
        keep(COVERED, "yes");
    } else {
        remove(COVERED);
    }
}

/// Whether this session is captured in quiet mode here.
pub fn is_quiet(session: ObservationId) -> bool {
    read(QUIET).is_some_and(|kept| kept == session.to_string())
}

/// Notes that, so that a tab that comes back in the middle does not light up the room.
pub fn note_quiet(session: ObservationId, is_quiet: bool) {
    if is_quiet {
        keep(QUIET, &session.to_string());
    } else {
        remove(QUIET);
        light_up();
    }
}

/// Ends the dark in which `boot.js` starts the app over a session in quiet mode.
pub fn light_up() {
    if let Some(root) = root() {
        // The name is valid, and what is not there is removed already.
        let _ = root.remove_attribute("data-quiet");
    }
}

/// Whether the service worker answers for this page, so that it loads without a network.
pub fn has_shell() -> bool {
    let worker = web_sys::window().and_then(|window| {
        js_sys::Reflect::get(&window.navigator(), &"serviceWorker".into())
            .and_then(|container| js_sys::Reflect::get(&container, &"controller".into()))
            .ok()
    });
    worker.is_some_and(|worker| worker.is_object())
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

fn read(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

fn keep(name: &str, value: &str) {
    if let Some(storage) = storage() {
        // Where storage is full or closed the choice lasts until the page closes.
        let _ = storage.set_item(name, value);
    }
}

fn remove(name: &str) {
    if let Some(storage) = storage() {
        // Where storage is closed there is nothing to remove.
        let _ = storage.remove_item(name);
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
    fn a_locked_device_shows_a_first_name_and_an_initial() {
        for (name, short) in [
            ("Priya Shah", "Priya S."),
            ("Siân Mair Llewelyn", "Siân L."),
            ("Dafydd", "Dafydd"),
        ] {
            assert_eq!(short_name(name), short);
        }
    }

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
