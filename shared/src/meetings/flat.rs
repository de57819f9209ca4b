//! How a step is read: see [`crate::flat`].

use serde::Deserialize;

use super::{MeetingPurpose, NextStep};
use crate::flat::required;
use crate::observations::State;
use crate::org::PersonRef;
use crate::values::{
    ActionId, Date, Key, LocalTime, MeetingId, ObservationId, ReflectionId, ShortText, Timestamp,
};

/// Every field that a step of any kind has.
#[derive(Deserialize)]
pub(super) struct FlatStep {
    kind: Kind,
    observation_id: Option<ObservationId>,
    practitioner: Option<PersonRef>,
    observer: Option<PersonRef>,
    planned_for: Option<LocalTime>,
    state: Option<State>,
    ended_at: Option<Timestamp>,
    replied_at: Option<Timestamp>,
    acknowledged_at: Option<Timestamp>,
    shared_at: Option<Timestamp>,
    action_id: Option<ActionId>,
    title: Option<ShortText>,
    review_on: Option<Date>,
    reflection_id: Option<ReflectionId>,
    updated_at: Option<Timestamp>,
    meeting_id: Option<MeetingId>,
    purpose: Option<MeetingPurpose>,
    with: Option<Vec<PersonRef>>,
    starts: Option<LocalTime>,
    overdue_days: Option<u32>,
    focus: Option<Key>,
    asked_at: Option<Timestamp>,
    n: Option<i64>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Observe,
    FinishFeedback,
    ReadReply,
    Lock,
    Inform,
    SelfAssess,
    ReadFeedback,
    Acknowledge,
    ReviewAction,
    ContinueReflection,
    Meet,
    CloseMeeting,
    BookObservation,
    BookSupervision,
    PlanRequested,
    FailedMail,
    PendingInvitations,
}

impl TryFrom<FlatStep> for NextStep {
    type Error = String;

    fn try_from(flat: FlatStep) -> Result<Self, String> {
        macro_rules! step {
            ($kind:ident { $($field:ident),+ }) => {
                NextStep::$kind { $($field: required(flat.$field, stringify!($field))?),+ }
            };
        }
        Ok(match flat.kind {
            Kind::Observe => step!(Observe {
                observation_id,
                practitioner,
                planned_for,
                state
            }),
            Kind::FinishFeedback => step!(FinishFeedback {
                observation_id,
                practitioner,
                ended_at
            }),
            Kind::ReadReply => step!(ReadReply {
                observation_id,
                practitioner,
                replied_at
            }),
            Kind::Lock => step!(Lock {
                observation_id,
                practitioner,
                acknowledged_at
            }),
            Kind::Inform => step!(Inform {
                observation_id,
                observer,
                planned_for
            }),
            Kind::SelfAssess => step!(SelfAssess {
                observation_id,
                observer,
                ended_at
            }),
            Kind::ReadFeedback => step!(ReadFeedback {
                observation_id,
                observer,
                shared_at
            }),
            Kind::Acknowledge => step!(Acknowledge {
                observation_id,
                observer,
                shared_at
            }),
            Kind::ReviewAction => step!(ReviewAction {
                action_id,
                title,
                review_on
            }),
            Kind::ContinueReflection => step!(ContinueReflection {
                reflection_id,
                updated_at
            }),
            Kind::Meet => step!(Meet {
                meeting_id,
                purpose,
                with,
                starts
            }),
            Kind::CloseMeeting => step!(CloseMeeting {
                meeting_id,
                purpose,
                with,
                starts
            }),
            Kind::BookObservation => step!(BookObservation {
                practitioner,
                overdue_days
            }),
            Kind::BookSupervision => step!(BookSupervision {
                practitioner,
                overdue_days
            }),
            Kind::PlanRequested => NextStep::PlanRequested {
                practitioner: required(flat.practitioner, "practitioner")?,
                focus: flat.focus,
                asked_at: required(flat.asked_at, "asked_at")?,
            },
            Kind::FailedMail => step!(FailedMail { n }),
            Kind::PendingInvitations => step!(PendingInvitations { n }),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    const ID: &str = "01890a5d-ac96-774b-bcce-b302099a8057";
    const AT: &str = "2026-11-12T09:00:00.000Z";
    const PLANNED: &str = "2026-11-12T10:00";

    fn steps() -> Vec<Value> {
        let person = json!({ "id": ID, "name": "Dafydd Price" });
        let of_observer = |kind: &str, at: &str| {
            let mut step = json!({ "kind": kind, "observation_id": ID, "practitioner": person });
            step[at] = json!(AT);
            step
        };
        let of_practitioner = |kind: &str, at: &str, when: &str| {
            let mut step = json!({ "kind": kind, "observation_id": ID, "observer": person });
            step[at] = json!(when);
            step
        };
        let meeting = |kind: &str| json!({ "kind": kind, "meeting_id": ID, "purpose": "feedback", "with": [person], "starts": PLANNED });
        vec![
            json!({ "kind": "observe", "observation_id": ID, "practitioner": person, "planned_for": PLANNED, "state": "planned" }),
            of_observer("finish_feedback", "ended_at"),
            of_observer("read_reply", "replied_at"),
            of_observer("lock", "acknowledged_at"),
            of_practitioner("inform", "planned_for", PLANNED),
            of_practitioner("self_assess", "ended_at", AT),
            of_practitioner("read_feedback", "shared_at", AT),
            of_practitioner("acknowledge", "shared_at", AT),
            json!({ "kind": "review_action", "action_id": ID, "title": "t", "review_on": "2026-12-03" }),
            json!({ "kind": "continue_reflection", "reflection_id": ID, "updated_at": AT }),
            meeting("meet"),
            meeting("close_meeting"),
            json!({ "kind": "book_observation", "practitioner": person, "overdue_days": 3 }),
            json!({ "kind": "book_supervision", "practitioner": person, "overdue_days": 0 }),
            json!({ "kind": "plan_requested", "practitioner": person, "focus": "role-clarity", "asked_at": AT }),
            json!({ "kind": "failed_mail", "n": 2 }),
            json!({ "kind": "pending_invitations", "n": 1 }),
        ]
    }

    #[test]
    fn every_step_is_written_as_it_is_read() {
        for step in steps() {
            let read: NextStep = serde_json::from_value(step.clone())
                .unwrap_or_else(|error| panic!("{step}: {error}"));
            assert_eq!(serde_json::to_value(&read).unwrap(), step);
        }
    }

    #[test]
    fn a_field_that_the_kind_needs_is_missed() {
        for step in steps() {
            for field in step
                .as_object()
                .unwrap()
                .keys()
                .filter(|field| *field != "focus")
            {
                let mut less = step.clone();
                less.as_object_mut().unwrap().remove(field);
                let error = serde_json::from_value::<NextStep>(less)
                    .unwrap_err()
                    .to_string();
                assert!(
                    error.starts_with(&format!("missing field `{field}`")),
                    "{error}"
                );
            }
        }
    }
}
