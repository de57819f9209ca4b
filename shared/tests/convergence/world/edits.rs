//! What somebody writes on a device, drawn at random.

use super::*;

impl World {
    /// A person does something on one tab of a device.
    pub(super) fn write(&mut self, n: usize) {
        let tab = self.chance.random_range(0..self.devices[n].tabs.len());
        let edit = self.edit(&self.devices[n].tabs[tab].clone());
        let operation = Operation {
            id: OperationId::new(self.uuid()),
            sequence: 0,
            at: self.devices[n].now(),
            elapsed_ms: None,
            base: edit.base,
            also: edit.also,
            body: edit.body,
        };
        let device = &mut self.devices[n];
        let operation = device.disk.append(operation);
        // Killed between the disk and the screen: it is kept, and nobody was told.
        if self.chance.random_bool(0.02) {
            return self.kill(n);
        }
        self.confirmed.insert(operation.id, operation.at);
        self.tally.n_operations += 1;
        // The tab that wrote sees its own; the others may lag.
        self.devices[n].tabs[tab] = self.devices[n].disk.capture();
    }

    fn edit(&mut self, shown: &Capture) -> Edit {
        if let Some(conflict) = open(shown)
            && self.chance.random_bool(0.3)
        {
            let version = self.chance.random_range(0..conflict.versions.len());
            return conflict.keep(&conflict.versions[version]);
        }
        let words = format!("words {}", self.chance.random_range(0..1000));
        let text = NoteText::parse(&words).unwrap();
        let skill = Key::parse("role-clarity").unwrap();
        let (base, body) = match self.chance.random_range(0..10) {
            0..2 => (
                None,
                OperationBody::Mark {
                    skill,
                    mark: MarkKind::Seen,
                },
            ),
            2 => (None, OperationBody::Note { text, skill: None }),
            3 => self.edit_note(shown, text),
            4..7 if shown.question.is_some() && self.chance.random_bool(0.2) => {
                (question_seen(shown), OperationBody::ClearQuestion {})
            }
            4..7 => (question_seen(shown), OperationBody::SetQuestion { text }),
            7 => self.rate(shown),
            8 => self.point(shown, &words, text),
            _ => match shown.undoable {
                Some(operation) => {
                    let note = shown.notes.iter().find(|note| note.id == operation);
                    (
                        note.map(|note| note.written_by),
                        OperationBody::Undo { operation },
                    )
                }
                None => (None, OperationBody::Interruption { text: None }),
            },
        };
        Edit::over(base, body)
    }

    fn edit_note(
        &mut self,
        shown: &Capture,
        text: NoteText,
    ) -> (Option<OperationId>, OperationBody) {
        if shown.notes.is_empty() {
            return (None, OperationBody::Note { text, skill: None });
        }
        let note = &shown.notes[self.chance.random_range(0..shown.notes.len())];
        let body = OperationBody::EditNote {
            note: note.id,
            text,
            skill: None,
        };
        (Some(note.written_by), body)
    }

    fn rate(&mut self, shown: &Capture) -> (Option<OperationId>, OperationBody) {
        let item = Key::parse("listening").unwrap();
        let before = shown.ratings.get(&item).map(|rating| rating.written_by);
        if before.is_some() && self.chance.random_bool(0.3) {
            return (before, OperationBody::ClearRating { item });
        }
        let answer = Rated::Count(self.chance.random_range(0..3));
        let body = OperationBody::Rate {
            item,
            answer,
            evidence: vec![],
            reason: None,
        };
        (before, body)
    }

    fn point(
        &mut self,
        shown: &Capture,
        title: &str,
        evidence_text: NoteText,
    ) -> (Option<OperationId>, OperationBody) {
        let before = shown
            .points
            .first()
            .map(|point| (point.id, point.written_by));
        if let Some((point, base)) = before
            && self.chance.random_bool(0.3)
        {
            return (Some(base), OperationBody::RemovePoint { point });
        }
        let text = PointText {
            kind: PointKind::Strength,
            skill: None,
            title: ShortText::parse(title).unwrap(),
            evidence_text,
            effect: None,
            evidence: vec![],
        };
        let point = before.map_or_else(|| PointId::new(self.uuid()), |(point, _)| point);
        (
            before.map(|(_, base)| base),
            OperationBody::PutPoint { point, text },
        )
    }
}
