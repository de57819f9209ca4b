//! Which records a device holds: chosen by what the person is to them, and by date.

use chrono::{DateTime, Duration, Utc};
use shared::observations::State;
use shared::sync::{Ending, Why};
use shared::values::LocalTime;

use crate::clock;

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
    pub planned_for: Option<LocalTime>,
    pub shared_at: Option<DateTime<Utc>>,
}

/// Why the record is held at `now`, or why it is not.
pub fn place(candidate: &Candidate, now: DateTime<Utc>) -> Result<Why, Ending> {
    let since = |at: Option<DateTime<Utc>>| at.map(|at| now - at);
    let is_near = candidate.planned_for.is_none_or(|planned| {
        planned > clock::wall_clock(now - Duration::days(PLANNED_BACK_DAYS))
            && planned < clock::wall_clock(now + Duration::days(PLANNED_AHEAD_DAYS))
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

    fn day(n: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000, 0).unwrap() + Duration::days(n)
    }

    /// Shared times are instants, planned ones wall clocks: an hour apart in summer.
    #[test]
    fn a_window_ends_to_the_minute_in_summer() {
        let now = DateTime::from_timestamp(1_782_860_400, 0).unwrap();
        assert_eq!(clock::wall_clock(now).to_string(), "2026-07-01T00:00");
        let of = |state, planned: &str, shared: Option<DateTime<Utc>>| {
            let candidate = Candidate {
                is_observer: true,
                state,
                planned_for: Some(LocalTime::parse(planned).unwrap()),
                shared_at: shared,
            };
            place(&candidate, now).is_ok()
        };
        assert!(of(State::Planned, "2026-06-17T00:01", None));
        assert!(!of(State::Planned, "2026-06-17T00:00", None));
        assert!(of(State::Planned, "2026-08-11T23:59", None));
        assert!(!of(State::Planned, "2026-08-12T00:00", None));
        let shared = now - Duration::days(SHARED_DAYS);
        let planned = "2026-06-01T10:00";
        assert!(of(
            State::Shared,
            planned,
            Some(shared + Duration::minutes(1))
        ));
        assert!(!of(State::Shared, planned, Some(shared)));
    }

    #[test]
    fn what_is_held_follows_role_state_and_date() {
        let of = |is_observer, state, planned, shared: Option<i64>| {
            let candidate = Candidate {
                is_observer,
                state,
                planned_for: Some(clock::wall_clock(day(planned))),
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
