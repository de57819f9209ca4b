//! What was coded and rated in a session, as the scores of its instrument take it.

use super::Capture;
use crate::frameworks::{Answers, Framework};

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
        let events = self.codes.iter().map(|(_, code, span)| {
            let lasted_ms = span.to_ms.unwrap_or(span.from_ms) - span.from_ms;
            (code.as_str(), lasted_ms / 1000)
        });
        answers.tally(framework, events)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frameworks::{Key, Score};
    use crate::observations::Span;
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
        (OperationId::new(Uuid::now_v7()), key(code), span)
    }

    #[test]
    fn codes_are_counted_and_what_lasts_is_timed() {
        let capture = Capture {
            ended_ms: Some(120_000),
            codes: vec![
                coded("talk", 0, 20_000),
                coded("talk", 30_000, 40_500),
                coded("talk", 50_000, 50_000),
            ],
            ..Capture::default()
        };
        let answers = capture.answers(&framework());
        let talk = answers.codes[&key("talk")];
        assert_eq!((talk.n_events, talk.seconds), (3, 30));
        assert_eq!(answers.codes[&key("question")].n_events, 0);
        let scores = framework().score(&answers);
        assert_eq!(scores[&key("share")], Score::Value(15.0));
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
