//! The account: passwords, links from mails, sessions.

use shared::auth::{ChangePassword, Password, Session};
use shared::values::{DeviceId, Email, PersonId, QuarantineId, SessionId};
use shared::vault::{Decide, Device, Quarantined, RevokeMode};
use yew::prelude::*;

use super::Failure;
use super::remote::{Loaded, use_remote};
use crate::api::{auth, devices};

/// Where this person is signed in.
#[hook]
pub fn use_sessions() -> Loaded<Vec<Session>> {
    use_remote((), |()| auth::sessions())
}

pub async fn end_session(id: SessionId) -> Result<(), Failure> {
    auth::end_session(id).await
}

/// The browsers that keep sealed work of a person: mine where nobody is named.
#[hook]
pub fn use_devices(of: Option<PersonId>) -> Loaded<Vec<Device>> {
    use_remote(of, devices::list)
}

pub async fn revoke_device(id: DeviceId, mode: RevokeMode) -> Result<(), Failure> {
    devices::revoke(id, mode).await
}

/// Work that waits for my decision, and what I or others decided.
#[hook]
pub fn use_quarantine() -> Loaded<Vec<Quarantined>> {
    use_remote((), |()| devices::quarantine())
}

pub async fn decide(id: QuarantineId, decision: Decide) -> Result<(), Failure> {
    devices::decide(id, &decision).await
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
