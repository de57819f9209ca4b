//! The log of operations: pushed by the observer's devices, kept as it came, folded when needed.

mod advance;
mod check;
mod receive;
pub(super) mod routes;
pub(super) mod store;

use std::collections::BTreeSet;

use shared::observations::{Capture, Operation, PushOperations, Segment, noted};
use shared::values::{DeviceId, ObservationId};

use crate::actor::Actor;
use crate::db::Conn;
use crate::error::Result;
use crate::observations::record::Record;

/// Everything captured and drafted, in order of receipt.
pub fn fold(conn: &mut Conn, org: &str, id: ObservationId) -> Result<Capture> {
    let operations: Vec<Operation> = store::operations(conn, org, id)?;
    Ok(Capture::fold(&operations))
}

/// What was captured and drafted as far as it is released.
pub(super) fn fold_released(conn: &mut Conn, org: &str, record: &Record) -> Result<Capture> {
    let segments = released(conn, org, record)?;
    Ok(Capture::fold(
        segments.iter().flat_map(|segment| &segment.operations),
    ))
}

/// What everybody but its observer may read of the session itself, in order of receipt.
fn noted_of(conn: &mut Conn, org: &str, record: &Record) -> Result<Vec<Segment>> {
    Ok(noted(&released(conn, org, record)?))
}

fn released(conn: &mut Conn, org: &str, record: &Record) -> Result<Vec<Segment>> {
    let mut segments = segments(conn, org, record.id, 0)?;
    segments.retain(|segment| record.has_released(segment));
    Ok(segments)
}

/// Pushes received after the number given, in order of receipt.
pub fn segments(conn: &mut Conn, org: &str, id: ObservationId, after: i64) -> Result<Vec<Segment>> {
    store::segments(conn, org, id, after, i64::MAX)
}

/// The highest sequence of a device that is in the log.
pub fn safe_up_to(conn: &mut Conn, org: &str, id: ObservationId, device: DeviceId) -> Result<u32> {
    Ok(store::ledger(conn, org, id)?.safe_up_to(device))
}

/// Takes in a push of an author for whom somebody else decided that it is accepted. Operations of
/// its device under the sequences `lost` will never arrive; what follows them is taken all the same.
pub fn receive_accepted(
    conn: &mut Conn,
    author: &Actor,
    id: ObservationId,
    push: PushOperations,
    lost: &BTreeSet<u32>,
) -> Result<()> {
    receive::receive_accepted(conn, author, id, receive::Received::new(push)?, lost)
}
