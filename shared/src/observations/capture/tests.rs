//! What a log of operations amounts to, by cases.

use super::*;
use crate::observations::operation::PointKind;

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
