//! The frame round every page: brand, navigation, account, notices.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, Node};
use yew::prelude::*;

use crate::route::Route;
use crate::t;
use crate::text::{Language, use_text};
use crate::ui::{Choice, Go, Icon, IconKind, RadioGroup};

/// One place in the navigation.
#[derive(Clone, Debug, PartialEq)]
pub struct NavItem {
    pub to: Route,
    pub label: AttrValue,
    pub icon: IconKind,
}

/// The person signed in, as the menu shows them.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameAccount {
    pub name: AttrValue,
    /// Role and unit, in words.
    pub detail: AttrValue,
    /// Has records of their own, and may see who looked at them.
    pub is_observed: bool,
}

/// Light, dark, or as the device is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    #[default]
    Device,
    Light,
    Dark,
}

impl ThemeChoice {
    /// The word kept in storage and in `data-theme`; nothing follows the device.
    pub fn word(self) -> &'static str {
        match self {
            Self::Device => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub fn from_word(word: &str) -> Self {
        match word {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::Device,
        }
    }
}

/// A bottom bar holds five places; the others move to the menu.
const BAR_PLACES: usize = 5;

#[derive(Properties, PartialEq)]
pub struct FrameProps {
    /// Where this person can go, most needed first. Empty before sign-in.
    #[prop_or_default]
    pub nav: Vec<NavItem>,
    /// The place the current page belongs to.
    #[prop_or_default]
    pub current: Option<Route>,
    #[prop_or_default]
    pub account: Option<FrameAccount>,
    pub theme: ThemeChoice,
    pub ontheme: Callback<ThemeChoice>,
    pub onlanguage: Callback<Language>,
    pub onsignout: Callback<()>,
    pub onlock: Callback<()>,
    /// The state of the network and of what waits to be sent, in words.
    #[prop_or_default]
    pub state: Html,
    /// Toasts; they float over the page.
    #[prop_or_default]
    pub toasts: Html,
    pub children: Html,
}

#[component]
pub fn Frame(props: &FrameProps) -> Html {
    let text = use_text();
    let onskip = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        crate::ui::focus_by_id("content");
    });
    html! {
        <div class={classes!("frame", props.nav.is_empty().then_some("bare"))}>
            <a href="#content" class="skip-link" onclick={onskip}>{ t!(text, "skip-to-content") }</a>
            <header class="frame-header">
                <div class="frame-header-in">
                    <Go to={Route::Home} class="brand">{ "alongside" }</Go>
                    if !props.nav.is_empty() {
                        <nav class="frame-nav" aria-label={t!(text, "nav-label")}>
                            <ul class="frame-places">{ for props.nav.iter().take(BAR_PLACES).map(|place| nav_place(place, props.current.as_ref())) }</ul>
                        </nav>
                    }
                    <div class="frame-side">
                        <div class="frame-state">{ props.state.clone() }</div>
                        { side(props) }
                    </div>
                </div>
            </header>
            <main id="content" class="frame-body" tabindex="-1">{ props.children.clone() }</main>
            { props.toasts.clone() }
        </div>
    }
}

fn nav_place(place: &NavItem, current: Option<&Route>) -> Html {
    let current = (current == Some(&place.to)).then_some("page");
    html! {
        <li key={place.label.as_str()}>
            <Go to={place.to.clone()} class="nav-link" {current}>
                <Icon kind={place.icon} /><span>{ &place.label }</span>
            </Go>
        </li>
    }
}

fn side(props: &FrameProps) -> Html {
    match &props.account {
        Some(account) => html! {
            <AccountMenu account={account.clone()} places={props.nav.iter().skip(BAR_PLACES).cloned().collect::<Vec<_>>()}
                theme={props.theme} ontheme={props.ontheme.clone()} onlanguage={props.onlanguage.clone()}
                onsignout={props.onsignout.clone()} onlock={props.onlock.clone()} />
        },
        None => html! { <LanguageSwitch onlanguage={props.onlanguage.clone()} /> },
    }
}

#[derive(Properties, PartialEq)]
struct LanguageSwitchProps {
    onlanguage: Callback<Language>,
}

/// Offers the other language in its own name and tongue.
#[component]
fn LanguageSwitch(props: &LanguageSwitchProps) -> Html {
    let other = use_text().language().other();
    let onclick = {
        let chosen = props.onlanguage.clone();
        Callback::from(move |_| chosen.emit(other))
    };
    html! { <button type="button" class="menu-item" lang={other.tag()} {onclick}><Icon kind={IconKind::Language} />{ other.own_name() }</button> }
}

#[derive(Properties, PartialEq)]
struct AccountMenuProps {
    account: FrameAccount,
    places: Vec<NavItem>,
    theme: ThemeChoice,
    ontheme: Callback<ThemeChoice>,
    onlanguage: Callback<Language>,
    onsignout: Callback<()>,
    onlock: Callback<()>,
}

/// A native disclosure; Escape and leaving it close it.
#[component]
fn AccountMenu(props: &AccountMenuProps) -> Html {
    let text = use_text();
    let menu = use_node_ref();
    let close = {
        let menu = menu.clone();
        Callback::from(move |()| {
            if let Some(details) = menu.cast::<HtmlDetailsElement>() {
                details.set_open(false);
            }
        })
    };
    let onkeydown = {
        let close = close.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" {
                close.emit(());
                crate::ui::focus_by_id("account-menu");
            }
        })
    };
    let onfocusout = {
        let (menu, close) = (menu.clone(), close.clone());
        Callback::from(move |event: FocusEvent| {
            let goes_to = event
                .related_target()
                .and_then(|target| target.dyn_into::<Node>().ok());
            let stays_inside = menu
                .cast::<Node>()
                .is_some_and(|menu| goes_to.as_ref().is_some_and(|to| menu.contains(Some(to))));
            // A press on plain text inside moves the focus nowhere.
            if goes_to.is_some() && !stays_inside {
                close.emit(());
            }
        })
    };
    let ontheme = {
        let chosen = props.ontheme.clone();
        Callback::from(move |word: AttrValue| chosen.emit(ThemeChoice::from_word(&word)))
    };
    let closing = |act: &Callback<()>| {
        let (close, act) = (close.clone(), act.clone());
        Callback::from(move |_: MouseEvent| {
            close.emit(());
            act.emit(());
        })
    };
    let (onsignout, onlock) = (closing(&props.onsignout), closing(&props.onlock));
    let themes = vec![
        Choice::new("", t!(text, "theme-device")),
        Choice::new("light", t!(text, "theme-light")),
        Choice::new("dark", t!(text, "theme-dark")),
    ];
    html! {
        <details class="menu" ref={menu} {onkeydown} {onfocusout}>
            <summary id="account-menu" aria-label={t!(text, "nav-account-menu", name = &props.account.name)}>
                <Icon kind={IconKind::Person} /><span class="menu-name">{ &props.account.name }</span>
            </summary>
            <div class="menu-panel">
                <div class="menu-who">
                    <p class="strong">{ &props.account.name }</p>
                    <p class="muted small">{ &props.account.detail }</p>
                </div>
                { for props.places.iter().map(|place| html! {
                    <Go to={place.to.clone()} onleave={close.clone()}><Icon kind={place.icon} />{ &place.label }</Go>
                }) }
                if props.account.is_observed {
                    <Go to={Route::Views} onleave={close.clone()}><Icon kind={IconKind::Eye} />{ t!(text, "nav-views") }</Go>
                }
                <Go to={Route::Account} onleave={close.clone()}><Icon kind={IconKind::Person} />{ t!(text, "nav-account") }</Go>
                <Go to={Route::Device} onleave={close.clone()}><Icon kind={IconKind::Info} />{ t!(text, "nav-device") }</Go>
                <LanguageSwitch onlanguage={props.onlanguage.clone()} />
                <RadioGroup id="theme" legend={t!(text, "theme")} options={themes} value={props.theme.word()} onchange={ontheme} />
                <button type="button" class="menu-item" onclick={onlock}><Icon kind={IconKind::Lock} />{ t!(text, "nav-lock") }</button>
                <button type="button" class="menu-item" onclick={onsignout}><Icon kind={IconKind::Leave} />{ t!(text, "nav-sign-out") }</button>
            </div>
        </details>
    }
}
