//! Sealing and opening: `format byte ‖ 12 bytes of nonce ‖ ciphertext and tag`.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use std::fmt;
use zeroize::{Zeroize, Zeroizing};

use crate::values::{OrgId, PersonId, ValueError};

/// The format every envelope is written in. It is part of what is authenticated.
const FORMAT: u8 = 1;
/// A nonce is random and never used twice with one key; 2^32 values per key stay far away.
pub const NONCE_BYTES: usize = 12;
const KEY_BYTES: usize = 32;

/// A key of 256 bits. It never prints, and is wiped from memory when it goes.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SealKey([u8; KEY_BYTES]);

impl SealKey {
    /// Takes 32 random bytes, or the result of stretching a secret.
    pub fn new(bytes: [u8; KEY_BYTES]) -> Self {
        Self(bytes)
    }

    /// The key in these bytes; none unless there are exactly 32.
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// For handing it over in memory; the caller wipes what it makes of them.
    pub fn expose(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    /// This key and `other` as one: neither alone gives the result, nor anything of it.
    pub fn combined(&self, other: &SealKey) -> SealKey {
        let mut both = [0; KEY_BYTES];
        for (n, byte) in both.iter_mut().enumerate() {
            *byte = self.0[n] ^ other.0[n];
        }
        SealKey(both)
    }
}

/// Sixty-four hexadecimal digits on the wire, and only there.
impl From<SealKey> for String {
    fn from(key: SealKey) -> Self {
        to_hex(key.expose())
    }
}

impl TryFrom<String> for SealKey {
    type Error = ValueError;

    fn try_from(text: String) -> Result<Self, ValueError> {
        let text = Zeroizing::new(text);
        from_hex(&text)
            .map(Zeroizing::new)
            .and_then(|bytes| Self::from_slice(&bytes))
            .ok_or(ValueError::Malformed { expected: "key" })
    }
}

crate::values::text_schema!(SealKey, |schema| schema
    .format(Some(Custom("password".into()))));

/// Bytes as lower-case hexadecimal digits.
pub fn to_hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a text takes what is written to it");
        text
    })
}

/// The bytes of an even number of hexadecimal digits.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    if digits.len() % 2 == 1 || !digits.is_ascii() {
        return None;
    }
    let digit = |byte: u8| (byte as char).to_digit(16);
    digits
        .chunks_exact(2)
        .map(|pair| u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok())
        .collect()
}

impl Drop for SealKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for SealKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealKey(masked)")
    }
}

/// Whose value it is and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    pub organisation: OrgId,
    pub person: PersonId,
    /// The name of a store: one word, without `|`.
    pub store: &'a str,
    /// The key of the record in its store.
    pub record: &'a str,
}

impl Place<'_> {
    /// The associated data. Ids and the store hold no `|`, so no two places share a text.
    fn associated(&self) -> Vec<u8> {
        format!(
            "{}|{}|{}|{FORMAT}|{}",
            self.organisation, self.person, self.store, self.record
        )
        .into_bytes()
    }
}

/// Another key, another place, or bytes that were changed: which one cannot be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the envelope does not open")]
pub struct Unopened;

/// Seals `plain` for `place`. `nonce` must be fresh random bytes.
pub fn seal(key: &SealKey, nonce: [u8; NONCE_BYTES], place: &Place<'_>, plain: &[u8]) -> Vec<u8> {
    let associated = place.associated();
    let payload = Payload {
        msg: plain,
        aad: &associated,
    };
    let sealed = cipher(key)
        .encrypt(&Nonce::from(nonce), payload)
        .expect("AES-GCM refuses only messages of 64 GB");
    let mut envelope = Vec::with_capacity(1 + NONCE_BYTES + sealed.len());
    envelope.push(FORMAT);
    envelope.extend_from_slice(&nonce);
    envelope.extend_from_slice(&sealed);
    envelope
}

/// What [`seal`] sealed, if key and place are the same and no bit was changed.
pub fn open(key: &SealKey, place: &Place<'_>, envelope: &[u8]) -> Result<Vec<u8>, Unopened> {
    let sealed = match envelope.split_first() {
        Some((&FORMAT, sealed)) if sealed.len() > NONCE_BYTES => sealed,
        _ => return Err(Unopened),
    };
    let (nonce, sealed) = sealed.split_at(NONCE_BYTES);
    let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| Unopened)?;
    let associated = place.associated();
    let payload = Payload {
        msg: sealed,
        aad: &associated,
    };
    cipher(key)
        .decrypt(&Nonce::from(nonce), payload)
        .map_err(|_| Unopened)
}

/// Seals a key under another key.
pub fn seal_key(
    under: &SealKey,
    nonce: [u8; NONCE_BYTES],
    place: &Place<'_>,
    key: &SealKey,
) -> Vec<u8> {
    seal(under, nonce, place, key.expose())
}

/// The key that [`seal_key`] sealed.
pub fn open_key(under: &SealKey, place: &Place<'_>, envelope: &[u8]) -> Result<SealKey, Unopened> {
    let bytes = Zeroizing::new(open(under, place, envelope)?);
    SealKey::from_slice(&bytes).ok_or(Unopened)
}

fn cipher(key: &SealKey) -> Aes256Gcm {
    Aes256Gcm::new(&(*key.expose()).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORG: &str = "01890a5d-ac96-774b-bcce-b302099a8057";
    const PERSON: &str = "01890a5d-ac96-774b-bcce-b302099a8058";

    fn place<'a>(store: &'a str, record: &'a str) -> Place<'a> {
        Place {
            organisation: ORG.parse().unwrap(),
            person: PERSON.parse().unwrap(),
            store,
            record,
        }
    }

    #[test]
    fn what_was_sealed_opens_in_its_place_only() {
        let key = SealKey::new([7; 32]);
        let here = place("outbox", "a");
        let envelope = seal(&key, [1; NONCE_BYTES], &here, b"He said it himself.");
        assert_eq!(
            open(&key, &here, &envelope).unwrap(),
            b"He said it himself."
        );
        let elsewhere = Place {
            person: ORG.parse().unwrap(),
            ..here
        };
        let abroad = Place {
            organisation: PERSON.parse().unwrap(),
            ..here
        };
        for other in [place("outbox", "b"), place("kept", "a"), elsewhere, abroad] {
            assert_eq!(open(&key, &other, &envelope), Err(Unopened), "{other:?}");
        }
        assert_eq!(
            open(&SealKey::new([8; 32]), &here, &envelope),
            Err(Unopened)
        );
    }

    #[test]
    fn a_changed_bit_anywhere_is_noticed() {
        let key = SealKey::new([7; 32]);
        let here = place("outbox", "a");
        let envelope = seal(&key, [1; NONCE_BYTES], &here, b"text");
        for n in 0..envelope.len() {
            let mut changed = envelope.clone();
            changed[n] ^= 1;
            assert_eq!(open(&key, &here, &changed), Err(Unopened), "byte {n}");
        }
        for n in 0..envelope.len() {
            assert_eq!(
                open(&key, &here, &envelope[..n]),
                Err(Unopened),
                "cut at {n}"
            );
        }
    }

    /// NIST's GCM test vectors, case 16 without its data: the empty message under a zero key,
    /// "The Galois/Counter Mode of Operation", appendix B, test case 13.
    #[test]
    fn the_cipher_is_the_one_of_the_standard() {
        let tag = cipher(&SealKey::new([0; 32]))
            .encrypt(&Nonce::from([0; 12]), &b""[..])
            .unwrap();
        let expected: Vec<u8> = (0..16)
            .map(|n| {
                u8::from_str_radix(&"530f8afbc74536b9a963b4f1c4cb738b"[2 * n..2 * n + 2], 16)
                    .unwrap()
            })
            .collect();
        assert_eq!(tag, expected);
    }

    #[test]
    fn a_key_travels_as_digits_and_nothing_else_is_one() {
        let key = SealKey::new(std::array::from_fn(|n| n as u8 * 8));
        let text = String::from(key.clone());
        assert_eq!(SealKey::try_from(text.clone()).unwrap(), key);
        for other in [&text[1..], &text[2..], "", "zz", &text.replace('f', "g")] {
            assert!(SealKey::try_from(other.to_owned()).is_err(), "{other}");
        }
    }

    #[test]
    fn a_key_of_two_halves_needs_both() {
        let (one, two) = (SealKey::new([0b1100; 32]), SealKey::new([0b1010; 32]));
        assert_eq!(one.combined(&two), SealKey::new([0b0110; 32]));
        assert_eq!(one.combined(&two).combined(&two), one);
        assert_eq!(format!("{one:?}"), "SealKey(masked)");
    }
}
