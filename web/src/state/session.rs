//! Who is signed in.

use std::rc::Rc;

use shared::auth::{EditMe, Me, Password, SignIn};
use shared::values::Email;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{Failure, device};
use crate::api;
use crate::text::Language;

/// What is known about the person at the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Session {
    /// The refresh cookie is being tried.
    #[default]
    Starting,
    SignedOut {
        /// There was a session until now, so the page says why it asks again.
        ended: bool,
    },
    /// `fresh` is false while the network has not confirmed what this device remembers.
    SignedIn { me: Rc<Me>, fresh: bool },
}

pub enum SessionAction {
    SignedIn(Me),
    Remembered(Me),
    SignedOut,
    Ended,
}

impl Reducible for Session {
    type Action = SessionAction;

    fn reduce(self: Rc<Self>, action: SessionAction) -> Rc<Self> {
        Rc::new(match action {
            SessionAction::SignedIn(me) => Self::SignedIn {
                me: Rc::new(me),
                fresh: true,
            },
            SessionAction::Remembered(me) => Self::SignedIn {
                me: Rc::new(me),
                fresh: false,
            },
            SessionAction::SignedOut => Self::SignedOut { ended: false },
            SessionAction::Ended => Self::SignedOut {
                ended: matches!(
                    *self,
                    Self::SignedIn { .. } | Self::SignedOut { ended: true }
                ),
            },
        })
    }
}

/// The session and its dispatcher, as the context carries it.
pub type SessionContext = UseReducerHandle<Session>;

/// The session store. It must be below the app's providers.
#[hook]
pub fn use_session() -> SessionContext {
    use_context::<SessionContext>().expect("the app provides the session")
}

/// The person signed in. Pages behind the sign-in wall may rely on it.
#[hook]
pub fn use_me() -> Option<Rc<Me>> {
    match &*use_session() {
        Session::SignedIn { me, .. } => Some(me.clone()),
        Session::Starting | Session::SignedOut { .. } => None,
    }
}

/// Finds out who is signed in. What this device remembers is shown at once, since a network
/// that leads nowhere takes long to say so; the server then confirms it or ends it.
pub fn start(session: SessionContext) {
    {
        let session = session.clone();
        api::on_session_end(move || session.dispatch(SessionAction::Ended));
    }
    let remembered = device::remembered_me();
    let is_remembered = remembered.is_some();
    if let Some(me) = remembered {
        session.dispatch(SessionAction::Remembered(me));
    }
    spawn_local(async move {
        match api::auth::me().await {
            Ok(me) => welcome(&session, me),
            Err(Failure::Offline) if is_remembered => {}
            Err(_) if is_remembered => session.dispatch(SessionAction::Ended),
            Err(_) => session.dispatch(SessionAction::SignedOut),
        }
    });
}

/// Signs in; `done` hears of a refusal.
pub async fn sign_in(
    session: SessionContext,
    email: Email,
    password: String,
) -> Result<(), Failure> {
    let credentials = SignIn {
        email,
        password: Password::typed(password),
        device_id: device::id(),
        device_label: device::label(),
    };
    api::auth::sign_in(&credentials).await?;
    let me = api::auth::me().await?;
    welcome(&session, me);
    Ok(())
}

/// Signs out here at once, and on the server when it can be reached.
pub fn sign_out(session: SessionContext) {
    device::forget_me();
    session.dispatch(SessionAction::SignedOut);
    spawn_local(async move {
        // Without a network the cookie stays and the next refresh meets its idle limit.
        let _ = api::auth::sign_out().await;
    });
}

/// Asks again who is signed in, for instance when the network is back.
pub async fn confirm(session: SessionContext) {
    if let Ok(me) = api::auth::me().await {
        welcome(&session, me);
    }
}

/// Keeps the language with the person, so that mails come in it too.
pub fn prefer_language(session: &SessionContext, language: Language) {
    if !matches!(**session, Session::SignedIn { .. }) {
        return;
    }
    let session = session.clone();
    spawn_local(async move {
        let edit = EditMe {
            locale: language.tag().to_owned(),
        };
        // The screen has changed already; the mails follow with the next change.
        if let Ok(me) = api::auth::edit_me(&edit).await {
            welcome(&session, me);
        }
    });
}

fn welcome(session: &SessionContext, me: Me) {
    device::keep_pages();
    device::remember_me(&me);
    session.dispatch(SessionAction::SignedIn(me));
}
