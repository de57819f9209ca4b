//! My own writing that a device could not send before it was emptied.

use shared::sync::{OpenedWriting, SettleWriting, Settled, UnsentPiece, UnsentWriting};
use shared::values::{ObservationId, ReflectionId};
use yew::prelude::*;

use super::Failure;
use super::observations::ObservationStore;
use super::remote::{Loaded, use_remote};
use crate::api::devices;

/// What is kept of mine, by device.
#[hook]
pub fn use_unsent_writing() -> Loaded<Vec<UnsentWriting>> {
    use_remote((), |()| devices::unsent_writing())
}

/// Where something that came back is to be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    SelfAssessment(ObservationId),
    Reply(ObservationId),
    Amendment(ObservationId),
    Reflection(ReflectionId),
    Actions,
}

/// Why nothing, or not all, came back. All of it is still kept.
#[derive(Clone, Debug, PartialEq)]
pub enum NotRestored {
    Refused(Failure),
    /// This window keeps nothing.
    Storage,
}

/// Brings it to this device, where it goes on as a draft. Doing it twice does it once.
pub async fn restore(
    store: ObservationStore,
    writing: UnsentWriting,
) -> Result<Vec<Found>, NotRestored> {
    // Taken out only where it can be put down.
    if store.device().is_none() {
        return Err(NotRestored::Storage);
    }
    let opened = devices::open_unsent(writing.device).await;
    let mut found = Vec::new();
    for one in opened.map_err(NotRestored::Refused)? {
        found.extend(places(&one));
        let kept = store.take_back(one).await;
        kept.map_err(|_| NotRestored::Storage)?;
    }
    found.sort();
    found.dedup();
    // Where it is not heard it is offered again, and found here already.
    let _ = settle(&writing, Settled::Restored).await;
    Ok(found)
}

/// Lets it go, for good.
pub async fn discard(writing: UnsentWriting) -> Result<(), Failure> {
    settle(&writing, Settled::Discarded).await
}

async fn settle(writing: &UnsentWriting, settled: Settled) -> Result<(), Failure> {
    let kept_at = writing.kept_at;
    devices::settle_unsent(writing.device, &SettleWriting { kept_at, settled }).await
}

fn places(opened: &OpenedWriting) -> impl Iterator<Item = Found> {
    opened.pieces.iter().map(|piece| match piece {
        UnsentPiece::SelfAssessment { .. } => Found::SelfAssessment(opened.of),
        UnsentPiece::Reply(_) => Found::Reply(opened.of),
        UnsentPiece::Amendment(_) => Found::Amendment(opened.of),
        UnsentPiece::Reflection { id, .. } | UnsentPiece::MakePrivate { id } => {
            Found::Reflection(*id)
        }
        UnsentPiece::Action { .. } => Found::Actions,
    })
}
