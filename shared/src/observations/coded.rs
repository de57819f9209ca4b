//! What was coded and rated in a session, as the scores of its instrument take it.

use std::collections::BTreeMap;

use super::{Capture, Span};
use crate::frameworks::{Answers, Framework};
use crate::values::Key;

impl Capture {
    /// All that scores are made from: the ratings, the codes and how long the session lasted.
    /// Once anything was coded, a code that was never tapped counts as nought; before that nothing
    /// was coded at all, which is not the same.
    pub fn answers(&self, framework: &Framework) -> Answers {
        let ratings = self.ratings.iter();
        let answers = Answers {
            items: ratings
                .map(|(item, rating)| (item.clone(), rating.answer.clone()))
                .collect(),
            session_seconds: self.ended_ms.map(|ms| ms / 1000),
            ..Answers::default()
        };
        if self.codes.is_empty() {
            return answers;
        }
        answers.tally(framework, self.lengths())
    }

    /// Each coded event with the milliseconds it adds to those of its code before it. Two devices may
    /// have timed the same stretch: where stretches of one code overlap, the time counts once.
    fn lengths(&self) -> Vec<(&str, u32)> {
        let mut events: Vec<(&Key, Span)> = self
            .codes
            .iter()
            .map(|(_, code, span)| (code, *span))
            .collect();
        events.sort_by_key(|(_, span)| span.from_ms);
        let mut covered_ms: BTreeMap<&Key, u32> = BTreeMap::new();
        let lengths = events.into_iter().map(|(code, span)| {
            let to_ms = span.to_ms.unwrap_or(span.from_ms);
            let covered_ms = covered_ms.entry(code).or_default();
            let adds_ms = to_ms.saturating_sub(span.from_ms.max(*covered_ms));
            *covered_ms = to_ms.max(*covered_ms);
            (code.as_str(), adds_ms)
        });
        lengths.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frameworks::Score;
    use crate::values::OperationId;
    use uuid::Uuid;

    /// Counts questions, times the talk of the practitioner, and divides the two.
    fn framework() -> Framework {
        serde_json::from_str(
            r#"{"id": "x", "version": "1", "title": "X", "codes": [
                {"id": "question", "label": "Q", "tile": "Q", "event": "point"},
                {"id": "talk", "label": "T", "tile": "T", "event": "state"}],
            "scores": [{"id": "share", "label": "S", "inputs": {"t": {"seconds_of": "talk"}, "m": "session_minutes"},
                "formula": {"divide": {"value": {"input": "t"}, "by": {"input": "m"}}}}]}"#,
        )
        .unwrap()
    }

    fn key(id: &str) -> Key {
        Key::parse(id).unwrap()
    }

    fn coded(code: &str, from_ms: u32, to_ms: u32) -> (OperationId, Key, Span) {
        let span = Span {
            from_ms,
            to_ms: Some(to_ms),
            inferred_end: false,
        };
        (
            OperationId::new(Uuid::from_u128((7 << 76) | (0b10 << 62))),
            key(code),
            span,
        )
    }

    #[test]
    fn codes_are_counted_and_what_lasts_is_timed() {
        let capture = Capture {
            ended_ms: Some(120_000),
            codes: vec![
                coded("talk", 0, 20_000),
                coded("talk", 30_000, 40_500),
                coded("talk", 50_000, 50_000),
                coded("talk", 60_000, 60_500),
            ],
            ..Capture::default()
        };
        let answers = capture.answers(&framework());
        let talk = answers.codes[&key("talk")];
        assert_eq!((talk.n_events, talk.seconds), (4, 31));
        assert_eq!(answers.codes[&key("question")].n_events, 0);
        let scores = framework().score(&answers);
        assert_eq!(scores[&key("share")], Score::Value(15.5));
    }

    #[test]
    fn a_stretch_that_two_devices_timed_counts_once() {
        let capture = Capture {
            ended_ms: Some(60_000),
            codes: vec![
                coded("talk", 10_000, 30_000),
                coded("question", 15_000, 15_000),
                coded("talk", 12_000, 35_000),
                coded("talk", 13_000, 20_000),
                coded("talk", 40_000, 45_000),
            ],
            ..Capture::default()
        };
        let talk = capture.answers(&framework()).codes[&key("talk")];
        assert_eq!((talk.n_events, talk.seconds), (4, 30));
    }

    #[test]
    fn a_session_without_a_code_was_not_coded() {
        let capture = Capture {
            ended_ms: Some(120_000),
            ..Capture::default()
        };
        let answers = capture.answers(&framework());
        assert!(answers.codes.is_empty());
        assert_eq!(framework().score(&answers)[&key("share")].value(), None);
    }
}
