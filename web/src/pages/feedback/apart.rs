//! Views that do not meet: what only one of the two saw or rated, in words and without a scale, since
//! there is nothing to measure.

use shared::feedback::{Apart, SelfAssessmentContent};
use shared::observations::ReleasedRating;
use shared::values::Key;
use yew::prelude::*;

use super::difference::behind;
use super::{Open, Reader, answer_words, first_name};
use crate::pages::framework_words::tagged;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::Disclosure;

/// Up to so many views that only one of the two has are open from the start.
const N_OPEN: usize = 3;

#[derive(Properties, PartialEq)]
pub(super) struct ViewsApartProps {
    pub open: Open,
    pub own: SelfAssessmentContent,
    pub apart: Apart,
}

#[component]
pub(super) fn ViewsApart(props: &ViewsApartProps) -> Html {
    let text = use_text();
    let (open, own, apart) = (&props.open, &props.own, &props.apart);
    let (own_name, other_name) = names(text, open);
    let only_own = apart.only_own.iter().map(|item| {
        let answer = own_answer(text, open, own, item);
        row(text, open, item, answer, own_words(own, item))
    });
    let only_observed = apart.only_observed.iter().map(|item| {
        let rating = observed(open, item);
        let behind = rating.and_then(|rating| behind(text, &other_name, rating));
        row(text, open, item, observed_answer(text, open, item), behind)
    });
    let only = |who: &AttrValue, is_me: bool| match is_me {
        true => t!(text, "difference-only-mine"),
        false => t!(text, "difference-only", who = who),
    };
    let (is_mine, is_my_observation) = (
        open.reader == Reader::Practitioner,
        open.reader == Reader::Observer,
    );
    html! {
        <>
            if !apart.only_own.is_empty() {
                <Disclosure summary={only(&own_name, is_mine)} open={apart.only_own.len() <= N_OPEN}>
                    <dl class="summary">{ for only_own }</dl>
                </Disclosure>
            }
            if !apart.only_observed.is_empty() {
                <Disclosure summary={only(&other_name, is_my_observation)} open={apart.only_observed.len() <= N_OPEN}>
                    <dl class="summary">{ for only_observed }</dl>
                </Disclosure>
            }
        </>
    }
}

/// One saw a chance for it and the other none.
pub(super) fn both(text: Text, open: &Open, own: &SelfAssessmentContent, item: &Key) -> Html {
    let (own_name, other_name) = names(text, open);
    let mine = own_answer(text, open, own, item);
    let theirs = observed_answer(text, open, item);
    html! {
        <div class="point" key={item.as_str().to_owned()}>
            <p class="muted small">{ item_label(text, open, item) }</p>
            <p>{ t!(text, "gap-view", who = &own_name, level = mine) }</p>
            { for own_words(own, item) }
            <p>{ t!(text, "gap-view", who = &other_name, level = theirs) }</p>
            { for observed(open, item).and_then(|rating| behind(text, &other_name, rating)) }
        </div>
    }
}

fn row(text: Text, open: &Open, item: &Key, answer: AttrValue, beside: Option<Html>) -> Html {
    html! {
        <div class="summary-row" key={item.as_str().to_owned()}>
            <dt>{ item_label(text, open, item) }</dt>
            <dd class="stack-tight"><p>{ answer }</p>{ for beside }</dd>
        </div>
    }
}

fn own_answer(text: Text, open: &Open, own: &SelfAssessmentContent, item: &Key) -> AttrValue {
    let answer = own.ratings.get(item);
    answer.map_or_else(AttrValue::default, |answer| {
        answer_words(text, &open.reading.framework, item.as_str(), answer)
    })
}

fn observed_answer(text: Text, open: &Open, item: &Key) -> AttrValue {
    observed(open, item).map_or_else(AttrValue::default, |rating| {
        answer_words(text, &open.reading.framework, item.as_str(), &rating.answer)
    })
}

fn own_words(own: &SelfAssessmentContent, item: &Key) -> Option<Html> {
    let words = own.words.get(item)?;
    Some(html! { <p class="written">{ words.as_str() }</p> })
}

/// What the observer said of an item.
pub(super) fn observed<'o>(open: &'o Open, item: &Key) -> Option<&'o ReleasedRating> {
    let ratings = &open.reading.feedback.content.ratings;
    ratings.iter().find(|rating| rating.item == *item)
}

/// What the practitioner and the observer are called by who reads.
pub(super) fn names(text: Text, open: &Open) -> (AttrValue, AttrValue) {
    match open.reader {
        Reader::Practitioner => (t!(text, "gap-you"), first_name(open.observer())),
        Reader::Observer => (first_name(open.practitioner()), t!(text, "gap-you")),
        Reader::Other => (first_name(open.practitioner()), first_name(open.observer())),
    }
}

/// Skill and item, each in the language it is in.
pub(super) fn item_label(text: Text, open: &Open, item: &Key) -> Html {
    let framework = &open.reading.framework;
    let label = framework.item(item.as_str());
    let label = label.map(|item| tagged(text, &item.label).view());
    let section = framework.section_of(item.as_str());
    let section = section.map(|section| tagged(text, &section.title).view());
    html! {
        <>{ for section.map(|section| html! { <>{ section }{ " · " }</> }) }{ for label }</>
    }
}
