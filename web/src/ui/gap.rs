//! Two views of one item on one line: a talking point, never a score.

use yew::prelude::*;

use crate::t;
use crate::text::{Text, use_text};
use crate::ui::Shape;
use crate::ui::tag::ShapeMark;

/// What one person said.
#[derive(Clone, Debug, PartialEq)]
pub struct GapView {
    /// "You", or a first name.
    pub who: AttrValue,
    /// Which level, counted from 0; none is not rated, or no opportunity.
    pub level: Option<usize>,
    /// Their own words, if any.
    pub words: Option<AttrValue>,
}

#[derive(Properties, PartialEq)]
pub struct GapScaleProps {
    pub item: Html,
    /// The names of the levels, lowest first.
    pub levels: Vec<AttrValue>,
    /// The practitioner's view: a circle.
    pub own: GapView,
    /// The observer's view: a diamond.
    pub other: GapView,
}

/// Units of the drawing; it scales to the card.
const WIDTH: usize = 320;
const MIDDLE: usize = 14;
/// How far two marks on one level move apart, so that both are seen.
const ASIDE: isize = 11;

/// The drawing is hidden from readers, since the two lines below say the same.
#[component]
pub fn GapScale(props: &GapScaleProps) -> Html {
    let text = use_text();
    let n_levels = props.levels.len().max(1);
    let is_same = props.own.level.is_some() && props.own.level == props.other.level;
    let aside = if is_same { ASIDE } else { 0 };
    let own_x = props
        .own
        .level
        .map(|level| position(level, n_levels) - aside);
    let other_x = props
        .other
        .level
        .map(|level| position(level, n_levels) + aside);
    let labels = match n_levels {
        3 => "gap-labels gap-labels-3",
        5 => "gap-labels gap-labels-5",
        _ => "gap-labels",
    };
    html! {
        <div class="gap">
            <p class="muted small">{ props.item.clone() }</p>
            <svg viewBox={format!("0 0 {WIDTH} {}", MIDDLE * 2)} aria-hidden="true" focusable="false">
                <line class="gap-line" x1="8" y1={MIDDLE.to_string()} x2={(WIDTH - 8).to_string()} y2={MIDDLE.to_string()} />
                { for (0..n_levels).map(|level| html! {
                    <circle key={level} class="gap-tick" cx={position(level, n_levels).to_string()} cy={MIDDLE.to_string()} r="3" />
                }) }
                { for own_x.map(|x| html! { <circle class="gap-self" cx={x.to_string()} cy={MIDDLE.to_string()} r="10" /> }) }
                { for other_x.map(|x| html! { <path class="gap-observer" d={diamond(x)} /> }) }
            </svg>
            <div class={labels} aria-hidden="true">
                { for props.levels.iter().map(|name| html! { <span key={name.as_str()}>{ name }</span> }) }
            </div>
            <ul class="gap-key">
                <li><span class="chance"><ShapeMark shape={Shape::Full} /></span><span>{ view_line(text, &props.own, &props.levels) }</span></li>
                <li><span class="seen"><ShapeMark shape={Shape::Diamond} /></span><span>{ view_line(text, &props.other, &props.levels) }</span></li>
            </ul>
            if is_same {
                <p class="muted small">{ t!(text, "gap-same") }</p>
            }
        </div>
    }
}

fn view_line(text: Text, view: &GapView, levels: &[AttrValue]) -> AttrValue {
    let level = view
        .level
        .and_then(|level| levels.get(level).cloned())
        .unwrap_or_else(|| t!(text, "gap-not-rated"));
    match &view.words {
        Some(words) => t!(
            text,
            "gap-view-words",
            who = &view.who,
            level = level,
            words = words
        ),
        None => t!(text, "gap-view", who = &view.who, level = level),
    }
}

/// The middle of a level's share of the line.
fn position(level: usize, n_levels: usize) -> isize {
    let x = WIDTH * (2 * level.min(n_levels - 1) + 1) / (2 * n_levels);
    isize::try_from(x).expect("x is at most WIDTH")
}

fn diamond(x: isize) -> String {
    let y = MIDDLE;
    format!("M{x} {} l12 12 -12 12 -12 -12z", y - 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_stand_over_their_names() {
        let four: Vec<_> = (0..4).map(|level| position(level, 4)).collect();
        assert_eq!(four, [40, 120, 200, 280]);
        assert_eq!(
            position(9, 4),
            280,
            "a level beyond the scale stays on the line"
        );
    }
}
