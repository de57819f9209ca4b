//! What is left of a log for those who are not its author.

use super::*;
use crate::observations::{Capture, CodeEvent, MarkKind};
use crate::values::{DeviceId, Key, NoteText, SegmentId, Timestamp};
use uuid::Uuid;

fn operation(sequence: u32, body: OperationBody) -> Operation {
    Operation {
        id: OperationId::new(Uuid::now_v7()),
        sequence,
        at: Timestamp::from_millis(1_760_000_000_000 + i64::from(sequence)).unwrap(),
        elapsed_ms: Some(sequence * 1000),
        base: None,
        also: vec![],
        body,
    }
}

fn segment(received_sequence: i64, operations: &[Operation]) -> Segment {
    Segment {
        id: SegmentId::new(Uuid::now_v7()),
        device: DeviceId::new(Uuid::now_v7()),
        received_at: Timestamp::from_millis(1_760_000_000_000).unwrap(),
        received_sequence,
        is_past_sharing: None,
        operations: operations.to_vec(),
    }
}

fn words(text: &str) -> NoteText {
    NoteText::parse(text).unwrap()
}

fn note(sequence: u32, text: &str) -> Operation {
    let text = words(text);
    operation(sequence, OperationBody::Note { text, skill: None })
}

fn key(text: &str) -> Key {
    Key::parse(text).unwrap()
}

fn fold(segments: &[Segment]) -> Capture {
    Capture::fold(segments.iter().flat_map(|segment| &segment.operations))
}

#[test]
fn what_stands_is_shown_as_the_whole_log_shows_it() {
    let mark = |sequence| {
        let (skill, mark) = (key("working-alliance"), MarkKind::Seen);
        operation(sequence, OperationBody::Mark { skill, mark })
    };
    let code = |sequence, event| {
        let code = key("open-question");
        operation(sequence, OperationBody::Code { code, event })
    };
    let (kept, undone, redone, reworded) = (mark(3), mark(4), mark(5), note(6, "First words"));
    let undo = |sequence, operation: OperationId| {
        self::operation(sequence, OperationBody::Undo { operation })
    };
    let mut edit = operation(
        13,
        OperationBody::EditNote {
            note: reworded.id,
            text: words("Better words"),
            skill: Some(key("role-clarity")),
        },
    );
    edit.base = Some(reworded.id);
    let removed = note(14, "Taken back");
    let log = [
        segment(
            1,
            &[
                operation(1, OperationBody::Start {}),
                operation(
                    2,
                    OperationBody::Phase {
                        phase: key("check-in"),
                    },
                ),
                kept.clone(),
                undone.clone(),
                redone.clone(),
                reworded.clone(),
            ],
        ),
        segment(2, &[undo(7, undone.id), undo(8, redone.id)]),
        segment(
            3,
            &[
                operation(
                    9,
                    OperationBody::Redo {
                        operation: redone.id,
                    },
                ),
                code(10, CodeEvent::Begin),
                code(11, CodeEvent::End),
                operation(12, OperationBody::End {}),
                // Sent twice, it counts once.
                kept.clone(),
            ],
        ),
        segment(4, &[edit, removed.clone(), undo(15, removed.id)]),
        segment(
            5,
            &[operation(
                16,
                OperationBody::SetQuestion {
                    text: words("A draft?"),
                },
            )],
        ),
    ];
    let told = noted(&log);
    let (whole, shown) = (fold(&log), fold(&told));
    assert_eq!((&shown.marks, shown.marks.len()), (&whole.marks, 2));
    assert_eq!((&shown.codes, &shown.phases), (&whole.codes, &whole.phases));
    assert_eq!(
        (shown.started_at, shown.ended_ms),
        (whole.started_at, whole.ended_ms)
    );
    let said = |capture: &Capture| -> Vec<_> {
        let notes = capture.notes.iter();
        notes
            .map(|n| {
                (
                    n.id,
                    n.text.clone(),
                    n.skill.clone(),
                    n.elapsed_ms,
                    n.phase.clone(),
                )
            })
            .collect()
    };
    assert_eq!((said(&shown), shown.notes.len()), (said(&whole), 1));
    assert_eq!(shown.question, None);

    let received: Vec<i64> = told
        .iter()
        .map(|segment| segment.received_sequence)
        .collect();
    assert_eq!(received, [1, 3], "what holds nothing more is left out");
    let text = serde_json::to_string(&told).unwrap();
    for word in [
        "First words",
        "Taken back",
        "A draft?",
        "undo",
        "edit_note",
        "base",
    ] {
        assert!(!text.contains(word), "{word} in {text}");
    }
    assert!(!text.contains(&undone.id.to_string()), "{text}");
}

#[test]
fn of_two_wordings_that_stand_the_one_is_told_that_is_shown() {
    let first = note(1, "As it was");
    let edit = |sequence, text| {
        let body = OperationBody::EditNote {
            note: first.id,
            text: words(text),
            skill: None,
        };
        Operation {
            base: Some(first.id),
            ..operation(sequence, body)
        }
    };
    let log = [segment(
        1,
        &[
            first.clone(),
            edit(2, "Of one device"),
            edit(3, "Of another"),
        ],
    )];
    let shown: Vec<_> = fold(&noted(&log))
        .notes
        .into_iter()
        .map(|n| n.text)
        .collect();
    let whole: Vec<_> = fold(&log).notes.into_iter().map(|n| n.text).collect();
    assert_eq!((shown.len(), &shown), (1, &whole));
}

#[test]
fn what_is_released_is_told_by_the_order_of_receipt_and_by_no_clock() {
    let push = |received_sequence, is_past_sharing| Segment {
        is_past_sharing,
        ..segment(received_sequence, &[])
    };
    let released = |sequence, is_past| push(sequence, is_past).is_released(Some(2));
    assert!(released(2, Some(false)) && !released(3, Some(false)));
    assert!(released(3, Some(true)), "no sharing could come any more");
    assert!(!push(1, Some(false)).is_released(None));

    let closed_before = Timestamp::from_millis(1_750_000_000_000);
    let was_released = |is_past, closed_at| push(3, is_past).was_released(Some(2), closed_at);
    assert!(
        was_released(None, closed_before),
        "as a server of before told it"
    );
    assert!(!was_released(None, None));
    assert!(!was_released(Some(false), closed_before));
}
