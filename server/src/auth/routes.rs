//! Signing in and out, the account of the one who asks, and the links from mails.

use actix_web::cookie::Cookie;
use actix_web::{HttpRequest, HttpResponse, Responder};
use shared::auth::{
    ChangePassword, EditMe, Me, Refresh, ResetRequest, Session, SetPassword, SignIn, Tokens,
};
use shared::problem::Code;
use shared::values::SessionId;
use shared::vault::PROOF_HEADER;

use super::links::{self, Purpose};
use super::password::Place;
use super::sign_in::{self, Opened};
use super::{cookies, mails, password, refresh, store};
use crate::actor::{Actor, Ground};
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::http::{Description, Gives, Json, NoContent, Path, Route, source};
use crate::token;

pub fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/auth/sign-in", sign_in),
        Route::post("/api/v1/auth/refresh", refresh),
        Route::post("/api/v1/auth/sign-out", sign_out),
        Route::post("/api/v1/auth/reset-request", request_reset),
        Route::post("/api/v1/auth/reset", reset),
        Route::post("/api/v1/auth/accept-invitation", accept_invitation),
        Route::get("/api/v1/me", me),
        Route::patch("/api/v1/me", edit_me),
        Route::post("/api/v1/me/password", change_password),
        Route::get("/api/v1/sessions", sessions),
        Route::delete("/api/v1/sessions/{id}", end_session),
    ]
}

/// A body with cookies to keep.
struct WithCookies<T> {
    body: T,
    cookies: Vec<Cookie<'static>>,
}

impl<T: Responder> Responder for WithCookies<T> {
    type Body = T::Body;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse<T::Body> {
        let mut response = self.body.respond_to(request);
        for cookie in &self.cookies {
            if response.add_cookie(cookie).is_err() {
                tracing::error!("A cookie was not set: its value cannot stand in a header");
            }
        }
        response
    }
}

impl<T: Gives> Gives for WithCookies<T> {
    fn describe(description: &mut Description) {
        T::describe(description);
    }
}

async fn sign_in(
    ctx: Ctx,
    request: HttpRequest,
    Json(input): Json<SignIn>,
) -> Result<WithCookies<Json<Tokens>>> {
    let device = cookies::device_secret(&request, &ctx.settings);
    let opened = sign_in::sign_in(
        &ctx,
        input,
        device,
        source(&request, &ctx.settings.trusted_proxies),
    )
    .await?;
    tokens(&ctx, opened)
}

async fn refresh(
    ctx: Ctx,
    request: HttpRequest,
    Json(input): Json<Refresh>,
) -> Result<WithCookies<Json<Tokens>>> {
    let presented = cookies::refresh_token(&request, &ctx.settings)
        .ok_or(Error::Refused(Code::Unauthenticated))?;
    let proof = request.headers().get(PROOF_HEADER);
    let proof = proof
        .and_then(|proof| proof.to_str().ok())
        .map(str::to_owned);
    let opened = refresh::refresh(&ctx, presented, input.attempt, proof).await?;
    tokens(&ctx, opened)
}

fn tokens(ctx: &Ctx, opened: Opened) -> Result<WithCookies<Json<Tokens>>> {
    let access_token = ctx.keys.sign(
        opened.org,
        opened.person,
        opened.session,
        opened.security_version,
    )?;
    let mut cookies = vec![cookies::set_refresh_token(&opened.refresh, &ctx.settings)];
    cookies.extend(
        opened
            .device_secret
            .map(|secret| cookies::set_device_secret(secret, &ctx.settings)),
    );
    let body = Tokens {
        access_token,
        expires_in_seconds: token::LIFETIME_S,
        session_id: opened.session,
        person_id: opened.person,
    };
    Ok(WithCookies {
        body: Json(body),
        cookies,
    })
}

async fn sign_out(ctx: Ctx, request: HttpRequest) -> Result<WithCookies<NoContent>> {
    if let Some(presented) = cookies::refresh_token(&request, &ctx.settings) {
        refresh::sign_out(&ctx, presented).await?;
    }
    Ok(WithCookies {
        body: NoContent,
        cookies: vec![cookies::clear_refresh_token(&ctx.settings)],
    })
}

async fn request_reset(
    ctx: Ctx,
    request: HttpRequest,
    Json(input): Json<ResetRequest>,
) -> Result<NoContent> {
    links::request_reset(
        &ctx,
        input.email,
        source(&request, &ctx.settings.trusted_proxies),
    )
    .await?;
    Ok(NoContent)
}

async fn reset(ctx: Ctx, Json(input): Json<SetPassword>) -> Result<NoContent> {
    links::set_password(&ctx, Purpose::Reset, input).await?;
    Ok(NoContent)
}

async fn accept_invitation(ctx: Ctx, Json(input): Json<SetPassword>) -> Result<NoContent> {
    links::set_password(&ctx, Purpose::Invitation, input).await?;
    Ok(NoContent)
}

async fn me(ctx: Ctx, actor: Actor) -> Result<Json<Me>> {
    actor.allow(Ground::Own);
    ctx.db
        .read_one(move |conn| store::me(conn, &actor))
        .await
        .map(Json)
}

async fn edit_me(ctx: Ctx, actor: Actor, Json(edit): Json<EditMe>) -> Result<Json<Me>> {
    actor.allow(Ground::Own);
    if !matches!(edit.locale.as_str(), "en" | "cy") {
        return Err(Error::field("locale", "malformed"));
    }
    let edited = ctx
        .db
        .write(move |conn| {
            store::edit_locale(conn, &actor, &edit.locale)?;
            audit::record(
                conn,
                &actor,
                Entry::new("person.locale", "person", &actor.me).about(&actor.me),
            )?;
            store::me(conn, &actor)
        })
        .await?;
    Ok(Json(edited))
}

/// Every other session ends, and this one's access token with them: the next request refreshes it.
async fn change_password(
    ctx: Ctx,
    actor: Actor,
    Json(change): Json<ChangePassword>,
) -> Result<NoContent> {
    actor.allow(Ground::Own);
    let ChangePassword { current, password } = change;
    let asking = actor.clone();
    let (account, me) = ctx
        .db
        .write(move |conn| {
            sign_in::take(conn, &throttle_key(&asking), db::now())?;
            Ok((
                store::account(conn, &asking.org, &asking.me)?,
                store::me(conn, &asking)?,
            ))
        })
        .await?;
    if !password::verify(Place::Known, current, account.password_hash.clone()).await? {
        return Err(Error::RefusedFields(
            Code::InvalidInput,
            vec![shared::problem::FieldProblem::new(
                "current",
                "wrong_password",
            )],
        ));
    }
    password::check_new(
        &password,
        &[me.name.as_str(), me.email.as_str(), &me.organisation],
    )?;
    let hash = password::hash(password).await?;
    ctx.db
        .write(move |conn| replace_password(conn, &actor, &account, &hash))
        .await?;
    Ok(NoContent)
}

/// Hashing takes its time: whoever was suspended, signed out or given another password by then
/// changes nothing any more.
fn replace_password(
    conn: &mut Conn,
    actor: &Actor,
    verified: &store::Account,
    hash: &str,
) -> Result<()> {
    if !sign_in::still_stands(conn, verified)?
        || !store::has_session(conn, actor, db::now())?
        || !store::set_password(conn, &actor.org, &actor.me, &verified.status, hash)?
    {
        return Err(Code::Unauthenticated.into());
    }
    store::clear_throttle(conn, &throttle_key(actor))?;
    let session = actor.session_id.to_string();
    let n_ended = store::revoke_sessions(
        conn,
        &actor.org,
        &actor.me,
        Some(&session),
        "password_changed",
    )?;
    mails::post_password_changed(conn, &actor.org, &actor.me, &actor.request_id)?;
    let entry = Entry::new("auth.change_password", "person", &actor.me)
        .about(&actor.me)
        .detail(serde_json::json!({ "sessions_ended": n_ended }));
    audit::record(conn, actor, entry)
}

fn throttle_key(actor: &Actor) -> String {
    format!("change:{}", actor.me)
}

async fn sessions(ctx: Ctx, actor: Actor) -> Result<Json<Vec<Session>>> {
    actor.allow(Ground::Own);
    ctx.db
        .read_one(move |conn| store::sessions(conn, &actor, db::now()))
        .await
        .map(Json)
}

/// Somebody else's session is not found.
async fn end_session(ctx: Ctx, actor: Actor, Path(id): Path<SessionId>) -> Result<NoContent> {
    actor.allow(Ground::Own);
    ctx.db
        .write(move |conn| {
            let own = store::sessions(conn, &actor, db::now())?;
            if !own.iter().any(|session| session.id == id) {
                return Err(Error::NotFound);
            }
            store::revoke_session(conn, &actor.org, &id.to_string(), "ended_by_owner")?;
            audit::record(
                conn,
                &actor,
                Entry::new("auth.end_session", "session", id).about(&actor.me),
            )
        })
        .await?;
    Ok(NoContent)
}
