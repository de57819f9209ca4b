//! How the shell that this device keeps stands: `boot.js` writes it on the root element.

use web_sys::{Element, Event};
use yew::prelude::*;

use crate::listen;

/// The version at work, and what is known of a newer one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shell {
    /// None where no worker keeps the app, as in some private windows.
    pub version: Option<String>,
    /// Whether every page is kept for hours without a network.
    pub has_all_pages: bool,
    pub update: Update,
    /// Why the last update did not get here: `missing`, `damaged`, `refused` or `unreachable`,
    /// and the address of the file.
    pub failed: Option<(String, String)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Update {
    #[default]
    None,
    /// A newer version is here, whole and checked.
    Ready,
    /// Asked for; the page is loaded again in a moment.
    Going,
    /// Another window has changed over; this one still runs the version before.
    Elsewhere,
    /// Asked for, but a session is being recorded in a window of this device.
    Busy,
}

/// The shell, kept up to date.
#[hook]
pub fn use_shell() -> Shell {
    let shell = use_state(read);
    {
        let shell = shell.clone();
        use_effect_with((), move |()| {
            shell.set(read());
            let listener = listen::on_window(&["shell-update"], move || shell.set(read()));
            move || drop(listener)
        });
    }
    (*shell).clone()
}

/// Asks for the newer version; the page is loaded again with it.
pub fn take_newer() {
    say("shell-accept");
}

/// Asks the server for a newer version.
pub fn look() {
    say("shell-look");
}

/// While this component is there, no window of this device changes its version.
#[hook]
pub fn use_capture_lock() {
    use_effect_with((), |()| {
        if let Some(root) = root() {
            // The name is a constant and valid.
            let _ = root.set_attribute("data-capture", "under-way");
        }
        say("capture-begins");
        || {
            if let Some(root) = root() {
                let _ = root.remove_attribute("data-capture");
            }
            say("capture-ends");
        }
    });
}

/// The version at work; none where no worker keeps the app.
pub(super) fn version() -> Option<String> {
    read().version
}

fn read() -> Shell {
    let Some(root) = root() else {
        return Shell::default();
    };
    let said = |name: &str| root.get_attribute(name).filter(|value| !value.is_empty());
    Shell {
        version: said("data-shell"),
        has_all_pages: said("data-chunks").is_some(),
        update: match said("data-update").as_deref() {
            Some("ready") => Update::Ready,
            Some("going") => Update::Going,
            Some("elsewhere") => Update::Elsewhere,
            Some("busy") => Update::Busy,
            _ => Update::None,
        },
        failed: said("data-update-failed").map(|failed| {
            let (why, address) = failed.split_once(' ').unwrap_or((&failed, ""));
            (why.to_owned(), address.to_owned())
        }),
    }
}

fn say(event: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(event)) {
        // Nobody cancels these events, so the answer says nothing.
        let _ = window.dispatch_event(&event);
    }
}

fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}
