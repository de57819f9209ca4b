//! Which records a device holds: chosen by what the person is to them, and by date.

use chrono::{Duration, NaiveDateTime};
use shared::observations::State;
use shared::sync::{Ending, Why};

/// Sessions planned so long ago are not held any more.
const PLANNED_BACK_DAYS: i64 = 14;
/// Sessions further ahead are not yet held.
const PLANNED_AHEAD_DAYS: i64 = 42;
/// What an observer shared stays so long.
const SHARED_DAYS: i64 = 30;
/// Feedback stays so long with the practitioner.
const FEEDBACK_DAYS: i64 = 180;

/// What the choice rests on.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub is_observer: bool,
    pub state: State,
    /// Wall clock; none for a plan without a day.
    pub planned_for: Option<NaiveDateTime>,
    pub shared_at: Option<NaiveDateTime>,
}

/// Why the record is held at `now`, or why it is not.
pub fn place(candidate: &Candidate, now: NaiveDateTime) -> Result<Why, Ending> {
    let since = |at: Option<NaiveDateTime>| at.map(|at| now - at);
    let is_near = candidate.planned_for.is_none_or(|planned| {
        planned > now - Duration::days(PLANNED_BACK_DAYS)
            && planned < now + Duration::days(PLANNED_AHEAD_DAYS)
    });
    let shared_within =
        |days| since(candidate.shared_at).is_some_and(|past| past < Duration::days(days));
    let held = |is_held: bool, why| {
        if is_held {
            Ok(why)
        } else {
            Err(Ending::OutOfWindow)
        }
    };
    match (candidate.state, candidate.is_observer) {
        (State::Withdrawn, _) => Err(Ending::Withdrawn),
        (State::Stopped, _) => Err(Ending::Stopped),
        (State::Planned, true) => held(is_near, Why::ToObserve),
        (State::Planned, false) => held(is_near, Why::MySession),
        (State::InProgress | State::Drafting, true) => Ok(Why::ToWrite),
        (State::InProgress | State::Drafting, false) => Ok(Why::MySession),
        (State::Shared | State::Acknowledged | State::Locked, true) => {
            held(shared_within(SHARED_DAYS), Why::Shared)
        }
        (State::Shared | State::Acknowledged | State::Locked, false) => {
            held(shared_within(FEEDBACK_DAYS), Why::MyFeedback)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i64) -> NaiveDateTime {
        chrono::DateTime::from_timestamp(1_790_000_000, 0)
            .unwrap()
            .naive_utc()
            + Duration::days(n)
    }

    #[test]
    fn what_is_held_follows_role_state_and_date() {
        let of = |is_observer, state, planned, shared: Option<i64>| {
            let candidate = Candidate {
                is_observer,
                state,
                planned_for: Some(day(planned)),
                shared_at: shared.map(day),
            };
            place(&candidate, day(0))
        };
        assert_eq!(of(true, State::Planned, 7, None), Ok(Why::ToObserve));
        assert_eq!(
            of(true, State::Planned, -30, None),
            Err(Ending::OutOfWindow)
        );
        assert_eq!(of(true, State::Planned, 60, None), Err(Ending::OutOfWindow));
        assert_eq!(of(true, State::Drafting, -300, None), Ok(Why::ToWrite));
        assert_eq!(of(true, State::Locked, -60, Some(-10)), Ok(Why::Shared));
        assert_eq!(
            of(true, State::Locked, -60, Some(-40)),
            Err(Ending::OutOfWindow)
        );
        assert_eq!(
            of(false, State::Locked, -60, Some(-40)),
            Ok(Why::MyFeedback)
        );
        assert_eq!(
            of(false, State::Withdrawn, 0, Some(-1)),
            Err(Ending::Withdrawn)
        );
        assert_eq!(of(true, State::Stopped, 0, None), Err(Ending::Stopped));
    }
}
