//! Providers, the frame and the table of routes.

use yew::prelude::*;
use yew_router::prelude::*;

use crate::pages;
use crate::route::Route;
use crate::state::device;
use crate::state::toasts::{ToastAction, ToastContext, ToastList, use_toast_expiry};
use crate::text::{Language, Text};
use crate::ui::{Frame, ThemeChoice, ToastView, Toasts};

#[component]
pub fn App() -> Html {
    let text = use_state(|| Text::new(device::language()));
    let toasts = use_reducer(ToastList::default);
    {
        let language = text.language();
        use_effect_with(language, |language| device::show_language(*language));
    }
    let onlanguage = {
        let text = text.clone();
        Callback::from(move |language: Language| {
            device::keep_language(language);
            text.set(Text::new(language));
        })
    };
    html! {
        <ContextProvider<Text> context={*text}>
            <ContextProvider<ToastContext> context={toasts}>
                <BrowserRouter>
                    <Shell {onlanguage} />
                </BrowserRouter>
            </ContextProvider<ToastContext>>
        </ContextProvider<Text>>
    }
}

#[derive(Properties, PartialEq)]
struct ShellProps {
    onlanguage: Callback<Language>,
}

#[component]
fn Shell(props: &ShellProps) -> Html {
    let theme = use_state(device::theme);
    let ontheme = {
        let theme = theme.clone();
        Callback::from(move |chosen: ThemeChoice| {
            device::keep_theme(chosen);
            theme.set(chosen);
        })
    };
    html! {
        <Frame theme={*theme} {ontheme} onlanguage={props.onlanguage.clone()} onsignout={Callback::noop()}
            toasts={html! { <ToastRegion /> }}>
            <Switch<Route> render={page} />
        </Frame>
    }
}

/// The toasts of the whole app, in the frame's corner.
#[component]
fn ToastRegion() -> Html {
    let list = use_context::<ToastContext>().expect("App provides the toasts");
    use_toast_expiry(&list);
    let toasts: Vec<ToastView> = list
        .toasts
        .iter()
        .map(|toast| ToastView { id: toast.id, words: toast.words.clone(), action: toast.action.clone() })
        .collect();
    let ondismiss = Callback::from(move |id| list.dispatch(ToastAction::Dismiss(id)));
    html! { <Toasts {toasts} {ondismiss} /> }
}

fn page(route: Route) -> Html {
    match route {
        #[cfg(feature = "gallery")]
        Route::Gallery => html! { <pages::gallery::Gallery /> },
        _ => html! { <pages::not_found::NotFound /> },
    }
}
