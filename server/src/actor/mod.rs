//! Who asks: from the bearer token and one read of the database to an [`Actor`].

mod store;

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use actix_web::dev::Payload;
use actix_web::http::header::{AUTHORIZATION, HeaderMap};
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use shared::access::{self, Action, Decision, Role, Stage, Standing};
use shared::problem::Code;
use shared::values::{GrantId, OrgId, PersonId, SessionId, UnitId};

use crate::context::Ctx;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::http::{current_request_id, speak};
use crate::locale::Locale;

/// The person who asks, as the database had it when the request came. Cloning is cheap and all
/// clones share the record of what was decided.
#[derive(Clone)]
pub struct Actor(Arc<Person>);

/// What an [`Actor`] knows of the person.
pub struct Person {
    pub org_id: OrgId,
    pub person_id: PersonId,
    pub session_id: SessionId,
    /// The home unit.
    pub unit_id: UnitId,
    /// `en` or `cy`.
    pub locale: String,
    pub grants: Vec<Grant>,
    pub request_id: String,
    /// `org_id` as the text that queries take.
    pub org: String,
    /// `person_id` as the text that queries take.
    pub me: String,
    has_decided: AtomicBool,
}

/// A role over a unit and everything below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    pub id: GrantId,
    pub role: Role,
    pub unit_id: UnitId,
}

/// Why an answer needs no record-level rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// It holds only what is the actor's own: their account, their sessions.
    Own,
    /// The query itself was limited to what the actor may see.
    ScopedQuery,
    /// Everybody in the organisation may see it.
    Organisation,
    /// The roles in the policy row decide, and the handler checked the unit where one matters.
    Role,
}

impl Actor {
    /// Decides by the rules of `shared::access`. Refusals: hidden (404), forbidden (403) or not in
    /// this stage (409).
    pub fn decide(&self, action: Action, standing: &Standing, stage: Stage) -> Result<()> {
        let decision = access::decide(action, standing, stage);
        self.0.has_decided.store(true, Ordering::Relaxed);
        match decision {
            Decision::Allow => Ok(()),
            Decision::Forbid => Err(Code::Forbidden.into()),
            Decision::WrongStage => Err(Code::WrongState.into()),
            Decision::Hide => Err(Error::NotFound),
        }
    }

    /// Records why the answer may go out without a record-level rule.
    pub fn allow(&self, _ground: Ground) {
        self.0.has_decided.store(true, Ordering::Relaxed);
    }

    /// Whether any decision was recorded; an answer without one does not go out.
    pub fn has_decided(&self) -> bool {
        self.0.has_decided.load(Ordering::Relaxed)
    }

    /// Whether the actor holds the role in any unit.
    pub fn holds(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Whether the actor holds a role with a line, over any unit.
    pub fn has_line(&self) -> bool {
        self.grants.iter().any(|grant| grant.role.has_line())
    }

    /// The units over which the actor holds the role; each includes what is below it.
    pub fn units_of(&self, role: Role) -> Vec<String> {
        self.grants
            .iter()
            .filter(|grant| grant.role == role)
            .map(|grant| grant.unit_id.to_string())
            .collect()
    }
}

impl Deref for Actor {
    type Target = Person;

    fn deref(&self) -> &Person {
        &self.0
    }
}

/// The author of work that `decider` takes in for them: it becomes theirs, whatever roles they
/// have lost. [`Error::NotFound`] for somebody of another organisation.
pub fn on_behalf(conn: &mut Conn, decider: &Actor, author: PersonId) -> Result<Actor> {
    store::author(conn, decider, author).map(|person| Actor(Arc::new(person)))
}

/// Somebody who does not ask, with the roles they hold now: a digest is written for its reader.
/// [`Error::NotFound`] for somebody of another organisation.
pub fn reader(conn: &mut Conn, org: OrgId, reader: PersonId) -> Result<Actor> {
    store::reader(conn, org, reader).map(|person| Actor(Arc::new(person)))
}

/// The guard puts the actor into the request before the handler runs.
impl FromRequest for Actor {
    type Error = Error;
    type Future = std::future::Ready<Result<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let actor = request.extensions().get::<Actor>().cloned();
        std::future::ready(actor.ok_or(Error::Refused(Code::Unauthenticated)))
    }
}

/// The actor behind the bearer token, if the session, the person and the token all still stand.
pub(crate) async fn authenticate(ctx: &Ctx, headers: &HeaderMap) -> Result<Actor> {
    let mut bearers = headers.get_all(AUTHORIZATION);
    let token = bearers
        .next()
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .ok_or(Error::Refused(Code::Unauthenticated))?;
    if bearers.next().is_some() {
        return Err(Code::Unauthenticated.into());
    }
    let claims = ctx.keys.verify(token)?;
    let request_id = current_request_id().unwrap_or_default();
    let person = ctx
        .db
        .read_one_brief(move |conn| store::load(conn, &claims, request_id))
        .await?;
    speak(Locale::of(&person.locale));
    Ok(Actor(Arc::new(person)))
}
