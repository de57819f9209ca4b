//! What the server takes of a push.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::observations::{Operation, PushOperations, PushReceipt, Segment};
use crate::problem::FieldProblem;
use crate::values::{DeviceId, OperationId};

/// Why a push is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Something before it never arrived; what is safe ends here.
    #[error("operations are missing after {safe_up_to}")]
    Gap { safe_up_to: u32 },
    /// The operation at this place came before under the same sequence with other content.
    #[error("operation {place} of the push came before with other content")]
    Reused { place: usize },
}

impl Refusal {
    /// The field of a problem that names what is safe.
    pub const GAP: &str = "gap";

    /// Reads a gap back from the fields of a refusal: the highest sequence that is safe.
    pub fn gap_in(fields: &[FieldProblem]) -> Option<u32> {
        let gap = fields.iter().find(|field| field.code == Self::GAP)?;
        gap.parameters.first()?.parse().ok()
    }
}

/// The part of a push that stands in the log under its receipt's number, as a device keeps it;
/// none where all of it stood there before.
pub fn received(push: PushOperations, receipt: PushReceipt) -> Option<Segment> {
    let mut operations = push.operations;
    operations.retain(|operation| operation.sequence >= receipt.first_sequence);
    (!operations.is_empty()).then_some(Segment {
        id: push.segment,
        device: push.device,
        received_at: receipt.received_at,
        received_sequence: receipt.received_sequence,
        // What a device sends itself comes in time, or not at all.
        is_past_sharing: Some(false),
        operations,
    })
}

/// What a device has to send again when the server holds its operations up to `safe_up_to` only.
pub fn own_behind(
    segments: &[Segment],
    device: DeviceId,
    safe_up_to: u32,
) -> impl Iterator<Item = &Operation> {
    segments
        .iter()
        .filter(move |segment| segment.device == device)
        .flat_map(|segment| &segment.operations)
        .filter(move |operation| operation.sequence > safe_up_to)
}

/// The form of operations that both sides hash: their JSON on the wire, in the order of a push.
/// Values are parsed, so that the same operations give the same text on every device.
pub fn canonical(operations: &[Operation]) -> String {
    serde_json::to_string(operations).expect("an operation is texts, numbers and lists")
}

/// SHA-256 of [`canonical`], in lower-case hexadecimal digits.
pub fn content_hash(canonical: &str) -> String {
    Sha256::digest(canonical.as_bytes())
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// How many operations at the head of a push the log holds already; the rest is new. `known` are
/// this device's operations in the log up to `safe_up_to`; they are not asked for where the push
/// begins behind them. `push` is in unbroken order of sequence and not empty.
pub fn n_known<E: From<Refusal>>(
    safe_up_to: u32,
    push: &[Operation],
    known: impl FnOnce() -> Result<Vec<Operation>, E>,
) -> Result<usize, E> {
    let first = push.first().map_or(0, |operation| operation.sequence);
    if first > safe_up_to.saturating_add(1) {
        return Err(Refusal::Gap { safe_up_to }.into());
    }
    if first > safe_up_to {
        return Ok(0);
    }
    let known: HashMap<OperationId, Operation> =
        known()?.into_iter().map(|op| (op.id, op)).collect();
    let n_known = push.len().min((safe_up_to - first + 1) as usize);
    let other = push[..n_known]
        .iter()
        .position(|operation| known.get(&operation.id) != Some(operation));
    match other {
        Some(place) => Err(Refusal::Reused { place }.into()),
        None => Ok(n_known),
    }
}
