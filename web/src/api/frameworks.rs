//! Frameworks: the versions an organisation can observe with.

use shared::frameworks::{Framework, FrameworkSummary};

use super::{Call, Failure, send};

pub async fn list() -> Result<Vec<FrameworkSummary>, Failure> {
    send(Call::get("/frameworks")).await
}

/// One version, for ever the same.
pub async fn get(hash: &str) -> Result<Framework, Failure> {
    send(Call::get(format!("/frameworks/{hash}"))).await
}
