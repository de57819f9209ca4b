//! Opaque secrets: 256 random bits that travel as text and are stored as a hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use shared::values::OrgId;

use crate::token::{random_bytes, sha256};

/// Characters of an organisation id without hyphens.
const ORG_LENGTH: usize = 32;

/// A secret with the organisation it belongs to, which leads the key of its row.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Secret {
    pub org: OrgId,
    pub bytes: [u8; 32],
}

impl Secret {
    pub fn new(org: OrgId) -> Self {
        Self {
            org,
            bytes: random_bytes(),
        }
    }

    /// Reads back what [`Secret::text`] wrote; anything else is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (org, secret) = text.split_at_checked(ORG_LENGTH)?;
        let org = uuid::Uuid::try_parse(org)
            .ok()
            .and_then(|org| OrgId::parse(&org.hyphenated().to_string()).ok())?;
        let bytes = URL_SAFE_NO_PAD.decode(secret).ok()?.try_into().ok()?;
        Some(Self { org, bytes })
    }

    /// Letters, digits, `-` and `_` alone: fit for a cookie and the fragment of a link.
    pub fn text(&self) -> String {
        format!(
            "{}{}",
            self.org.uuid().simple(),
            URL_SAFE_NO_PAD.encode(self.bytes)
        )
    }

    /// What the database keeps.
    pub fn hash(&self) -> String {
        hash(&self.bytes)
    }
}

/// SHA-256 as text. A secret of 256 random bits needs no slow hash.
pub(super) fn hash(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(sha256(bytes))
}
