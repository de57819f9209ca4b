//! What is sent next, and what a record amounts to.

use std::rc::Rc;

use super::*;
use crate::observations::{
    Agreement, Capture, Informed, MarkKind, Observation, Operation, OperationBody, Purpose,
    Release, Segment, SessionType, SetInformed, State,
};
use crate::org::PersonRef;
use crate::problem::Code;
use crate::values::{
    DeviceId, FeedbackId, Key, LocalTime, ObservationId, OperationId, PersonId, PersonName,
    SegmentId, Timestamp, UnitId,
};
use uuid::Uuid;

fn id<T>(n: u128, wrap: fn(Uuid) -> T) -> T {
    wrap(Uuid::from_u128((n << 80) | (7 << 76) | (0b10 << 62) | n))
}

fn operation(sequence: u32, body: OperationBody) -> Operation {
    Operation {
        id: id(sequence.into(), OperationId::new),
        sequence,
        at: Timestamp::from_millis(i64::from(sequence) * 1_000).unwrap(),
        elapsed_ms: Some(sequence * 1_000),
        base: None,
        also: vec![],
        body,
    }
}

fn seen(sequence: u32) -> Operation {
    let skill = Key::parse("working-alliance").unwrap();
    operation(
        sequence,
        OperationBody::Mark {
            skill,
            mark: MarkKind::Seen,
        },
    )
}

fn segment(received_sequence: i64, operations: Vec<Operation>) -> Segment {
    Segment {
        id: id(received_sequence as u128, SegmentId::new),
        device: id(1, DeviceId::new),
        received_at: Timestamp::from_millis(0).unwrap(),
        received_sequence,
        is_past_sharing: None,
        operations,
    }
}

pub(super) fn observation(state: State, informed: Informed) -> Observation {
    let person = |n, name: &str| PersonRef {
        id: id(n, PersonId::new),
        name: PersonName::parse(name).unwrap(),
    };
    Observation {
        id: id(1, ObservationId::new),
        practitioner: person(2, "Dafydd Price"),
        observer: person(3, "Ruth Adeyemi"),
        unit_id: id(4, UnitId::new),
        framework: "hash".to_owned(),
        earlier_frameworks: vec![],
        agreement: Agreement {
            purpose: Purpose::Developmental,
            session_type: SessionType::Supervision,
            focus: None,
            planned_for: LocalTime::parse("2026-11-12T10:00").unwrap(),
            duration_minutes: 45,
            note: None,
            case_reference: None,
        },
        informed,
        state,
        started_at: None,
        ended_at: None,
        shared_at: None,
        shared_up_to: None,
        may_read: None,
        acknowledged_at: None,
        locked_at: None,
        self_assessed: false,
        steps: vec![],
        open_actions: vec![],
        updated_at: Timestamp::from_millis(0).unwrap(),
        version: 1,
    }
}

fn planned(unsent: Vec<Operation>) -> Record {
    let outbox = Outbox {
        last_sequence: unsent.last().map_or(0, |op| op.sequence),
        ..Outbox::default()
    };
    Record::new(
        observation(State::Planned, Informed::NoObjection),
        None,
        vec![],
        unsent,
        outbox,
    )
}

fn push(first: u32, last: u32) -> Option<Next> {
    Some(Next::Push {
        first,
        last,
        promised: None,
    })
}

const INFORM: CommandBody = CommandBody::Inform(SetInformed {
    informed: Informed::NoObjection,
});

#[test]
fn what_came_after_the_last_sharing_is_told_until_it_is_shared_too() {
    let framework = crate::frameworks::Framework::parse(
        r#"{"id": "small", "version": "1", "title": "Small",
            "sections": [{"id": "working-alliance", "title": "Alliance", "tile": "Alliance"}]}"#,
    )
    .expect("a framework");
    let says = |sequence, text: &str| {
        let text = crate::values::NoteText::parse(text).unwrap();
        operation(sequence, OperationBody::SetQuestion { text })
    };
    let mut shared = observation(State::Shared, Informed::NoObjection);
    shared.shared_up_to = Some(1);
    let first = segment(1, vec![seen(1), says(2, "What did you hear?")]);
    let mut later = says(3, "What told you to stay?");
    later.base = Some(id(2, OperationId::new));
    let record = |told: &Observation, safe: Vec<Segment>, unsent| {
        Record::new(told.clone(), None, safe, unsent, Outbox::default())
    };
    let same = record(&shared, vec![first.clone()], vec![]);
    assert!(!same.is_changed_since_shared(&framework));
    let marked = record(&shared, vec![first.clone()], vec![seen(3)]);
    assert!(
        marked.is_changed_since_shared(&framework),
        "what was noted is released too"
    );
    let here = record(&shared, vec![first.clone()], vec![later.clone()]);
    assert!(
        here.is_changed_since_shared(&framework),
        "on this device only"
    );
    let there = vec![first, segment(2, vec![later])];
    assert!(record(&shared, there.clone(), vec![]).is_changed_since_shared(&framework));
    shared.shared_up_to = Some(2);
    assert!(!record(&shared, there.clone(), vec![]).is_changed_since_shared(&framework));
    shared.shared_up_to = None;
    assert!(
        !record(&shared, there, vec![]).is_changed_since_shared(&framework),
        "never shared"
    );
}

#[test]
fn an_empty_outbox_sends_nothing() {
    assert_eq!(Outbox::default().next(), None);
    assert!(!Outbox::default().is_waiting());
}

#[test]
fn a_step_waits_for_the_operations_before_it_and_goes_ahead_of_the_rest() {
    let mut outbox = Outbox {
        last_sequence: 3,
        ..Outbox::default()
    };
    outbox.push_command(INFORM);
    outbox.last_sequence = 5;
    assert_eq!(outbox.next(), push(1, 3));
    outbox.acknowledge(3);
    assert_eq!(outbox.next(), Some(Next::Command(INFORM)));
    outbox.commands.clear();
    assert_eq!(outbox.next(), push(4, 5));
    outbox.acknowledge(5);
    assert_eq!(outbox.next(), None);
}

#[test]
fn a_push_holds_no_more_than_the_server_takes() {
    let outbox = Outbox {
        last_sequence: 1_200,
        safe_up_to: 10,
        ..Outbox::default()
    };
    assert_eq!(outbox.next(), push(11, 510));
}

#[test]
fn a_promised_push_is_repeated_exactly_though_more_was_written_since() {
    let promised = Sending {
        segment: id(9, SegmentId::new),
        first: 1,
        last: 2,
    };
    let mut outbox = Outbox {
        last_sequence: 7,
        sending: Some(promised),
        ..Outbox::default()
    };
    let again = Some(Next::Push {
        first: 1,
        last: 2,
        promised: Some(promised.segment),
    });
    assert_eq!(outbox.next(), again);
    outbox.acknowledge(2);
    assert_eq!((outbox.sending, outbox.next()), (None, push(3, 7)));
}

#[test]
fn a_refused_record_waits_and_keeps_everything() {
    let mut outbox = Outbox {
        last_sequence: 2,
        ..Outbox::default()
    };
    outbox.trouble = Some(Trouble {
        code: Code::WrongState,
        title: String::new(),
        fields: vec![],
        at: Timestamp::from_millis(0).unwrap(),
    });
    assert_eq!(outbox.next(), None);
    assert_eq!((outbox.n_unsent(), outbox.is_waiting()), (2, true));
}

#[test]
fn pain_15_and_16_a_record_is_safe_only_when_the_server_has_all_of_it() {
    let mut outbox = Outbox::default();
    assert_eq!(outbox.whereabouts(true), Whereabouts::Safe);
    outbox.last_sequence = 3;
    assert_eq!(outbox.whereabouts(false), Whereabouts::HereOnly);
    assert_eq!(outbox.whereabouts(true), Whereabouts::Sending);
    outbox.acknowledge(2);
    assert_eq!(outbox.whereabouts(false), Whereabouts::HereOnly);
    outbox.acknowledge(3);
    assert_eq!(outbox.whereabouts(true), Whereabouts::Safe);
    outbox.push_command(INFORM);
    assert_eq!(outbox.whereabouts(false), Whereabouts::HereOnly);
    outbox.trouble = Some(Trouble {
        code: Code::NotFound,
        title: String::new(),
        fields: vec![],
        at: Timestamp::from_millis(0).unwrap(),
    });
    assert_eq!(outbox.whereabouts(true), Whereabouts::NeedsYou);
}

#[test]
fn a_device_that_lost_its_counter_goes_on_where_the_server_stands() {
    let mut outbox = Outbox::default();
    outbox.acknowledge(40);
    assert_eq!((outbox.last_sequence, outbox.n_unsent()), (40, 0));
}

#[test]
fn an_acknowledged_push_is_counted_once() {
    let mut record = planned(vec![
        operation(1, OperationBody::Start {}),
        seen(2),
        seen(3),
    ]);
    let before = record.capture.clone();
    let acknowledged = segment(1, vec![operation(1, OperationBody::Start {}), seen(2)]);
    let told = observation(State::InProgress, Informed::NoObjection);
    let mut outbox = record.outbox.clone();
    outbox.acknowledge(2);
    record.receive(Some(acknowledged.clone()), told.clone(), outbox.clone());
    record.receive(Some(acknowledged), told, outbox);
    assert_eq!(record.capture, before);
    assert_eq!((record.unsent.len(), record.outbox.n_unsent()), (1, 1));
}

#[test]
fn what_was_done_here_counts_before_the_server_knows() {
    let mut record = planned(vec![]);
    assert_eq!(record.state(), State::Planned);
    record.append(operation(1, OperationBody::Start {}));
    assert_eq!(record.state(), State::InProgress);
    record.append(operation(2, OperationBody::End {}));
    assert_eq!(record.state(), State::Drafting);
    record.outbox.push_command(CommandBody::Share(Release {
        id: id(5, FeedbackId::new),
        n_operations: 2,
    }));
    assert_eq!((record.state(), record.is_sharing()), (State::Shared, true));
}

#[test]
fn an_answer_recorded_here_allows_the_start_and_an_objection_stops() {
    let mut record = planned(vec![]);
    record.observation = Rc::new(observation(State::Planned, Informed::NotYetAsked));
    assert_eq!(record.informed(), Informed::NotYetAsked);
    record.outbox.push_command(INFORM);
    assert_eq!(record.informed(), Informed::NoObjection);
    record.outbox.push_command(CommandBody::Inform(SetInformed {
        informed: Informed::Objected,
    }));
    assert_eq!(record.state(), State::Stopped);
}

#[test]
fn only_the_latest_undo_can_be_taken_back() {
    let undo =
        |sequence, of: &Operation| operation(sequence, OperationBody::Undo { operation: of.id });
    let mut record = planned(vec![seen(1), seen(2)]);
    assert_eq!(record.undoable().map(|op| op.sequence), Some(2));
    record.append(undo(3, &seen(2)));
    assert_eq!(record.undoable().map(|op| op.sequence), Some(1));
    assert_eq!(record.redoable().map(|op| op.sequence), Some(2));
    assert_eq!(record.turned(), Some(Turned::Undone(&seen(2))));
    record.append(seen(4));
    assert_eq!(record.redoable(), None);
    assert_eq!(record.turned(), None);
    record.append(operation(
        5,
        OperationBody::Redo {
            operation: seen(2).id,
        },
    ));
    assert_eq!(record.redoable(), None);
    assert_eq!(record.turned(), Some(Turned::Redone(&seen(2))));
}

/// The store folds the whole log on every tap. Printed, not asserted: a busy machine may
/// take any time. Run with `--nocapture`.
#[test]
fn folding_the_longest_log_there_can_be() {
    let n = u32::try_from(crate::observations::OPERATION_LIMIT).unwrap();
    let record = planned((1..=n).map(seen).collect());
    let start = std::time::Instant::now();
    let capture = Capture::fold(record.log());
    println!("{n} operations folded in {:?}", start.elapsed());
    assert_eq!(capture.n_operations, crate::observations::OPERATION_LIMIT);
}

#[test]
fn while_somebody_taps_only_what_nobody_pressed_for_waits() {
    let push = |promised| Next::Push {
        first: 1,
        last: 2,
        promised,
    };
    assert!(push(None).waits_for_rest());
    assert!(!push(Some(id(1, SegmentId::new))).waits_for_rest());
    assert!(!Next::Command(INFORM).waits_for_rest());
}

#[test]
fn a_push_goes_on_while_it_begins_alike_and_holds_no_less() {
    let push = |first, last, name: Option<u128>| Next::Push {
        first,
        last,
        promised: name.map(|n| id(n, SegmentId::new)),
    };
    let before = push(4, 9, None);
    for (now, goes_on) in [
        (push(4, 9, None), true),
        // More was tapped meanwhile.
        (push(4, 12, None), true),
        // Another tab promised it, or its receipt came.
        (push(4, 9, Some(1)), false),
        (push(7, 9, None), false),
        // The server was set back.
        (push(1, 9, None), false),
        (push(4, 6, None), false),
        (Next::Command(INFORM), false),
    ] {
        assert_eq!(now.goes_on(&before), goes_on, "{now:?}");
    }
    assert_eq!(before.promised(), None);
    let promised = push(4, 9, Some(1));
    let sending = promised.promised().unwrap();
    assert_eq!((sending.first, sending.last), (4, 9));
    assert!(push(4, 9, Some(1)).goes_on(&promised));
    assert!(!push(4, 9, Some(2)).goes_on(&promised));
    assert!(!push(4, 9, None).goes_on(&promised));
}
