//! Something closed until it is wanted: the browser's own details.

use yew::prelude::*;

use crate::ui::Words;

#[derive(Properties, PartialEq)]
pub struct DisclosureProps {
    pub summary: AttrValue,
    /// What the summary ends with, where it may be in a language of its own.
    #[prop_or_default]
    pub of: Words,
    /// Open from the start; after that it is the reader's to open and close.
    #[prop_or_default]
    pub open: bool,
    pub children: Html,
}

#[component]
pub fn Disclosure(props: &DisclosureProps) -> Html {
    // Written once: a later render must not close what the reader opened.
    let is_open_at_first = use_memo((), |()| props.open);
    html! {
        <details class="disclosure" open={*is_open_at_first}>
            <summary>{ &props.summary }if !props.of.is_empty() { { " " }{ props.of.view() } }</summary>
            <div>{ props.children.clone() }</div>
        </details>
    }
}
