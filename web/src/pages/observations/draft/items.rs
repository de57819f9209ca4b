//! Answering one item, whatever its kind.

use std::rc::Rc;

use shared::frameworks::{
    self, Answer, ChoiceOption, Choose, Framework, Item, ItemKind, NO_OPPORTUNITY,
};
use shared::values::Key;
use yew::prelude::*;

use super::evidence::Evidence;
use super::put_back::PutBack;
use super::support::{Support, ThisRating, Written};
use super::typed_item::{TypedItem, is_a_few, lacks_opportunity};
use crate::pages::observations::opened::Here;
use crate::pages::observations::words;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Card, Checkboxes, Choice, RadioGroup, RatingGroup, RatingLevel};

/// Stands for "no opportunity" among things to choose from: no id of an option reads like this.
const LACKING: &str = "no opportunity";

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
                <Support here={here.clone()} framework={props.framework.clone()} item={item.clone()} rating={rating.clone()} lines={props.lines.clone()} />
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
    match &item.kind {
        ItemKind::Level { .. } => {
            let onchange = props
                .answered
                .reform(|value: AttrValue| level_answer(&value));
            html! {
                <RatingGroup id={format!("item-{}", item.id)} legend={words::tagged(text, &item.label)}
                    levels={levels(text, &props.framework, item)} hint={item.help.as_ref().map(|help| words::tagged(text, help))}
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
            one_of(text, props, options, value.to_owned(), |value| {
                Some(Answer::YesNo(value == "yes"))
            })
        }
        ItemKind::Points { min, max, .. } if is_a_few(*min, *max) => points(text, props),
        ItemKind::Choice {
            choose: Choose::One,
            options,
        } => {
            let value = chosen(&props.answer)
                .first()
                .map_or("", |key| key.as_str())
                .to_owned();
            one_of(text, props, choices(text, options), value, |value| {
                Key::parse(value).ok().map(|key| Answer::Choice(vec![key]))
            })
        }
        ItemKind::Choice {
            choose: Choose::Several,
            options,
        } => several_of(text, props, options),
        ItemKind::Count | ItemKind::Points { .. } | ItemKind::Text => html! {
            <TypedItem item={item.clone()} lacking={lacking_choice(text, &props.framework, item)} answer={props.answer.clone()}
                newest={props.newest.clone()} answered={props.answered.clone()} />
        },
    }
}

/// Points that are few enough to be shown side by side.
fn points(text: Text, props: &ControlProps) -> Html {
    let ItemKind::Points {
        min,
        max,
        min_label,
        max_label,
    } = &props.item.kind
    else {
        return Html::default();
    };
    let end = |points: i32, label: &Option<frameworks::Text>| match label {
        Some(label) => words::end_of_points(text, points, label),
        None => points.to_string().into(),
    };
    let options = (*min..=*max).map(|points| {
        let label = match points {
            points if points == *min => end(points, min_label),
            points if points == *max => end(points, max_label),
            points => points.to_string().into(),
        };
        Choice::new(points.to_string(), label)
    });
    let value = match props.answer {
        Some(Answer::Points(points)) => points.to_string(),
        _ => String::new(),
    };
    one_of(text, props, options.collect(), value, |value| {
        value.parse().ok().map(Answer::Points)
    })
}

/// Boxes to tick, with "no opportunity" among them where it may be answered.
fn several_of(text: Text, props: &ControlProps, options: &[ChoiceOption]) -> Html {
    let item = &props.item;
    let mut options = choices(text, options);
    options.extend(lacking_choice(text, &props.framework, item));
    let mut values: Vec<AttrValue> = chosen(&props.answer)
        .iter()
        .map(|key| key.as_str().to_owned().into())
        .collect();
    values.extend(lacks_opportunity(&props.answer).then_some(LACKING.into()));
    let newest = props.newest.clone();
    let ontoggle = props
        .answered
        .reform(move |(value, is_on): (AttrValue, bool)| {
            toggled_choice(&newest.emit(()), &value, is_on)
        });
    html! {
        <Checkboxes id={format!("item-{}", item.id)} legend={words::tagged(text, &item.label)} {options} {values}
            hint={item.help.as_ref().map(|help| words::tagged(text, help))} {ontoggle} />
    }
}

/// Radios, with "no opportunity" apart at the end where it may be answered.
fn one_of(
    text: Text,
    props: &ControlProps,
    mut options: Vec<Choice>,
    value: String,
    answer: fn(&str) -> Option<Answer>,
) -> Html {
    let item = &props.item;
    options.extend(lacking_choice(text, &props.framework, item));
    let value = if lacks_opportunity(&props.answer) {
        LACKING.to_owned()
    } else {
        value
    };
    let onchange = props
        .answered
        .reform(move |value: AttrValue| match value.as_str() {
            LACKING => Some(Answer::NoOpportunity),
            value => answer(value),
        });
    let inline = !matches!(item.kind, ItemKind::Choice { .. });
    html! {
        <RadioGroup id={format!("item-{}", item.id)} legend={words::tagged(text, &item.label)} {options} {value}
            hint={item.help.as_ref().map(|help| words::tagged(text, help))} {onchange} {inline} />
    }
}

fn choices(text: Text, options: &[ChoiceOption]) -> Vec<Choice> {
    options
        .iter()
        .map(|option| {
            let label = words::tagged(text, &option.label);
            Choice::new(option.id.as_str().to_owned(), label)
        })
        .collect()
}

/// "No opportunity" in the words of the instrument, where the item may be answered so.
fn lacking_choice(text: Text, framework: &Framework, item: &Item) -> Option<Choice> {
    let lacking = framework.no_opportunity.as_ref()?;
    item.may_lack_opportunity.then(|| {
        let meaning = lacking.meaning.as_ref();
        Choice::new(LACKING, words::tagged(text, &lacking.label)).with_hint(
            meaning
                .map(|meaning| words::tagged(text, meaning))
                .unwrap_or_default(),
        )
    })
}

/// What a tick makes of the answer to an item that lets several be chosen: "no opportunity" stands
/// alone. None where nothing is ticked any more.
fn toggled_choice(answer: &Option<Answer>, value: &str, is_on: bool) -> Option<Answer> {
    if value == LACKING {
        return is_on.then_some(Answer::NoOpportunity);
    }
    let mut keys = chosen(answer);
    keys.retain(|key| key.as_str() != value);
    keys.extend(Key::parse(value).ok().filter(|_| is_on));
    (!keys.is_empty()).then_some(Answer::Choice(keys))
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
    fn no_opportunity_stands_alone_among_several_choices() {
        let key = |id: &str| Key::parse(id).unwrap();
        let some = |ids: &[&str]| Some(Answer::Choice(ids.iter().map(|id| key(id)).collect()));
        let lacking = Some(Answer::NoOpportunity);
        let cases = [
            (None, "a", true, some(&["a"])),
            (some(&["a"]), "b", true, some(&["a", "b"])),
            (some(&["a"]), "a", false, None),
            (some(&["a", "b"]), LACKING, true, lacking.clone()),
            (lacking.clone(), "a", true, some(&["a"])),
            (lacking, LACKING, false, None),
        ];
        for (before, value, is_on, after) in cases {
            assert_eq!(
                toggled_choice(&before, value, is_on),
                after,
                "{before:?} {value}"
            );
        }
        assert!(Key::parse(LACKING).is_err());
    }
}
