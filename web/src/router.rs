//! Which page is open, and the way to another. Addresses are the browser's own, so that a
//! link in a mail, Back and Reload work as anywhere.

use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::listen;
use crate::route::Route;

/// The open page and the way to another, as the context carries it.
#[derive(Clone, PartialEq)]
pub struct Navigator {
    route: Route,
    open: UseStateSetter<Route>,
}

impl Navigator {
    /// Opens a page; Back leads to this one.
    pub fn push(&self, to: &Route) {
        self.push_address(to, &to.to_path());
    }

    /// Opens a page by its path with something behind it, as in `/actions?of=<id>`.
    pub fn push_address(&self, to: &Route, address: &str) {
        if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
            // A browser that refuses (too many in a moment) still shows the page.
            let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
        }
        self.show(to);
    }

    /// Opens a page in place of this one.
    pub fn replace(&self, to: &Route) {
        if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&to.to_path()));
        }
        self.show(to);
    }

    /// Puts something else behind the path of the open page, so that Back and Reload show the same.
    pub fn stay(&self, address: &str) {
        if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
        }
        self.open.set(self.route.clone());
    }

    fn show(&self, to: &Route) {
        self.open.set(to.clone());
        if let Some(window) = web_sys::window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
    }
}

/// The way to another page. It is there in every page of the app.
#[hook]
pub fn use_navigator() -> Option<Navigator> {
    use_context::<Navigator>()
}

/// The open page.
#[hook]
pub fn use_route() -> Route {
    use_context::<Navigator>().map_or(Route::NotFound, |navigator| navigator.route)
}

/// What the address carries behind the path, as in `?of=<id>`.
#[hook]
pub fn use_query() -> String {
    // Reading the route makes the caller render again when the address changes.
    let _ = use_route();
    web_sys::window()
        .and_then(|window| window.location().search().ok())
        .unwrap_or_default()
}

#[derive(Properties, PartialEq)]
pub struct RouterProps {
    pub children: Html,
}

/// Provides the open page to everything inside.
#[component]
pub fn Router(props: &RouterProps) -> Html {
    let route = use_state(current);
    {
        let open = route.setter();
        use_effect_with((), move |()| {
            // The browser has changed the address by Back, Forward, or by hand.
            let moved = listen::on_window(&["popstate"], move || open.set(current()));
            move || drop(moved)
        });
    }
    let navigator = Navigator {
        route: (*route).clone(),
        open: route.setter(),
    };
    html! { <ContextProvider<Navigator> context={navigator}>{ props.children.clone() }</ContextProvider<Navigator>> }
}

#[derive(Properties, PartialEq)]
pub struct RedirectProps {
    pub to: Route,
}

/// Opens another page in place of this one.
#[component]
pub fn Redirect(props: &RedirectProps) -> Html {
    let navigator = use_navigator();
    use_effect_with(props.to.clone(), move |to| {
        if let Some(navigator) = navigator {
            navigator.replace(to);
        }
    });
    Html::default()
}

fn current() -> Route {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok());
    Route::of_path(path.as_deref().unwrap_or("/"))
}
