//! What a push does to the state of the observation.

use shared::observations::{Operation, OperationBody, State, Step};
use shared::problem::{Code, FieldProblem};
use shared::values::Timestamp;

use crate::error::{Error, Result};
use crate::observations::record::Record;

/// Until when operations are taken in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    /// Up to the sharing, and words of the write-up until it is acknowledged.
    InTime,
    /// After the sharing too: somebody decided about what a device held back.
    Late,
}

/// Takes the record through the starts and ends among the operations, and refuses what does not
/// belong into the state it meets (`wrong_state`, naming the operation). `ended_ms` is the
/// session time at which an earlier push ended the session, where one did.
pub(super) fn advance(
    record: &mut Record,
    operations: &[Operation],
    mut ended_ms: Option<u32>,
    (takes, now): (Takes, Timestamp),
) -> Result<()> {
    let is_late = takes == Takes::Late && record.state.is_released();
    for (n, operation) in operations.iter().enumerate() {
        let fits = match &operation.body {
            OperationBody::Start {} | OperationBody::End {} if is_late => true,
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
                _ => is_late && is_before(operation.elapsed_ms, ended_ms),
            },
            _ => {
                is_late
                    || matches!(
                        record.state,
                        State::InProgress | State::Drafting | State::Shared
                    )
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observations::record::tests::{at, planned};
    use shared::observations::{Informed, MarkKind};
    use shared::values::{Key, NoteText, OperationId};
    use uuid::Uuid;

    fn operation(elapsed_ms: u32, body: OperationBody) -> Operation {
        Operation {
            id: OperationId::new(Uuid::now_v7()),
            sequence: 1,
            at: at(i64::from(elapsed_ms)),
            elapsed_ms: Some(elapsed_ms),
            base: None,
            also: vec![],
            body,
        }
    }

    fn mark() -> OperationBody {
        OperationBody::Mark {
            skill: Key::parse("role-clarity").unwrap(),
            mark: MarkKind::Seen,
        }
    }

    fn question() -> OperationBody {
        OperationBody::SetQuestion {
            text: NoteText::parse("What did you notice?").unwrap(),
        }
    }

    fn advanced(
        mut record: Record,
        ended_ms: Option<u32>,
        operations: &[Operation],
    ) -> Result<Record> {
        advance(&mut record, operations, ended_ms, (Takes::InTime, at(9))).map(|()| record)
    }

    #[test]
    fn one_push_may_carry_a_session_from_start_to_end() {
        let operations = [
            operation(0, OperationBody::Start {}),
            operation(5, mark()),
            operation(60, OperationBody::End {}),
            operation(60, question()),
        ];
        let record = advanced(planned(), None, &operations).unwrap();
        assert_eq!(record.state, State::Drafting);
        assert_eq!(
            (record.started_at, record.ended_at),
            (Some(at(0)), Some(at(60)))
        );
    }

    #[test]
    fn nothing_is_captured_before_the_start_or_before_the_person_was_asked() {
        assert!(advanced(planned(), None, &[operation(5, mark())]).is_err());
        assert!(advanced(planned(), None, &[operation(5, question())]).is_err());
        let unasked = Record {
            informed: Informed::NotYetAsked,
            ..planned()
        };
        let refused =
            advanced(unasked, None, &[operation(0, OperationBody::Start {})]).unwrap_err();
        let field = FieldProblem::new("operations[0]", "planned");
        assert_eq!(refused, Error::RefusedFields(Code::WrongState, vec![field]));
    }

    #[test]
    fn a_mark_sent_late_is_taken_when_it_was_made_before_the_end() {
        let ended = || Record {
            state: State::Drafting,
            ..planned()
        };
        assert!(advanced(ended(), Some(60), &[operation(59, mark())]).is_ok());
        assert!(advanced(ended(), Some(60), &[operation(61, mark())]).is_err());
    }

    #[test]
    fn after_sharing_one_writes_and_captures_no_more() {
        let shared = || Record {
            state: State::Shared,
            ..planned()
        };
        assert!(advanced(shared(), None, &[operation(5, question())]).is_ok());
        assert!(advanced(shared(), None, &[operation(5, mark())]).is_err());
        let locked = Record {
            state: State::Locked,
            ..planned()
        };
        assert!(advanced(locked, None, &[operation(5, question())]).is_err());
    }

    #[test]
    fn a_second_start_from_another_device_changes_nothing() {
        let record = Record {
            state: State::InProgress,
            started_at: Some(at(0)),
            ..planned()
        };
        let record = advanced(record, None, &[operation(7, OperationBody::Start {})]).unwrap();
        assert_eq!(
            (record.state, record.started_at),
            (State::InProgress, Some(at(0)))
        );
    }
}
