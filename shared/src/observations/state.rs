//! Which step may follow which. Product page, "The cycle".

use super::Informed;
use crate::access::Stage;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// How far an observation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum State {
    Planned,
    InProgress,
    Drafting,
    Shared,
    Acknowledged,
    Locked,
    Stopped,
    Withdrawn,
}

impl State {
    pub const ALL: &[State] = &[
        State::Planned,
        State::InProgress,
        State::Drafting,
        State::Shared,
        State::Acknowledged,
        State::Locked,
        State::Stopped,
        State::Withdrawn,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            State::Planned => "planned",
            State::InProgress => "in_progress",
            State::Drafting => "drafting",
            State::Shared => "shared",
            State::Acknowledged => "acknowledged",
            State::Locked => "locked",
            State::Stopped => "stopped",
            State::Withdrawn => "withdrawn",
        }
    }

    pub fn parse(text: &str) -> Option<State> {
        State::ALL
            .iter()
            .copied()
            .find(|state| state.as_str() == text)
    }

    /// The same in the words of the access table.
    pub const fn stage(self) -> Stage {
        match self {
            State::Planned => Stage::Planned,
            State::InProgress => Stage::InProgress,
            State::Drafting => Stage::Drafting,
            State::Shared => Stage::Shared,
            State::Acknowledged => Stage::Acknowledged,
            State::Locked => Stage::Locked,
            State::Stopped => Stage::Stopped,
            State::Withdrawn => Stage::Withdrawn,
        }
    }

    /// Whether the practitioner has, or had, feedback to read.
    pub const fn is_released(self) -> bool {
        matches!(self, State::Shared | State::Acknowledged | State::Locked)
    }

    /// Whether words may be added, visible as an addition.
    pub const fn takes_amendments(self) -> bool {
        matches!(self, State::Acknowledged | State::Locked)
    }

    /// Whether nothing but amendments may follow.
    pub const fn is_closed(self) -> bool {
        matches!(self, State::Locked | State::Stopped | State::Withdrawn)
    }
}

/// A step that changes the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Step {
    Inform,
    Start,
    End,
    Stop,
    Share,
    Withdraw,
    Acknowledge,
    Lock,
}

impl Step {
    pub const ALL: &[Step] = &[
        Step::Inform,
        Step::Start,
        Step::End,
        Step::Stop,
        Step::Share,
        Step::Withdraw,
        Step::Acknowledge,
        Step::Lock,
    ];
}

/// The step does not follow from the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{step:?} does not follow {state:?}")]
pub struct WrongState {
    pub state: State,
    pub step: Step,
}

impl State {
    /// The state after `step`. A session starts only when the person on probation was
    /// asked and did not object; an objection stops it.
    pub fn after(self, step: Step, informed: Informed) -> Result<State, WrongState> {
        let next = match (self, step) {
            (State::Planned, Step::Inform) => match informed {
                Informed::Objected => State::Stopped,
                _ => State::Planned,
            },
            (State::Planned, Step::Start) if informed == Informed::NoObjection => State::InProgress,
            (State::InProgress, Step::End) => State::Drafting,
            (State::InProgress, Step::Stop) => State::Stopped,
            // Sharing again before the acknowledgement makes a new edition.
            (State::Drafting | State::Shared, Step::Share) => State::Shared,
            (State::Planned | State::Drafting | State::Shared, Step::Withdraw) => State::Withdrawn,
            (State::Shared, Step::Acknowledge) => State::Acknowledged,
            (State::Acknowledged, Step::Lock) => State::Locked,
            (state, step) => return Err(WrongState { state, step }),
        };
        Ok(next)
    }
}

/// Which of the two people of a record has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gone {
    Observer,
    Practitioner,
}

/// What becomes of a record when one of its two people leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parting {
    /// As it is: somebody who is still here can go on with it or end it, or nothing is left to do.
    Stays,
    /// A successor becomes its observer.
    HandedOn,
    /// It is closed, since nobody else would.
    Locked,
    /// What was never released will not be.
    Withdrawn,
}

impl State {
    /// What becomes of a record in this state when that person leaves.
    ///
    /// Of an observer what is not released goes to the successor; what is released stays theirs,
    /// because who said it must not change. The practitioner still reads and answers what was
    /// shared, so that waits for their acknowledgement and is locked with it (this rule, asked of
    /// the state they bring it to).
    ///
    /// Of a practitioner nobody is left to read, so what is not released is withdrawn and what is
    /// released is locked. A session under way ends on the device that holds it: its observer can
    /// withdraw it then, and cannot share it.
    pub const fn parting(self, gone: Gone) -> Parting {
        match (gone, self) {
            (Gone::Observer, State::Planned | State::InProgress | State::Drafting) => {
                Parting::HandedOn
            }
            (Gone::Observer, State::Acknowledged) => Parting::Locked,
            (Gone::Practitioner, State::Planned | State::Drafting) => Parting::Withdrawn,
            (Gone::Practitioner, State::Shared | State::Acknowledged) => Parting::Locked,
            _ => Parting::Stays,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_who_leaves_strands_a_record() {
        use Parting::*;
        let table = [
            (State::Planned, HandedOn, Withdrawn),
            (State::InProgress, HandedOn, Stays),
            (State::Drafting, HandedOn, Withdrawn),
            (State::Shared, Stays, Locked),
            (State::Acknowledged, Locked, Locked),
            (State::Locked, Stays, Stays),
            (State::Stopped, Stays, Stays),
            (State::Withdrawn, Stays, Stays),
        ];
        assert!(table.iter().map(|row| row.0).eq(State::ALL.iter().copied()));
        for (state, of_observer, of_practitioner) in table {
            assert_eq!(state.parting(Gone::Observer), of_observer, "{state:?}");
            assert_eq!(
                state.parting(Gone::Practitioner),
                of_practitioner,
                "{state:?}"
            );
        }
    }

    #[test]
    fn the_cycle_runs_from_planned_to_locked() {
        let steps = [
            Step::Inform,
            Step::Start,
            Step::End,
            Step::Share,
            Step::Acknowledge,
            Step::Lock,
        ];
        let end = steps.iter().try_fold(State::Planned, |state, step| {
            state.after(*step, Informed::NoObjection)
        });
        assert_eq!(end, Ok(State::Locked));
    }

    #[test]
    fn a_session_does_not_start_before_the_person_was_asked() {
        for informed in [Informed::NotYetAsked, Informed::Objected] {
            assert!(State::Planned.after(Step::Start, informed).is_err());
        }
        assert_eq!(
            State::Planned.after(Step::Inform, Informed::Objected),
            Ok(State::Stopped)
        );
    }

    #[test]
    fn nothing_follows_a_closed_record() {
        for state in [State::Locked, State::Stopped, State::Withdrawn] {
            for step in Step::ALL {
                assert!(
                    state.after(*step, Informed::NoObjection).is_err(),
                    "{state:?} {step:?}"
                );
            }
        }
    }

    #[test]
    fn acknowledged_feedback_cannot_be_withdrawn() {
        assert!(
            State::Acknowledged
                .after(Step::Withdraw, Informed::NoObjection)
                .is_err()
        );
    }
}
