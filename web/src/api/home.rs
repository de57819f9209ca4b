//! What should I do next.

use shared::meetings::Home;

use super::{Call, Failure, send};

pub async fn home() -> Result<Home, Failure> {
    send(Call::get("/home")).await
}
