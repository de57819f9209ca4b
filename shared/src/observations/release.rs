//! What the observer releases, and what must be there before it may be.

use super::capture::{Capture, DraftPoint, Rating};
use super::operation::PointKind;
use crate::frameworks::{Answer, Framework};
use crate::problem::FieldProblem;
use crate::values::{ActionId, Date, Key, LongText, NoteText, OperationId, PointId, ShortText};

/// At most two development points: more are not heard.
pub const DEVELOPMENT_POINTS_MAX: usize = 2;

crate::wire! {
    /// A mark or note quoted as evidence.
    pub struct EvidenceLine {
        pub id: OperationId,
        /// Session time in milliseconds.
        pub elapsed_ms: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub skill: Option<Key>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub mark: Option<super::operation::MarkKind>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub text: Option<NoteText>,
    }

    pub struct ReleasedPoint {
        pub id: PointId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub skill: Option<Key>,
        pub title: ShortText,
        pub evidence_text: NoteText,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub effect: Option<NoteText>,
        pub evidence: Vec<EvidenceLine>,
    }

    pub struct ReleasedRating {
        pub item: Key,
        pub answer: Answer,
        pub evidence: Vec<EvidenceLine>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub reason: Option<NoteText>,
    }

    pub struct ReleasedAction {
        pub id: ActionId,
        pub title: ShortText,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub support: Option<NoteText>,
        pub review_on: Date,
    }

    /// How long a phase lasted in all.
    pub struct ReleasedPhase {
        pub phase: Key,
        pub seconds: u32,
    }

    /// What the practitioner gets to see, fixed at the moment of sharing.
    pub struct SharedFeedback {
        /// Asked before anything is told.
        pub question: NoteText,
        pub strengths: Vec<ReleasedPoint>,
        /// At most two.
        pub developments: Vec<ReleasedPoint>,
        pub ratings: Vec<ReleasedRating>,
        pub actions: Vec<ReleasedAction>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub message: Option<LongText>,
        pub phases: Vec<ReleasedPhase>,
        pub session_seconds: u32,
    }

    /// Shares what the log amounts to.
    pub struct Release {
        /// Made by the client, so that a repeated request shares once.
        pub id: crate::values::FeedbackId,
        /// How many operations the observer saw: sharing something else is refused (`stale`).
        pub n_operations: usize,
    }
}

/// What still stands in the way of sharing; empty when nothing does. The codes are
/// `strength_needed`, `question_needed`, `too_many_developments`, `two_versions`, `evidence_needed` where a
/// reason would do as well, and `evidence_required` where none does.
pub fn share_problems(framework: &Framework, capture: &Capture) -> Vec<FieldProblem> {
    problems_within(framework, &capture.within(framework))
}

/// `capture` holds only what has a place in the framework.
fn problems_within(framework: &Framework, capture: &Capture) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    let n_kind = |kind| {
        capture
            .points
            .iter()
            .filter(|p| p.text.kind == kind)
            .count()
    };
    if capture.question.is_none() {
        problems.push(FieldProblem::new("question", "question_needed"));
    }
    if n_kind(PointKind::Strength) == 0 {
        problems.push(FieldProblem::new("strengths", "strength_needed"));
    }
    if n_kind(PointKind::Development) > DEVELOPMENT_POINTS_MAX {
        problems.push(FieldProblem::new("developments", "too_many_developments"));
    }
    if !capture.conflicts.is_empty() {
        // Chance must not decide which of two texts the practitioner reads.
        problems.push(FieldProblem::new("conflicts", "two_versions"));
    }
    for (key, rating) in &capture.ratings {
        let Some(item) = framework.item(key.as_str()) else {
            continue;
        };
        let has_reason = rating.reason.is_some() && item.takes_reason();
        let is_bare = capture.is_bare(framework, rating);
        if item.rests_on_something(&rating.answer) && is_bare && !has_reason {
            let code = match item.takes_reason() {
                true => "evidence_needed",
                false => "evidence_required",
            };
            problems.push(FieldProblem::new(format!("ratings.{key}"), code));
        }
    }
    problems
}

impl SharedFeedback {
    /// Fixes what will be shown, or says what is missing.
    pub fn from_capture(
        framework: &Framework,
        capture: &Capture,
    ) -> Result<Self, Vec<FieldProblem>> {
        let capture = capture.within(framework);
        let problems = problems_within(framework, &capture);
        match &capture.question {
            Some(question) if problems.is_empty() => {
                Ok(Self::release(framework, &capture, question.text.clone()))
            }
            _ => Err(problems),
        }
    }

    /// What the practitioner would see now, finished or not: the preview.
    pub fn preview(framework: &Framework, capture: &Capture) -> Option<Self> {
        let capture = capture.within(framework);
        let question = capture.question.as_ref()?.text.clone();
        Some(Self::release(framework, &capture, question))
    }

    fn release(framework: &Framework, capture: &Capture, question: NoteText) -> Self {
        let of_kind = |kind| {
            let points = capture.points.iter().filter(move |p| p.text.kind == kind);
            points.map(|p| released_point(capture, p)).collect()
        };
        Self {
            question,
            strengths: of_kind(PointKind::Strength),
            developments: of_kind(PointKind::Development),
            ratings: capture
                .ratings
                .iter()
                .map(|(item, rating)| released_rating(framework, capture, item, rating))
                .collect(),
            actions: capture
                .actions
                .iter()
                .map(|a| ReleasedAction {
                    id: a.id,
                    title: a.title.clone(),
                    support: a.support.clone(),
                    review_on: a.review_on,
                })
                .collect(),
            message: capture.message.as_ref().map(|m| m.text.clone()),
            phases: phase_times(capture),
            session_seconds: capture.ended_ms.unwrap_or(0) / 1000,
        }
    }
}

/// What an earlier answer rested on is not told of one that rests on nothing: its author does not
/// see it any more either.
fn released_rating(
    framework: &Framework,
    capture: &Capture,
    key: &Key,
    rating: &Rating,
) -> ReleasedRating {
    let item = framework.item(key.as_str());
    let rests = item.is_some_and(|item| item.rests_on_something(&rating.answer));
    let evidence = if rests {
        rating.evidence.as_slice()
    } else {
        &[]
    };
    ReleasedRating {
        item: key.clone(),
        answer: rating.answer.clone(),
        evidence: evidence_lines(capture, evidence),
        reason: rating.reason.clone().filter(|_| rests),
    }
}

fn released_point(capture: &Capture, point: &DraftPoint) -> ReleasedPoint {
    ReleasedPoint {
        id: point.id,
        skill: point.text.skill.clone(),
        title: point.text.title.clone(),
        evidence_text: point.text.evidence_text.clone(),
        effect: point.text.effect.clone(),
        evidence: evidence_lines(capture, &point.text.evidence),
    }
}

fn evidence_lines(capture: &Capture, ids: &[OperationId]) -> Vec<EvidenceLine> {
    let mut lines: Vec<EvidenceLine> = ids
        .iter()
        .filter_map(|id| evidence_line(capture, *id))
        .collect();
    lines.sort_by_key(|line| line.elapsed_ms);
    lines
}

/// The mark or note with this id, unless it was taken back.
fn evidence_line(capture: &Capture, id: OperationId) -> Option<EvidenceLine> {
    let mark = capture
        .marks
        .iter()
        .find(|m| m.id == id)
        .map(|m| EvidenceLine {
            id,
            elapsed_ms: m.elapsed_ms,
            skill: Some(m.skill.clone()),
            mark: Some(m.mark),
            text: None,
        });
    mark.or_else(|| {
        capture
            .notes
            .iter()
            .find(|n| n.id == id)
            .map(|n| EvidenceLine {
                id,
                elapsed_ms: n.elapsed_ms,
                skill: n.skill.clone(),
                mark: None,
                text: Some(n.text.clone()),
            })
    })
}

/// Added in milliseconds and divided once. Feedback shared before this was so keeps the seconds it was
/// shared with: an edition is stored as it was read and is never made again from the log.
fn phase_times(capture: &Capture) -> Vec<ReleasedPhase> {
    let mut times: Vec<(&Key, u32)> = Vec::new();
    for phase in &capture.phases {
        let to_ms = phase.span.to_ms.unwrap_or(phase.span.from_ms);
        let lasted_ms = to_ms.saturating_sub(phase.span.from_ms);
        match times.iter_mut().find(|(key, _)| **key == phase.phase) {
            Some((_, ms)) => *ms = ms.saturating_add(lasted_ms),
            None => times.push((&phase.phase, lasted_ms)),
        }
    }
    let released = times.into_iter().map(|(phase, ms)| ReleasedPhase {
        phase: phase.clone(),
        seconds: ms / 1000,
    });
    released.collect()
}

#[cfg(test)]
mod tests;
