//! What follows a release: the practitioner's own view, replies, reflections and actions.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDateTime};
use shared::observations::State;
use shared::values::Date;

use super::super::log::{self, Log};
use super::super::store::{ActionRow, ReflectionRow, ReplyRow, SelfAssessmentRow};
use super::{Plan, Recorder, Times};

impl Recorder<'_> {
    pub(super) fn after(
        &mut self,
        observation: &str,
        plan: &Plan,
        log: &Log,
        times: &Times,
        review_on: Date,
    ) {
        let Some(shared_at) = times.shared_at else {
            return;
        };
        if plan.is_self_assessed && !plan.is_light {
            self.self_assessment(observation, plan, shared_at - Duration::minutes(90));
        }
        self.action(observation, plan, log, shared_at, review_on);
        if plan.is_light {
            return;
        }
        if plan.has_reply {
            self.reply(observation, plan, shared_at + Duration::hours(9));
        }
        if plan.has_reflection {
            self.reflection(observation, plan, shared_at + Duration::hours(30));
        }
    }

    fn self_assessment(&mut self, observation: &str, plan: &Plan, at: NaiveDateTime) {
        let body = serde_json::to_string(&log::self_assessment(plan.story))
            .expect("an assessment is texts and words");
        self.batch.self_assessments.push(SelfAssessmentRow {
            org_id: self.place.org_id.clone(),
            observation_id: observation.to_owned(),
            practitioner_id: plan.practitioner.id.clone(),
            body,
            submitted_at: Some(at),
            updated_at: at,
            version: 1,
        });
    }

    /// Actions of long ago are done, those of now are open, and some wait to be taken on.
    fn action(
        &mut self,
        observation: &str,
        plan: &Plan,
        log: &Log,
        shared_at: NaiveDateTime,
        review_on: Date,
    ) {
        let today = self.now.date_naive();
        let state = match plan.state {
            State::Locked if review_on.naive() < today - Duration::days(14) => {
                if self.chance.percent(12) {
                    "dropped"
                } else {
                    "done"
                }
            }
            State::Locked | State::Acknowledged => "taken",
            _ => "proposed",
        };
        let (title, support) = plan.story.action;
        let note = if state == "done" {
            "Done, and I told the group how it went."
        } else {
            ""
        };
        self.batch.actions.push(ActionRow {
            org_id: self.place.org_id.clone(),
            id: log.action_id.to_string(),
            practitioner_id: plan.practitioner.id.clone(),
            observation_id: Some(observation.to_owned()),
            meeting_id: None,
            title: title.to_owned(),
            support: support.to_owned(),
            state: state.to_owned(),
            review_on: review_on.to_string(),
            proposed_by: plan.observer.id.clone(),
            note: note.to_owned(),
            created_at: shared_at,
            updated_at: shared_at,
            version: 1,
        });
    }

    fn reply(&mut self, observation: &str, plan: &Plan, at: NaiveDateTime) {
        let at = at.min(self.now.naive_utc() - Duration::minutes(30));
        let id = self.chance.id(at.and_utc());
        let kind = if matches!(plan.state, State::Shared) {
            "reply"
        } else {
            "acknowledgement"
        };
        self.batch.replies.push(ReplyRow {
            org_id: self.place.org_id.clone(),
            id,
            observation_id: observation.to_owned(),
            author_id: plan.practitioner.id.clone(),
            kind: kind.to_owned(),
            body: plan.story.reply.to_owned(),
            created_at: at,
        });
    }

    /// Half of them stay private, which nobody but their writer ever learns.
    fn reflection(&mut self, observation: &str, plan: &Plan, at: NaiveDateTime) {
        let at = at.min(self.now.naive_utc() - Duration::minutes(30));
        let parts: BTreeMap<&str, &str> = ["experience", "reflection", "concept", "experiment"]
            .into_iter()
            .zip(plan.story.reflection)
            .collect();
        let is_shared = plan.has_reply || self.chance.percent(50);
        let id = self.chance.id(at.and_utc());
        self.batch.reflections.push(ReflectionRow {
            org_id: self.place.org_id.clone(),
            id,
            practitioner_id: plan.practitioner.id.clone(),
            observation_id: Some(observation.to_owned()),
            model: "kolb".to_owned(),
            body: serde_json::to_string(&parts).expect("a map of texts"),
            shared_at: is_shared.then_some(at),
            created_at: at,
            updated_at: at,
            version: 1,
            n_sharings: i64::from(is_shared),
        });
    }
}
