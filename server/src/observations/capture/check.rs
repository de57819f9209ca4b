//! Whether a push is well formed and speaks of things its framework has.

use std::collections::HashSet;
use std::sync::Arc;

use shared::frameworks::{Answer, EventShape, Framework};
use shared::observations::{
    ALSO_MAX, CodeEvent, Operation, OperationBody, PROTOCOL, PointText, PushOperations,
    SEGMENT_OPERATIONS,
};
use shared::problem::{Code, FieldProblem};
use shared::values::{Key, LongText, ValueError};

use crate::error::{Error, Result};

/// The most marks and notes one rating or point may rest on.
const N_EVIDENCE_MAX: usize = 200;

/// The form of a push: which protocol, how many, in unbroken order, each once.
pub(super) fn check_form(push: &PushOperations) -> Result<()> {
    if push.protocol < PROTOCOL {
        return Err(Code::ClientTooOld.into());
    }
    if push.protocol > PROTOCOL {
        return Err(Error::field("protocol", "unknown"));
    }
    let Some(first) = push.operations.first() else {
        return Err(Error::field("operations", "empty"));
    };
    if push.operations.len() > SEGMENT_OPERATIONS {
        let limit = ValueError::OutOfRange {
            min: 1,
            max: SEGMENT_OPERATIONS as i64,
        };
        return Err(Error::Invalid(vec![FieldProblem::value(
            "operations",
            &limit,
        )]));
    }
    if first.sequence == 0 {
        return Err(Error::field("operations[0].sequence", "out_of_range"));
    }
    let mut ids = HashSet::with_capacity(push.operations.len());
    for (n, operation) in push.operations.iter().enumerate() {
        if u64::from(operation.sequence) != u64::from(first.sequence) + n as u64 {
            return Err(Error::field(
                format!("operations[{n}].sequence"),
                "not_contiguous",
            ));
        }
        if operation.also.len() > ALSO_MAX {
            return Err(Error::field(format!("operations[{n}].also"), "too_long"));
        }
        if !ids.insert(operation.id) {
            return Err(Error::field(format!("operations[{n}].id"), "repeated"));
        }
    }
    Ok(())
}

/// Every key in the push names what the framework has, and every answer fits its item. After the
/// version now come those before: a device that has not heard yet captures on them.
pub(super) fn check_content(
    framework: &Framework,
    earlier: &[Arc<Framework>],
    operations: &[Operation],
) -> Result<()> {
    let mut problems = Vec::new();
    for (n, operation) in operations.iter().enumerate() {
        let fits_earlier = || {
            earlier
                .iter()
                .any(|one| check_body(one, &operation.body).is_ok())
        };
        if let Err((field, code)) = check_body(framework, &operation.body)
            && !fits_earlier()
        {
            problems.push(FieldProblem::new(format!("operations[{n}].{field}"), code));
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(problems))
    }
}

type Refusal = (&'static str, &'static str);

fn check_body(framework: &Framework, body: &OperationBody) -> Result<(), Refusal> {
    match body {
        OperationBody::Phase { phase } => known(
            framework.phases.iter().any(|known| known.id == *phase),
            "phase",
        ),
        OperationBody::Mark { skill, .. } => {
            known(framework.can_be_marked(skill.as_str()), "skill")
        }
        OperationBody::Note { skill, .. } | OperationBody::EditNote { skill, .. } => {
            check_skill(framework, skill.as_ref(), "skill")
        }
        OperationBody::Code { code, event } => {
            let shape = framework
                .code(code.as_str())
                .ok_or(("code", "unknown"))?
                .event;
            let is_point = *event == CodeEvent::Point;
            if is_point == (shape == EventShape::Point) {
                Ok(())
            } else {
                Err(("event", "wrong_shape"))
            }
        }
        OperationBody::Rate {
            item,
            answer,
            evidence,
            ..
        } => {
            let item = framework.item(item.as_str()).ok_or(("item", "unknown"))?;
            if !framework.accepts(item, answer) {
                return Err(("answer", "unfit"));
            }
            if let Answer::Text(text) = answer {
                LongText::parse(text).map_err(|error| ("answer", error.code()))?;
            }
            check_evidence(evidence.len(), "evidence")
        }
        OperationBody::ClearRating { item } => {
            known(framework.item(item.as_str()).is_some(), "item")
        }
        OperationBody::PutPoint { text, .. } => check_point(framework, text),
        _ => Ok(()),
    }
}

fn check_point(framework: &Framework, text: &PointText) -> Result<(), Refusal> {
    check_skill(framework, text.skill.as_ref(), "text.skill")?;
    check_evidence(text.evidence.len(), "text.evidence")
}

fn check_skill(
    framework: &Framework,
    skill: Option<&Key>,
    field: &'static str,
) -> Result<(), Refusal> {
    let is_known = skill.is_none_or(|skill| {
        framework.section(skill.as_str()).is_some() || framework.can_be_marked(skill.as_str())
    });
    known(is_known, field)
}

fn check_evidence(n: usize, field: &'static str) -> Result<(), Refusal> {
    if n <= N_EVIDENCE_MAX {
        Ok(())
    } else {
        Err((field, "too_long"))
    }
}

fn known(is_known: bool, field: &'static str) -> Result<(), Refusal> {
    if is_known {
        Ok(())
    } else {
        Err((field, "unknown"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use uuid::Uuid;

    fn id() -> String {
        Uuid::now_v7().to_string()
    }

    /// A push of these bodies, numbered from `first`.
    fn push(first: u32, bodies: &[Value]) -> PushOperations {
        let operation = |(n, body): (usize, &Value)| {
            let mut operation =
                json!({ "id": id(), "sequence": first as usize + n, "at": "2026-11-25T10:00:00Z" });
            let fields = body.as_object().unwrap().clone();
            operation.as_object_mut().unwrap().extend(fields);
            operation
        };
        let operations: Vec<Value> = bodies.iter().enumerate().map(operation).collect();
        let push = json!({ "segment": id(), "device": id(), "protocol": PROTOCOL, "content_hash": "", "operations": operations });
        serde_json::from_value(push).unwrap()
    }

    fn refused(result: Result<()>) -> Vec<String> {
        match result {
            Err(Error::Invalid(fields)) => fields
                .iter()
                .map(|field| format!("{}: {}", field.field, field.code))
                .collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_push_is_unbroken_and_names_each_operation_once() {
        let pause = json!({ "kind": "pause" });
        assert!(check_form(&push(7, &[pause.clone(), pause.clone()])).is_ok());
        assert_eq!(refused(check_form(&push(1, &[]))), ["operations: empty"]);
        assert_eq!(
            refused(check_form(&push(0, std::slice::from_ref(&pause)))),
            ["operations[0].sequence: out_of_range"]
        );
        let mut gap = push(1, &[pause.clone(), pause.clone()]);
        gap.operations[1].sequence = 3;
        assert_eq!(
            refused(check_form(&gap)),
            ["operations[1].sequence: not_contiguous"]
        );
        let mut twice = push(1, &[pause.clone(), pause.clone()]);
        twice.operations[1].id = twice.operations[0].id;
        assert_eq!(refused(check_form(&twice)), ["operations[1].id: repeated"]);
        let many = vec![pause; SEGMENT_OPERATIONS + 1];
        assert_eq!(
            refused(check_form(&push(1, &many))),
            ["operations: out_of_range"]
        );
    }

    #[test]
    fn an_older_writer_is_turned_away() {
        let mut old = push(1, &[json!({ "kind": "pause" })]);
        old.protocol = PROTOCOL - 1;
        assert_eq!(check_form(&old), Err(Error::Refused(Code::ClientTooOld)));
    }

    #[test]
    fn every_key_names_what_the_framework_has() {
        let framework = &crate::frameworks::shipped()[0].framework;
        let item = framework.items().next().unwrap().id.as_str();
        let good = [
            json!({ "kind": "phase", "phase": "check-in" }),
            json!({ "kind": "mark", "skill": "role-clarity", "mark": "seen" }),
            json!({ "kind": "note", "text": "Let the silence run.", "skill": "role-clarity" }),
            json!({ "kind": "rate", "item": item, "answer": { "level": "effective" } }),
        ];
        assert!(check_content(framework, &[], &push(1, &good).operations).is_ok());
        let bad = [
            json!({ "kind": "phase", "phase": "lunch" }),
            json!({ "kind": "mark", "skill": "charm", "mark": "seen" }),
            json!({ "kind": "note", "text": "Hm.", "skill": "charm" }),
            json!({ "kind": "rate", "item": "charm", "answer": { "level": "effective" } }),
            json!({ "kind": "rate", "item": item, "answer": { "level": "dazzling" } }),
            json!({ "kind": "rate", "item": item, "answer": { "count": 3 } }),
            json!({ "kind": "code", "code": "charm", "event": "point" }),
        ];
        assert_eq!(
            refused(check_content(framework, &[], &push(1, &bad).operations)),
            [
                "operations[0].phase: unknown",
                "operations[1].skill: unknown",
                "operations[2].skill: unknown",
                "operations[3].item: unknown",
                "operations[4].answer: unfit",
                "operations[5].answer: unfit",
                "operations[6].code: unknown",
            ]
        );
    }
}
