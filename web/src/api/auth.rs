//! Signing in and out, the account, its sessions.

use shared::auth::{
    ChangePassword, EditMe, Me, Password, ResetRequest, Session, SetPassword, SignIn, Tokens,
};
use shared::values::{Email, SessionId};

use super::{Call, Failure, read, send, send_open, send_quiet, token};

/// Signs in and keeps the token.
pub async fn sign_in(credentials: &SignIn) -> Result<(), Failure> {
    let received = send_open(&Call::post("/auth/sign-in").json(credentials)).await?;
    token::keep(read::<Tokens>(received)?);
    Ok(())
}

/// Ends the session here and on the server. The token is forgotten even without an answer.
pub async fn sign_out() -> Result<(), Failure> {
    token::forget();
    send_open(&Call::post("/auth/sign-out")).await.map(drop)
}

pub async fn me() -> Result<Me, Failure> {
    send(Call::get("/me")).await
}

pub async fn edit_me(edit: &EditMe) -> Result<Me, Failure> {
    send(Call::patch("/me").json(edit)).await
}

pub async fn change_password(change: &ChangePassword) -> Result<(), Failure> {
    send_quiet(Call::post("/me/password").json(change)).await
}

pub async fn sessions() -> Result<Vec<Session>, Failure> {
    send(Call::get("/sessions")).await
}

pub async fn end_session(id: SessionId) -> Result<(), Failure> {
    send_quiet(Call::delete(format!("/sessions/{id}"))).await
}

/// Asks for a mail with a link. The answer is the same whether the address is known or not.
pub async fn request_reset(email: Email) -> Result<(), Failure> {
    send_open(&Call::post("/auth/reset-request").json(&ResetRequest { email }))
        .await
        .map(drop)
}

pub async fn reset_password(token: String, password: Password) -> Result<(), Failure> {
    let set = SetPassword { token, password };
    send_open(&Call::post("/auth/reset").json(&set))
        .await
        .map(drop)
}

pub async fn accept_invitation(token: String, password: Password) -> Result<(), Failure> {
    let set = SetPassword { token, password };
    send_open(&Call::post("/auth/accept-invitation").json(&set))
        .await
        .map(drop)
}
