//! Which page is open, and the way to another. Addresses are the browser's own, so that a
//! link in a mail, Back and Reload work as anywhere.

use wasm_bindgen::JsValue;
use yew::prelude::*;

use crate::listen;
use crate::route::Route;

/// What the address names: a page, and what stands behind the path, as in `?of=<id>`.
#[derive(Clone, PartialEq)]
struct Place {
    route: Route,
    query: String,
}

/// The open place and the way to another, as the context carries it. Two places of one page
/// differ, so that whoever reads the query renders again.
#[derive(Clone, PartialEq)]
pub struct Navigator {
    place: Place,
    open: UseStateSetter<Place>,
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
        self.show(to, address);
    }

    /// Opens a page in place of this one.
    pub fn replace(&self, to: &Route) {
        let address = to.to_path();
        replace_address(&address);
        self.show(to, &address);
    }

    /// Puts something else behind the path of the open page, so that Back and Reload show the same.
    pub fn stay(&self, address: &str) {
        replace_address(address);
        self.set(&self.place.route, address);
    }

    fn show(&self, to: &Route, address: &str) {
        self.set(to, address);
        if let Some(window) = web_sys::window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
    }

    fn set(&self, to: &Route, address: &str) {
        self.open.set(Place {
            route: to.clone(),
            query: query_of(address).to_owned(),
        });
    }
}

fn replace_address(address: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// What stands behind the path, with its question mark.
fn query_of(address: &str) -> &str {
    let whole = address.split('#').next().unwrap_or_default();
    whole.find('?').map_or("", |start| &whole[start..])
}

/// The way to another page. It is there in every page of the app.
#[hook]
pub fn use_navigator() -> Option<Navigator> {
    use_context::<Navigator>()
}

/// The open page.
#[hook]
pub fn use_route() -> Route {
    use_context::<Navigator>().map_or(Route::NotFound, |navigator| navigator.place.route)
}

/// What the address carries behind the path, as in `?of=<id>`.
#[hook]
pub fn use_query() -> String {
    // The context makes the caller render again when only this changes; the window would not.
    use_context::<Navigator>().map_or_else(query_of_window, |navigator| navigator.place.query)
}

#[derive(Properties, PartialEq)]
pub struct RouterProps {
    pub children: Html,
}

/// Provides the open page to everything inside.
#[component]
pub fn Router(props: &RouterProps) -> Html {
    let place = use_state(current);
    {
        let open = place.setter();
        use_effect_with((), move |()| {
            // The browser has changed the address by Back, Forward, or by hand.
            let moved = listen::on_window(&["popstate"], move || open.set(current()));
            move || drop(moved)
        });
    }
    let navigator = Navigator {
        place: (*place).clone(),
        open: place.setter(),
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

fn current() -> Place {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok());
    Place {
        route: Route::of_path(path.as_deref().unwrap_or("/")),
        query: query_of_window(),
    }
}

fn query_of_window() -> String {
    web_sys::window()
        .and_then(|window| window.location().search().ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::query_of;

    #[test]
    fn what_stands_behind_the_path_is_found_as_the_browser_tells_it() {
        let cases = [
            ("/coverage", ""),
            ("/coverage?state=done", "?state=done"),
            ("/actions?of=a&new=1#top", "?of=a&new=1"),
            ("/set-password#a?b", ""),
        ];
        for (address, expected) in cases {
            assert_eq!(query_of(address), expected, "{address}");
        }
    }
}
