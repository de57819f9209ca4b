//! Observations, their capture and the steps through the cycle.

use shared::observations::{
    AddSecondObserver, Agreement, ChooseFocus, NewObservation, Observation, ObservationSummary,
    ObservedSession, PushOperations, PushReceipt, Rebase, Release, Segment, SetInformed,
    StopObservation,
};
use shared::values::{ObservationId, Page};

use super::{Call, Failure, long_page_of, send, send_quiet};

const ROOT: &str = "/observations";

/// One page of the observations I may know of.
pub async fn list(after: Option<&str>) -> Result<Page<ObservationSummary>, Failure> {
    send(Call::get(long_page_of(ROOT, after))).await
}

pub async fn get(id: ObservationId) -> Result<Observation, Failure> {
    send(Call::get(format!("{ROOT}/{id}"))).await
}

/// One page of the log, in order of receipt.
async fn operations(id: ObservationId, after: Option<&str>) -> Result<Page<Segment>, Failure> {
    send(Call::get(long_page_of(
        &format!("{ROOT}/{id}/operations"),
        after,
    )))
    .await
}

/// The whole log, in order of receipt.
pub async fn log(id: ObservationId) -> Result<Vec<Segment>, Failure> {
    let mut segments = Vec::new();
    let mut after = None;
    loop {
        let page = operations(id, after.as_deref()).await?;
        let is_empty = page.items.is_empty();
        segments.extend(page.items);
        after = page.next;
        if after.is_none() || is_empty {
            return Ok(segments);
        }
    }
}

/// Repeated with the same segment it answers the same.
pub async fn push(id: ObservationId, push: &PushOperations) -> Result<PushReceipt, Failure> {
    send(
        Call::post(format!("{ROOT}/{id}/operations"))
            .json(push)
            .packed(),
    )
    .await
}

// What the steps below answer with differs; what counts is the observation afterwards, which
// the caller reads.

pub async fn plan(new: &NewObservation) -> Result<(), Failure> {
    send_quiet(Call::post(ROOT).json(new)).await
}

/// Changes what was agreed; refused when somebody else did since `version` was read.
pub async fn edit(id: ObservationId, version: i64, agreed: &Agreement) -> Result<(), Failure> {
    let call = Call::patch(format!("{ROOT}/{id}")).json(agreed);
    send_quiet(call.if_match(version)).await
}

pub async fn choose_focus(id: ObservationId, choice: &ChooseFocus) -> Result<(), Failure> {
    send_quiet(Call::post(format!("{ROOT}/{id}/focus")).json(choice)).await
}

pub async fn inform(id: ObservationId, set: &SetInformed) -> Result<(), Failure> {
    send_quiet(Call::post(format!("{ROOT}/{id}/informed")).json(set)).await
}

pub async fn stop(id: ObservationId, stop: &StopObservation) -> Result<(), Failure> {
    send_quiet(Call::post(format!("{ROOT}/{id}/stop")).json(stop)).await
}

pub async fn share(id: ObservationId, release: &Release) -> Result<(), Failure> {
    send_quiet(Call::post(format!("{ROOT}/{id}/share")).json(release)).await
}

/// Puts the record on another version of its instrument.
pub async fn rebase(id: ObservationId, rebase: &Rebase) -> Result<(), Failure> {
    send_quiet(Call::post(format!("{ROOT}/{id}/framework")).json(rebase)).await
}

/// Who observes the session, and both sides once both are done.
pub async fn session(id: ObservationId) -> Result<ObservedSession, Failure> {
    send(Call::get(format!("{ROOT}/{id}/session"))).await
}

pub async fn add_second_observer(
    id: ObservationId,
    add: &AddSecondObserver,
) -> Result<ObservedSession, Failure> {
    send(Call::post(format!("{ROOT}/{id}/second-observer")).json(add)).await
}

pub async fn withdraw(id: ObservationId) -> Result<(), Failure> {
    send_quiet(Call::post(format!("{ROOT}/{id}/withdraw"))).await
}

pub async fn lock(id: ObservationId) -> Result<(), Failure> {
    send_quiet(Call::post(format!("{ROOT}/{id}/lock"))).await
}
