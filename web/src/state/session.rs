//! Who is signed in, and whose vault is open.

use std::rc::Rc;

use shared::auth::{EditMe, Me, Password, SignIn};
use shared::problem::Code;
use shared::values::{Email, PersonId};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;
use zeroize::Zeroizing;

use super::{Failure, device};
use crate::api;
use crate::offline::vault::{self, Entry, Outcome, Refusal};
use crate::offline::{Keep, StorageError};
use crate::text::Language;
use crate::timer;

/// A wrap is made this long after a sign-in: the next page is there by then.
const WRAP_AFTER_MS: i32 = 1_500;

/// How often the server hears of the device.
const CONTACT_EVERY_MS: i32 = 60_000;

/// What is known about the person at the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Session {
    /// It is being found out.
    #[default]
    Starting,
    /// Somebody's vault is on this device, and none is open. Nothing of anybody is shown.
    Locked,
    SignedOut {
        /// Whose session there was until now: the page says why it asks again, and what works
        /// without a session goes on.
        ended: Option<Rc<Me>>,
    },
    /// `fresh` is false while the network has not confirmed what this device remembers.
    SignedIn { me: Rc<Me>, fresh: bool },
}

pub enum SessionAction {
    SignedIn(Me),
    Remembered(Me),
    Locked,
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
            SessionAction::Locked => Self::Locked,
            SessionAction::SignedOut => Self::SignedOut { ended: None },
            SessionAction::Ended => match &*self {
                Self::SignedIn { me, .. } => Self::SignedOut {
                    ended: Some(me.clone()),
                },
                Self::SignedOut { ended } => Self::SignedOut {
                    ended: ended.clone(),
                },
                Self::Locked => Self::Locked,
                Self::Starting => Self::SignedOut { ended: None },
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
        Session::Starting | Session::Locked | Session::SignedOut { .. } => None,
    }
}

/// Finds out who is here. A vault whose key the worker still holds is open at once, since a
/// network that leads nowhere takes long to say so; the server then confirms the session or
/// ends it. Where a vault is on this device and none is open, nothing is asked and nothing
/// shown before somebody unlocks theirs.
pub fn start(session: SessionContext) {
    {
        let session = session.clone();
        api::prove_by(vault::proof);
        api::on_session_end(move || session.dispatch(SessionAction::Ended));
    }
    vault::on_lock_elsewhere({
        let session = session.clone();
        move || {
            // A page that has locked answers nothing, or two would lock each other for ever.
            if vault::opened().is_none() {
                return;
            }
            let session = session.clone();
            spawn_local(async move { leave(&session, SessionAction::Locked).await });
        }
    });
    keep_contact(&session);
    spawn_local(async move {
        if let Some(me) = vault::recall().await {
            // Whoever loads a covered page anew has not shown the PIN.
            if !device::is_covered() {
                return remember(&session, me).await;
            }
            vault::lock().await;
        }
        if !device::people().is_empty() {
            session.dispatch(SessionAction::Locked);
            // Said as soon as it can be; nothing here waits for it.
            let _ = settle_sign_out().await;
            return;
        }
        if settle_sign_out().await.is_err() {
            return session.dispatch(SessionAction::SignedOut);
        }
        match api::auth::me().await {
            Ok(me) => welcome(&session, me, Entry::Session).await,
            Err(_) => session.dispatch(SessionAction::SignedOut),
        }
    });
}

/// Says for each vault here that the device is there, now and from time to time, and follows what
/// the server asks: a device that was taken out of use empties itself.
fn keep_contact(session: &SessionContext) {
    let run = {
        let session = session.clone();
        move || {
            let session = session.clone();
            spawn_local(async move { contact_all(&session).await });
        }
    };
    run();
    // It goes on as long as the page.
    std::mem::forget(timer::every(CONTACT_EVERY_MS, run.clone()));
    super::network::on_return(run);
}

async fn contact_all(session: &SessionContext) {
    for known in device::people() {
        match vault::contact(known.person).await {
            Ok(Outcome::Wiped) => {
                device::forget_person(known.person);
                device::note_emptied(true);
            }
            // The server goes on being told of what is left.
            Ok(Outcome::Left(n)) => device::note_left(known.person, n),
            Ok(Outcome::Stays) | Err(_) => continue,
        }
        let was_open = vault::opened_of(known.person).is_ok();
        if was_open || device::people().is_empty() {
            leave(session, SessionAction::SignedOut).await;
        }
    }
}

/// Signs in, or answers why the server refused. The key of the vault is wrapped under the password
/// a little later.
pub async fn sign_in(
    session: SessionContext,
    email: Email,
    password: String,
) -> Result<(), Failure> {
    let password = Zeroizing::new(password);
    let credentials = SignIn {
        email,
        password: Password::typed(password.as_str()),
        device_id: device::id(),
        device_label: device::label(),
    };
    api::expect_session_of(None);
    // The cookie is still that of whoever signed out without a network. If it cannot be said
    // now, their session ends by its own time.
    let _ = settle_sign_out().await;
    api::auth::sign_in(&credentials).await?;
    device::owe_sign_out(false);
    device::note_emptied(false);
    device::note_covered(false);
    let me = api::auth::me().await?;
    let person = me.person_id;
    welcome(&session, me, Entry::Password(&password)).await;
    if vault::opened_of(person).is_ok() {
        spawn_local(api::bind_session());
    }
    wrap_later(person, password);
    Ok(())
}

/// Opens the vault of somebody on this device, with or without a network.
pub async fn unlock(
    session: SessionContext,
    person: PersonId,
    password: String,
) -> Result<(), Refusal> {
    let password = Zeroizing::new(password);
    let me = vault::unlock(person, &password).await?;
    remember(&session, me).await;
    Ok(())
}

/// Opens the vault of somebody on this device by their fingerprint or face.
pub async fn unlock_with_passkey(session: SessionContext, person: PersonId) -> Result<(), Refusal> {
    let me = vault::unlock_with_passkey(person).await?;
    remember(&session, me).await;
    Ok(())
}

/// Opens the vault of somebody whose session only locked, by their PIN.
pub async fn unlock_with_pin(
    session: SessionContext,
    person: PersonId,
    typed: String,
) -> Result<(), Refusal> {
    let typed = Zeroizing::new(typed);
    let me = vault::unlock_with_pin(person, &typed).await?;
    remember(&session, me).await;
    Ok(())
}

/// Drops the key and everything that was opened with it. What waits stays, sealed.
pub async fn lock(session: SessionContext) {
    if let Session::SignedIn { me, .. } = &*session {
        device::note_person(me.person_id, &me.name, n_waiting(me.person_id).await.ok());
    }
    leave(&session, SessionAction::Locked).await;
}

/// Signs out: removes what this device keeps of the person, here at once, and tells the server
/// when it can be reached. While something waits to be sent it only locks, since signing out
/// would strand it.
pub async fn sign_out(session: SessionContext) {
    let Session::SignedIn { me, .. } = (*session).clone() else {
        return;
    };
    let is_empty = match n_waiting(me.person_id).await {
        Ok(0) => true,
        Ok(_) => return lock(session).await,
        // What cannot be counted may be there, and stays. The session ends all the same: without
        // a vault there is nothing that a lock would close.
        Err(_) => false,
    };
    device::owe_sign_out(true);
    let is_forgotten = is_empty && forget(me.person_id).await;
    // Without a network it is still owed, and paid before anything else is asked.
    let _ = settle_sign_out().await;
    if is_forgotten {
        leave(&session, SessionAction::SignedOut).await;
    } else {
        // Its key is still here: it stays locked, under its owner's name.
        lock(session).await;
    }
}

/// Removes what this device keeps of somebody for reading, and their key. Answers whether the key
/// is gone.
async fn forget(person: PersonId) -> bool {
    if let Ok(keep) = Keep::open(person).await {
        // What cannot be removed is sealed, and its key goes.
        let _ = keep.forget_reads().await;
    }
    let is_gone = vault::forget_wraps(person).await.is_ok();
    if is_gone {
        device::forget_person(person);
    }
    is_gone
}

/// Asks again who is signed in, for instance when the network is back.
pub async fn confirm(session: SessionContext) {
    match api::auth::me().await {
        Ok(me) => welcome(&session, me, Entry::Session).await,
        Err(failure) if failure.code() == Some(Code::Unauthenticated) => {
            session.dispatch(SessionAction::Ended);
        }
        Err(_) => {}
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
            welcome(&session, me, Entry::Session).await;
        }
    });
}

/// Takes in whom the server has confirmed, and opens their vault.
async fn welcome(session: &SessionContext, me: Me, entry: Entry<'_>) {
    match vault::enter(&me, entry).await {
        Ok(()) => {
            device::keep_pages();
            let n_waiting = n_waiting(me.person_id).await.ok();
            device::note_person(me.person_id, &me.name, n_waiting);
        }
        // Their vault is here, and a session alone does not open it.
        Err(Refusal::Storage(StorageError::Locked)) => {
            device::note_person(me.person_id, &me.name, None);
            return session.dispatch(SessionAction::Locked);
        }
        // Without storage one can still read; the pages that write say what is missing.
        Err(_) => {}
    }
    api::expect_session_of(Some(me.person_id));
    session.dispatch(SessionAction::SignedIn(me));
}

/// Goes on with what this device remembers, and asks the server.
async fn remember(session: &SessionContext, me: Me) {
    device::note_covered(false);
    api::expect_session_of(Some(me.person_id));
    device::note_person(me.person_id, &me.name, n_waiting(me.person_id).await.ok());
    device::keep_pages();
    session.dispatch(SessionAction::Remembered(me));
    confirm(session.clone()).await;
}

/// Closes the vault and loads the page anew, which empties memory and screen for certain. Where
/// the shell is not kept yet a load could fail, so the page only forgets.
async fn leave(session: &SessionContext, then: SessionAction) {
    match then {
        SessionAction::Locked => vault::lock().await,
        _ => vault::close().await,
    }
    session.dispatch(then);
    if device::has_shell()
        && let Some(window) = web_sys::window()
    {
        // If it fails the page has forgotten all the same.
        let _ = window.location().replace("/");
    }
}

/// Tells the server of a sign-out that it has not heard of. Nothing else may use the cookie
/// before that.
async fn settle_sign_out() -> Result<(), Failure> {
    if device::owes_sign_out() {
        api::auth::sign_out().await?;
        device::owe_sign_out(false);
    }
    Ok(())
}

/// How many records hold something that the server has not got.
async fn n_waiting(person: PersonId) -> Result<usize, StorageError> {
    Keep::open(person).await?.n_waiting().await
}

fn wrap_later(person: PersonId, password: Zeroizing<String>) {
    let wrap = timer::after(WRAP_AFTER_MS, move || {
        spawn_local(async move {
            // Without a wrap there is escrow, and the next sign-in tries again.
            let _ = vault::wrap_with_password(person, &password).await;
        });
    });
    // It fires once and is then done with.
    std::mem::forget(wrap);
}
