//! Who asked to be observed: practitioners of my line, or I.

use shared::observations::{Decline, OpenRequest};
use shared::values::ObservationId;
use yew::prelude::*;

use super::Failure;
use super::remote::{Loaded, use_remote};
use crate::api;

/// Requests to be observed that nobody has planned yet.
#[hook]
pub fn use_open_requests() -> Loaded<Vec<OpenRequest>> {
    use_remote((), |()| api::requests::open())
}

/// Takes my request back while it waits.
pub async fn take_back(id: ObservationId) -> Result<(), Failure> {
    api::requests::take_back(id).await
}

/// Says that I have read what was answered to my request in place of a plan.
pub async fn read_answer(id: ObservationId) -> Result<(), Failure> {
    api::requests::read_answer(id).await
}

/// Answers a request of my line in words, without planning it.
pub async fn decline(id: ObservationId, decline: &Decline) -> Result<(), Failure> {
    api::requests::decline(id, decline).await
}
