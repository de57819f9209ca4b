//! The audit trail that such records leave.

use chrono::{Duration, NaiveDateTime};
use shared::observations::State;

use super::super::place::Someone;
use super::super::store::AuditRow;
use super::{Plan, Recorder, Times};

impl Recorder<'_> {
    pub(super) fn trail(&mut self, observation: &str, plan: &Plan, times: &Times) {
        let (observer, practitioner) = (&plan.observer, &plan.practitioner);
        if plan.is_light {
            if let Some(at) = times.shared_at {
                self.audit(at, observer, "feedback.share", observation, practitioner);
            }
            return;
        }
        self.audit(
            times.agreed_at,
            observer,
            "observation.plan",
            observation,
            practitioner,
        );
        if let Some(at) = times.ended_at {
            self.audit(at, observer, "capture.write", observation, practitioner);
        }
        let Some(shared_at) = times.shared_at else {
            return;
        };
        self.audit(
            shared_at,
            observer,
            "feedback.share",
            observation,
            practitioner,
        );
        if let Some(at) = times.acknowledged_at {
            self.audit(
                at - Duration::minutes(25),
                practitioner,
                "feedback.read",
                observation,
                practitioner,
            );
            self.audit(
                at,
                practitioner,
                "observation.acknowledge",
                observation,
                practitioner,
            );
        }
        // Two replies of late are still unread.
        let is_read_back =
            plan.state == State::Locked || shared_at < self.now.naive_utc() - Duration::days(12);
        if plan.has_reply && is_read_back {
            let read_at =
                (shared_at + Duration::days(2)).min(self.now.naive_utc() - Duration::minutes(5));
            self.audit(
                read_at,
                observer,
                "feedback.read",
                observation,
                practitioner,
            );
        }
        if let Some(at) = times.locked_at {
            self.audit(at, observer, "observation.lock", observation, practitioner);
        }
    }

    fn audit(
        &mut self,
        at: NaiveDateTime,
        actor: &Someone,
        action: &str,
        observation: &str,
        about: &Someone,
    ) {
        let id = self.chance.id(at.and_utc());
        let request_id = self.chance.uuid(at.and_utc()).simple().to_string();
        self.batch.audit.push(AuditRow {
            org_id: self.place.org_id.clone(),
            id,
            at,
            actor_id: Some(actor.id.clone()),
            action: action.to_owned(),
            subject_kind: "observation".to_owned(),
            subject_id: observation.to_owned(),
            person_id: Some(about.id.clone()),
            detail: "{}".to_owned(),
            request_id,
        });
    }
}
