//! Lists: summary list, task list, counts, timeline, and the way to more.

use yew::prelude::*;

use crate::route::Route;
use crate::t;
use crate::text::use_text;
use crate::ui::{Button, Go, Words};

#[derive(Properties, PartialEq)]
pub struct ChildrenProps {
    pub children: Html,
}

/// Names and values, one row each. Put `SummaryRow` inside.
#[component]
pub fn SummaryList(props: &ChildrenProps) -> Html {
    html! { <dl class="summary">{ props.children.clone() }</dl> }
}

#[derive(Properties, PartialEq)]
pub struct SummaryRowProps {
    pub name: AttrValue,
    /// A link or button such as "Change".
    #[prop_or_default]
    pub action: Html,
    pub children: Html,
}

#[component]
pub fn SummaryRow(props: &SummaryRowProps) -> Html {
    html! {
        <div class="summary-row">
            <dt>{ &props.name }</dt>
            <dd>{ props.children.clone() }</dd>
            if props.action != Html::default() {
                <dd class="change">{ props.action.clone() }</dd>
            }
        </div>
    }
}

/// A list whose rows open something. Put `Task` inside.
#[component]
pub fn Tasks(props: &ChildrenProps) -> Html {
    html! { <ul class="tasks">{ props.children.clone() }</ul> }
}

#[derive(Properties, PartialEq)]
pub struct TaskProps {
    pub to: Route,
    /// What the page starts with, as for `Go`.
    #[prop_or_default]
    pub query: Vec<(&'static str, String)>,
    pub title: Words,
    /// A line below the title.
    #[prop_or_default]
    pub detail: Html,
    /// A `Tag` or `StateText` on the right.
    #[prop_or_default]
    pub children: Html,
}

#[component]
pub fn Task(props: &TaskProps) -> Html {
    html! {
        <li class="task">
            <div class="task-text">
                <Go to={props.to.clone()} query={props.query.clone()}>{ props.title.view() }</Go>
                if props.detail != Html::default() {
                    <p class="muted small">{ props.detail.clone() }</p>
                }
            </div>
            if props.children != Html::default() {
                <div class="task-side">{ props.children.clone() }</div>
            }
        </li>
    }
}

/// A row of counts. Put `Count` inside.
#[component]
pub fn CountGrid(props: &ChildrenProps) -> Html {
    html! { <ul class="counts">{ props.children.clone() }</ul> }
}

#[derive(Properties, PartialEq)]
pub struct CountProps {
    pub n: usize,
    pub label: AttrValue,
    /// Opens the list behind the count.
    pub onclick: Callback<()>,
    #[prop_or_default]
    pub pressed: bool,
    /// For counts that ask for something.
    #[prop_or_default]
    pub warm: bool,
}

#[component]
pub fn Count(props: &CountProps) -> Html {
    let onclick = {
        let pressed = props.onclick.clone();
        Callback::from(move |_| pressed.emit(()))
    };
    let is_warm = props.warm && props.n > 0;
    html! {
        <li>
            <button type="button" class={classes!("count", is_warm.then_some("count-warm"))}
                aria-pressed={props.pressed.to_string()} {onclick}>
                <span class="count-n">{ props.n }</span>
                <span class="count-label">{ &props.label }</span>
            </button>
        </li>
    }
}

#[derive(Properties, PartialEq)]
pub struct ShowMoreProps {
    pub onmore: Callback<()>,
    #[prop_or_default]
    pub busy: bool,
    pub shown: usize,
    /// How many there are in all, where that is known.
    #[prop_or_default]
    pub total: Option<usize>,
}

/// The next page, below the last row.
#[component]
pub fn ShowMore(props: &ShowMoreProps) -> Html {
    let text = use_text();
    let onclick = {
        let more = props.onmore.clone();
        Callback::from(move |_| more.emit(()))
    };
    html! {
        <div class="row">
            <Button {onclick} busy={props.busy}>{ t!(text, "show-more") }</Button>
            { for props.total.map(|total| html! {
                <span class="muted small" role="status">{ t!(text, "shown-more", shown = props.shown, total = total) }</span>
            }) }
        </div>
    }
}

/// One line of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineEntry {
    /// Unique within the list.
    pub key: AttrValue,
    /// When, in words: `24:02` into the session, or a date.
    pub at: AttrValue,
    pub body: Html,
}

#[derive(Properties, PartialEq)]
pub struct TimelineProps {
    pub entries: Vec<TimelineEntry>,
    #[prop_or_default]
    pub label: Option<AttrValue>,
}

#[component]
pub fn Timeline(props: &TimelineProps) -> Html {
    let entries = props.entries.iter().map(|entry| {
        html! { <TimelineLine key={entry.key.as_str()} at={entry.at.clone()}>{ entry.body.clone() }</TimelineLine> }
    });
    html! { <ol class="timeline" aria-label={props.label.clone()} tabindex="0">{ for entries }</ol> }
}

#[derive(Properties, PartialEq)]
struct TimelineLineProps {
    at: AttrValue,
    children: Html,
}

/// A component, so that a line that is added draws itself and no other.
#[component]
fn TimelineLine(props: &TimelineLineProps) -> Html {
    html! {
        <li>
            <span class="at">{ &props.at }</span>
            <div>{ props.children.clone() }</div>
        </li>
    }
}
