//! Words that may be in another language than the page, as those of an instrument are.

use yew::html::IntoPropValue;
use yew::prelude::*;

/// Words, and their language where it is not that of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    pub words: AttrValue,
    pub lang: Option<AttrValue>,
}

impl Words {
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words, said in their own language.
    pub fn view(&self) -> Html {
        match &self.lang {
            Some(lang) => html! { <span lang={lang.clone()}>{ &self.words }</span> },
            None => html! { &self.words },
        }
    }
}

impl From<AttrValue> for Words {
    fn from(words: AttrValue) -> Self {
        Self { words, lang: None }
    }
}

impl From<String> for Words {
    fn from(words: String) -> Self {
        AttrValue::from(words).into()
    }
}

impl From<&'static str> for Words {
    fn from(words: &'static str) -> Self {
        AttrValue::from(words).into()
    }
}

impl IntoPropValue<Words> for AttrValue {
    fn into_prop_value(self) -> Words {
        self.into()
    }
}

impl IntoPropValue<Words> for String {
    fn into_prop_value(self) -> Words {
        self.into()
    }
}

impl IntoPropValue<Words> for &'static str {
    fn into_prop_value(self) -> Words {
        self.into()
    }
}

/// None is said by no words.
impl IntoPropValue<Words> for Option<AttrValue> {
    fn into_prop_value(self) -> Words {
        self.map(Words::from).unwrap_or_default()
    }
}

impl IntoPropValue<Words> for Option<String> {
    fn into_prop_value(self) -> Words {
        self.map(Words::from).unwrap_or_default()
    }
}

impl IntoPropValue<Words> for Option<Words> {
    fn into_prop_value(self) -> Words {
        self.unwrap_or_default()
    }
}
