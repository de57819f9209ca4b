//! One item: the level with its anchors, and the practitioner's own words.

use shared::frameworks::{Answer, Framework, Item, ItemKind, NO_OPPORTUNITY};
use shared::values::{Key, NoteText, ValueError};
use yew::prelude::*;

use crate::pages::framework_words::{rating_level, tagged};
use crate::state::failures;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Disclosure, RatingGroup, RatingLevel, TextArea, Words};

/// What was said about one item so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said {
    pub answer: Option<Answer>,
    /// As typed.
    pub words: String,
    /// The last of them that can be kept: what is too long stays on the page only.
    pub kept: Option<NoteText>,
}

impl Said {
    pub fn say(&mut self, words: String) {
        match NoteText::parse(&words) {
            Ok(kept) => self.kept = Some(kept),
            Err(ValueError::Empty) => self.kept = None,
            Err(_) => {}
        }
        self.words = words;
    }
}

/// The id of the field for words about an item.
pub(super) fn words_id(key: &str) -> String {
    format!("words-{key}")
}

#[derive(Properties, PartialEq)]
pub(super) struct ItemFieldProps {
    pub item: Item,
    pub levels: Vec<RatingLevel>,
    pub said: Said,
    /// After that it is the practitioner's to open and close.
    pub is_open_at_first: bool,
    pub onrated: Callback<Answer>,
    pub onwords: Callback<String>,
    pub onleft: Callback<()>,
}

#[component]
pub(super) fn ItemField(props: &ItemFieldProps) -> Html {
    let text = use_text();
    let key = props.item.id.as_str();
    let label = tagged(text, &props.item.label);
    let value = match &props.said.answer {
        Some(answer) if answer.lacks_opportunity() => NO_OPPORTUNITY.to_owned(),
        Some(Answer::Level(level)) => level.as_str().to_owned(),
        _ => String::new(),
    };
    let onchange = props
        .onrated
        .reform(|value: AttrValue| match Key::parse(&value) {
            Ok(level) if level != NO_OPPORTUNITY => Answer::Level(level),
            _ => Answer::NoOpportunity,
        });
    let error = failures::unfit(text, &NoteText::parse(&props.said.words));
    let is_open = use_memo((), |()| props.is_open_at_first);
    let level = props.levels.iter().find(|level| level.value == value);
    let answer = match level {
        Some(level) => html! { <span class="seen">{ level.name.view() }</span> },
        None => html! { <span class="muted">{ t!(text, "gap-not-rated") }</span> },
    };
    // Its anchors are on the screen while an item is rated; of the others a line each is enough.
    html! {
        <details class="item-fold" open={*is_open || error.is_some()}>
            <summary>
                <span class="item-fold-name"><span class="strong">{ label.view() }</span><span class="small">{ answer }</span></span>
            </summary>
            <div class="stack">
            <RatingGroup id={format!("rate-{key}")} legend={label.clone()} legend_hidden=true
                hint={props.item.help.as_ref().map(|help| tagged(text, help))}
                levels={props.levels.clone()} {value} {onchange} />
            <Disclosure summary={t!(text, "assess-words")} open={!props.said.words.is_empty()}>
                <TextArea id={words_id(key)} short=true label={t!(text, "assess-words-label")} value={props.said.words.clone()}
                    oninput={props.onwords.clone()} onblur={props.onleft.clone()} limit={NoteText::MAX}
                    {error} />
            </Disclosure>
            </div>
        </details>
    }
}

/// The levels of an item with what each looks like here; none for items of another kind,
/// which only an observer answers.
pub(super) fn levels(text: Text, framework: &Framework, item: &Item) -> Option<Vec<RatingLevel>> {
    let ItemKind::Level { scale, anchors } = &item.kind else {
        return None;
    };
    let mut levels: Vec<RatingLevel> = framework
        .scale(scale.as_str())?
        .levels
        .iter()
        .map(|level| {
            let name = tagged(text, &level.label);
            rating_level(text, level.id.as_str(), name, anchors.get(&level.id))
        })
        .collect();
    if item.may_lack_opportunity {
        let lacking = framework.no_opportunity.as_ref();
        let unnamed = || t!(text, "no-opportunity").into();
        let name: Words = lacking.map_or_else(unnamed, |lacking| tagged(text, &lacking.label));
        let meaning = lacking.and_then(|lacking| lacking.meaning.as_ref());
        levels.push(rating_level(text, NO_OPPORTUNITY, name, meaning));
    }
    Some(levels)
}
