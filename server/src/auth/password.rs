//! Passwords: argon2id, a few at a time, and as slow for an account that does not exist.

use std::sync::LazyLock;
use std::time::Duration;

use argon2::password_hash::{self, PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use shared::auth::Password;
use shared::problem::FieldProblem;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::blocklist;
use crate::error::{Error, Result};
use crate::token::random_bytes;

/// ASVS 5.0, appendix C: at least 19 MiB, two passes, one lane. About 100 ms.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Each takes 19 MiB, and the whole server is to stay under 80 MB. One core hashes some 2,000
/// passwords a minute, and a session lasts a week.
const N_AT_ONCE: usize = 1;
/// Who would wait longer is told to try again.
const WAIT: Duration = Duration::from_secs(15);

/// Strangers who may wait for their turn, about a second of hashing.
const N_WAITING: usize = 32;
/// When a stranger may try again for whom there was no place.
const TRY_AGAIN_S: u64 = 5;

/// One of them stands before [`HASHING`] at a time, so that who is known waits for one stranger at
/// most, however many there are.
static STRANGERS: Semaphore = Semaphore::const_new(1);
static WAITING: Semaphore = Semaphore::const_new(N_WAITING);
static HASHING: Semaphore = Semaphore::const_new(N_AT_ONCE);
/// What a wrong address is checked against, so that it takes as long as a wrong password.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hash_now(&random_bytes()).expect("the parameters are within argon2's limits"));

/// Checks whether a password may be chosen: its length, the blocklist, and the person's own details.
pub(super) fn check_new(password: &Password, personal: &[&str]) -> Result<()> {
    password
        .check_new()
        .map_err(|error| Error::Invalid(vec![FieldProblem::value("password", &error)]))?;
    match blocklist::refuse(password.expose(), personal) {
        Some(code) => Err(Error::field("password", code)),
        None => Ok(()),
    }
}

/// A place in one of two queues, taken before a try is counted: nobody's count rises because the
/// queue was full.
pub(super) enum Place {
    /// Who is signed in, holds a link from a mail, or sits at a device that is known.
    Known,
    Stranger {
        _permit: SemaphorePermit<'static>,
    },
}

impl Place {
    /// `Throttled` where too many strangers wait.
    pub fn among_strangers() -> Result<Self> {
        WAITING
            .try_acquire()
            .map(|permit| Self::Stranger { _permit: permit })
            .map_err(|_| Error::Throttled {
                retry_after_s: TRY_AGAIN_S,
            })
    }
}

/// Hashes a password that may be chosen, as a PHC string.
pub(super) async fn hash(password: Password) -> Result<String> {
    hashing(Place::Known, move || hash_now(password.expose().as_bytes())).await?
}

/// Whether it is the password of `stored`. Without one the same work is done, and the answer is no.
pub(super) async fn verify(
    place: Place,
    password: Password,
    stored: Option<String>,
) -> Result<bool> {
    hashing(place, move || {
        let against = stored.as_deref().unwrap_or(&NOBODY);
        // Longer than any that could be chosen; hashing it would only cost time.
        let is_possible = password.expose().chars().count() <= Password::MAX;
        let is_right = is_possible && is_of(against, &password)?;
        Ok(is_right && stored.is_some())
    })
    .await?
}

/// Whether the hash was made of the password. [`Error::Internal`] for one that was damaged: nobody is
/// told that the right password was wrong, and the operator hears of it.
fn is_of(hash: &str, password: &Password) -> Result<bool> {
    match argon2().verify_password(password.expose().as_bytes(), hash) {
        Ok(()) => Ok(true),
        Err(password_hash::Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(Error::Internal(format!("a stored password hash: {error}"))),
    }
}

async fn hashing<T: Send + 'static>(
    place: Place,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    let turn = async {
        let first = match &place {
            Place::Known => None,
            Place::Stranger { .. } => Some(STRANGERS.acquire().await),
        };
        (first, HASHING.acquire().await)
    };
    let turn = tokio::time::timeout(WAIT, turn)
        .await
        .map_err(|_| Error::Unavailable)?;
    let result = tokio::task::spawn_blocking(work).await;
    drop((turn, place));
    result.map_err(|_| Error::Internal("a hashing thread was cancelled".into()))
}

fn hash_now(password: &[u8]) -> Result<String> {
    argon2()
        .hash_password_with_salt(password, &random_bytes()[..16])
        .map(|hash| hash.to_string())
        .map_err(|error| Error::Internal(format!("hashing failed: {error}")))
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)
        .expect("the parameters are within argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_damaged_hash_is_no_wrong_password() {
        let right = Password::typed("quiet river under nine bridges");
        let stored = hash(Password::typed("quiet river under nine bridges"))
            .await
            .unwrap();
        for damaged in [String::new(), stored.replace("argon2id", "argon2xx")] {
            let (place, typed) = (Place::Known, Password::typed(right.expose()));
            let answer = verify(place, typed, Some(damaged.clone())).await;
            assert!(
                matches!(answer, Err(Error::Internal(_))),
                "{damaged}: {answer:?}"
            );
        }
    }

    #[tokio::test]
    async fn a_password_is_right_only_for_its_own_hash() {
        let stored = hash(Password::typed("quiet river under nine bridges"))
            .await
            .unwrap();
        assert!(
            stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        let is_right = |text: &str, stored: Option<String>| {
            verify(Place::Known, Password::typed(text), stored)
        };
        assert!(
            is_right("quiet river under nine bridges", Some(stored.clone()))
                .await
                .unwrap()
        );
        assert!(
            !is_right("quiet river under ten bridges", Some(stored))
                .await
                .unwrap()
        );
        assert!(
            !is_right("quiet river under nine bridges", None)
                .await
                .unwrap()
        );
    }
}
