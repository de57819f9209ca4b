//! What a push does to the state of the observation.

use shared::observations::{Operation, OperationBody, State, Step};
use shared::problem::{Code, FieldProblem};
use shared::values::Timestamp;

use crate::error::{Error, Result};
use crate::observations::record::Record;

/// Takes the record through the starts and ends among the operations, and refuses what does not
/// belong into the state it meets (`wrong_state`, naming the operation). `ended_ms` is the
/// session time at which an earlier push ended the session, where one did.
pub(super) fn advance(
    record: &mut Record,
    operations: &[Operation],
    mut ended_ms: Option<u32>,
    now: Timestamp,
) -> Result<()> {
    for (n, operation) in operations.iter().enumerate() {
        let fits = match &operation.body {
            OperationBody::Start {} => start(record, operation, now),
            OperationBody::End {} => {
                if record.state == State::InProgress {
                    ended_ms = operation.elapsed_ms;
                }
                end(record, operation, now)
            }
            body if body.is_live() => match record.state {
                State::InProgress => true,
                // A tablet sends late what it captured before the end, and that is not lost.
                State::Drafting => is_before(operation.elapsed_ms, ended_ms),
                _ => false,
            },
            _ => matches!(record.state, State::InProgress | State::Drafting | State::Shared),
        };
        if !fits {
            let field = FieldProblem::new(format!("operations[{n}]"), record.state.as_str());
            return Err(Error::RefusedFields(Code::WrongState, vec![field]));
        }
    }
    Ok(())
}

/// A second start, from another device of the observer, changes nothing.
fn start(record: &mut Record, operation: &Operation, now: Timestamp) -> bool {
    if record.state != State::Planned {
        return matches!(record.state, State::InProgress | State::Drafting);
    }
    record.started_at = Some(operation.at);
    record.step(Step::Start, now).is_ok()
}

fn end(record: &mut Record, operation: &Operation, now: Timestamp) -> bool {
    if record.state != State::InProgress {
        return record.state == State::Drafting;
    }
    record.ended_at = Some(operation.at);
    record.step(Step::End, now).is_ok()
}

fn is_before(elapsed_ms: Option<u32>, ended_ms: Option<u32>) -> bool {
    match (elapsed_ms, ended_ms) {
        (Some(elapsed), Some(ended)) => elapsed <= ended,
        // A device that told no session time at the end gives nothing to compare with.
        (_, None) => true,
        (None, Some(_)) => false,
    }
}
