//! The token of a device: it says which device speaks, and opens nothing.

use shared::values::{DeviceId, OrgId};
use shared::vault::{from_hex, to_hex};
use uuid::Uuid;

use crate::token::{random_bytes, sha256};

/// 256 random bits with the organisation and the device they belong to.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct DepositToken {
    pub organisation: OrgId,
    pub device: DeviceId,
    bytes: [u8; 32],
}

impl DepositToken {
    pub fn new(organisation: OrgId, device: DeviceId) -> Self {
        Self {
            organisation,
            device,
            bytes: random_bytes(),
        }
    }

    /// Reads back what [`text`](Self::text) wrote; anything else is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let (organisation, device, secret) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self {
            organisation: OrgId::parse(&hyphenated(organisation)?).ok()?,
            device: DeviceId::parse(&hyphenated(device)?).ok()?,
            bytes: from_hex(secret)?.try_into().ok()?,
        })
    }

    pub fn text(&self) -> String {
        format!(
            "{}.{}.{}",
            self.organisation.uuid().simple(),
            self.device.uuid().simple(),
            to_hex(&self.bytes)
        )
    }

    /// What the database keeps. A secret of 256 random bits needs no slow hash.
    pub fn hash(&self) -> String {
        to_hex(&sha256(&self.bytes))
    }
}

fn hyphenated(simple: &str) -> Option<String> {
    let uuid = Uuid::try_parse(simple).ok()?;
    Some(uuid.hyphenated().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_and_nothing_else_does() {
        let id = Uuid::now_v7();
        let token = DepositToken::new(OrgId::new(id), DeviceId::new(Uuid::now_v7()));
        let text = token.text();
        assert!(DepositToken::parse(&text) == Some(token));
        for other in [
            "",
            ".",
            "..",
            &text[1..],
            &text[..text.len() - 1],
            &text.replace('.', ""),
        ] {
            assert!(DepositToken::parse(other).is_none(), "{other}");
        }
    }
}
