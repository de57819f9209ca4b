//! Asking to be observed.

use shared::observations::{Decline, ObservationRequest, OpenRequest};
use shared::values::{ObservationId, Page};

use super::{Call, Failure, send, send_quiet};

pub async fn ask(request: &ObservationRequest) -> Result<(), Failure> {
    send_quiet(Call::post("/observation-requests").json(request)).await
}

/// What I asked, or somebody whose line I am, and nobody has planned yet.
pub async fn open() -> Result<Vec<OpenRequest>, Failure> {
    let page: Page<OpenRequest> = send(Call::get("/observation-requests")).await?;
    Ok(page.items)
}

/// Takes my request back while it waits.
pub async fn take_back(id: ObservationId) -> Result<(), Failure> {
    send_quiet(Call::post(format!("/observation-requests/{id}/take-back"))).await
}

/// Says that I have read what was answered to my request in place of a plan.
pub async fn read_answer(id: ObservationId) -> Result<(), Failure> {
    send_quiet(Call::post(format!("/observation-requests/{id}/read"))).await
}

/// Answers a request of my line in words, without planning it.
pub async fn decline(id: ObservationId, decline: &Decline) -> Result<(), Failure> {
    send_quiet(Call::post(format!("/observation-requests/{id}/decline")).json(decline)).await
}
