//! Asking to be observed.

use shared::observations::ObservationRequest;

use super::{Call, Failure, send_quiet};

pub async fn ask(request: &ObservationRequest) -> Result<(), Failure> {
    send_quiet(Call::post("/observation-requests").json(request)).await
}
