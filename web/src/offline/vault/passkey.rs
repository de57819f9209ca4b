//! The device's own fingerprint or face as a way into the vault: WebAuthn's PRF extension
//! (WebAuthn Level 3 §10.1.4) gives 32 bytes that only this authenticator can compute, and
//! only after it has recognised its owner. The server takes no part in it.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use shared::vault::{SealKey, from_hex, to_hex};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::card::Card;
use super::{Cryptography, random};

const TIMEOUT_MS: f64 = 60_000.0;
const SALT_BYTES: usize = 32;
/// ES256 and RS256: every authenticator has one of them (COSE algorithm numbers).
const ALGORITHMS: [f64; 2] = [-7.0, -257.0];

/// The key, sealed under what the authenticator computes from the salt.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PasskeyWrap {
    credential: String,
    salt: String,
    sealed: String,
}

/// Whether this browser can ask for a fingerprint or a face at all. Whether the authenticator
/// has the extension shows only when a credential is made.
pub async fn is_offered() -> bool {
    let Some(class) = get(&js_sys::global(), "PublicKeyCredential") else {
        return false;
    };
    let asked = call(&class, "isUserVerifyingPlatformAuthenticatorAvailable", &[]);
    match asked {
        Some(promise) => JsFuture::from(Promise::from(promise))
            .await
            .is_ok_and(|answer| answer.is_truthy()),
        None => false,
    }
}

/// Makes a credential and wraps the key with it; none where the person declined or the
/// authenticator lacks the extension.
pub(super) async fn wrap(
    card: &Card,
    cryptography: Cryptography,
    name: &str,
    key: &SealKey,
) -> Option<PasskeyWrap> {
    let salt: [u8; SALT_BYTES] = random()?;
    let credential = ask("create", creation(card, name, &salt)?).await?;
    let id = Uint8Array::new(&get(&credential, "rawId")?).to_vec();
    let extensions = call(&credential, "getClientExtensionResults", &[])?;
    let prf = get(&extensions, "prf")?;
    if !get(&prf, "enabled")?.is_truthy() {
        return None;
    }
    let under = match output(&prf) {
        Some(under) => under,
        // Some compute it only when they are asked for an assertion.
        None => evaluate(&id, &salt).await?,
    };
    let sealed = (cryptography.seal)(&under, random()?, &card.place(), key.expose());
    Some(PasskeyWrap {
        credential: to_hex(&id),
        salt: to_hex(&salt),
        sealed: to_hex(&sealed),
    })
}

/// The key, once the authenticator has recognised its owner.
pub(super) async fn unwrap(
    card: &Card,
    cryptography: Cryptography,
    wrap: &PasskeyWrap,
) -> Option<SealKey> {
    let salt = from_hex(&wrap.salt)?;
    let under = evaluate(&from_hex(&wrap.credential)?, &salt).await?;
    let bytes = (cryptography.open)(&under, &card.place(), &from_hex(&wrap.sealed)?).ok()?;
    SealKey::from_slice(&zeroize::Zeroizing::new(bytes))
}

async fn evaluate(credential: &[u8], salt: &[u8]) -> Option<SealKey> {
    let allowed = object(&[
        ("type", "public-key".into()),
        ("id", Uint8Array::from(credential).into()),
    ]);
    let request = object(&[
        (
            "challenge",
            Uint8Array::from(random::<32>()?.as_slice()).into(),
        ),
        ("allowCredentials", Array::of1(&allowed).into()),
        ("userVerification", "required".into()),
        ("timeout", TIMEOUT_MS.into()),
        ("extensions", prf_of(salt)),
    ]);
    let assertion = ask("get", request).await?;
    let extensions = call(&assertion, "getClientExtensionResults", &[])?;
    output(&get(&extensions, "prf")?)
}

fn creation(card: &Card, name: &str, salt: &[u8]) -> Option<JsValue> {
    let algorithms: Array = ALGORITHMS
        .iter()
        .map(|algorithm| object(&[("type", "public-key".into()), ("alg", (*algorithm).into())]))
        .collect();
    let user = object(&[
        (
            "id",
            Uint8Array::from(card.person.uuid().as_bytes().as_slice()).into(),
        ),
        ("name", name.into()),
        ("displayName", name.into()),
    ]);
    let chosen = object(&[
        ("authenticatorAttachment", "platform".into()),
        ("userVerification", "required".into()),
        ("residentKey", "discouraged".into()),
    ]);
    Some(object(&[
        (
            "challenge",
            Uint8Array::from(random::<32>()?.as_slice()).into(),
        ),
        ("rp", object(&[("name", "Alongside".into())])),
        ("user", user),
        ("pubKeyCredParams", algorithms.into()),
        ("authenticatorSelection", chosen),
        ("timeout", TIMEOUT_MS.into()),
        ("extensions", prf_of(salt)),
    ]))
}

fn prf_of(salt: &[u8]) -> JsValue {
    let first = Uint8Array::from(salt).into();
    object(&[("prf", object(&[("eval", object(&[("first", first)]))]))])
}

fn output(prf: &JsValue) -> Option<SealKey> {
    let first = get(&get(prf, "results")?, "first")?;
    let bytes = zeroize::Zeroizing::new(Uint8Array::new(&first).to_vec());
    SealKey::from_slice(&bytes)
}

/// Asks the browser for a credential; a person who declines is no failure of ours.
async fn ask(how: &str, options: JsValue) -> Option<JsValue> {
    let navigator = get(&js_sys::global(), "navigator")?;
    let credentials = get(&navigator, "credentials")?;
    let promise = call(&credentials, how, &[object(&[("publicKey", options)])])?;
    let answer = JsFuture::from(Promise::from(promise)).await.ok()?;
    answer.is_object().then_some(answer)
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(of, &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let function: Function = get(of, name)?.dyn_into().ok()?;
    let arguments: Array = arguments.iter().collect();
    function.apply(of, &arguments).ok()
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // A fresh object takes every property.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}
