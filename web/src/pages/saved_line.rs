//! How far saving has come, as a sentence.

use yew::AttrValue;

use crate::dates::{self, WallClock};
use crate::state::Failure;
use crate::state::autosave::Saving;
use crate::state::failures;
use crate::t;
use crate::text::Text;

pub fn saved_line(text: Text, saving: &Saving) -> AttrValue {
    match saving {
        Saving::Untouched => t!(text, "saved-as-you-go"),
        Saving::Waiting => t!(text, "saving"),
        Saving::SavedAt(at) => t!(
            text,
            "saved-at",
            time = dates::time_of_day(WallClock::at(*at))
        ),
        Saving::NotSaved(Failure::Offline) => t!(text, "saved-not-offline"),
        Saving::NotSaved(failure) => t!(text, "saved-not", why = failures::words(text, failure)),
    }
}
