//! Signing in, sessions, invitations and resets.

use crate::access::Role;
use crate::org::RoleGrant;
use crate::values::{
    DeviceId, Email, Label, OrgId, PersonId, PersonName, SessionId, Timestamp, UnitId, ValueError,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A password as typed. Never printed, never serialised back into an answer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Password(String);

crate::values::text_schema!(Password, |schema| schema
    .format(Some(Custom("password".into()))));

impl Password {
    /// In characters; ASVS 5.0 6.2.1 asks for at least 8 and recommends 15.
    pub const MIN: usize = 15;
    pub const MAX: usize = 128;

    /// A password as typed at sign-in: any length is simply wrong or right.
    pub fn typed(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Whether it may be chosen as a new password. The server also refuses
    /// those on its blocklist (`common`) or made of the person's own details (`personal`).
    pub fn check_new(&self) -> Result<(), ValueError> {
        let n = self.0.chars().count();
        if n < Self::MIN {
            return Err(ValueError::TooShort { min: Self::MIN });
        }
        if n > Self::MAX {
            return Err(ValueError::TooLong { max: Self::MAX });
        }
        Ok(())
    }

    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(masked)")
    }
}

crate::wire! {
    pub struct SignIn {
        pub email: Email,
        pub password: Password,
        /// Kept by the browser, so that a known device has a throttle of its own.
        pub device_id: DeviceId,
        pub device_label: Label,
    }

    /// The answer to a sign-in or a refresh. The refresh token travels as a cookie.
    pub struct Tokens {
        /// Ed25519 JWT, ten minutes, kept in memory only.
        pub access_token: String,
        pub expires_in_seconds: u32,
        pub session_id: SessionId,
        /// Whose session it is. A browser keeps one cookie, and on a shared tablet it may by now
        /// be that of the next person.
        pub person_id: PersonId,
    }

    /// Goes on with the session of the cookie. An app proves in the header `alongside-proof` that the vault of this
    /// session is open; from its first proof on, straight after the sign-in, the session goes on with a proof only.
    pub struct Refresh {
        /// Random per attempt, the same when an attempt is retried after a lost answer.
        pub attempt: String,
    }

    pub struct ResetRequest {
        pub email: Email,
    }

    /// Sets the password named by a mailed link; also accepts an invitation.
    pub struct SetPassword {
        /// From the fragment of the link: a server log never sees it.
        pub token: String,
        pub password: Password,
    }

    pub struct ChangePassword {
        pub current: Password,
        pub password: Password,
    }

    /// Who is signed in, and what the app needs to choose the first screen.
    pub struct Me {
        pub org_id: OrgId,
        pub organisation: String,
        pub person_id: PersonId,
        pub name: PersonName,
        pub email: Email,
        pub unit_id: UnitId,
        pub unit: String,
        /// `en` or `cy`.
        pub locale: String,
        pub roles: Vec<RoleGrant>,
        pub session_id: SessionId,
        /// Whether the organisation lets its devices count times and failures.
        #[serde(default = "crate::yes")]
        pub telemetry: bool,
    }

    pub struct EditMe {
        /// `en` or `cy`.
        pub locale: String,
    }

    pub struct Session {
        pub id: SessionId,
        pub label: Label,
        pub created_at: Timestamp,
        pub last_used_at: Timestamp,
        pub expires_at: Timestamp,
        /// The one that asks.
        pub current: bool,
    }
}

impl Me {
    pub fn has(&self, role: Role) -> bool {
        self.roles.iter().any(|grant| grant.role == role)
    }

    /// Whether this person observes others.
    pub fn observes(&self) -> bool {
        self.has(Role::Spo) || self.has(Role::Qdo)
    }
}
