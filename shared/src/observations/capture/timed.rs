//! Codes that last, which two devices may time at once.

use super::{Capture, Span};
use crate::observations::operation::CodeEvent;
use crate::values::{Key, OperationId};

/// The stretches that were begun once more while they were open, one entry per time: each has one
/// more end to come.
#[derive(Default)]
pub(super) struct BegunAgain(Vec<OperationId>);

type Stretch = (OperationId, Key, Span);

impl Capture {
    pub(super) fn apply_code(
        &mut self,
        id: OperationId,
        code: &Key,
        event: CodeEvent,
        elapsed_ms: u32,
        begun_again: &mut BegunAgain,
    ) {
        let stands = match event {
            CodeEvent::Point => {
                self.add_code(id, code, elapsed_ms, Some(elapsed_ms));
                true
            }
            CodeEvent::Begin => self.begin_code(id, code, elapsed_ms, begun_again),
            CodeEvent::End => self.end_code(code, elapsed_ms, begun_again),
        };
        if stands {
            self.undoable = Some(id);
        }
    }

    fn add_code(&mut self, id: OperationId, code: &Key, from_ms: u32, to_ms: Option<u32>) {
        let span = Span {
            from_ms,
            to_ms,
            inferred_end: false,
        };
        self.codes.push((id, code.clone(), span));
    }

    /// Within a stretch that is open none begins: it would be one event too many. One that began
    /// before it, on a device that was heard of late, is a stretch of its own. Only what is folded
    /// from now on changes by this; feedback that was released is stored as it was.
    fn begin_code(
        &mut self,
        id: OperationId,
        code: &Key,
        from_ms: u32,
        begun_again: &mut BegunAgain,
    ) -> bool {
        let begun = self.begun(code, from_ms).last();
        match begun.map(|(open, ..)| *open) {
            Some(open) => {
                begun_again.0.push(open);
                false
            }
            None => {
                self.add_code(id, code, from_ms, None);
                true
            }
        }
    }

    /// Ends all that is open, for now: where another device had begun the code as well, its end
    /// finds nothing open and prolongs the stretch.
    fn end_code(&mut self, code: &Key, to_ms: u32, begun_again: &mut BegunAgain) -> bool {
        let begun = self.begun(code, to_ms).map(|(open, ..)| *open);
        let mut ended: Vec<OperationId> = begun.collect();
        if let Some((_, others)) = ended.split_last() {
            begun_again.0.extend(others);
        } else {
            let of_code = |stretch: &OperationId| {
                self.codes
                    .iter()
                    .any(|(id, of, _)| id == stretch && of == code)
            };
            let prolonged = begun_again.0.iter().rposition(of_code);
            let prolonged = prolonged.map(|at| begun_again.0.remove(at));
            // Begun after this end: the two devices' clocks differ.
            ended.extend(prolonged.or_else(|| self.open(code).last().map(|(open, ..)| *open)));
        }
        for (_, _, span) in self.codes.iter_mut().filter(|(id, ..)| ended.contains(id)) {
            span.to_ms = Some(to_ms.max(span.to_ms.unwrap_or(span.from_ms)));
        }
        !ended.is_empty()
    }

    fn open(&self, code: &Key) -> impl Iterator<Item = &Stretch> {
        let of_code = self.codes.iter().filter(move |(_, of, _)| of == code);
        of_code.filter(|(_, _, span)| span.to_ms.is_none())
    }

    /// What is open and had begun at that time of the session.
    fn begun(&self, code: &Key, at_ms: u32) -> impl Iterator<Item = &Stretch> {
        self.open(code)
            .filter(move |(_, _, span)| span.from_ms <= at_ms)
    }
}
