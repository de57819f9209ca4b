use base64::Engine;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use super::*;

struct Scratch {
    keys: Keys,
    folder: PathBuf,
}

impl Scratch {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("alongside-keys-{}", uuid::Uuid::now_v7()));
        Self {
            keys: Keys::open(&folder, "https://a.example.org").unwrap(),
            folder,
        }
    }

    fn claims(&self) -> Value {
        let now = Utc::now().timestamp();
        json!({
            "iss": "https://a.example.org", "aud": "https://a.example.org",
            "sub": uuid::Uuid::now_v7(), "sid": uuid::Uuid::now_v7(), "org": uuid::Uuid::now_v7(),
            "ver": 1, "iat": now, "nbf": now, "exp": now + 600,
        })
    }

    fn header(&self) -> Value {
        json!({ "alg": "EdDSA", "typ": "at+jwt", "kid": self.kid() })
    }

    fn kid(&self) -> String {
        self.keys.ring.read().unwrap().signing_id.clone()
    }

    fn key(&self) -> Vec<u8> {
        fs::read(self.folder.join(format!("{}.ed25519", self.kid()))).unwrap()
    }

    /// A token with these very parts, signed with our own key.
    fn signed(&self, header: &Value, claims: &Value) -> String {
        let message = format!("{}.{}", part(header), part(claims));
        let pair = Ed25519KeyPair::from_pkcs8(&self.key()).unwrap();
        format!(
            "{message}.{}",
            URL_SAFE_NO_PAD.encode(pair.sign(message.as_bytes()))
        )
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn with(value: &Value, changes: Value) -> Value {
    let mut changed = value.clone();
    for (name, change) in changes.as_object().unwrap() {
        match change {
            Value::Null => drop(changed.as_object_mut().unwrap().remove(name)),
            change => changed[name] = change.clone(),
        }
    }
    changed
}

#[test]
fn our_own_token_is_taken_and_its_leeway_is_thirty_seconds() {
    let scratch = Scratch::new();
    let (org, person, session) = (
        OrgId::new(uuid::Uuid::now_v7()),
        PersonId::new(uuid::Uuid::now_v7()),
        SessionId::new(uuid::Uuid::now_v7()),
    );
    let claims = scratch
        .keys
        .verify(&scratch.keys.sign(org, person, session, 3).unwrap())
        .unwrap();
    assert_eq!(
        (claims.org, claims.sub, claims.sid, claims.ver),
        (org, person, session, 3)
    );
    let now = Utc::now().timestamp();
    for (exp, nbf, is_taken) in [
        (now - 25, now - 60, true),
        (now - 35, now - 60, false),
        (now + 600, now + 25, true),
        (now + 600, now + 40, false),
    ] {
        let token = scratch.signed(
            &scratch.header(),
            &with(&scratch.claims(), json!({ "exp": exp, "nbf": nbf })),
        );
        assert_eq!(
            scratch.keys.verify(&token).is_ok(),
            is_taken,
            "exp {} nbf {}",
            exp - now,
            nbf - now
        );
        // The second time the signature is not verified again; the times are.
        assert_eq!(scratch.keys.verify(&token).is_ok(), is_taken);
    }
}

#[test]
fn forged_and_foreign_tokens_are_refused() {
    let scratch = Scratch::new();
    let (header, claims) = (scratch.header(), scratch.claims());
    let now = Utc::now().timestamp();
    let mut corpus = vec![
        (
            "unsigned",
            format!(
                "{}.{}.",
                part(&with(&header, json!({ "alg": "none" }))),
                part(&claims)
            ),
        ),
        ("empty", String::new()),
        ("no parts", "abc".to_owned()),
        ("long", "a".repeat(10_000)),
        ("another key", {
            let foreign = Scratch::new();
            foreign.signed(&header, &claims)
        }),
    ];
    for (name, change) in [
        ("alg none but signed", json!({ "alg": "none" })),
        ("alg HS256", json!({ "alg": "HS256" })),
        ("alg RS256", json!({ "alg": "RS256" })),
        ("typ JWT", json!({ "typ": "JWT" })),
        ("no typ", json!({ "typ": null })),
        ("no kid", json!({ "kid": null })),
        ("kid of nobody", json!({ "kid": "other" })),
        ("kid as path", json!({ "kid": "../../../../dev/null" })),
        (
            "kid as file",
            json!({ "kid": format!("{}.ed25519", scratch.kid()) }),
        ),
        ("kid as SQL", json!({ "kid": "' OR 1=1 --" })),
        ("kid of 10 KB", json!({ "kid": "k".repeat(10_000) })),
        (
            "jku",
            json!({ "kid": null, "jku": "https://evil.example.org/keys.json" }),
        ),
        (
            "x5u",
            json!({ "kid": null, "x5u": "https://evil.example.org/cert.pem" }),
        ),
    ] {
        corpus.push((name, scratch.signed(&with(&header, change), &claims)));
    }
    for (name, change) in [
        ("wrong aud", json!({ "aud": "https://b.example.org" })),
        ("wrong iss", json!({ "iss": "https://b.example.org" })),
        ("no aud", json!({ "aud": null })),
        ("no iss", json!({ "iss": null })),
        ("no exp", json!({ "exp": null })),
        ("no nbf", json!({ "nbf": null })),
        ("no iat", json!({ "iat": null })),
        ("no sub", json!({ "sub": null })),
        ("no sid", json!({ "sid": null })),
        ("no org", json!({ "org": null })),
        ("text exp", json!({ "exp": (now + 600).to_string() })),
        ("huge exp", json!({ "exp": 1e300 })),
        ("expired", json!({ "exp": now - 31 })),
        ("future nbf", json!({ "nbf": now + 120 })),
        ("future iat", json!({ "iat": now + 120 })),
        ("sub is no id", json!({ "sub": "admin" })),
    ] {
        corpus.push((name, scratch.signed(&header, &with(&claims, change))));
    }
    for (name, token) in corpus {
        assert_eq!(
            scratch.keys.verify(&token),
            Err(Error::Refused(Code::Unauthenticated)),
            "{name}"
        );
    }
}

#[test]
fn a_public_key_used_as_a_shared_secret_signs_nothing() {
    let scratch = Scratch::new();
    let pair = Ed25519KeyPair::from_pkcs8(&scratch.key()).unwrap();
    let mut header = Header::new(Algorithm::HS256);
    header.typ = Some(TYPE.to_owned());
    header.kid = Some(scratch.kid());
    let secret = EncodingKey::from_secret(pair.public_key().as_ref());
    let token = jsonwebtoken::encode(&header, &scratch.claims(), &secret).unwrap();
    assert!(scratch.keys.verify(&token).is_err());
}

#[test]
fn keys_survive_a_restart_and_only_their_owner_reads_them() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new();
    let token = scratch.signed(&scratch.header(), &scratch.claims());
    let again = Keys::open(&scratch.folder, "https://a.example.org").unwrap();
    assert!(again.verify(&token).is_ok());
    assert_eq!(
        again.successor(&[7; 32], "attempt"),
        scratch.keys.successor(&[7; 32], "attempt")
    );
    assert_ne!(
        again.successor(&[7; 32], "attempt"),
        again.successor(&[7; 32], "another")
    );
    for entry in fs::read_dir(&scratch.folder).unwrap() {
        assert_eq!(
            entry.unwrap().metadata().unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
}

#[test]
fn a_replaced_key_verifies_for_a_day_and_no_longer() {
    let scratch = Scratch::new();
    let key = |age_h: u64, id: &str| {
        let made = SystemTime::now() - Duration::from_secs(age_h * 3600);
        let document = Ed25519KeyPair::generate_pkcs8(&rand::SystemRandom::new()).unwrap();
        (made, id.to_owned(), document.as_ref().to_vec())
    };
    let ring = Ring::of(vec![key(3000, "old"), key(23, "new")], SystemTime::now()).unwrap();
    assert!(ring.verifying.contains_key("old") && ring.signing_id == "new");
    let ring = Ring::of(vec![key(3000, "old"), key(25, "new")], SystemTime::now()).unwrap();
    assert!(!ring.verifying.contains_key("old"));
    drop(scratch);
}
