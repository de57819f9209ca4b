//! What may be released, by cases.

use serde_json::{Value, json};

use super::*;
use crate::observations::Operation;

fn framework(evidence: &str) -> Framework {
    let document = json!({
        "id": "instrument", "version": "1", "title": "Instrument",
        "phases": [{ "id": "check-in", "label": "Check-in" }, { "id": "review", "label": "Review" }],
        "sections": [{ "id": "alliance", "title": "Alliance", "tile": "Alliance", "items": [
            { "id": "warmth", "label": "Warmth", "kind": "yes_no", "may_lack_opportunity": true, "evidence": evidence },
        ] }],
    });
    serde_json::from_value(document).unwrap()
}

fn id(n: usize) -> String {
    uuid::Uuid::from_u128((7 << 76) | (0b10 << 62) | (n as u128)).to_string()
}

/// Each body at its millisecond; the n-th operation has the id `id(n)`.
fn capture(bodies: &[(u32, Value)]) -> Capture {
    let operations: Vec<Operation> = bodies
        .iter()
        .enumerate()
        .map(|(n, (elapsed_ms, body))| {
            let mut operation = body.clone();
            operation["id"] = json!(id(n));
            operation["sequence"] = json!(n + 1);
            operation["at"] = json!("2026-11-25T10:00:00Z");
            operation["elapsed_ms"] = json!(elapsed_ms);
            serde_json::from_value(operation).unwrap()
        })
        .collect();
    Capture::fold(&operations)
}

/// Whether a rating with this answer and support may be shared, as far as its evidence goes.
fn may_share(rule: &str, answer: Value, support: &str) -> bool {
    let mut rate = json!({ "kind": "rate", "item": "warmth", "answer": answer, "evidence": [] });
    match support {
        "evidence" | "taken back" => rate["evidence"] = json!([id(0)]),
        "reason" => rate["reason"] = json!("The sound failed."),
        _ => {}
    }
    let mut log = vec![
        (
            0,
            json!({ "kind": "mark", "skill": "alliance", "mark": "seen" }),
        ),
        (0, rate),
    ];
    if support == "taken back" {
        log.push((0, json!({ "kind": "undo", "operation": id(0) })));
    }
    let code = match rule {
        "required" => "evidence_required",
        _ => "evidence_needed",
    };
    let problems = share_problems(&framework(rule), &capture(&log));
    !problems.contains(&FieldProblem::new("ratings.warmth", code))
}

#[test]
fn a_rating_is_shared_only_with_what_its_rule_asks_for() {
    // What a rating has, and whether it may be shared under each rule.
    let supports = [
        ("nothing", [true, false, false]),
        ("reason", [true, true, false]),
        ("taken back", [true, false, false]),
        ("evidence", [true, true, true]),
    ];
    let rules = ["not_asked", "evidence_or_reason", "required"];
    for (support, expected) in supports {
        for (rule, may) in rules.into_iter().zip(expected) {
            let answer = json!({ "yes_no": true });
            assert_eq!(may_share(rule, answer, support), may, "{rule}, {support}");
            // There was nothing to see, so there is nothing to show.
            let lacks = json!("no_opportunity");
            assert!(may_share(rule, lacks, support), "{rule}, {support}");
        }
    }
}

#[test]
fn a_phase_entered_often_loses_no_part_of_a_second_each_time() {
    let enter = |phase: &str| json!({ "kind": "phase", "phase": phase });
    let mut log = vec![(0, json!({ "kind": "start" }))];
    for n in 0..10 {
        log.push((n * 1000, enter("check-in")));
        log.push((n * 1000 + 900, enter("review")));
    }
    log.push((10_000, json!({ "kind": "end" })));
    let seconds: Vec<u32> = phase_times(&capture(&log))
        .iter()
        .map(|phase| phase.seconds)
        .collect();
    assert_eq!(seconds, [9, 1]);
}

#[test]
fn evidence_that_is_gone_is_none() {
    let mark = json!({ "kind": "mark", "skill": "alliance", "mark": "seen" });
    let note = json!({ "kind": "note", "text": "He went on." });
    let rate = |evidence: &[usize]| {
        let evidence: Vec<String> = evidence.iter().map(|n| id(*n)).collect();
        json!({ "kind": "rate", "item": "warmth", "answer": { "yes_no": true }, "evidence": evidence })
    };
    let undo = |n: usize| json!({ "kind": "undo", "operation": id(n) });
    let framework = framework("required");
    let mut without = framework.clone();
    without.sections[0].tile = None;
    let is_bare = |framework: &Framework, log: &[Value]| {
        let log: Vec<(u32, Value)> = log.iter().map(|body| (0, body.clone())).collect();
        let capture = capture(&log);
        let (_, rating) = capture.ratings.iter().next().unwrap();
        capture.is_bare(framework, rating)
    };
    let (mark, note) = (&mark, &note);
    let cases = [
        (vec![mark.clone(), note.clone(), rate(&[])], true, true),
        (vec![mark.clone(), note.clone(), rate(&[0])], false, true),
        (
            vec![mark.clone(), note.clone(), rate(&[0, 1])],
            false,
            false,
        ),
        (
            vec![mark.clone(), note.clone(), rate(&[0]), undo(0)],
            true,
            true,
        ),
        (
            vec![mark.clone(), note.clone(), rate(&[0, 1]), undo(0)],
            false,
            false,
        ),
        (
            vec![mark.clone(), note.clone(), rate(&[1]), undo(1)],
            true,
            true,
        ),
    ];
    for (log, expected, without_mark) in cases {
        assert_eq!(is_bare(&framework, &log), expected, "{log:?}");
        assert_eq!(is_bare(&without, &log), without_mark, "{log:?}");
    }
}
