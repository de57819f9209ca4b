//! The edits that settle a conflict.

use uuid::Uuid;

use super::{ALSO_MAX, Conflict, Slot, Version};
use crate::observations::operation::OperationBody;
use crate::values::{ActionId, LongText, NoteText, OperationId, PointId, ValueError};

/// An edit, with what it replaces.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    pub body: OperationBody,
    pub base: Option<OperationId>,
    pub also: Vec<OperationId>,
}

impl Edit {
    /// An edit of the version `base`; of nothing where there is none.
    pub fn over(base: Option<OperationId>, body: OperationBody) -> Self {
        Self {
            body,
            base,
            also: Vec::new(),
        }
    }
}

impl Conflict {
    /// Keeps one of the versions as it is.
    pub fn keep(&self, version: &Version) -> Edit {
        let body = match (&version.body, &self.slot) {
            (OperationBody::Note { text, skill }, Slot::Note { note }) => OperationBody::EditNote {
                note: *note,
                text: text.clone(),
                skill: skill.clone(),
            },
            (body, _) => body.clone(),
        };
        self.edit(body)
    }

    /// Keeps all that was written: texts one below the other, points and actions side by side
    /// under ids that `new_id` makes. None where that cannot be: for a rating, where only one
    /// version holds words, and where the texts together are too long.
    pub fn keep_both(&self, mut new_id: impl FnMut() -> Uuid) -> Option<Vec<Edit>> {
        let written: Vec<&Version> = self.versions.iter().filter(|v| !v.is_removal()).collect();
        if written.len() < 2 {
            return None;
        }
        let mut edits = Vec::new();
        for version in &written {
            let is_first = edits.is_empty();
            edits.push(match &version.body {
                body @ (OperationBody::PutPoint { .. } | OperationBody::PutAction { .. })
                    if is_first =>
                {
                    self.edit(body.clone())
                }
                OperationBody::PutPoint { text, .. } => Edit::over(
                    None,
                    OperationBody::PutPoint {
                        point: PointId::new(new_id()),
                        text: text.clone(),
                    },
                ),
                OperationBody::PutAction {
                    title,
                    support,
                    review_on,
                    ..
                } => Edit::over(
                    None,
                    OperationBody::PutAction {
                        action: ActionId::new(new_id()),
                        title: title.clone(),
                        support: support.clone(),
                        review_on: *review_on,
                    },
                ),
                OperationBody::Rate { .. } => return None,
                _ => {
                    let words: Vec<String> = written.iter().filter_map(|v| v.words()).collect();
                    return Some(vec![self.write(&words.join("\n\n")).ok()?]);
                }
            });
        }
        Some(edits)
    }

    /// Whether new words can be written in place of all versions at once.
    pub fn is_text(&self) -> bool {
        matches!(
            self.slot,
            Slot::Note { .. } | Slot::Question {} | Slot::Message {}
        )
    }

    /// Writes a text anew in place of all versions. Points, actions and ratings, which are more
    /// than a text, are `Malformed`.
    pub fn write(&self, words: &str) -> Result<Edit, ValueError> {
        let body = match &self.slot {
            Slot::Question {} => OperationBody::SetQuestion {
                text: NoteText::parse(words)?,
            },
            Slot::Message {} => OperationBody::SetMessage {
                text: LongText::parse(words)?,
            },
            Slot::Note { note } => OperationBody::EditNote {
                note: *note,
                text: NoteText::parse(words)?,
                skill: self.versions.iter().rev().find_map(|v| match &v.body {
                    OperationBody::Note { skill, .. } | OperationBody::EditNote { skill, .. } => {
                        skill.clone()
                    }
                    _ => None,
                }),
            },
            _ => return Err(ValueError::Malformed { expected: "text" }),
        };
        Ok(self.edit(body))
    }

    fn edit(&self, body: OperationBody) -> Edit {
        let mut seen = self.versions.iter().map(|version| version.operation);
        Edit {
            body,
            base: seen.next(),
            also: seen.take(ALSO_MAX).collect(),
        }
    }
}
