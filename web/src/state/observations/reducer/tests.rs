//! How the state of the slice changes.

use super::*;
use crate::state::calm;
use shared::observations::{MarkKind, OperationBody, StopObservation};
use shared::values::{Key, OperationId};
use uuid::Uuid;

fn observation(state: &str) -> Observation {
    let id = |n: u8| format!("01930000-0000-7000-8000-0000000000{n:02}");
    let json = serde_json::json!({
        "id": id(1), "unit_id": id(2), "framework": "hash", "informed": "no_objection", "state": state,
        "practitioner": {"id": id(3), "name": "Dafydd Price"},
        "observer": {"id": id(4), "name": "Ruth Adeyemi"},
        "agreement": {"purpose": "developmental", "session_type": "supervision",
            "planned_for": "2026-11-12T10:00", "duration_minutes": 45},
        "self_assessed": false, "steps": [], "updated_at": "2026-11-12T09:00:00.000Z", "version": 1
    });
    serde_json::from_value(json).unwrap()
}

fn seen(sequence: u32) -> Operation {
    Operation {
        id: OperationId::new(Uuid::now_v7()),
        sequence,
        at: Timestamp::from_millis(0).unwrap(),
        elapsed_ms: Some(sequence * 1_000),
        base: None,
        also: vec![],
        body: OperationBody::Mark {
            skill: Key::parse("role-clarity").unwrap(),
            mark: MarkKind::Seen,
        },
    }
}

fn record(state: &str, operations: Vec<Operation>) -> Record {
    let outbox = Outbox {
        last_sequence: operations.last().map_or(0, |op| op.sequence),
        ..Outbox::default()
    };
    Record::new(observation(state), None, Vec::new(), operations, outbox)
}

fn reduce(state: ObservationState, action: ObservationAction) -> ObservationState {
    Rc::unwrap_or_clone(Rc::new(state).reduce(action))
}

fn opened(record: Record) -> ObservationAction {
    ObservationAction::Opened(Box::new(record), SessionClock::default())
}

fn only(state: &ObservationState) -> &Record {
    &state.record(observation("planned").id).unwrap().record
}

#[test]
fn a_tap_made_while_the_record_was_being_read_stays() {
    let first = seen(1);
    let state = reduce(
        ObservationState::default(),
        opened(record("in_progress", vec![first.clone()])),
    );
    let id = observation("planned").id;
    let state = reduce(
        state,
        ObservationAction::Appended {
            id,
            operation: Box::new(seen(2)),
            monotonic_ms: 0.0,
        },
    );
    // Read from storage before the second tap, shown after it.
    let state = reduce(state, opened(record("in_progress", vec![first])));
    assert_eq!(only(&state).capture.marks.len(), 2);
}

#[test]
fn an_entry_that_is_kept_takes_the_warning_away() {
    let state = reduce(
        ObservationState::default(),
        opened(record("in_progress", vec![])),
    );
    let state = reduce(state, ObservationAction::Storage(StorageError::Full));
    assert_eq!(state.storage, Some(StorageError::Full));
    let state = reduce(
        state,
        ObservationAction::Appended {
            id: observation("planned").id,
            operation: Box::new(seen(1)),
            monotonic_ms: 0.0,
        },
    );
    assert_eq!(state.storage, None);
}

/// The next tap that is kept does not make an earlier one safe that is only on the screen.
#[test]
fn the_warning_stays_while_something_is_nowhere_else() {
    // A save that does not end: looking at the page's fields is nothing for this machine.
    std::mem::forget(calm::save());
    let id = observation("planned").id;
    let tap = |operation: Operation| Draft {
        id: operation.id,
        at: operation.at,
        elapsed_ms: operation.elapsed_ms,
        base: None,
        also: Vec::new(),
        says: None,
        body: operation.body,
    };
    let unkept = tap(seen(1));
    let state = [
        opened(record("in_progress", vec![])),
        ObservationAction::Storage(StorageError::Full),
        ObservationAction::Unkept(Box::new(Unkept::new(id, unkept.clone(), calm::save()))),
        ObservationAction::Appended {
            id,
            operation: Box::new(seen(1)),
            monotonic_ms: 0.0,
        },
    ]
    .into_iter()
    .fold(ObservationState::default(), reduce);
    assert_eq!(state.storage, Some(StorageError::Full));
    let state = reduce(state, ObservationAction::TryAgain(unkept));
    let kept = ObservationAction::Appended {
        id,
        operation: Box::new(seen(2)),
        monotonic_ms: 0.0,
    };
    assert_eq!(reduce(state, kept).storage, None);
}

#[test]
fn a_discarded_session_leaves_nothing_on_the_screen() {
    let state = reduce(
        ObservationState::default(),
        opened(record("in_progress", vec![seen(1)])),
    );
    let discard = CommandBody::Stop(StopObservation { discard: true });
    let state = reduce(
        state,
        ObservationAction::Done {
            observation: Box::new(observation("stopped")),
            command: discard,
            outbox: Box::default(),
            at: Timestamp::from_millis(0).unwrap(),
        },
    );
    assert!(only(&state).capture.marks.is_empty());
}

#[test]
fn what_was_planned_here_counts_as_told_once_the_server_has_answered() {
    let planned = record("planned", vec![]);
    let answered_at = Timestamp::from_millis(1_000).unwrap();
    let state = reduce(ObservationState::default(), opened(planned));
    assert_eq!(only(&state).fetched_at, None);
    let answered = ObservationAction::Received {
        segment: None,
        observation: Box::new(observation("planned")),
        outbox: Box::default(),
        at: answered_at,
    };
    let state = reduce(state, answered);
    assert_eq!(only(&state).fetched_at, Some(answered_at));
}

#[test]
fn a_list_that_is_shown_survives_a_failed_reload() {
    let shown = Told::Here(Answer {
        value: Rc::new(Vec::new()),
        kept_at: None,
    });
    let state = reduce(
        ObservationState::default(),
        ObservationAction::List(shown.clone(), None),
    );
    let failed = ObservationAction::List(Told::Failed(Failure::Offline), None);
    let state = reduce(state, failed.clone());
    assert_eq!(state.list, shown);
    let state = reduce(ObservationState::default(), failed);
    assert_eq!(state.list, Told::Failed(Failure::Offline));
}

#[test]
fn a_step_taken_while_the_record_was_being_read_stays() {
    let shared = Observation {
        version: 5,
        ..observation("shared")
    };
    let newer = Record::new(shared, None, Vec::new(), Vec::new(), Outbox::default());
    let state = reduce(ObservationState::default(), opened(newer));
    // Read from storage before the step, shown after it.
    let state = reduce(state, opened(record("drafting", vec![])));
    assert_eq!(only(&state).observation.version, 5);
}

/// The list with what a page of these ids brings.
fn page(ids: &[u8], next: Option<&str>) -> Page<ObservationSummary> {
    let summary = |n: &u8| {
        let mut observation = observation("planned");
        observation.id = ObservationId::new(Uuid::from_u128(u128::from(*n)));
        crate::state::observations::list::summary_of(&observation)
    };
    Page {
        items: ids.iter().map(summary).collect(),
        next: next.map(str::to_owned),
    }
}

fn listed(state: &ObservationState) -> Vec<u128> {
    let list = state.list.value().unwrap();
    list.iter().map(|s| s.id.uuid().as_u128()).collect()
}

#[test]
fn a_page_that_comes_twice_or_overlaps_is_listed_once() {
    let first = page(&[1, 2], Some("2"));
    let told = Told::Here(Answer {
        value: Rc::new(first.items),
        kept_at: None,
    });
    let state = ObservationState::default();
    let state = reduce(state, ObservationAction::List(told, first.next));
    let more = || ObservationAction::MoreList {
        after: "2".to_owned(),
        page: page(&[2, 3], Some("3")),
    };
    let state = reduce(state, ObservationAction::MoreAsked);
    assert_eq!(state.list_more, Sending::Busy);
    let state = reduce(reduce(state, more()), more());
    assert_eq!(listed(&state), [1, 2, 3]);
    assert_eq!(state.list_next.as_deref(), Some("3"));
    assert_eq!(state.list_more, Sending::Idle);
}

#[test]
fn a_page_that_does_not_come_is_told_and_takes_nothing_away() {
    let first = page(&[1], Some("1"));
    let told = Told::Here(Answer {
        value: Rc::new(first.items),
        kept_at: None,
    });
    let state = ObservationState::default();
    let state = reduce(state, ObservationAction::List(told, first.next));
    let state = reduce(state, ObservationAction::MoreFailed(Failure::Offline));
    assert_eq!(state.list_more, Sending::Failed(Failure::Offline));
    assert_eq!(listed(&state), [1]);
    assert_eq!(state.list_next.as_deref(), Some("1"));
}
