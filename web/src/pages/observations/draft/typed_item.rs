//! An item that is answered by typing: a count, points of a long range, or words.

use shared::frameworks::{self, Answer, Item, ItemKind};
use shared::values::NoteText;
use yew::prelude::*;

use super::saving::use_typed;
use crate::pages::observations::words;
use crate::state::failures;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{Checkbox, Choice, TextArea, TextField, Words};

/// Up to this many points are shown to choose from; more are typed.
const N_POINTS_SHOWN: i64 = 7;

/// Whether all points from `min` to `max` are few enough to be shown side by side.
pub(super) fn is_a_few(min: i32, max: i32) -> bool {
    i64::from(max) - i64::from(min) < N_POINTS_SHOWN
}

#[derive(Properties, PartialEq)]
pub(super) struct TypedItemProps {
    pub item: Item,
    /// "No opportunity", where it may be answered.
    pub lacking: Option<Choice>,
    pub answer: Option<Answer>,
    /// The answer with what was tapped a moment ago.
    pub newest: Callback<(), Option<Answer>>,
    /// None takes the answer away.
    pub answered: Callback<Option<Answer>>,
}

/// The field, and the tick that says that there was nothing to answer.
#[component]
pub(super) fn TypedItem(props: &TypedItemProps) -> Html {
    let text = use_text();
    let (id, label) = (
        format!("item-{}", props.item.id),
        words::tagged(text, &props.item.label),
    );
    let lacks = lacks_opportunity(&props.answer);
    let answered = {
        let (answered, newest) = (props.answered.clone(), props.newest.clone());
        // What the field still held when it was left is older than a tick that closed it.
        Callback::from(move |answer| {
            if lacks || !lacks_opportunity(&newest.emit(())) {
                answered.emit(answer);
            }
        })
    };
    let ontoggle = props
        .answered
        .reform(|is_on: bool| is_on.then_some(Answer::NoOpportunity));
    // A field of its own for each: one that is closed holds nothing.
    let field = html! {
        <TypedAnswer key={if lacks { "closed" } else { "open" }} id={id.clone()} label={label.clone()} item={props.item.clone()}
            answer={props.answer.clone()} {answered} is_closed={lacks} />
    };
    let Some(lacking) = &props.lacking else {
        return field;
    };
    html! {
        // The name of the group alone is in the language of the instrument.
        <div class="stack-tight" role="group" aria-labelledby={format!("{id}-name")}>
            <span id={format!("{id}-name")} hidden=true>{ label.view() }</span>
            { field }
            <Checkbox id={format!("{id}-lacking")} label={lacking.label.clone()} hint={lacking.hint.clone()} checked={lacks} {ontoggle} />
        </div>
    }
}

pub(super) fn lacks_opportunity(answer: &Option<Answer>) -> bool {
    answer.as_ref().is_some_and(Answer::lacks_opportunity)
}

#[derive(Properties, PartialEq)]
struct TypedAnswerProps {
    id: AttrValue,
    label: Words,
    item: Item,
    answer: Option<Answer>,
    answered: Callback<Option<Answer>>,
    is_closed: bool,
}

/// Numbers and free text.
#[component]
fn TypedAnswer(props: &TypedAnswerProps) -> Html {
    let text = use_text();
    let kind = &props.item.kind;
    let kept = match &props.answer {
        Some(Answer::Count(n)) => n.to_string(),
        Some(Answer::Points(n)) => n.to_string(),
        Some(Answer::Text(words)) => words.clone(),
        _ => String::new(),
    };
    let keep = {
        let (answered, kind) = (props.answered.clone(), kind.clone());
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
    let is_wrong = !typed.value.trim().is_empty() && typed_answer(kind, &typed.value).is_none();
    let error = match kind {
        ItemKind::Text => failures::unfit(text, &NoteText::parse(&typed.value)),
        ItemKind::Points { min, max, .. } => {
            is_wrong.then(|| t!(text, "value-out_of_range", min = *min, max = *max))
        }
        _ => is_wrong.then(|| t!(text, "value-malformed")),
    };
    let help = props.item.help.as_ref();
    let help = help.map(|help| words::tagged(text, help));
    let (id, label, disabled) = (props.id.clone(), props.label.clone(), props.is_closed);
    let (value, oninput, onblur) = (
        (*typed.value).clone(),
        typed.oninput.clone(),
        typed.onblur.clone(),
    );
    match kind {
        ItemKind::Text => html! {
            <TextArea {id} {label} hint={help} {value} {oninput} {onblur} {error} {disabled} limit={NoteText::MAX} />
        },
        kind => match range(text, kind) {
            None => html! {
                <TextField {id} {label} hint={help} {value} {oninput} {onblur} {error} {disabled} inputmode="numeric" short=true />
            },
            Some((hint, ends)) => html! {
                <>
                    <TextField {id} {label} {hint} {value} {oninput} {onblur} {error} {disabled} inputmode="numeric" short=true />
                    { for ends.into_iter().chain(help).map(|words| html! { <p class="muted small">{ words.view() }</p> }) }
                </>
            },
        },
    }
}

/// From where to where points go, with what the ends mean: in the hint of the field, or apart from
/// it where they are in another language than the page.
fn range(text: Text, kind: &ItemKind) -> Option<(AttrValue, Vec<Words>)> {
    let ItemKind::Points {
        min,
        max,
        min_label,
        max_label,
    } = kind
    else {
        return None;
    };
    let range = t!(text, "draft-points-range", min = *min, max = *max);
    let end = |points: &i32, label: &Option<frameworks::Text>| {
        let label = label.as_ref()?;
        Some(words::end_of_points(text, *points, label))
    };
    let ends = [end(min, min_label), end(max, max_label)];
    let ends: Vec<Words> = ends.into_iter().flatten().collect();
    if ends.is_empty() || ends.iter().any(|end| end.lang.is_some()) {
        return Some((range, ends));
    }
    let said: Vec<&str> = ends.iter().map(|end| end.words.as_str()).collect();
    let hint = format!("{range} ({})", said.join(", "));
    Some((hint.into(), Vec::new()))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    fn points(min: i32, max: i32) -> ItemKind {
        ItemKind::Points {
            min,
            max,
            min_label: None,
            max_label: Some(frameworks::Text::english("always")),
        }
    }

    #[test]
    fn a_number_outside_its_range_is_no_answer() {
        assert_eq!(typed_answer(&points(1, 5), " 5 "), Some(Answer::Points(5)));
        assert_eq!(typed_answer(&points(1, 5), "6"), None);
        assert_eq!(typed_answer(&ItemKind::Count, "-1"), None);
    }

    #[test]
    fn up_to_seven_points_are_shown_to_choose_from() {
        let cases = [(0, 4, true), (1, 7, true), (0, 7, false), (-3, 3, true)];
        for (min, max, is_shown) in cases {
            assert_eq!(is_a_few(min, max), is_shown, "{min} to {max}");
        }
        assert!(!is_a_few(i32::MIN, i32::MAX));
    }

    #[test]
    fn a_long_range_says_what_its_ends_mean() {
        let (hint, apart) = range(Text::default(), &points(0, 100)).unwrap();
        assert_eq!(hint, "A whole number from 0 to 100 (100: always)");
        assert!(apart.is_empty());
        assert_eq!(range(Text::default(), &ItemKind::Count), None);
    }

    #[test]
    fn an_end_that_is_there_in_english_alone_is_said_in_english() {
        let welsh = Text::new(Language::Welsh);
        let (hint, apart) = range(welsh, &points(0, 100)).unwrap();
        let range = t!(welsh, "draft-points-range", min = 0, max = 100);
        assert_eq!(hint, range);
        let always = Words {
            words: "100: always".into(),
            lang: Some("en".into()),
        };
        assert_eq!(apart, [always]);
    }
}
