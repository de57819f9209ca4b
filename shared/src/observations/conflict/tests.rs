//! Pains 19 and 20: the second tablet does not overwrite the first unseen, and everybody can
//! tell later which side was kept.

use super::*;
use crate::observations::capture::Capture;
use crate::observations::operation::Segment;
use crate::values::{LongText, NoteText, SegmentId};

fn id<T>(n: u32, wrap: fn(uuid::Uuid) -> T) -> T {
    let n = u128::from(n);
    wrap(uuid::Uuid::from_u128(
        (n << 80) | (7 << 76) | (0b10 << 62) | n,
    ))
}

fn operation(n: u32, replaces: &[u32], body: OperationBody) -> Operation {
    let seen: Vec<OperationId> = replaces.iter().map(|n| id(*n, OperationId::new)).collect();
    Operation {
        id: id(n, OperationId::new),
        sequence: n,
        at: Timestamp::from_millis(i64::from(n) * 1000).unwrap(),
        elapsed_ms: None,
        base: seen.first().copied(),
        also: seen.get(1..).unwrap_or_default().to_vec(),
        body,
    }
}

fn asks(n: u32, replaces: &[u32], text: &str) -> Operation {
    let text = NoteText::parse(text).unwrap();
    operation(n, replaces, OperationBody::SetQuestion { text })
}

fn says(n: u32, replaces: &[u32], text: &str) -> Operation {
    let text = LongText::parse(text).unwrap();
    operation(n, replaces, OperationBody::SetMessage { text })
}

fn note(n: u32, text: &str) -> Operation {
    let text = NoteText::parse(text).unwrap();
    operation(n, &[], OperationBody::Note { text, skill: None })
}

fn edits(n: u32, of: u32, replaces: &[u32], text: &str) -> Operation {
    let body = OperationBody::EditNote {
        note: id(of, OperationId::new),
        text: NoteText::parse(text).unwrap(),
        skill: None,
    };
    operation(n, replaces, body)
}

fn undoes(n: u32, of: u32, replaces: &[u32]) -> Operation {
    let operation_id = id(of, OperationId::new);
    operation(
        n,
        replaces,
        OperationBody::Undo {
            operation: operation_id,
        },
    )
}

fn rates(n: u32, replaces: &[u32], level: Option<&str>) -> Operation {
    let item = Key::parse("listening").unwrap();
    let body = match level {
        Some(level) => OperationBody::Rate {
            item,
            answer: serde_json::from_value(serde_json::json!({ "level": level })).unwrap(),
            evidence: vec![],
            reason: None,
        },
        None => OperationBody::ClearRating { item },
    };
    operation(n, replaces, body)
}

/// What the versions of each open conflict say.
fn open(log: &[Operation]) -> Vec<Vec<String>> {
    let said = |version: &Version| version.words().unwrap_or_else(|| "removed".to_owned());
    let capture = Capture::fold(log);
    let conflicts = capture.conflicts.iter();
    conflicts
        .map(|conflict| conflict.versions.iter().map(said).collect())
        .collect()
}

fn outcomes(log: &[Operation]) -> Vec<Option<Kept>> {
    let logged = log.iter().map(|operation| Logged {
        operation,
        device: None,
        received_at: None,
    });
    let conflicts = journal(logged).into_iter();
    conflicts
        .map(|conflict| conflict.outcome.map(|outcome| outcome.result))
        .collect()
}

#[test]
fn pain_19_two_edits_of_one_text_are_both_kept_and_put_to_the_author() {
    let log = [
        asks(1, &[], "first"),
        asks(2, &[1], "tablet"),
        asks(3, &[1], "desk"),
    ];
    assert_eq!(open(&log), [["tablet", "desk"]]);
    let shown = Capture::fold(&log).question.unwrap();
    assert_eq!(shown.text.as_str(), "desk");
}

#[test]
fn a_text_that_is_emptied_is_gone_and_may_be_written_again() {
    let log = [
        asks(1, &[], "first"),
        operation(2, &[1], OperationBody::ClearQuestion {}),
        says(3, &[], "words around it"),
        operation(4, &[3], OperationBody::ClearMessage {}),
        asks(5, &[], "after all"),
    ];
    assert_eq!(Capture::fold(&log[..4]).question, None);
    let capture = Capture::fold(&log);
    assert_eq!(capture.message, None);
    assert_eq!(capture.question.unwrap().text.as_str(), "after all");
    assert_eq!(open(&log), [[""; 0]; 0]);
}

#[test]
fn a_text_that_is_emptied_takes_nothing_from_who_wrote_meanwhile() {
    let log = [
        says(1, &[], "first"),
        says(2, &[1], "desk"),
        operation(3, &[1], OperationBody::ClearMessage {}),
    ];
    assert_eq!(open(&log), [["desk", "removed"]]);
    let shown = Capture::fold(&log).message.unwrap();
    assert_eq!(shown.text.as_str(), "desk");
}

#[test]
fn an_edit_of_what_is_current_is_no_conflict_however_long_the_chain() {
    let log = [
        asks(1, &[], "a"),
        asks(2, &[1], "b"),
        asks(3, &[2], "c"),
        asks(4, &[3], "a"),
    ];
    assert!(open(&log).is_empty());
    assert!(outcomes(&log).is_empty());
}

#[test]
fn two_first_versions_are_a_conflict_too() {
    assert_eq!(
        open(&[asks(1, &[], "mine"), asks(2, &[], "yours")]),
        [["mine", "yours"]]
    );
}

#[test]
fn the_same_words_written_twice_are_no_conflict_and_either_may_be_edited() {
    let twice = [
        asks(1, &[], "a"),
        asks(2, &[1], "same"),
        asks(3, &[1], "same"),
    ];
    assert!(open(&twice).is_empty());
    for base in [2, 3] {
        let mut log = twice.to_vec();
        log.push(asks(4, &[base], "later"));
        assert!(open(&log).is_empty(), "over {base}");
        assert_eq!(Capture::fold(&log).question.unwrap().text.as_str(), "later");
    }
}

#[test]
fn an_edit_that_names_both_settles_it_and_the_journal_says_what_was_kept() {
    let log = [
        asks(1, &[], "a"),
        asks(2, &[1], "tablet"),
        asks(3, &[1], "desk"),
    ];
    let with = |last| [&log[..], &[last]].concat();
    let version = id(2, OperationId::new);
    let kept = with(asks(4, &[2, 3], "tablet"));
    assert!(open(&kept).is_empty());
    assert_eq!(outcomes(&kept), [Some(Kept::Version { version })]);
    assert_eq!(
        outcomes(&with(asks(4, &[3, 2], "both"))),
        [Some(Kept::Written {})]
    );
    let one_sided = with(asks(4, &[3], "desk again"));
    assert_eq!(open(&one_sided), [["tablet", "desk again"]]);
    assert_eq!(outcomes(&one_sided), [None]);
}

#[test]
fn a_version_written_before_the_settling_was_known_opens_it_again() {
    let log = [
        asks(1, &[], "a"),
        asks(2, &[1], "b"),
        asks(3, &[1], "c"),
        asks(4, &[2, 3], "d"),
        asks(5, &[2], "e"),
    ];
    assert_eq!(open(&log), [["d", "e"]]);
    assert_eq!(outcomes(&log), [Some(Kept::Written {}), None]);
}

#[test]
fn a_removal_does_not_hide_words_written_meanwhile() {
    let log = [
        rates(1, &[], Some("effective")),
        rates(2, &[1], Some("developing")),
        rates(3, &[1], None),
    ];
    assert_eq!(open(&log).len(), 1);
    assert_eq!(Capture::fold(&log).ratings.len(), 1);
    let settled = [&log[..], &[rates(4, &[2, 3], None)]].concat();
    assert!(Capture::fold(&settled).ratings.is_empty());
    assert_eq!(outcomes(&settled), [Some(Kept::Removed {})]);
}

#[test]
fn a_rating_given_again_after_it_was_taken_away_is_no_conflict() {
    let log = [
        rates(1, &[], Some("effective")),
        rates(2, &[1], None),
        rates(3, &[], Some("developing")),
    ];
    assert!(open(&log).is_empty());
    assert_eq!(Capture::fold(&log).ratings.len(), 1);
}

#[test]
fn an_undo_of_a_note_does_not_take_an_edit_it_never_saw() {
    let log = [note(1, "old"), edits(2, 1, &[1], "new"), undoes(3, 1, &[1])];
    let capture = Capture::fold(&log);
    assert_eq!(capture.notes[0].text.as_str(), "new");
    assert_eq!(open(&log), [["new", "removed"]]);
    let knowing = [note(1, "old"), edits(2, 1, &[1], "new"), undoes(3, 1, &[2])];
    assert!(Capture::fold(&knowing).notes.is_empty());
    assert!(open(&knowing).is_empty());
}

#[test]
fn a_redo_brings_the_last_words_of_a_note_back() {
    let redo = operation(
        4,
        &[],
        OperationBody::Redo {
            operation: id(1, OperationId::new),
        },
    );
    let log = [
        note(1, "old"),
        edits(2, 1, &[1], "new"),
        undoes(3, 1, &[2]),
        redo,
    ];
    let capture = Capture::fold(&log);
    assert_eq!(capture.notes[0].text.as_str(), "new");
    assert!(capture.conflicts.is_empty());
}

/// A server that was set back receives one tablet's answer to a text before the text itself.
#[test]
fn an_edit_that_arrives_before_what_it_replaces_stands() {
    let log = [asks(2, &[1], "later"), asks(1, &[], "earlier")];
    assert!(open(&log).is_empty());
    assert_eq!(Capture::fold(&log).question.unwrap().text.as_str(), "later");
    let notes = [edits(2, 1, &[1], "later"), note(1, "earlier")];
    assert_eq!(Capture::fold(&notes).notes[0].text.as_str(), "later");
}

#[test]
fn pain_20_the_journal_names_device_and_times_of_every_version_as_a_table() {
    let device = |n| id(n, DeviceId::new);
    let segment = |n: u32, operations| Segment {
        id: id(n, SegmentId::new),
        device: device(n),
        received_at: Timestamp::from_millis(i64::from(n) * 1_000_000).unwrap(),
        received_sequence: n.into(),
        is_past_sharing: None,
        operations,
    };
    let segments = [
        segment(1, vec![asks(1, &[], "a"), asks(2, &[1], "=tablet")]),
        segment(2, vec![asks(3, &[1], "desk")]),
        segment(3, vec![asks(4, &[2, 3], "desk")]),
    ];
    let conflicts = journal(Logged::of(&segments));
    let told: Vec<_> = conflicts[0]
        .versions
        .iter()
        .map(|v| (v.device, v.at.millis()))
        .collect();
    assert_eq!(told, [(Some(device(1)), 2000), (Some(device(2)), 3000)]);
    let rows = table(&conflicts);
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    assert_eq!(rows[3][3], format!("kept {}", id(3, OperationId::new)));
    let json = serde_json::to_string(&conflicts).unwrap();
    assert_eq!(
        serde_json::from_str::<Vec<Conflict>>(&json).unwrap(),
        conflicts
    );
}

#[test]
fn each_way_of_settling_leaves_no_conflict_behind() {
    let log = [
        note(1, "a"),
        edits(2, 1, &[1], "tablet"),
        edits(3, 1, &[1], "desk"),
    ];
    let conflict = Capture::fold(&log).conflicts.remove(0);
    let settled = |edit: Edit| {
        let mut last = operation(4, &[], edit.body);
        (last.base, last.also) = (edit.base, edit.also);
        let capture = Capture::fold(&[&log[..], &[last]].concat());
        assert!(capture.conflicts.is_empty());
        capture.notes[0].text.to_string()
    };
    assert_eq!(settled(conflict.keep(&conflict.versions[0])), "tablet");
    assert_eq!(settled(conflict.write("new").unwrap()), "new");
    let both = conflict.keep_both(uuid::Uuid::nil).unwrap();
    assert_eq!(settled(both[0].clone()), "tablet\n\ndesk");
}
