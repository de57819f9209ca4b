//! One observation as the server keeps it, and what of it goes on the wire.

use shared::access::{self, Action, Decision, Standing};
use shared::observations::{
    Agreement, Gone, Informed, Observation, ObservationSummary, Parting, PinnedAction, Segment,
    State, Step,
};
use shared::org::PersonRef;
use shared::values::{ObservationId, PersonId, Timestamp, UnitId};

use crate::error::Result;
use shared::problem::Code;

/// One observation with the names to show.
#[derive(Clone, Debug)]
pub struct Record {
    pub id: ObservationId,
    pub practitioner: PersonRef,
    pub observer: PersonRef,
    /// Where the practitioner was at the time; later moves do not change it.
    pub unit_id: UnitId,
    pub framework: String,
    /// The versions of the instrument it was on before, the first one first.
    pub earlier_frameworks: Vec<String>,
    /// Whose it was before they left and it was handed on.
    pub earlier_observers: Vec<PersonId>,
    pub agreement: Agreement,
    pub informed: Informed,
    pub state: State,
    pub started_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub shared_at: Option<Timestamp>,
    pub self_assessed_at: Option<Timestamp>,
    pub acknowledged_at: Option<Timestamp>,
    pub locked_at: Option<Timestamp>,
    pub stopped_at: Option<Timestamp>,
    pub withdrawn_at: Option<Timestamp>,
    pub updated_at: Timestamp,
    pub version: i64,
    /// Counts the pushes to this observation.
    pub n_received: i64,
    /// The last push that was there when it was last shared.
    pub shared_up_to: Option<i64>,
}

impl Record {
    /// Takes a step of the cycle at `now`, or refuses with `wrong_state`.
    pub fn step(&mut self, step: Step, now: Timestamp) -> Result<()> {
        self.state = self
            .state
            .after(step, self.informed)
            .map_err(|_| Code::WrongState)?;
        match step {
            Step::Share => {
                // The first time counts: a later edition does not make the practitioner wait again.
                self.shared_at = self.shared_at.or(Some(now));
                self.shared_up_to = Some(self.n_received);
            }
            Step::Withdraw => self.withdrawn_at = Some(now),
            Step::Acknowledge => self.acknowledged_at = Some(now),
            Step::Lock => self.locked_at = Some(now),
            _ if self.state == State::Stopped => self.stopped_at = Some(now),
            // A start and an end are told by the device, with its own time.
            Step::Inform | Step::Start | Step::End | Step::Stop => {}
        }
        Ok(())
    }

    /// Ends it as it ends when that person has left, and says what became of it. Nobody takes a step
    /// of the cycle by that. What goes to a successor is for the caller to give.
    pub fn part(&mut self, gone: Gone, now: Timestamp) -> Parting {
        let parting = self.state.parting(gone);
        match parting {
            Parting::Locked => {
                self.state = State::Locked;
                self.locked_at = Some(now);
            }
            Parting::Withdrawn => {
                self.state = State::Withdrawn;
                self.withdrawn_at = Some(now);
            }
            Parting::Stays | Parting::HandedOn => {}
        }
        parting
    }

    /// Every version of the instrument that something of this record may speak of.
    pub fn frameworks(&self) -> impl Iterator<Item = &String> {
        std::iter::once(&self.framework).chain(&self.earlier_frameworks)
    }

    /// Whether the person is its observer, or was before it was handed on.
    pub fn was_observed_by(&self, person: PersonId) -> bool {
        self.observer.id == person || self.earlier_observers.contains(&person)
    }

    /// Whether a push is among what was released ([`Segment::is_released`]).
    pub fn has_released(&self, segment: &Segment) -> bool {
        segment.is_released(self.shared_up_to)
    }

    /// What somebody of this standing may do now.
    pub fn steps(&self, standing: &Standing) -> Vec<Step> {
        let may = |step: &&Step| {
            access::decide(action_of(**step), standing, self.state.stage()) == Decision::Allow
                && self.state.after(**step, self.informed).is_ok()
        };
        Step::ALL.iter().filter(may).copied().collect()
    }

    fn may_read(&self, standing: &Standing) -> bool {
        let stage = self.state.stage();
        access::decide(Action::ReadFeedback, standing, stage) == Decision::Allow
    }

    /// Who, when and which state, without any content.
    pub fn summary(self) -> ObservationSummary {
        ObservationSummary {
            id: self.id,
            practitioner: self.practitioner,
            observer: self.observer,
            unit_id: self.unit_id,
            state: self.state,
            planned_for: self.agreement.planned_for,
            informed: self.informed,
            shared_at: self.shared_at,
            updated_at: self.updated_at,
            version: self.version,
        }
    }

    /// The record as somebody of this standing sees it. Those who may know only that it happened
    /// do not see what the two agreed on paper, nor whose case it was.
    pub fn present(mut self, standing: &Standing, open_actions: Vec<PinnedAction>) -> Observation {
        if !(standing.observer || standing.practitioner || standing.line) {
            self.agreement.case_reference = None;
            self.agreement.note = None;
        }
        Observation {
            steps: self.steps(standing),
            may_read: Some(self.may_read(standing)),
            id: self.id,
            practitioner: self.practitioner,
            observer: self.observer,
            unit_id: self.unit_id,
            framework: self.framework,
            earlier_frameworks: self.earlier_frameworks,
            agreement: self.agreement,
            informed: self.informed,
            state: self.state,
            started_at: self.started_at,
            ended_at: self.ended_at,
            shared_at: self.shared_at,
            shared_up_to: self.shared_up_to,
            acknowledged_at: self.acknowledged_at,
            locked_at: self.locked_at,
            self_assessed: self.self_assessed_at.is_some(),
            open_actions,
            updated_at: self.updated_at,
            version: self.version,
        }
    }
}

/// The permission a step rests on.
fn action_of(step: Step) -> Action {
    match step {
        Step::Inform => Action::Inform,
        Step::Start | Step::End => Action::WriteCapture,
        Step::Stop => Action::Stop,
        Step::Share => Action::Share,
        Step::Withdraw => Action::Withdraw,
        Step::Acknowledge => Action::Acknowledge,
        Step::Lock => Action::Lock,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use shared::observations::{Informed, Purpose, SessionType};
    use shared::values::{LocalTime, PersonName};
    use uuid::Uuid;

    /// A planned record whose session nobody objected to.
    pub fn planned() -> Record {
        let person = |name| PersonRef {
            id: PersonId::new(Uuid::now_v7()),
            name: PersonName::parse(name).unwrap(),
        };
        Record {
            id: ObservationId::new(Uuid::now_v7()),
            practitioner: person("Dafydd Price"),
            observer: person("Priya Shah"),
            unit_id: UnitId::new(Uuid::now_v7()),
            framework: String::new(),
            earlier_frameworks: Vec::new(),
            earlier_observers: Vec::new(),
            agreement: Agreement {
                purpose: Purpose::Developmental,
                session_type: SessionType::Supervision,
                focus: None,
                planned_for: LocalTime::parse("2026-11-25T10:00").unwrap(),
                duration_minutes: 60,
                note: None,
                case_reference: shared::values::CaseReference::parse("X000001").ok(),
            },
            informed: Informed::NoObjection,
            state: State::Planned,
            started_at: None,
            ended_at: None,
            shared_at: None,
            self_assessed_at: None,
            acknowledged_at: None,
            locked_at: None,
            stopped_at: None,
            withdrawn_at: None,
            updated_at: at(0),
            version: 1,
            n_received: 0,
            shared_up_to: None,
        }
    }

    pub fn at(ms: i64) -> Timestamp {
        Timestamp::from_millis(ms).unwrap()
    }

    #[test]
    fn steps_are_those_that_both_the_rules_and_the_state_allow() {
        let mut record = planned();
        let observer = Standing {
            observer: true,
            ..Standing::default()
        };
        let practitioner = Standing {
            practitioner: true,
            ..Standing::default()
        };
        assert_eq!(
            record.steps(&observer),
            [Step::Inform, Step::Start, Step::Withdraw]
        );
        assert_eq!(record.steps(&practitioner), [Step::Inform]);
        record.informed = Informed::NotYetAsked;
        assert_eq!(record.steps(&observer), [Step::Inform, Step::Withdraw]);
        record.state = State::Shared;
        assert_eq!(record.steps(&practitioner), [Step::Acknowledge]);
        assert_eq!(
            record.steps(&Standing {
                head: true,
                ..Standing::default()
            }),
            []
        );
    }

    #[test]
    fn sharing_again_keeps_the_first_time() {
        let mut record = Record {
            state: State::Drafting,
            ..planned()
        };
        record.step(Step::Share, at(1)).unwrap();
        record.step(Step::Share, at(2)).unwrap();
        assert_eq!(record.shared_at, Some(at(1)));
        assert!(record.step(Step::Lock, at(3)).is_err());
    }

    #[test]
    fn a_record_that_ends_with_a_leaver_says_when() {
        let mut shared = Record {
            state: State::Shared,
            ..planned()
        };
        assert_eq!(shared.part(Gone::Observer, at(1)), Parting::Stays);
        assert_eq!((shared.state, shared.locked_at), (State::Shared, None));
        assert_eq!(shared.part(Gone::Practitioner, at(2)), Parting::Locked);
        assert_eq!(
            (shared.state, shared.locked_at),
            (State::Locked, Some(at(2)))
        );
        let mut plan = planned();
        assert_eq!(plan.part(Gone::Practitioner, at(3)), Parting::Withdrawn);
        assert_eq!(
            (plan.state, plan.withdrawn_at),
            (State::Withdrawn, Some(at(3)))
        );
    }

    #[test]
    fn a_head_sees_that_it_happened_and_not_whose_case_it_was() {
        let head = Standing {
            head: true,
            ..Standing::default()
        };
        assert_eq!(
            planned()
                .present(&head, Vec::new())
                .agreement
                .case_reference,
            None
        );
        let line = Standing {
            line: true,
            ..Standing::default()
        };
        assert!(
            planned()
                .present(&line, Vec::new())
                .agreement
                .case_reference
                .is_some()
        );
    }
}
