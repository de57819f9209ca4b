//! What shows that the vault of a device is open: an empty envelope, sealed for one attempt to go on
//! with a session. A cookie alone could be used by whoever holds a tablet that is locked.

use super::{Place, SealKey, from_hex, open};
use crate::values::{OrgId, PersonId};

/// The header of a renewal that carries the proof, in hexadecimal digits.
pub const PROOF_HEADER: &str = "alongside-proof";

/// Where the proof of an attempt is sealed; nothing else ever is.
pub fn proof_place(organisation: OrgId, person: PersonId, attempt: &str) -> Place<'_> {
    Place {
        organisation,
        person,
        store: "sessions",
        record: attempt,
    }
}

/// Whether `proof` was sealed with this key for that place.
pub fn is_proof(key: &SealKey, place: &Place<'_>, proof: &str) -> bool {
    from_hex(proof)
        .and_then(|envelope| open(key, place, &envelope).ok())
        .is_some_and(|plain| plain.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::{NONCE_BYTES, seal, to_hex};
    use uuid::Uuid;

    #[test]
    fn a_proof_is_good_for_its_key_its_person_and_its_attempt_alone() {
        let id = |n: u128| Uuid::from_u128((7 << 76) | (0b10 << 62) | n);
        let (organisation, person) = (OrgId::new(id(1)), PersonId::new(id(2)));
        let (key, other) = (SealKey::new([7; 32]), SealKey::new([8; 32]));
        let place = proof_place(organisation, person, "an attempt");
        let proof = to_hex(&seal(&key, [1; NONCE_BYTES], &place, b""));
        assert!(is_proof(&key, &place, &proof));
        assert!(!is_proof(&other, &place, &proof));
        let another = proof_place(organisation, person, "another attempt");
        assert!(!is_proof(&key, &another, &proof));
        let colleague = proof_place(organisation, PersonId::new(id(3)), "an attempt");
        assert!(!is_proof(&key, &colleague, &proof));
        assert!(!is_proof(&key, &place, ""));
        let full = to_hex(&seal(&key, [1; NONCE_BYTES], &place, b"something kept"));
        assert!(!is_proof(&key, &place, &full));
    }
}
