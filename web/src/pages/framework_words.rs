//! Words of a framework, which may be there in fewer languages than the app.

use shared::frameworks::{self, Framework, ItemKind};
use yew::prelude::*;

use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{RatingLevel, Words};

/// A framework's words in the person's language, for a sentence or a label that is only read out.
pub fn said(text: Text, words: &frameworks::Text) -> AttrValue {
    words.in_language(text.language().tag()).to_owned().into()
}

/// The same for what stands on the page: with the language they are in, where it is another.
pub fn tagged(text: Text, words: &frameworks::Text) -> Words {
    let asked = text.language().tag();
    let said_in = words.language_for(asked);
    Words {
        words: said(text, words),
        lang: (said_in != asked).then(|| said_in.to_owned().into()),
    }
}

/// The lowest or highest number of points with what it means: `4: always`.
pub fn end_of_points(text: Text, points: i32, label: &frameworks::Text) -> Words {
    let label = tagged(text, label);
    Words {
        words: format!("{points}: {}", label.words).into(),
        lang: label.lang,
    }
}

/// A level with what it looks like, in the language that its framework has for it.
pub fn rating_level(
    text: Text,
    value: &str,
    name: impl Into<Words>,
    anchor: Option<&frameworks::Text>,
) -> RatingLevel {
    RatingLevel {
        value: value.to_owned().into(),
        name: name.into(),
        anchor: anchor
            .map(|anchor| tagged(text, anchor))
            .unwrap_or_default(),
    }
}

#[derive(Properties, PartialEq)]
pub struct OnlyEnglishProps {
    pub of: std::rc::Rc<Framework>,
}

/// Says once on a page that the instrument's own words are not there in the page's language.
#[component]
pub fn OnlyEnglish(props: &OnlyEnglishProps) -> Html {
    let text = use_text();
    if speaks(&props.of, text.language().tag()) {
        return Html::default();
    }
    html! { <p class="muted small">{ t!(text, "only-english") }</p> }
}

/// Whether the purposes, items and anchors of an instrument are there in a language.
fn speaks(framework: &Framework, tag: &str) -> bool {
    let is_there = |words: &frameworks::Text| words.language_for(tag) == tag;
    let sections = &framework.sections;
    let items = sections.iter().flat_map(|section| &section.items);
    let mut items = items.chain(&framework.session_items);
    let mut purposes = sections
        .iter()
        .filter_map(|section| section.purpose.as_ref());
    purposes.all(is_there)
        && items.all(|item| {
            let anchors = match &item.kind {
                ItemKind::Level { anchors, .. } => Some(anchors.values()),
                _ => None,
            };
            is_there(&item.label) && anchors.into_iter().flatten().all(is_there)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn framework(label: &str) -> Framework {
        let document = format!(
            r#"{{"id": "x", "version": "1", "title": "X", "sections": [{{"id": "a", "title": "A",
                "items": [{{"id": "a-1", "label": {label}, "kind": "yes_no"}}]}}]}}"#
        );
        serde_json::from_str(&document).unwrap()
    }

    #[test]
    fn an_instrument_speaks_a_language_it_has_all_its_items_in() {
        let both = framework(r#"{"en": "Listens", "cy": "Gwrando"}"#);
        let english = framework(r#""Listens""#);
        assert!(speaks(&both, "cy") && speaks(&english, "en"));
        assert!(!speaks(&english, "cy"));
    }
}
