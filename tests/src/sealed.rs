//! What a browser keeps, sealed as the app seals it, without a browser.

use serde_json::{Value, json};
use shared::vault::{NONCE_BYTES, Place, SealKey, seal, to_hex};

use crate::{Organisation, Person};

/// The key of every device that a test makes up.
pub const DEVICE_KEY: [u8; 32] = [7; 32];

/// Puts a device of this person's with [`DEVICE_KEY`] into use; answers its deposit token.
pub async fn register_device(owner: &Person, device: &str) -> String {
    let new = json!({ "id": device, "label": "Chrome, Android", "key": to_hex(&DEVICE_KEY) });
    let answer = owner.post("/api/v1/devices", new).await.expect(200);
    let token = answer.json()["deposit_token"].clone();
    token.as_str().expect("a token").to_owned()
}

/// `value` as the owner's device keeps it in `store` under `record`, the way it is deposited.
pub fn sealed_item(
    organisation: &Organisation<'_>,
    owner: &Person,
    (store, record): (&str, &str),
    value: &Value,
) -> Value {
    let place = Place {
        organisation: organisation.id.parse().expect("an id"),
        person: owner.id.parse().expect("an id"),
        store,
        record,
    };
    // The end of an id is random.
    let id = uuid::Uuid::now_v7().into_bytes();
    let nonce: [u8; NONCE_BYTES] = *id.last_chunk().expect("sixteen bytes");
    let key = SealKey::new(DEVICE_KEY);
    let envelope = to_hex(&seal(&key, nonce, &place, value.to_string().as_bytes()));
    json!({ "store": store, "record": record, "envelope": envelope })
}
