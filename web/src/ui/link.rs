//! Links within the app.

use crate::router::use_navigator;
use yew::prelude::*;

use crate::route::Route;
use crate::ui::{ButtonKind, Icon, IconKind};

#[derive(Properties, PartialEq)]
pub struct GoProps {
    pub to: Route,
    #[prop_or_default]
    pub class: Classes,
    /// For a link whose words alone do not say where it goes.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// `page` on the link to the page one is on.
    #[prop_or_default]
    pub current: Option<&'static str>,
    /// What the page starts with, as in `with=<id>`; ids and keys, which need no escaping.
    #[prop_or_default]
    pub query: Vec<(&'static str, String)>,
    /// Called before leaving, for instance to close a menu.
    #[prop_or_default]
    pub onleave: Callback<()>,
    pub children: Html,
}

/// A link to a page. Presses with a modifier key stay the browser's own.
#[component]
pub fn Go(props: &GoProps) -> Html {
    let navigator = use_navigator();
    let address = with_query(props.to.to_path(), &props.query);
    let onclick = {
        let (to, onleave) = (props.to.clone(), props.onleave.clone());
        let address = address.clone();
        Callback::from(move |event: MouseEvent| {
            if event.meta_key() || event.ctrl_key() || event.shift_key() || event.alt_key() {
                return;
            }
            let Some(navigator) = &navigator else { return };
            event.prevent_default();
            onleave.emit(());
            navigator.push_address(&to, &address);
        })
    };
    html! {
        <a href={address} class={props.class.clone()} aria-label={props.label.clone()}
            aria-current={props.current} {onclick}>
            { props.children.clone() }
        </a>
    }
}

fn with_query(path: String, query: &[(&'static str, String)]) -> String {
    let pairs: Vec<String> = query
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    if pairs.is_empty() {
        path
    } else {
        format!("{path}?{}", pairs.join("&"))
    }
}

#[derive(Properties, PartialEq)]
pub struct ButtonLinkProps {
    pub to: Route,
    #[prop_or_default]
    pub query: Vec<(&'static str, String)>,
    #[prop_or_default]
    pub kind: ButtonKind,
    #[prop_or_default]
    pub icon: Option<IconKind>,
    #[prop_or_default]
    pub label: Option<AttrValue>,
    pub children: Html,
}

/// A link that looks like a button, for the one next step of a card.
#[component]
pub fn ButtonLink(props: &ButtonLinkProps) -> Html {
    html! {
        <Go to={props.to.clone()} query={props.query.clone()} class={props.kind.classes()} label={props.label.clone()}>
            { for props.icon.map(|kind| html! { <Icon {kind} /> }) }
            { props.children.clone() }
        </Go>
    }
}
