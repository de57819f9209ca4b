//! Something closed until it is wanted: the browser's own details.

use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct DisclosureProps {
    pub summary: AttrValue,
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
            <summary>{ &props.summary }</summary>
            <div>{ props.children.clone() }</div>
        </details>
    }
}
