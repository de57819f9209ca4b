//! From something a person remembers to a key.

use argon2::{Algorithm, Argon2, Params, Version};

use super::SealKey;

pub const SALT_BYTES: usize = 16;

/// How costly a guess is made. It stands beside what was wrapped, so that it can be raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Stretching {
    pub memory_kib: u32,
    pub passes: u32,
}

impl Stretching {
    /// For what lies on a disk that can be copied: 64 MiB and three passes, half a second of a
    /// desk computer per guess (security page §3).
    pub const PASSWORD: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
    };

    /// For what lies in memory only, beside a share that only the server gives: OWASP's floor.
    pub const PIN: Self = Self {
        memory_kib: 19 * 1024,
        passes: 2,
    };
}

/// argon2id (RFC 9106) with one lane. It takes as long as it says: not while somebody waits
/// for a frame.
pub fn stretch(secret: &[u8], salt: &[u8; SALT_BYTES], cost: Stretching) -> Option<SealKey> {
    let params = Params::new(cost.memory_kib, cost.passes, 1, Some(32)).ok()?;
    let mut bytes = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret, salt, &mut bytes)
        .ok()?;
    Some(SealKey::new(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Stretching = Stretching {
        memory_kib: 64,
        passes: 1,
    };

    #[test]
    fn secret_salt_and_cost_all_count() {
        let key = stretch(b"three random words", &[1; SALT_BYTES], CHEAP);
        assert!(key.is_some());
        assert_eq!(key, stretch(b"three random words", &[1; SALT_BYTES], CHEAP));
        assert_ne!(key, stretch(b"three random word", &[1; SALT_BYTES], CHEAP));
        assert_ne!(key, stretch(b"three random words", &[2; SALT_BYTES], CHEAP));
        let dearer = Stretching { passes: 2, ..CHEAP };
        assert_ne!(
            key,
            stretch(b"three random words", &[1; SALT_BYTES], dearer)
        );
    }

    #[test]
    fn a_cost_that_is_none_is_refused() {
        let none = Stretching {
            memory_kib: 0,
            passes: 0,
        };
        assert_eq!(stretch(b"x", &[1; SALT_BYTES], none), None);
    }
}
