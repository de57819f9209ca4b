//! What a person chooses for the whole app.

use yew::prelude::*;

use crate::text::Language;
use crate::ui::ThemeChoice;

/// The choices in force, and how to change them.
#[derive(Clone, Default, PartialEq)]
pub struct Settings {
    pub theme: ThemeChoice,
    pub ontheme: Callback<ThemeChoice>,
    pub onlanguage: Callback<Language>,
}

/// The settings that the app provides.
#[hook]
pub fn use_settings() -> Settings {
    use_context::<Settings>().expect("the app provides the settings")
}
