//! What a log of operations amounts to, by cases.

use super::*;
use crate::observations::operation::{CodeEvent, PointKind};

fn id<T>(n: u128, wrap: fn(uuid::Uuid) -> T) -> T {
    wrap(uuid::Uuid::from_u128(
        (n << 80) | (7 << 76) | (0b10 << 62) | n,
    ))
}

fn operation(n: u32, body: OperationBody) -> Operation {
    Operation {
        id: id(u128::from(n), OperationId::new),
        sequence: n,
        at: Timestamp::from_millis(1_760_000_000_000 + i64::from(n) * 1000).unwrap(),
        elapsed_ms: Some(n * 1000),
        base: None,
        also: vec![],
        body,
    }
}

fn key(text: &str) -> Key {
    Key::parse(text).unwrap()
}

fn seen(n: u32) -> Operation {
    operation(
        n,
        OperationBody::Mark {
            skill: key("working-alliance"),
            mark: MarkKind::Seen,
        },
    )
}

#[test]
fn a_mark_carries_the_phase_it_fell_in() {
    let log = [
        operation(1, OperationBody::Start {}),
        operation(
            2,
            OperationBody::Phase {
                phase: key("check-in"),
            },
        ),
        seen(3),
        operation(
            4,
            OperationBody::Phase {
                phase: key("review"),
            },
        ),
        seen(5),
        operation(6, OperationBody::End {}),
    ];
    let capture = Capture::fold(&log);
    let phases: Vec<_> = capture
        .marks
        .iter()
        .map(|m| m.phase.as_ref().unwrap().as_str())
        .collect();
    assert_eq!(phases, ["check-in", "review"]);
    assert_eq!(
        capture.phases[0].span,
        Span {
            from_ms: 2000,
            to_ms: Some(4000),
            inferred_end: false
        }
    );
    assert_eq!(
        capture.phases[1].span,
        Span {
            from_ms: 4000,
            to_ms: Some(6000),
            inferred_end: true
        }
    );
}

#[test]
fn an_undo_takes_back_and_a_redo_restores() {
    let undo = operation(
        2,
        OperationBody::Undo {
            operation: seen(1).id,
        },
    );
    let redo = operation(
        3,
        OperationBody::Redo {
            operation: seen(1).id,
        },
    );
    assert!(Capture::fold(&[seen(1), undo.clone()]).marks.is_empty());
    assert_eq!(Capture::fold(&[seen(1), undo, redo]).marks.len(), 1);
}

#[test]
fn the_end_of_a_session_cannot_be_undone() {
    let end = operation(2, OperationBody::End {});
    let undo = operation(3, OperationBody::Undo { operation: end.id });
    assert!(
        Capture::fold(&[operation(1, OperationBody::Start {}), end, undo])
            .ended_at
            .is_some()
    );
}

#[test]
fn the_same_operation_counts_once() {
    let capture = Capture::fold(&[seen(1), seen(1), seen(2), seen(1)]);
    assert_eq!((capture.marks.len(), capture.n_operations), (2, 2));
}

#[test]
fn a_point_keeps_its_place_when_it_is_written_again() {
    let put = |n: u32, point: u128, title: &str| {
        let text = PointText {
            kind: PointKind::Strength,
            skill: None,
            title: ShortText::parse(title).unwrap(),
            evidence_text: NoteText::parse("seen").unwrap(),
            effect: None,
            evidence: vec![],
        };
        operation(
            n,
            OperationBody::PutPoint {
                point: id(point, PointId::new),
                text,
            },
        )
    };
    let first = put(1, 1, "first");
    let mut again = put(3, 1, "first again");
    again.base = Some(first.id);
    let capture = Capture::fold(&[first, put(2, 2, "second"), again]);
    let titles: Vec<_> = capture
        .points
        .iter()
        .map(|p| p.text.title.as_str())
        .collect();
    assert_eq!(titles, ["first again", "second"]);
}

#[test]
fn an_operation_reads_back_from_its_wire_form() {
    let note = operation(
        4,
        OperationBody::Note {
            text: NoteText::parse("Let the silence run.").unwrap(),
            skill: None,
        },
    );
    let json = serde_json::to_string(&note).unwrap();
    assert!(json.contains("\"kind\":\"note\""), "{json}");
    assert_eq!(serde_json::from_str::<Operation>(&json).unwrap(), note);
}

fn coded(n: u32, event: CodeEvent) -> Operation {
    let code = key("talk");
    operation(n, OperationBody::Code { code, event })
}

/// From, to and whether the end is inferred, of each stretch.
fn stretches(log: &[Operation]) -> Vec<(u32, Option<u32>, bool)> {
    let codes = Capture::fold(log).codes;
    let spans = codes.iter().map(|(_, _, span)| span);
    let told = spans.map(|span| (span.from_ms, span.to_ms, span.inferred_end));
    told.collect()
}

#[test]
fn a_stretch_that_is_open_is_not_begun_again() {
    let (begin, end) = (CodeEvent::Begin, CodeEvent::End);
    let log = [
        operation(1, OperationBody::Start {}),
        coded(2, begin),
        coded(3, begin),
        coded(5, end),
        coded(6, end),
        coded(7, end),
        coded(8, begin),
        operation(9, OperationBody::End {}),
    ];
    let expected = [(2000, Some(6000), false), (8000, Some(9000), true)];
    assert_eq!(
        stretches(&log),
        expected,
        "the second end is the other device's, a third is nobody's"
    );
    assert_eq!(stretches(&log[..4]), [(2000, Some(5000), false)]);
    assert_eq!(
        Capture::fold(&log[..3]).undoable,
        Some(log[1].id),
        "what added nothing is not what the next undo takes back"
    );
}

/// The seconds that some stretch of the log covers.
fn heard(log: &[Operation]) -> Vec<u32> {
    let spans = stretches(log);
    let is_heard = |second: &u32| {
        let at_ms = second * 1000;
        spans.iter().any(|(from_ms, to_ms, _)| {
            *from_ms <= at_ms && to_ms.is_some_and(|to_ms| at_ms < to_ms)
        })
    };
    (0..100).filter(is_heard).collect()
}

#[test]
fn the_time_of_a_code_is_what_either_of_two_devices_heard_in_any_order_of_receipt() {
    let (begin, end) = (CodeEvent::Begin, CodeEvent::End);
    // From and to, on one device and on the other.
    for (one, other) in [((2, 20), (3, 4)), ((2, 30), (3, 35)), ((2, 9), (2, 9))] {
        let (a, b) = ([coded(one.0, begin), coded(one.1, end)], {
            let mut b = [coded(other.0, begin), coded(other.1, end)];
            for (n, operation) in b.iter_mut().enumerate() {
                operation.id = id(900 + n as u128, OperationId::new);
            }
            b
        });
        let expected: Vec<u32> = (one.0..one.1.max(other.1)).collect();
        for order in ["aabb", "abab", "abba", "baab", "baba", "bbaa"] {
            let (mut of_a, mut of_b) = (a.iter(), b.iter());
            let log: Vec<Operation> = order
                .chars()
                .map(|device| match device {
                    'a' => of_a.next().unwrap().clone(),
                    _ => of_b.next().unwrap().clone(),
                })
                .collect();
            assert_eq!(heard(&log), expected, "{one:?} {other:?} {order}");
        }
    }
}

#[test]
fn a_device_that_was_heard_of_late_keeps_what_it_timed_before() {
    let (begin, end) = (CodeEvent::Begin, CodeEvent::End);
    let mut log = vec![
        coded(30, begin),
        coded(2, begin),
        coded(4, end),
        coded(10, begin),
    ];
    log.extend([coded(11, end), coded(31, end)]);
    let of_the_other = [(2000, Some(4000), false), (10_000, Some(11_000), false)];
    assert_eq!(stretches(&log)[1..], of_the_other);
    assert_eq!(stretches(&log)[0], (30_000, Some(31_000), false));
}

/// Undone and redone, the end of one device leaves that of the other.
#[test]
fn an_end_that_is_taken_back_leaves_the_other_devices_end() {
    let (first, second) = (coded(5, CodeEvent::End), coded(8, CodeEvent::End));
    let undo = |n, of: &Operation| operation(n, OperationBody::Undo { operation: of.id });
    let begun = [coded(2, CodeEvent::Begin), coded(3, CodeEvent::Begin)];
    let log = [&begun[..], &[first.clone(), second.clone()]].concat();
    let without = |end| [&log[..], &[undo(9, end)]].concat();
    assert_eq!(stretches(&log), [(2000, Some(8000), false)]);
    assert_eq!(stretches(&without(&first)), [(2000, Some(8000), false)]);
    assert_eq!(stretches(&without(&second)), [(2000, Some(5000), false)]);
    assert_eq!(Capture::fold(&log).undoable, Some(second.id));
}

#[test]
fn a_second_begin_stands_once_the_first_is_taken_back() {
    let first = coded(2, CodeEvent::Begin);
    let undo = operation(
        4,
        OperationBody::Undo {
            operation: first.id,
        },
    );
    let log = [
        first,
        coded(3, CodeEvent::Begin),
        undo,
        coded(6, CodeEvent::End),
    ];
    assert_eq!(stretches(&log), [(3000, Some(6000), false)]);
}
