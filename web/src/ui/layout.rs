//! The column a page is set in, its head, and cards.

use web_sys::{Document, Element, HtmlElement};
use yew::prelude::*;

use crate::route::Route;
use crate::t;
use crate::text::use_text;
use crate::ui::{Go, Icon, IconKind, Words};

#[derive(Properties, PartialEq)]
pub struct PageProps {
    /// For forms and reading.
    #[prop_or_default]
    pub narrow: bool,
    pub children: Html,
}

#[component]
pub fn Page(props: &PageProps) -> Html {
    html! { <div class={classes!("page", props.narrow.then_some("page-narrow"))}>{ props.children.clone() }</div> }
}

#[derive(Properties, PartialEq)]
pub struct PageHeadProps {
    pub title: Words,
    /// One quiet sentence below.
    #[prop_or_default]
    pub lead: Words,
    /// Where the page belongs, and its name.
    #[prop_or_default]
    pub back: Option<(Route, AttrValue)>,
    /// Buttons on the right.
    #[prop_or_default]
    pub children: Html,
}

/// The heading of a page. It names the tab and takes the focus, so that a reader hears
/// where a link has led.
#[component]
pub fn PageHead(props: &PageHeadProps) -> Html {
    let text = use_text();
    let heading = use_node_ref();
    {
        let (heading, named) = (
            heading.clone(),
            t!(text, "page-title", title = &props.title.words),
        );
        let is_first = use_mut_ref(|| true);
        use_effect_with(props.title.words.clone(), move |_| {
            if let Some(document) = web_sys::window().and_then(|window| window.document()) {
                document.set_title(&named);
                let has_come = is_first.replace(false);
                let is_taken = document
                    .active_element()
                    .is_some_and(|active| keeps_focus(&document, &active, has_come));
                if !is_taken && let Some(element) = heading.cast::<HtmlElement>() {
                    let _ = element.focus();
                }
            }
        });
    }
    html! {
        <div class="page-head">
            <div class="page-head-text">
                { for props.back.iter().map(|(to, name)| html! {
                    <Go to={to.clone()} class="back"><Icon kind={IconKind::Back} />{ name }</Go>
                }) }
                <h1 ref={heading} tabindex="-1">{ props.title.view() }</h1>
                if !props.lead.is_empty() { <p class="page-lead">{ props.lead.view() }</p> }
            </div>
            { props.children.clone() }
        </div>
    }
}

/// Whether what has the focus keeps it. Whoever comes to a page by a link of the navigation is told
/// where that led; a field keeps the focus, and so does everything when only the title changes.
fn keeps_focus(document: &Document, active: &Element, has_come: bool) -> bool {
    let content = document.get_element_by_id("content");
    let is_in_content = content.is_none_or(|content| content.contains(Some(active)));
    active.tag_name() != "BODY" && (is_in_content || !has_come)
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CardKind {
    #[default]
    Plain,
    /// Asks something: a teal edge.
    Asks,
    /// About a chance: a plum edge.
    Chance,
    /// Needs attention: a brown edge.
    Warm,
    /// The one next thing to do.
    Next,
    /// Holds a list or table up to its edges.
    Flush,
}

#[derive(Properties, PartialEq)]
pub struct CardProps {
    #[prop_or_default]
    pub kind: CardKind,
    #[prop_or_default]
    pub title: Words,
    /// A tag or link beside the title.
    #[prop_or_default]
    pub aside: Html,
    pub children: Html,
}

#[component]
pub fn Card(props: &CardProps) -> Html {
    let kind = match props.kind {
        CardKind::Plain => None,
        CardKind::Asks => Some("card-asks"),
        CardKind::Chance => Some("card-chance"),
        CardKind::Warm => Some("card-warm"),
        CardKind::Next => Some("card-next"),
        CardKind::Flush => Some("card-flush"),
    };
    html! {
        <section class={classes!("card", kind)}>
            if !props.title.is_empty() {
                <div class="card-head"><h2>{ props.title.view() }</h2>{ props.aside.clone() }</div>
            }
            { props.children.clone() }
        </section>
    }
}
