//! Words of a framework, which may be there in fewer languages than the app.

use shared::frameworks;
use yew::AttrValue;

use crate::text::Text;
use crate::ui::RatingLevel;

/// A framework's words in the person's language.
pub fn said(text: Text, words: &frameworks::Text) -> AttrValue {
    words.in_language(text.language().tag()).to_owned().into()
}

/// The language of these words as they are said here, where it is not that of the page.
pub fn lang(text: Text, words: &frameworks::Text) -> Option<AttrValue> {
    let asked = text.language().tag();
    let said = words.language_for(asked);
    (said != asked).then(|| said.to_owned().into())
}

/// A level with what it looks like, in the language that its framework has for it.
pub fn rating_level(
    text: Text,
    value: &str,
    name: AttrValue,
    anchor: Option<&frameworks::Text>,
) -> RatingLevel {
    RatingLevel {
        value: value.to_owned().into(),
        name,
        anchor: anchor.map(|anchor| said(text, anchor)).unwrap_or_default(),
        lang: anchor.and_then(|anchor| lang(text, anchor)),
    }
}
