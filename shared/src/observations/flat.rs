//! How an operation is read: see [`crate::flat`].

use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, Visitor};

use super::operation::{CodeEvent, MarkKind, Operation, OperationBody, PointText};
use crate::flat::required;
use crate::frameworks::Answer;
use crate::values::{
    ActionId, Date, Key, LongText, NoteText, OperationId, PointId, ShortText, Timestamp, ValueError,
};

/// Every field that an operation of any kind has.
#[derive(Deserialize)]
pub(super) struct FlatOperation {
    id: OperationId,
    sequence: u32,
    at: Timestamp,
    elapsed_ms: Option<u32>,
    base: Option<OperationId>,
    #[serde(default)]
    also: Vec<OperationId>,
    kind: Kind,
    phase: Option<Key>,
    skill: Option<Key>,
    mark: Option<MarkKind>,
    code: Option<Key>,
    event: Option<CodeEvent>,
    text: Option<Words>,
    note: Option<OperationId>,
    operation: Option<OperationId>,
    item: Option<Key>,
    answer: Option<Answer>,
    #[serde(default)]
    evidence: Vec<OperationId>,
    reason: Option<NoteText>,
    point: Option<PointId>,
    action: Option<ActionId>,
    title: Option<ShortText>,
    support: Option<NoteText>,
    review_on: Option<Date>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Start,
    Pause,
    Resume,
    End,
    Phase,
    Mark,
    Code,
    Note,
    EditNote,
    Interruption,
    Undo,
    Redo,
    Rate,
    ClearRating,
    PutPoint,
    RemovePoint,
    SetQuestion,
    ClearQuestion,
    SetMessage,
    ClearMessage,
    PutAction,
    RemoveAction,
}

/// What `text` holds: words, or those of a point.
enum Words {
    Plain(String),
    Point(PointText),
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;

        impl<'de> Visitor<'de> for Either {
            type Value = Words;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text or a point")
            }

            fn visit_str<E>(self, text: &str) -> Result<Words, E> {
                Ok(Words::Plain(text.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Words, A::Error> {
                PointText::deserialize(MapAccessDeserializer::new(map)).map(Words::Point)
            }
        }

        deserializer.deserialize_any(Either)
    }
}

impl Words {
    fn plain<T>(
        words: Option<Self>,
        parse: impl Fn(&str) -> Result<T, ValueError>,
    ) -> Result<T, String> {
        match required(words, "text")? {
            Self::Plain(text) => parse(&text).map_err(|error| error.to_string()),
            Self::Point(_) => Err("invalid type: a point where a text is expected".to_owned()),
        }
    }

    fn point(words: Option<Self>) -> Result<PointText, String> {
        match required(words, "text")? {
            Self::Point(point) => Ok(point),
            Self::Plain(_) => Err("invalid type: a text where a point is expected".to_owned()),
        }
    }
}

impl TryFrom<FlatOperation> for Operation {
    type Error = String;

    fn try_from(mut flat: FlatOperation) -> Result<Self, String> {
        Ok(Self {
            id: flat.id,
            sequence: flat.sequence,
            at: flat.at,
            elapsed_ms: flat.elapsed_ms,
            base: flat.base,
            also: std::mem::take(&mut flat.also),
            body: body(flat)?,
        })
    }
}

fn body(flat: FlatOperation) -> Result<OperationBody, String> {
    Ok(match flat.kind {
        Kind::Start => OperationBody::Start {},
        Kind::Pause => OperationBody::Pause {},
        Kind::Resume => OperationBody::Resume {},
        Kind::End => OperationBody::End {},
        Kind::Phase => OperationBody::Phase {
            phase: required(flat.phase, "phase")?,
        },
        Kind::Mark => OperationBody::Mark {
            skill: required(flat.skill, "skill")?,
            mark: required(flat.mark, "mark")?,
        },
        Kind::Code => OperationBody::Code {
            code: required(flat.code, "code")?,
            event: required(flat.event, "event")?,
        },
        Kind::Note => OperationBody::Note {
            text: Words::plain(flat.text, NoteText::parse)?,
            skill: flat.skill,
        },
        Kind::EditNote => OperationBody::EditNote {
            note: required(flat.note, "note")?,
            text: Words::plain(flat.text, NoteText::parse)?,
            skill: flat.skill,
        },
        Kind::Interruption => OperationBody::Interruption {
            text: match flat.text {
                None => None,
                words => Some(Words::plain(words, ShortText::parse)?),
            },
        },
        Kind::Undo => OperationBody::Undo {
            operation: required(flat.operation, "operation")?,
        },
        Kind::Redo => OperationBody::Redo {
            operation: required(flat.operation, "operation")?,
        },
        Kind::Rate => OperationBody::Rate {
            item: required(flat.item, "item")?,
            answer: required(flat.answer, "answer")?,
            evidence: flat.evidence,
            reason: flat.reason,
        },
        Kind::ClearRating => OperationBody::ClearRating {
            item: required(flat.item, "item")?,
        },
        Kind::PutPoint => OperationBody::PutPoint {
            point: required(flat.point, "point")?,
            text: Words::point(flat.text)?,
        },
        Kind::RemovePoint => OperationBody::RemovePoint {
            point: required(flat.point, "point")?,
        },
        Kind::SetQuestion => OperationBody::SetQuestion {
            text: Words::plain(flat.text, NoteText::parse)?,
        },
        Kind::ClearQuestion => OperationBody::ClearQuestion {},
        Kind::SetMessage => OperationBody::SetMessage {
            text: Words::plain(flat.text, LongText::parse)?,
        },
        Kind::ClearMessage => OperationBody::ClearMessage {},
        Kind::PutAction => OperationBody::PutAction {
            action: required(flat.action, "action")?,
            title: required(flat.title, "title")?,
            support: flat.support,
            review_on: required(flat.review_on, "review_on")?,
        },
        Kind::RemoveAction => OperationBody::RemoveAction {
            action: required(flat.action, "action")?,
        },
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    /// One of each kind, as the derived reader of the enum takes it.
    fn bodies() -> Vec<Value> {
        let point =
            json!({ "kind": "strength", "title": "t", "evidence_text": "e", "evidence": [ID] });
        vec![
            json!({ "kind": "start" }),
            json!({ "kind": "pause" }),
            json!({ "kind": "resume" }),
            json!({ "kind": "end" }),
            json!({ "kind": "phase", "phase": "check-in" }),
            json!({ "kind": "mark", "skill": "role-clarity", "mark": "chance" }),
            json!({ "kind": "code", "code": "affirm", "event": "point" }),
            json!({ "kind": "note", "text": "n", "skill": "role-clarity" }),
            json!({ "kind": "edit_note", "note": ID, "text": "n" }),
            json!({ "kind": "interruption" }),
            json!({ "kind": "interruption", "text": "a knock" }),
            json!({ "kind": "undo", "operation": ID }),
            json!({ "kind": "redo", "operation": ID }),
            json!({ "kind": "rate", "item": "i", "answer": { "level": "effective" }, "evidence": [ID], "reason": "r" }),
            json!({ "kind": "rate", "item": "i", "answer": "no_opportunity" }),
            json!({ "kind": "clear_rating", "item": "i" }),
            json!({ "kind": "put_point", "point": ID, "text": point }),
            json!({ "kind": "remove_point", "point": ID }),
            json!({ "kind": "set_question", "text": "q" }),
            json!({ "kind": "clear_question" }),
            json!({ "kind": "set_message", "text": "m" }),
            json!({ "kind": "clear_message" }),
            json!({ "kind": "put_action", "action": ID, "title": "t", "support": null, "review_on": "2026-12-03" }),
            json!({ "kind": "remove_action", "action": ID }),
        ]
    }

    fn operation(body: &Value) -> Value {
        let mut operation =
            json!({ "id": ID, "sequence": 1, "at": "2026-11-12T09:00:00.000Z", "elapsed_ms": 5 });
        let fields = operation.as_object_mut().unwrap();
        fields.extend(body.as_object().unwrap().clone());
        operation
    }

    fn read(operation: Value) -> Result<Operation, String> {
        serde_json::from_str(&operation.to_string()).map_err(|error| error.to_string())
    }

    #[test]
    fn the_flat_reading_is_that_of_the_enum() {
        for body in bodies() {
            let expected: OperationBody = serde_json::from_value(body.clone()).unwrap();
            let read = read(operation(&body)).unwrap_or_else(|error| panic!("{body}: {error}"));
            assert_eq!(read.body, expected);
            let written = serde_json::to_string(&read).unwrap();
            assert_eq!(serde_json::from_str::<Operation>(&written).unwrap(), read);
        }
    }

    #[test]
    fn a_field_that_the_kind_needs_is_missed_and_a_wrong_one_named() {
        for body in bodies() {
            for field in body.as_object().unwrap().keys() {
                let mut less = body.clone();
                less.as_object_mut().unwrap().remove(field);
                let derived = serde_json::from_value::<OperationBody>(less.clone());
                let flat = read(operation(&less)).map(|read| read.body);
                assert_eq!(flat.ok(), derived.ok(), "{less}");
            }
        }
        let long = json!({ "kind": "note", "text": "x".repeat(100_000) });
        let error = read(operation(&long)).unwrap_err();
        assert!(error.starts_with("value:too_long:"), "{error}");
        let empty = json!({ "kind": "set_question", "text": { "kind": "strength" } });
        assert!(read(operation(&empty)).is_err());
    }
}
