//! What changed for this device.

use shared::sync::{Pull, Pulled};

use super::{Call, Failure, send};

/// Presenting a cursor acknowledges everything up to it; a lost answer is repeated.
pub async fn pull(pull: &Pull) -> Result<Pulled, Failure> {
    send(Call::post("/sync").json(pull)).await
}
