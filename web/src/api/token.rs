//! The access token: in memory only, renewed through the refresh cookie.
//!
//! Tabs share one cookie that changes with each use, so they take turns (Web Locks). The
//! answer to a renewal can be lost on the way; the attempt's key stays in storage until
//! one arrives, and the server answers a repeated attempt with the same successor.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use shared::auth::{Refresh, Tokens};
use shared::problem::{Code, Problem};
use shared::values::PersonId;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::Storage;

use super::{Call, Failure, read, send_open};

const ATTEMPT: &str = "refresh-attempt";
const LOCK: &str = "alongside-refresh";
/// Renewed a little early, so that a token does not run out on the way.
const MARGIN_MS: f64 = 30_000.0;

/// An access token and when it runs out, by the device's clock.
#[derive(Debug, PartialEq)]
pub(super) struct Token {
    access: String,
    good_until_ms: f64,
}

impl Token {
    pub(super) fn access(&self) -> &str {
        &self.access
    }
}

/// Proves for an attempt that the vault of its session is open; none where it is not.
type Prove = fn(&str) -> Option<String>;

thread_local! {
    static PROVE: Cell<Option<Prove>> = const { Cell::new(None) };
    static TOKEN: RefCell<Option<Rc<Token>>> = const { RefCell::new(None) };
    static EXPECTED: Cell<Option<PersonId>> = const { Cell::new(None) };
    static ON_END: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
}

/// Calls `act` when the server ends the session: expired, revoked, signed out elsewhere.
pub fn on_session_end(act: impl Fn() + 'static) {
    ON_END.set(Some(Box::new(act)));
}

/// From now on renewals are proven like this.
pub fn prove_by(prove: Prove) {
    PROVE.set(Some(prove));
}

/// Renews at once, as a device whose vault is open: from then on nobody goes on with the session
/// who holds the device and cannot open the vault. Without an answer the next renewal does it.
pub async fn bind_session() {
    let seen = TOKEN.with_borrow(Clone::clone);
    let _ = renew(seen.as_ref()).await;
}

/// From now on only a session of this person is continued. On a shared tablet the cookie may
/// be that of whoever signed in last, while somebody else has unlocked what is theirs.
pub fn expect_session_of(person: Option<PersonId>) {
    EXPECTED.set(person);
}

/// Takes the token of a sign-in or a renewal; the attempt that brought it is over.
pub(super) fn keep(tokens: Tokens) -> Rc<Token> {
    let lifetime_ms = f64::from(tokens.expires_in_seconds) * 1000.0;
    let token = Rc::new(Token {
        access: tokens.access_token,
        good_until_ms: js_sys::Date::now() + lifetime_ms - MARGIN_MS,
    });
    TOKEN.set(Some(token.clone()));
    forget_attempt();
    token
}

/// Forgets the token, and any renewal under way belongs to nobody.
pub(super) fn forget() {
    TOKEN.set(None);
    forget_attempt();
}

/// A token that is good now, renewed if need be.
pub(super) async fn current() -> Result<Rc<Token>, Failure> {
    let kept = TOKEN.with_borrow(Clone::clone);
    match kept {
        Some(token) if js_sys::Date::now() < token.good_until_ms => Ok(token),
        seen => renew(seen.as_ref()).await,
    }
}

/// Renews the token, unless somebody in this tab did since `seen` was read.
pub(super) async fn renew(seen: Option<&Rc<Token>>) -> Result<Rc<Token>, Failure> {
    let seen = seen.cloned();
    in_turn(async move {
        let now = TOKEN.with_borrow(Clone::clone);
        match now {
            Some(token) if seen.is_none_or(|seen| *seen != *token) => Ok(token),
            _ => ask_for_successor().await,
        }
    })
    .await
}

async fn ask_for_successor() -> Result<Rc<Token>, Failure> {
    let attempt = attempt();
    let proof = PROVE.get().and_then(|prove| prove(&attempt));
    let call = Call::post("/auth/refresh")
        .json(&Refresh { attempt })
        .proven(proof);
    match send_open(&call).await.and_then(read::<Tokens>) {
        Ok(tokens)
            if EXPECTED
                .get()
                .is_none_or(|person| person == tokens.person_id) =>
        {
            Ok(keep(tokens))
        }
        Ok(_) => {
            forget();
            ON_END.with_borrow(|act| act.iter().for_each(|act| act()));
            Err(Failure::Refused(Problem::new(Code::Unauthenticated, "")))
        }
        Err(failure) => {
            match failure.code().map(shared::problem::Code::status) {
                Some(401 | 403) => {
                    // The attempt stays: it may have got through before, and is asked for again by
                    // whoever can prove it. A sign-in or a sign-out ends it.
                    TOKEN.set(None);
                    ON_END.with_borrow(|act| act.iter().for_each(|act| act()));
                }
                // Refused before the cookie was looked at.
                Some(400..=428) => forget_attempt(),
                // Busy, failed or not reached: the cookie may have been used up, so the same
                // attempt is made again, however late. A new one would look like theft.
                _ => {}
            }
            Err(failure)
        }
    }
}

fn attempt() -> String {
    let kept = storage().and_then(|storage| storage.get_item(ATTEMPT).ok().flatten());
    kept.unwrap_or_else(|| {
        let fresh = uuid::Uuid::now_v7().to_string() + &uuid::Uuid::now_v7().simple().to_string();
        if let Some(storage) = storage() {
            // Without storage the retry after a lost answer asks to sign in again.
            let _ = storage.set_item(ATTEMPT, &fresh);
        }
        fresh
    })
}

fn forget_attempt() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(ATTEMPT);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// Runs `work` while no other tab renews. Where the browser has no locks it just runs: the
/// attempt's key is shared, so two tabs at once still make one attempt.
async fn in_turn<F>(work: F) -> Result<Rc<Token>, Failure>
where
    F: Future<Output = Result<Rc<Token>, Failure>> + 'static,
{
    let Some((locks, request)) = lock_manager() else {
        return work.await;
    };
    let outcome = Rc::new(RefCell::new(None));
    let held = {
        let outcome = outcome.clone();
        Closure::once(move |_lock: JsValue| {
            future_to_promise(async move {
                *outcome.borrow_mut() = Some(work.await);
                Ok(JsValue::UNDEFINED)
            })
        })
    };
    let released: Promise = request
        .call2(&locks, &LOCK.into(), held.as_ref())
        .map_err(|_| Failure::Offline)?
        .unchecked_into();
    // The outcome is what counts; the promise only says that the lock is free again.
    let _ = JsFuture::from(released).await;
    outcome.borrow_mut().take().unwrap_or(Err(Failure::Offline))
}

fn lock_manager() -> Option<(JsValue, Function)> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request = Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    Some((locks, request))
}
