//! Providers, the frame, who may see which page, and the table of routes.

use crate::router::{Redirect, Router, use_route};
use shared::access::Role;
use shared::auth::Me;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::chunks::Inside;
use crate::navigation;
use crate::pages;
use crate::route::Route;
use crate::state::account::PasswordLink;
use crate::state::calm::use_calm;
use crate::state::device;
use crate::state::idle::{self, use_idle};
use crate::state::language::use_messages;
use crate::state::network::use_online;
use crate::state::session::{self, Session, SessionContext, use_session};
use crate::state::settings::Settings;
use crate::state::shell::{Update, take_newer, use_shell};
use crate::state::toasts::{ToastAction, ToastContext, ToastList, use_toast_expiry};
use crate::state::vault;
use crate::t;
use crate::text::{Language, Text, use_text};
use crate::ui::{Frame, FrameAccount, Page, Skeleton, ThemeChoice, ToastView, Toasts};

#[component]
pub fn App() -> Html {
    let text = use_state(|| Text::new(device::language()));
    let toasts = use_reducer(ToastList::default);
    let session = use_reducer(Session::default);
    use_effect_with(text.language(), |language| device::show_language(*language));
    {
        let session = session.clone();
        use_effect_with((), move |()| session::start(session));
    }
    use_language_of_person(&text, &session);
    use_messages(&text);
    let onlanguage = {
        let (text, session) = (text.clone(), session.clone());
        Callback::from(move |language: Language| {
            device::keep_language(language);
            text.set(Text::new(language));
            session::prefer_language(&session, language);
        })
    };
    html! {
        <ContextProvider<Text> context={*text}>
        <ContextProvider<ToastContext> context={toasts}>
        <ContextProvider<SessionContext> context={session}>
            <Router>
                <Shell {onlanguage} />
            </Router>
        </ContextProvider<SessionContext>>
        </ContextProvider<ToastContext>>
        </ContextProvider<Text>>
    }
}

/// A device that has no language of its own takes that of the person who signs in.
#[hook]
fn use_language_of_person(text: &UseStateHandle<Text>, session: &SessionContext) {
    let locale = match &**session {
        Session::SignedIn { me, .. } => Some(Language::from_tag(&me.locale)),
        Session::Starting | Session::Locked | Session::SignedOut { .. } => None,
    };
    let text = text.clone();
    use_effect_with(locale, move |locale| {
        if let Some(language) = *locale
            && !device::has_chosen_language()
        {
            text.set(Text::new(language));
        }
    });
}

#[derive(Properties, PartialEq)]
struct ShellProps {
    onlanguage: Callback<Language>,
}

/// The frame, and in it the page or the way in.
#[component]
fn Shell(props: &ShellProps) -> Html {
    let text = use_text();
    let session = use_session();
    let route = use_route();
    use_effect_with(route.clone(), |route| {
        if !matches!(route, Route::ObservationLive { .. }) {
            device::light_up();
        }
    });
    let theme = use_state(device::theme);
    let ontheme = {
        let theme = theme.clone();
        Callback::from(move |chosen: ThemeChoice| {
            device::keep_theme(chosen);
            theme.set(chosen);
        })
    };
    let onsignout = {
        let session = session.clone();
        Callback::from(move |()| spawn_local(session::sign_out(session.clone())))
    };
    let onlock = {
        let session = session.clone();
        Callback::from(move |()| spawn_local(session::lock(session.clone())))
    };
    let onidle = use_callback(session.clone(), |(), session| {
        // A session that ended leaves a vault open, for whoever goes on capturing.
        let is_open = matches!(**session, Session::SignedIn { .. }) || vault::is_open();
        if is_open && !idle::is_capturing() {
            spawn_local(session::lock(session.clone()));
        }
    });
    use_idle(onidle);
    let settings = Settings {
        theme: *theme,
        ontheme: ontheme.clone(),
        onlanguage: props.onlanguage.clone(),
    };

    let me = match &*session {
        Session::SignedIn { me, .. } => Some(me.clone()),
        // A session that ran out takes nobody away from a session under way: capture needs
        // no token, and what waits is sent after the next sign-in.
        Session::SignedOut { ended: Some(me) } if route.needs_no_token() => Some(me.clone()),
        Session::Starting | Session::Locked | Session::SignedOut { .. } => None,
    };
    let fresh = matches!(*session, Session::SignedIn { fresh: true, .. });
    let body = match (&*session, me.clone()) {
        (_, me) if route.is_open() => open_page(&route, me.is_some()),
        (_, Some(me)) => {
            let key = me.person_id.to_string();
            html! { <Inside {key} {me} {fresh} route={route.clone()} /> }
        }
        (Session::Starting, None) => html! { <Page><Skeleton /></Page> },
        (Session::Locked, None) => html! { <pages::auth::Unlock /> },
        (_, None) => html! { <pages::auth::SignIn /> },
    };
    let toasts = html! { <ToastRegion /> };
    // The live screen fills the tablet; its own bar takes the place of the frame.
    let screen = if me.is_some() && matches!(route, Route::ObservationLive { .. }) {
        html! { <><main id="content" tabindex="-1"><pages::delay::DelayNotice />{ body }</main>{ toasts }</> }
    } else {
        html! {
        <Frame nav={me.as_deref().map(|me| navigation::places(text, me)).unwrap_or_default()}
            current={navigation::place_of(&route)} account={me.as_deref().map(|me| account(text, me))}
            theme={*theme} {ontheme} onlanguage={props.onlanguage.clone()} {onsignout} {onlock}
            state={html! { <NetworkState /> }} {toasts}>
            <pages::delay::DelayNotice />
            { body }
        </Frame>
        }
    };
    html! { <ContextProvider<Settings> context={settings}>{ screen }</ContextProvider<Settings>> }
}

fn account(text: Text, me: &Me) -> FrameAccount {
    let roles = pages::auth::role_names(text, me);
    FrameAccount {
        name: me.name.as_str().to_owned().into(),
        is_observed: me.has(Role::Practitioner),
        detail: if roles.is_empty() {
            me.unit.clone().into()
        } else {
            format!("{roles} · {}", me.unit).into()
        },
    }
}

/// Pages for people who have not signed in.
fn open_page(route: &Route, is_signed_in: bool) -> Html {
    match route {
        Route::SignIn if is_signed_in => html! { <Redirect to={Route::Home} /> },
        Route::Forgot => html! { <pages::auth::Forgot /> },
        Route::Reset => {
            html! { <pages::auth::SetPassword key="reset" link={PasswordLink::Reset} /> }
        }
        Route::Invitation => {
            html! { <pages::auth::SetPassword key="invitation" link={PasswordLink::Invitation} /> }
        }
        #[cfg(feature = "gallery")]
        Route::Gallery => html! { <pages::gallery::Gallery /> },
        _ => html! { <pages::auth::SignIn /> },
    }
}

/// The network in words.
#[component]
fn NetworkState() -> Html {
    let text = use_text();
    let is_online = use_online();
    let session = use_session();
    {
        let is_unconfirmed = matches!(*session, Session::SignedIn { fresh: false, .. });
        use_effect_with(is_online, move |is_online| {
            if *is_online && is_unconfirmed {
                spawn_local(session::confirm(session));
            }
        });
    }
    let pill = (!is_online)
        .then(|| html! { <span class="pill-state warm">{ t!(text, "offline") }</span> });
    html! { <div class="row" role="status">{ for pill }</div> }
}

/// The toasts of the whole app, in the frame's corner.
#[component]
fn ToastRegion() -> Html {
    let list = use_context::<ToastContext>().expect("App provides the toasts");
    use_toast_expiry(&list);
    let offer = use_offer();
    let mut toasts: Vec<ToastView> = list
        .toasts
        .iter()
        .map(|toast| ToastView {
            id: toast.id,
            words: toast.words.clone(),
            action: None,
        })
        .collect();
    let ondismiss = {
        let later = offer.as_ref().map(|(_, later)| later.clone());
        Callback::from(move |id| match &later {
            Some(later) if id == OFFER => later.emit(()),
            _ => list.dispatch(ToastAction::Dismiss(id)),
        })
    };
    toasts.extend(offer.map(|(offer, _)| offer));
    html! { <Toasts {toasts} {ondismiss} /> }
}

/// The id of the toast that offers a newer version; the others count up from one.
const OFFER: u32 = u32::MAX;

/// The offer of a newer version at a calm moment, and the way to put it off until the next start.
#[hook]
fn use_offer() -> Option<(ToastView, Callback<()>)> {
    let text = use_text();
    let shell = use_shell();
    let route = use_route();
    let is_put_off = use_state(|| false);
    let is_calm = use_calm(&route, shell.update != Update::None);
    let words = match shell.update {
        Update::None => return None,
        Update::Ready | Update::Elsewhere => t!(text, "update-ready"),
        Update::Going => t!(text, "update-going"),
        Update::Busy => t!(text, "update-busy"),
    };
    let use_now = (t!(text, "update-now"), Callback::from(|()| take_newer()));
    let is_shown = is_calm && !*is_put_off;
    is_shown.then(|| {
        let offer = ToastView {
            id: OFFER,
            words,
            action: (shell.update != Update::Going).then_some(use_now),
        };
        (offer, Callback::from(move |()| is_put_off.set(true)))
    })
}
