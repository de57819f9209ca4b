//! Buttons: at least 48 px to touch.

use yew::prelude::*;

use crate::ui::{Icon, IconKind};

/// How much a button stands out. A screen has one primary button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    Primary,
    #[default]
    Secondary,
    Quiet,
    /// Takes something away for good; plum, never red.
    Danger,
}

impl ButtonKind {
    /// The classes of a button or a link of this kind.
    pub fn classes(self) -> Classes {
        classes!(
            "button",
            match self {
                Self::Primary => Some("button-primary"),
                Self::Secondary => None,
                Self::Quiet => Some("button-quiet"),
                Self::Danger => Some("button-danger"),
            }
        )
    }
}

#[derive(Properties, PartialEq)]
pub struct ButtonProps {
    #[prop_or_default]
    pub kind: ButtonKind,
    #[prop_or_default]
    pub onclick: Callback<MouseEvent>,
    /// Sends the form it stands in.
    #[prop_or_default]
    pub submit: bool,
    /// Under way: the button keeps its focus and its words, and takes no second press.
    #[prop_or_default]
    pub busy: bool,
    #[prop_or_default]
    pub disabled: bool,
    #[prop_or_default]
    pub icon: Option<IconKind>,
    /// What a reader says, where the words alone are not enough. It begins with the words.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// For a button that stays pressed.
    #[prop_or_default]
    pub pressed: Option<bool>,
    #[prop_or_default]
    pub id: Option<AttrValue>,
    #[prop_or_default]
    pub wide: bool,
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let onclick = {
        let (busy, pressed) = (props.busy, props.onclick.clone());
        Callback::from(move |event: MouseEvent| {
            if busy {
                event.prevent_default();
            } else {
                pressed.emit(event);
            }
        })
    };
    html! {
        <button type={if props.submit { "submit" } else { "button" }} id={props.id.clone()}
            class={classes!(props.kind.classes(), props.wide.then_some("button-wide"))}
            disabled={props.disabled} aria-disabled={props.busy.then_some("true")}
            aria-label={props.label.clone()} aria-pressed={props.pressed.map(|on| on.to_string())}
            {onclick}>
            { for props.icon.map(|kind| html! { <Icon {kind} /> }) }
            { props.children.clone() }
        </button>
    }
}

#[derive(Properties, PartialEq)]
pub struct ButtonRowProps {
    /// Gives every button the same width.
    #[prop_or_default]
    pub even: bool,
    pub children: Html,
}

#[component]
pub fn ButtonRow(props: &ButtonRowProps) -> Html {
    html! {
        <div class={classes!("button-row", props.even.then_some("button-row-even"))}>
            { props.children.clone() }
        </div>
    }
}
