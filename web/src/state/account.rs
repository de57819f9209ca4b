//! The account: passwords, links from mails, sessions.

use shared::auth::{ChangePassword, Password, Session};
use shared::values::{Email, SessionId};
use yew::prelude::*;

use super::Failure;
use super::remote::{Loaded, use_remote};
use crate::api::auth;

/// Where this person is signed in.
#[hook]
pub fn use_sessions() -> Loaded<Vec<Session>> {
    use_remote((), |()| auth::sessions())
}

pub async fn end_session(id: SessionId) -> Result<(), Failure> {
    auth::end_session(id).await
}

pub async fn request_reset(email: Email) -> Result<(), Failure> {
    auth::request_reset(email).await
}

pub async fn change_password(current: String, password: Password) -> Result<(), Failure> {
    auth::change_password(&ChangePassword {
        current: Password::typed(current),
        password,
    })
    .await
}

/// Which mailed link sets a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordLink {
    Invitation,
    Reset,
}

pub async fn set_password(
    link: PasswordLink,
    token: String,
    password: Password,
) -> Result<(), Failure> {
    match link {
        PasswordLink::Invitation => auth::accept_invitation(token, password).await,
        PasswordLink::Reset => auth::reset_password(token, password).await,
    }
}
