//! Counts of times and failures.

use shared::telemetry::{DayCounts, ReportCounts};

use super::{Call, Failure, send_all, send_quiet};

pub async fn report(counts: &ReportCounts) -> Result<(), Failure> {
    send_quiet(Call::post("/telemetry").json(counts)).await
}

pub async fn days() -> Result<Vec<DayCounts>, Failure> {
    send_all("/telemetry").await
}
