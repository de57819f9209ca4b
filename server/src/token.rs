//! Access tokens: Ed25519 JWTs of ten minutes (RFC 9068, RFC 8725), and the keys they are signed with.
//!
//! A token says who and which session, never which roles: those are read on every request.

use std::collections::HashMap;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use aws_lc_rs::{digest, hmac, rand};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::Utc;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use shared::problem::Code;
use shared::values::{OrgId, PersonId, SessionId};
use shared::vault::SealKey;

use crate::error::{Error, Result};

/// How long an access token is good for, in seconds.
pub const LIFETIME_S: u32 = 600;

const LEEWAY_S: i64 = 30;
const TYPE: &str = "at+jwt";
/// Longer texts are refused before anything is parsed; ours have about 420 characters.
const LENGTH_MAX: usize = 2048;
const ROTATE_AFTER: Duration = Duration::from_secs(90 * 24 * 3600);
/// A replaced key verifies for a day more; no token lives that long.
const VERIFY_FOR: Duration = Duration::from_secs(24 * 3600);
/// Tokens whose signature was verified already; the list is emptied when it is full.
const N_VERIFIED_MAX: usize = 20_000;

/// What a token says. Whether the session still stands is for the database to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    iss: String,
    aud: String,
    pub sub: PersonId,
    pub sid: SessionId,
    pub org: OrgId,
    /// The person's security version; a new password outdates every token.
    pub ver: i64,
    iat: i64,
    nbf: i64,
    exp: i64,
}

/// The keys of this server, kept in files that only its user can read.
pub struct Keys {
    folder: PathBuf,
    issuer: String,
    ring: RwLock<Ring>,
    refresh: hmac::Key,
    escrow: hmac::Key,
    verified: Mutex<HashMap<[u8; 32], Claims>>,
}

/// Keys by id. An id is looked up here and nowhere else: never a path, a query or an address.
struct Ring {
    signing_id: String,
    signing: EncodingKey,
    verifying: HashMap<String, DecodingKey>,
}

/// Why the keys cannot be used, as one line for the operator.
#[derive(Debug, thiserror::Error)]
#[error("the key folder {path}: {reason}")]
pub struct KeyError {
    path: String,
    reason: String,
}

impl Keys {
    /// Reads the keys in `folder`, making what is missing; `issuer` is the public address.
    pub fn open(folder: &Path, issuer: &str) -> Result<Self, KeyError> {
        let failed = |reason: String| KeyError {
            path: folder.display().to_string(),
            reason,
        };
        crate::folder::make(folder).map_err(|error| failed(error.to_string()))?;
        let refresh = read_or_make(&folder.join("refresh.key"), || random_bytes().to_vec())
            .map_err(failed)?;
        let escrow =
            read_or_make(&folder.join("escrow.key"), || random_bytes().to_vec()).map_err(failed)?;
        Ok(Self {
            folder: folder.to_owned(),
            issuer: issuer.to_owned(),
            ring: RwLock::new(Ring::open(folder).map_err(failed)?),
            refresh: hmac::Key::new(hmac::HMAC_SHA256, &refresh),
            escrow: hmac::Key::new(hmac::HMAC_SHA256, &escrow),
            verified: Mutex::new(HashMap::new()),
        })
    }

    /// Makes a new signing key where the present one is due, and forgets old ones.
    pub fn rotate_if_due(&self) -> Result<(), KeyError> {
        let ring = Ring::open(&self.folder).map_err(|reason| KeyError {
            path: self.folder.display().to_string(),
            reason,
        })?;
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = ring;
        self.verified
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
        Ok(())
    }

    /// Signs a token for the session.
    pub fn sign(
        &self,
        org: OrgId,
        person: PersonId,
        session: SessionId,
        security_version: i64,
    ) -> Result<String> {
        let now = Utc::now().timestamp();
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: self.issuer.clone(),
            sub: person,
            sid: session,
            org,
            ver: security_version,
            iat: now,
            nbf: now,
            exp: now + i64::from(LIFETIME_S),
        };
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        let mut header = Header::new(Algorithm::EdDSA);
        header.typ = Some(TYPE.to_owned());
        header.kid = Some(ring.signing_id.clone());
        jsonwebtoken::encode(&header, &claims, &ring.signing)
            .map_err(|error| Error::Internal(error.to_string()))
    }

    /// What the token says, if we signed it, for us, and it is good now.
    pub fn verify(&self, token: &str) -> Result<Claims> {
        if token.len() > LENGTH_MAX {
            return Err(Code::Unauthenticated.into());
        }
        // Verifying a signature costs more than reading the session, so one token is verified once.
        // Everything that depends on the time is checked again.
        let key = sha256(token.as_bytes());
        let known = self
            .verified
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
            .cloned();
        let claims = match known {
            Some(claims) => claims,
            None => {
                let claims = self.verify_signature(token)?;
                let mut verified = self.verified.lock().unwrap_or_else(PoisonError::into_inner);
                if verified.len() >= N_VERIFIED_MAX {
                    verified.clear();
                }
                verified.insert(key, claims.clone());
                claims
            }
        };
        let now = Utc::now().timestamp();
        let is_current = claims.nbf <= now + LEEWAY_S
            && claims.iat <= now + LEEWAY_S
            && now < claims.exp + LEEWAY_S;
        if is_current {
            Ok(claims)
        } else {
            Err(Code::Unauthenticated.into())
        }
    }

    /// The refresh token that follows `secret` in `attempt`. The same attempt always gives the same
    /// successor, so that a lost answer can be repeated without a second one coming to be.
    pub fn successor(&self, secret: &[u8; 32], attempt: &str) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.refresh);
        context.update(secret);
        context.update(attempt.as_bytes());
        context
            .sign()
            .as_ref()
            .try_into()
            .expect("HMAC-SHA256 has 32 bytes")
    }

    /// The key under which the keys of this organisation's devices lie in escrow.
    pub fn escrow(&self, org: OrgId) -> SealKey {
        let tag = hmac::sign(&self.escrow, format!("escrow|{org}").as_bytes());
        SealKey::from_slice(tag.as_ref()).expect("HMAC-SHA256 has 32 bytes")
    }

    fn verify_signature(&self, token: &str) -> Result<Claims> {
        let refused = |_| Error::Refused(Code::Unauthenticated);
        let header = jsonwebtoken::decode_header(token).map_err(refused)?;
        if header.typ.as_deref() != Some(TYPE) || header.alg != Algorithm::EdDSA {
            return Err(Code::Unauthenticated.into());
        }
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        let key = header
            .kid
            .and_then(|id| ring.verifying.get(&id))
            .ok_or(Error::Refused(Code::Unauthenticated))?;
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[&self.issuer]);
        validation.set_required_spec_claims(&["iss", "aud", "sub", "exp", "nbf"]);
        validation.validate_nbf = true;
        validation.leeway = LEEWAY_S.unsigned_abs();
        let decoded = jsonwebtoken::decode::<Claims>(token, key, &validation).map_err(refused)?;
        Ok(decoded.claims)
    }
}

impl Ring {
    fn open(folder: &Path) -> Result<Self, String> {
        let mut keys = read_keys(folder)?;
        keys.sort_by_key(|(made, _, _)| *made);
        let now = SystemTime::now();
        let is_due = keys.last().is_none_or(|(made, _, _)| {
            now.duration_since(*made)
                .is_ok_and(|age| age > ROTATE_AFTER)
        });
        if is_due {
            let made = Ed25519KeyPair::generate_pkcs8(&rand::SystemRandom::new())
                .map_err(|_| "no randomness for a new key".to_owned())?;
            let id = URL_SAFE_NO_PAD.encode(&random_bytes()[..12]);
            write_private(&folder.join(format!("{id}.ed25519")), made.as_ref())
                .map_err(|error| error.to_string())?;
            keys.push((now, id, made.as_ref().to_vec()));
        }
        Self::of(keys, now)
    }

    fn of(keys: Vec<(SystemTime, String, Vec<u8>)>, now: SystemTime) -> Result<Self, String> {
        let (newest, signing_id, signing) = keys.last().cloned().ok_or("there is no key")?;
        let is_superseded_long_ago = now.duration_since(newest).is_ok_and(|age| age > VERIFY_FOR);
        let mut verifying = HashMap::new();
        for (made, id, document) in &keys {
            if *made != newest && is_superseded_long_ago {
                continue;
            }
            let pair = Ed25519KeyPair::from_pkcs8(document)
                .map_err(|_| format!("{id}.ed25519 is not a key"))?;
            let public = URL_SAFE_NO_PAD.encode(pair.public_key().as_ref());
            let key =
                DecodingKey::from_ed_components(&public).map_err(|error| error.to_string())?;
            verifying.insert(id.clone(), key);
        }
        Ok(Self {
            signing_id,
            signing: EncodingKey::from_ed_der(&signing),
            verifying,
        })
    }
}

/// 256 random bits.
pub fn random_bytes() -> [u8; 32] {
    let mut bytes = [0; 32];
    rand::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    digest::digest(&digest::SHA256, bytes)
        .as_ref()
        .try_into()
        .expect("SHA-256 has 32 bytes")
}

fn read_keys(folder: &Path) -> Result<Vec<(SystemTime, String, Vec<u8>)>, String> {
    let mut keys = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| error.to_string())? {
        let path = entry.map_err(|error| error.to_string())?.path();
        let Some(id) = path
            .file_name()
            .and_then(|name| name.to_str())
            .and_then(|name| name.strip_suffix(".ed25519"))
        else {
            continue;
        };
        let made = fs::metadata(&path)
            .and_then(|data| data.modified())
            .map_err(|error| error.to_string())?;
        keys.push((
            made,
            id.to_owned(),
            fs::read(&path).map_err(|error| error.to_string())?,
        ));
    }
    Ok(keys)
}

fn read_or_make(path: &Path, make: impl FnOnce() -> Vec<u8>) -> Result<Vec<u8>, String> {
    if path.exists() {
        return fs::read(path).map_err(|error| error.to_string());
    }
    let bytes = make();
    write_private(path, &bytes).map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// Readable by this user alone from its first moment, and on the disk before it is used.
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

#[cfg(test)]
mod tests;
