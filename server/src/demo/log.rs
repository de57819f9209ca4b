//! A story as the observer's tablet would have written it: operations, folded by the same rule as
//! every other record.

use chrono::{DateTime, Duration, Utc};
use shared::feedback::SelfAssessmentContent;
use shared::frameworks::{Answer, Framework};
use shared::observations::{
    Capture, MarkKind, Operation, OperationBody, PointKind, PointText, SharedFeedback,
};
use shared::values::{ActionId, Date, Key, NoteText, OperationId, PointId, ShortText, Timestamp};

use super::chance::Chance;
use super::stories::{Level, Point, Rated, Story, Tag};

/// The phases of the framework with the hundredth of the session at which they begin.
const PHASES: [(&str, u32); 4] = [
    ("check-in", 0),
    ("review", 12),
    ("intervention", 30),
    ("homework-close", 85),
];

/// How much of a session and its draft is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Still running, so many minutes in.
    Running(u32),
    /// Ended; some ratings are there and the question is not.
    Drafting,
    Complete,
    /// The few taps that most sessions of a benchmark consist of, complete.
    Light,
}

/// What the tablet sent, in the order of its sequence.
pub struct Log {
    pub operations: Vec<Operation>,
    /// How many of them belong to the session itself.
    pub n_live: usize,
    pub action_id: ActionId,
}

struct Writer<'a> {
    chance: &'a mut Chance,
    started_at: DateTime<Utc>,
    operations: Vec<Operation>,
}

/// Writes the log of `story` for a session that started at that instant; the action is to be
/// reviewed on `review_on`.
pub fn write(
    story: &Story,
    extent: Extent,
    started_at: DateTime<Utc>,
    review_on: Date,
    chance: &mut Chance,
) -> Log {
    let action_id = ActionId::new(chance.uuid(started_at));
    let mut writer = Writer {
        chance,
        started_at,
        operations: Vec::new(),
    };
    let end_s = story.minutes * 60;
    let until_s = match extent {
        Extent::Running(minutes) => (minutes * 60).min(end_s),
        _ => end_s,
    };
    let evidence = writer.session(story, extent, until_s);
    let is_ended = !matches!(extent, Extent::Running(_));
    if is_ended {
        writer.live(end_s * 1000, OperationBody::End {});
    }
    let n_live = writer.operations.len();
    match extent {
        Extent::Running(_) => {}
        Extent::Drafting => writer.ratings(&story.ratings[..2], &evidence, end_s),
        Extent::Complete => writer.draft(
            story,
            &evidence,
            story.ratings.len(),
            end_s,
            action_id,
            review_on,
        ),
        Extent::Light => writer.draft(story, &evidence, 1, end_s, action_id, review_on),
    }
    Log {
        operations: writer.operations,
        n_live,
        action_id,
    }
}

impl Log {
    pub fn capture(&self) -> Capture {
        Capture::fold(&self.operations)
    }

    /// What the practitioner gets to see. A test shares every story, so none lacks anything.
    pub fn shared(&self, framework: &Framework) -> SharedFeedback {
        SharedFeedback::from_capture(framework, &self.capture())
            .expect("every story of the demo can be shared")
    }
}

/// What was tapped or noted, by the skill it was tagged with.
type Evidence = Vec<(&'static str, OperationId)>;

impl Writer<'_> {
    /// Starts, taps and notes up to a second of the session. Answers what can be evidence.
    fn session(&mut self, story: &Story, extent: Extent, until_s: u32) -> Evidence {
        self.live(0, OperationBody::Start {});
        let mut acts: Vec<(u32, OperationBody, &'static str)> = Vec::new();
        let n_tags = if extent == Extent::Light {
            story.tags.len().min(4)
        } else {
            story.tags.len()
        };
        for (phase, percent) in PHASES {
            let body = OperationBody::Phase { phase: key(phase) };
            acts.push((
                story.minutes * 60 * percent / 100 + u32::from(percent > 0),
                body,
                "",
            ));
        }
        for tag in &story.tags[..n_tags] {
            acts.push(match tag {
                Tag::Seen(s, skill) => (
                    *s,
                    OperationBody::Mark {
                        skill: key(skill),
                        mark: MarkKind::Seen,
                    },
                    *skill,
                ),
                Tag::Chance(s, skill) => (
                    *s,
                    OperationBody::Mark {
                        skill: key(skill),
                        mark: MarkKind::Chance,
                    },
                    *skill,
                ),
                Tag::Note(s, skill, text) => {
                    let skill_key = (!skill.is_empty()).then(|| key(skill));
                    (
                        *s,
                        OperationBody::Note {
                            text: note(text),
                            skill: skill_key,
                        },
                        *skill,
                    )
                }
            });
        }
        acts.sort_by_key(|(s, _, _)| *s);
        let mut evidence = Vec::new();
        for (s, body, skill) in acts.into_iter().filter(|(s, _, _)| *s < until_s) {
            let elapsed_ms = s * 1000 + self.chance.below(1000) as u32;
            let id = self.live(elapsed_ms, body);
            if !skill.is_empty() {
                evidence.push((skill, id));
            }
        }
        if extent == Extent::Complete && self.chance.percent(30) {
            self.slip(story, until_s);
        }
        evidence
    }

    /// A tap on the wrong tile, taken back: both stay in the log.
    fn slip(&mut self, story: &Story, until_s: u32) {
        let ms = until_s.saturating_sub(20) * 1000;
        let wrong = self.live(
            ms,
            OperationBody::Mark {
                skill: key(story.focus),
                mark: MarkKind::Seen,
            },
        );
        self.live(ms + 2_500, OperationBody::Undo { operation: wrong });
    }

    fn draft(
        &mut self,
        story: &Story,
        evidence: &Evidence,
        n_ratings: usize,
        end_s: u32,
        action: ActionId,
        review_on: Date,
    ) {
        self.ratings(&story.ratings[..n_ratings], evidence, end_s);
        // A light draft has one rating and one strength.
        let is_light = n_ratings < story.ratings.len();
        let n_points = if is_light { 1 } else { usize::MAX };
        for strength in story.strengths.iter().take(n_points) {
            self.point(PointKind::Strength, strength, evidence, end_s);
        }
        self.after(
            end_s,
            OperationBody::SetQuestion {
                text: note(story.question),
            },
        );
        for development in story.developments.iter().filter(|_| !is_light) {
            self.point(PointKind::Development, development, evidence, end_s);
        }
        if !story.message.is_empty() && !is_light {
            let text = shared::values::LongText::parse(story.message)
                .expect("the stories' texts are short enough");
            self.after(end_s, OperationBody::SetMessage { text });
        }
        let (title, support) = story.action;
        let body = OperationBody::PutAction {
            action,
            title: ShortText::parse(title).expect("the stories' titles are short enough"),
            support: Some(note(support)),
            review_on,
        };
        self.after(end_s, body);
    }

    fn ratings(&mut self, ratings: &[Rated], evidence: &Evidence, end_s: u32) {
        for rated in ratings {
            let skills = skill_of(rated.item);
            let body = OperationBody::Rate {
                item: key(rated.item),
                answer: answer(rated.observed),
                evidence: of_skill(evidence, skills),
                reason: (!rated.reason.is_empty()).then(|| note(rated.reason)),
            };
            self.after(end_s, body);
        }
    }

    fn point(&mut self, kind: PointKind, point: &Point, evidence: &Evidence, end_s: u32) {
        let at = self.started_at + Duration::seconds(i64::from(end_s));
        let text = PointText {
            kind,
            skill: Some(key(point.skill)),
            title: ShortText::parse(point.title).expect("the stories' titles are short enough"),
            evidence_text: note(point.evidence),
            effect: Some(note(point.effect)),
            evidence: of_skill(evidence, point.skill),
        };
        let point = PointId::new(self.chance.uuid(at));
        self.after(end_s, OperationBody::PutPoint { point, text });
    }

    fn live(&mut self, elapsed_ms: u32, body: OperationBody) -> OperationId {
        let at = self.started_at + Duration::milliseconds(i64::from(elapsed_ms));
        self.push(at, Some(elapsed_ms), body)
    }

    /// Written at the desk: half a minute after what came before it.
    fn after(&mut self, end_s: u32, body: OperationBody) -> OperationId {
        let n_written = i64::try_from(self.operations.len()).unwrap_or_default();
        let at = self.started_at + Duration::seconds(i64::from(end_s) + 600 + 30 * n_written);
        self.push(at, None, body)
    }

    fn push(
        &mut self,
        at: DateTime<Utc>,
        elapsed_ms: Option<u32>,
        body: OperationBody,
    ) -> OperationId {
        let id = OperationId::new(self.chance.uuid(at));
        let sequence = u32::try_from(self.operations.len()).unwrap_or(u32::MAX - 1) + 1;
        self.operations.push(Operation {
            id,
            sequence,
            at: Timestamp::new(at),
            elapsed_ms,
            base: None,
            also: Vec::new(),
            body,
        });
        id
    }
}

fn of_skill(evidence: &Evidence, skill: &str) -> Vec<OperationId> {
    evidence
        .iter()
        .filter(|(tagged, _)| *tagged == skill)
        .map(|(_, id)| *id)
        .collect()
}

/// The section an item stands in, asked of the shipped framework.
fn skill_of(item: &str) -> &'static str {
    super::framework()
        .section_of(item)
        .map_or("", |section| section.id.as_str())
}

/// The practitioner's own view of the same session.
pub fn self_assessment(story: &Story) -> SelfAssessmentContent {
    let ratings = story
        .ratings
        .iter()
        .map(|rated| (key(rated.item), answer(rated.own)))
        .collect();
    let words = [
        ("how-it-went", story.own_words),
        ("to-talk-about", story.own_question),
    ];
    let words = words
        .into_iter()
        .map(|(part, text)| (key(part), note(text)))
        .collect();
    SelfAssessmentContent { ratings, words }
}

fn answer(level: Level) -> Answer {
    level
        .id()
        .map_or(Answer::NoOpportunity, |id| Answer::Level(key(id)))
}

fn key(text: &str) -> Key {
    Key::parse(text).expect("the stories' keys are well formed")
}

fn note(text: &str) -> NoteText {
    NoteText::parse(text).expect("the stories' texts are short enough")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::stories;
    use shared::feedback::gaps;
    use shared::observations::share_problems;

    fn log(story: &Story, extent: Extent) -> Log {
        let started_at = DateTime::parse_from_rfc3339("2026-11-12T09:30:00Z")
            .unwrap()
            .to_utc();
        write(
            story,
            extent,
            started_at,
            Date::parse("2026-12-01").unwrap(),
            &mut Chance::new(1),
        )
    }

    #[test]
    fn every_story_can_be_shared_as_it_stands() {
        for story in stories::all() {
            for extent in [Extent::Complete, Extent::Light] {
                let problems =
                    share_problems(crate::demo::framework(), &log(story, extent).capture());
                assert!(problems.is_empty(), "{}: {problems:?}", story.focus);
            }
        }
    }

    #[test]
    fn every_story_speaks_of_items_and_skills_of_the_framework() {
        let framework = crate::demo::framework();
        for story in stories::all() {
            assert!(framework.section(story.focus).is_some(), "{}", story.focus);
            for rated in story.ratings {
                assert!(framework.item(rated.item).is_some(), "{}", rated.item);
            }
        }
        assert!(stories::all().len() >= 12);
    }

    #[test]
    fn the_two_views_differ_in_both_directions() {
        let framework = crate::demo::framework();
        let (mut higher, mut lower) = (0, 0);
        for story in stories::all() {
            let shared = log(story, Extent::Complete).shared(framework);
            for gap in gaps(framework, &self_assessment(story), &shared.ratings) {
                if gap.own > gap.observed {
                    higher += 1
                } else {
                    lower += 1
                }
            }
        }
        assert!(higher >= 5 && lower >= 15, "{higher} {lower}");
    }

    #[test]
    fn a_running_session_has_no_end_and_a_draft_no_question() {
        let story = stories::all()[0];
        assert!(log(story, Extent::Running(12)).capture().ended_at.is_none());
        let draft = log(story, Extent::Drafting).capture();
        assert!(draft.ended_at.is_some() && draft.question.is_none() && draft.ratings.len() == 2);
    }
}
