//! Every rating with its evidence, closed until somebody wants it: the conversation comes first.

use shared::frameworks::{Answer, Framework, ItemKind};
use shared::observations::ReleasedRating;
use yew::prelude::*;

use super::{OpenProps, worked};
use crate::pages::framework_words::{OnlyEnglish, end_of_points, tagged};
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::Notice;

#[component]
pub(super) fn Ratings(props: &OpenProps) -> Html {
    let text = use_text();
    let reading = &props.open.reading;
    let ratings = &reading.feedback.content.ratings;
    if ratings.is_empty() {
        return Html::default();
    }
    let rated = ratings.iter().map(|rating| rating.item.as_str());
    let session_seconds = reading.feedback.content.session_seconds;
    let reasons = reading.framework.session_reasons(rated, session_seconds);
    html! {
        <>
        <OnlyEnglish of={reading.framework.clone()} />
        <details class="disclosure">
            <summary>{ t!(text, "ratings-title", n = ratings.len()) }</summary>
            <div class="stack">
                <p class="muted small">{ t!(text, "ratings-lead") }</p>
                { for reasons.into_iter().map(|reason| html! { <Notice>{ tagged(text, reason).view() }</Notice> }) }
                <dl class="summary">{ for ratings.iter().map(|rating| row(text, &reading.framework, rating)) }</dl>
            </div>
        </details>
        </>
    }
}

fn row(text: Text, framework: &Framework, rating: &ReleasedRating) -> Html {
    let item = framework.item(rating.item.as_str());
    let label = match item {
        Some(item) => tagged(text, &item.label),
        None => rating.item.as_str().to_owned().into(),
    };
    let anchor = item.and_then(|item| match (&item.kind, &rating.answer) {
        (ItemKind::Level { anchors, .. }, Answer::Level(level)) => anchors.get(level),
        _ => None,
    });
    html! {
        <div class="summary-row" key={rating.item.as_str().to_owned()}>
            <dt>{ label.view() }</dt>
            <dd class="stack-tight">
                <p class="strong">{ answer_words(text, framework, rating.item.as_str(), &rating.answer) }</p>
                { for anchor.map(|anchor| html! { <p class="muted small">{ tagged(text, anchor).view() }</p> }) }
                { for worked::times(&rating.evidence).map(|times| html! { <p class="muted small numeric">{ times }</p> }) }
                { for rating.reason.iter().map(|reason| html! { <p class="muted small written">{ reason.as_str() }</p> }) }
            </dd>
        </div>
    }
}

/// An answer as a person says it.
pub fn answer_words(text: Text, framework: &Framework, item: &str, answer: &Answer) -> AttrValue {
    let tag = text.language().tag();
    if answer.lacks_opportunity() {
        let words = framework
            .no_opportunity
            .as_ref()
            .map(|words| words.label.in_language(tag).to_owned());
        return words.map_or_else(|| t!(text, "no-opportunity"), AttrValue::from);
    }
    let kind = framework.item(item).map(|item| &item.kind);
    match (answer, kind) {
        (Answer::Level(level), Some(ItemKind::Level { scale, .. })) => framework
            .scale(scale.as_str())
            .and_then(|scale| scale.level(level.as_str()))
            .map_or_else(|| level.as_str(), |level| level.label.in_language(tag))
            .to_owned()
            .into(),
        (Answer::YesNo(true), _) => t!(text, "yes"),
        (Answer::YesNo(false), _) => t!(text, "no"),
        (Answer::Count(n), _) => n.to_string().into(),
        (Answer::Points(n), Some(kind)) => points_words(text, kind, *n),
        (Answer::Points(n), None) => n.to_string().into(),
        (Answer::Text(words), _) => words.clone().into(),
        (Answer::Choice(chosen), Some(ItemKind::Choice { options, .. })) => options
            .iter()
            .filter(|option| chosen.contains(&option.id))
            .map(|option| option.label.in_language(tag).to_owned())
            .collect::<Vec<_>>()
            .join(", ")
            .into(),
        (Answer::Level(key), _) => key.as_str().to_owned().into(),
        (Answer::Choice(_) | Answer::NoOpportunity, _) => AttrValue::default(),
    }
}

/// Points, with what they mean where they are the lowest or the highest.
fn points_words(text: Text, kind: &ItemKind, points: i32) -> AttrValue {
    let meaning = match kind {
        ItemKind::Points { min, min_label, .. } if points == *min => min_label.as_ref(),
        ItemKind::Points { max, max_label, .. } if points == *max => max_label.as_ref(),
        _ => None,
    };
    match meaning {
        Some(meaning) => end_of_points(text, points, meaning).words,
        None => points.to_string().into(),
    }
}
