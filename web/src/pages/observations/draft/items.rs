//! Answering one item, whatever its kind.

use std::rc::Rc;

use shared::frameworks::{Answer, Choose, Framework, Item, ItemKind, NO_OPPORTUNITY};
use shared::values::{Key, NoteText};
use yew::prelude::*;

use super::evidence::Evidence;
use super::put_back::PutBack;
use super::saving::use_typed;
use super::support::{Support, ThisRating, Written};
use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::state::failures;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{
    Card, Checkboxes, Choice, RadioGroup, RatingGroup, RatingLevel, TextArea, TextField, Words,
};

#[derive(Properties, PartialEq)]
pub(super) struct ItemRatingProps {
    pub here: Here,
    pub framework: Rc<Framework>,
    pub item: Item,
    /// Evidence to attach.
    pub lines: Vec<Evidence>,
}

#[component]
pub(super) fn ItemRating(props: &ItemRatingProps) -> Html {
    let text = use_text();
    let (here, item) = (&props.here, &props.item);
    let rating = here.open.record.capture.ratings.get(&item.id).cloned();
    let item_rating = ThisRating::of(here, item);
    let answered = {
        let this = item_rating.clone();
        Callback::from(move |answer: Option<Answer>| {
            let (evidence, reason) = this
                .newest()
                .map(|(_, evidence, reason)| (evidence, reason))
                .unwrap_or_default();
            this.write(answer.map(|answer| (answer, evidence, reason)));
        })
    };
    let newest = {
        let this = item_rating.clone();
        Callback::from(move |()| this.newest().map(|(answer, ..)| answer))
    };
    let rests = rating
        .as_ref()
        .filter(|rating| item.rests_on_something(&rating.answer));
    // With what it replaced: putting it back is seen to follow its removal.
    let removed = use_state(|| None::<(ThisRating, Written)>);
    let onclear = {
        let (this, removed) = (item_rating.clone(), removed.clone());
        Callback::from(move |_: MouseEvent| {
            removed.set(this.newest().map(|written| (this.clone(), written)));
            this.write(None);
        })
    };
    let put_back = (*removed).clone().filter(|_| rating.is_none());
    let put_back = put_back.map(|(this, written)| {
        let removed = removed.clone();
        let onback = Callback::from(move |()| {
            this.write(Some(written.clone()));
            removed.set(None);
        });
        html! { <PutBack id={format!("put-back-{}", item.id)} said={t!(text, "draft-rating-removed")} {onback} /> }
    });
    html! {
        <Card>
            <Control item={item.clone()} framework={props.framework.clone()} answer={rating.as_ref().map(|r| r.answer.clone())} {newest} {answered} />
            { for rests.map(|rating| html! {
                <Support here={here.clone()} item={item.clone()} rating={rating.clone()} lines={props.lines.clone()} />
            }) }
            { for put_back }
            if rating.is_some() {
                <button type="button" class="text-button" onclick={onclear}
                    aria-label={t!(text, "draft-clear-rating-label", item = words::said(text, &item.label))}>{ t!(text, "draft-clear-rating") }</button>
            }
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct ControlProps {
    item: Item,
    framework: Rc<Framework>,
    answer: Option<Answer>,
    /// The answer with what was tapped a moment ago.
    newest: Callback<(), Option<Answer>>,
    /// None takes the answer away.
    answered: Callback<Option<Answer>>,
}

#[component]
fn Control(props: &ControlProps) -> Html {
    let text = use_text();
    let item = &props.item;
    let id = format!("item-{}", item.id);
    let label = words::tagged(text, &item.label);
    let hint = item.help.as_ref().map(|help| words::tagged(text, help));
    match &item.kind {
        ItemKind::Level { .. } => {
            let onchange = props
                .answered
                .reform(|value: AttrValue| level_answer(&value));
            html! {
                <RatingGroup {id} legend={label} levels={levels(text, &props.framework, item)} {hint}
                    value={props.answer.as_ref().map(level_value).unwrap_or_default()} {onchange} />
            }
        }
        ItemKind::YesNo => {
            let options = vec![
                Choice::new("yes", t!(text, "yes")),
                Choice::new("no", t!(text, "no")),
            ];
            let value = match props.answer {
                Some(Answer::YesNo(true)) => "yes",
                Some(Answer::YesNo(false)) => "no",
                _ => "",
            };
            let onchange = props
                .answered
                .reform(|value: AttrValue| Some(Answer::YesNo(value == "yes")));
            html! { <RadioGroup {id} legend={label} {options} {value} {hint} {onchange} inline=true /> }
        }
        ItemKind::Choice {
            choose: Choose::One,
            options,
        } => {
            let options = options
                .iter()
                .map(|o| Choice::new(o.id.as_str().to_owned(), words::tagged(text, &o.label)))
                .collect::<Vec<_>>();
            let value = chosen(&props.answer)
                .first()
                .map_or("", |key| key.as_str())
                .to_owned();
            let onchange = props.answered.reform(|value: AttrValue| {
                Key::parse(&value).ok().map(|key| Answer::Choice(vec![key]))
            });
            html! { <RadioGroup {id} legend={label} {options} {value} {hint} {onchange} /> }
        }
        ItemKind::Choice {
            choose: Choose::Several,
            options,
        } => {
            let options = options
                .iter()
                .map(|o| Choice::new(o.id.as_str().to_owned(), words::tagged(text, &o.label)))
                .collect::<Vec<_>>();
            let values: Vec<AttrValue> = chosen(&props.answer)
                .iter()
                .map(|key| key.as_str().to_owned().into())
                .collect();
            let newest = props.newest.clone();
            let ontoggle = props
                .answered
                .reform(move |(value, is_on): (AttrValue, bool)| {
                    let mut keys = chosen(&newest.emit(()));
                    keys.retain(|key| key.as_str() != value.as_str());
                    keys.extend(Key::parse(&value).ok().filter(|_| is_on));
                    (!keys.is_empty()).then_some(Answer::Choice(keys))
                });
            html! { <Checkboxes {id} legend={label} {options} {values} {hint} {ontoggle} /> }
        }
        ItemKind::Count | ItemKind::Points { .. } | ItemKind::Text => html! {
            <TypedAnswer {id} {label} {hint} kind={item.kind.clone()} answer={props.answer.clone()} answered={props.answered.clone()} />
        },
    }
}

#[derive(Properties, PartialEq)]
struct TypedAnswerProps {
    id: AttrValue,
    label: Words,
    hint: Words,
    kind: ItemKind,
    answer: Option<Answer>,
    answered: Callback<Option<Answer>>,
}

/// Numbers and free text.
#[component]
fn TypedAnswer(props: &TypedAnswerProps) -> Html {
    let text = use_text();
    let kept = match &props.answer {
        Some(Answer::Count(n)) => n.to_string(),
        Some(Answer::Points(n)) => n.to_string(),
        Some(Answer::Text(words)) => words.clone(),
        _ => String::new(),
    };
    let keep = {
        let (answered, kind) = (props.answered.clone(), props.kind.clone());
        Callback::from(move |typed: String| {
            let answer = typed_answer(&kind, &typed);
            let is_fit = answer.is_some() || typed.trim().is_empty();
            if is_fit {
                answered.emit(answer);
            }
            is_fit
        })
    };
    let typed = use_typed(kept, keep);
    let is_wrong =
        !typed.value.trim().is_empty() && typed_answer(&props.kind, &typed.value).is_none();
    let error = match props.kind {
        ItemKind::Text => failures::unfit(text, &NoteText::parse(&typed.value)),
        ItemKind::Points { min, max, .. } => {
            is_wrong.then(|| t!(text, "value-out_of_range", min = min, max = max))
        }
        _ => is_wrong.then(|| t!(text, "value-malformed")),
    };
    let (value, oninput, onblur) = (
        (*typed.value).clone(),
        typed.oninput.clone(),
        typed.onblur.clone(),
    );
    match props.kind {
        ItemKind::Text => html! {
            <TextArea id={props.id.clone()} label={props.label.clone()} hint={props.hint.clone()} {value} {oninput} {onblur} {error} limit={NoteText::MAX} />
        },
        _ => html! {
            <TextField id={props.id.clone()} label={props.label.clone()} hint={props.hint.clone()} {value} {oninput} {onblur} {error} inputmode="numeric" short=true />
        },
    }
}

fn typed_answer(kind: &ItemKind, typed: &str) -> Option<Answer> {
    match kind {
        ItemKind::Count => typed.trim().parse().ok().map(Answer::Count),
        ItemKind::Points { min, max, .. } => {
            let points = typed.trim().parse().ok()?;
            (*min..=*max)
                .contains(&points)
                .then_some(Answer::Points(points))
        }
        _ => NoteText::parse(typed)
            .ok()
            .map(|text| Answer::Text(text.into())),
    }
}

fn chosen(answer: &Option<Answer>) -> Vec<Key> {
    match answer {
        Some(Answer::Choice(keys)) => keys.clone(),
        _ => Vec::new(),
    }
}

/// The levels with what each looks like for this item, lowest first; "no opportunity" stands
/// apart at the end, since it is no place on the scale.
fn levels(text: Text, framework: &Framework, item: &Item) -> Vec<RatingLevel> {
    let ItemKind::Level { scale, anchors } = &item.kind else {
        return Vec::new();
    };
    let levels = framework
        .scale(scale.as_str())
        .map(|scale| scale.levels.as_slice())
        .unwrap_or_default();
    let mut shown: Vec<RatingLevel> = levels
        .iter()
        .map(|level| {
            let anchor = anchors.get(&level.id).or(level.meaning.as_ref());
            let name = words::tagged(text, level.short_label());
            words::rating_level(text, level.id.as_str(), name, anchor)
        })
        .collect();
    if let Some(lacking) = framework
        .no_opportunity
        .as_ref()
        .filter(|_| item.may_lack_opportunity)
    {
        let name = words::tagged(text, &lacking.label);
        shown.push(words::rating_level(
            text,
            NO_OPPORTUNITY,
            name,
            lacking.meaning.as_ref(),
        ));
    }
    shown
}

fn level_answer(value: &str) -> Option<Answer> {
    if value == NO_OPPORTUNITY {
        return Some(Answer::NoOpportunity);
    }
    Key::parse(value).ok().map(Answer::Level)
}

fn level_value(answer: &Answer) -> AttrValue {
    match answer {
        Answer::NoOpportunity => NO_OPPORTUNITY.into(),
        Answer::Level(level) => level.as_str().to_owned().into(),
        _ => AttrValue::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_reads_back_as_it_was_chosen() {
        for value in ["emerging", NO_OPPORTUNITY] {
            let answer = level_answer(value).unwrap();
            assert_eq!(level_value(&answer), value);
        }
        assert_eq!(level_answer(NO_OPPORTUNITY), Some(Answer::NoOpportunity));
    }

    #[test]
    fn a_number_outside_its_range_is_no_answer() {
        let kind = ItemKind::Points {
            min: 1,
            max: 5,
            min_label: None,
            max_label: None,
        };
        assert_eq!(typed_answer(&kind, " 5 "), Some(Answer::Points(5)));
        assert_eq!(typed_answer(&kind, "6"), None);
        assert_eq!(typed_answer(&ItemKind::Count, "-1"), None);
    }
}
