//! States in a shape and a word. The colour only repeats them.

use yew::prelude::*;

/// The shapes in front of a state's word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Done, seen.
    Full,
    /// Booked, half way.
    Half,
    /// Excused, nothing to do.
    Empty,
    /// Still to come, or a chance.
    Dashed,
    /// Needs attention.
    Triangle,
    /// The other person's view, beside a full circle for one's own.
    Diamond,
    /// Finished for good.
    Square,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Ink,
    Seen,
    Chance,
    Warm,
    Plain,
}

#[derive(Properties, PartialEq)]
pub(super) struct ShapeMarkProps {
    pub shape: Shape,
}

#[component]
pub(super) fn ShapeMark(props: &ShapeMarkProps) -> Html {
    let drawn = match props.shape {
        Shape::Full => html! { <circle cx="6" cy="6" r="5.5" fill="currentColor" /> },
        Shape::Half => html! {
            <>
                <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.5" />
                <path d="M6 1a5 5 0 000 10z" fill="currentColor" />
            </>
        },
        Shape::Empty => {
            html! { <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.5" /> }
        }
        Shape::Dashed => html! {
            <circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.2 1.73" />
        },
        Shape::Triangle => html! { <path d="M6 .5L12 11.5H0z" fill="currentColor" /> },
        Shape::Diamond => html! { <path d="M6 0l6 6-6 6-6-6z" fill="currentColor" /> },
        Shape::Square => html! { <path d="M1 1h10v10H1z" fill="currentColor" /> },
    };
    html! { <svg class="shape" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">{ drawn }</svg> }
}

#[derive(Properties, PartialEq)]
pub struct TagProps {
    pub shape: Shape,
    #[prop_or_default]
    pub tone: Tone,
    pub children: Html,
}

/// A state as a pill.
#[component]
pub fn Tag(props: &TagProps) -> Html {
    let tone = match props.tone {
        Tone::Ink => None,
        Tone::Seen => Some("tag-seen"),
        Tone::Chance => Some("tag-chance"),
        Tone::Warm => Some("tag-warm"),
        Tone::Plain => Some("tag-plain"),
    };
    html! {
        <span class={classes!("tag", tone)}>
            <ShapeMark shape={props.shape} /><span>{ props.children.clone() }</span>
        </span>
    }
}

/// A state in running text or in a table cell.
#[component]
pub fn StateText(props: &TagProps) -> Html {
    let tone = match props.tone {
        Tone::Ink => None,
        Tone::Seen => Some("state-seen"),
        Tone::Chance => Some("state-chance"),
        Tone::Warm => Some("state-warm"),
        Tone::Plain => Some("state-plain"),
    };
    html! {
        <span class={classes!("state", tone)}>
            <ShapeMark shape={props.shape} /><span>{ props.children.clone() }</span>
        </span>
    }
}
