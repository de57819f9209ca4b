//! What comes first among the things to do.

use super::NextStep;
use crate::observations::State;
use crate::values::{LocalTime, Timestamp};

/// More things to do than this are not a help; the lists behind them hold the rest.
pub const NEXT_MAX: usize = 12;

/// The most urgent steps, the most urgent first: what happens now, then what others wait for by
/// how long they have waited, then what comes up, then what is to be planned.
pub fn most_urgent(mut steps: Vec<NextStep>, now: LocalTime) -> Vec<NextStep> {
    // Steps of the same urgency keep a stable order through the date behind them.
    steps.sort_by_cached_key(|step| place(step, now));
    steps.truncate(NEXT_MAX);
    steps
}

/// First the group, then within it the earlier date.
fn place(step: &NextStep, now: LocalTime) -> (u8, String) {
    use NextStep::*;
    let soon = |at: &LocalTime| if is_today(*at, now) { 1 } else { 5 };
    match step {
        Observe {
            state: State::InProgress,
            planned_for,
            ..
        } => (0, planned_for.to_string()),
        Observe { planned_for, .. } => (soon(planned_for), planned_for.to_string()),
        Inform { planned_for, .. } => (
            if is_today(*planned_for, now) { 0 } else { 2 },
            planned_for.to_string(),
        ),
        Meet { starts, .. } => (soon(starts), starts.to_string()),
        // Somebody waits for these; who waited longest comes first.
        SelfAssess { ended_at, .. } => (2, text(ended_at)),
        ReadFeedback { shared_at, .. } => (2, text(shared_at)),
        FinishFeedback { ended_at, .. } => (2, text(ended_at)),
        ReadReply { replied_at, .. } => (3, text(replied_at)),
        Acknowledge { shared_at, .. } => (3, text(shared_at)),
        PlanRequested { asked_at, .. } => (3, text(asked_at)),
        FailedMail { .. } => (3, String::new()),
        ReviewAction { review_on, .. } => (
            if *review_on <= now.date() { 3 } else { 6 },
            review_on.to_string(),
        ),
        CloseMeeting { starts, .. } => (4, starts.to_string()),
        BookObservation { overdue_days, .. } | BookSupervision { overdue_days, .. } => (
            if *overdue_days > 0 { 4 } else { 7 },
            latest_first(*overdue_days),
        ),
        Lock {
            acknowledged_at, ..
        } => (6, text(acknowledged_at)),
        ContinueReflection { updated_at, .. } => (6, text(updated_at)),
        PendingInvitations { .. } => (6, String::new()),
    }
}

fn is_today(at: LocalTime, now: LocalTime) -> bool {
    at.date() <= now.date()
}

fn text(at: &Timestamp) -> String {
    at.to_string()
}

/// The most overdue before the others.
fn latest_first(days: u32) -> String {
    format!("{:010}", u32::MAX - days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::org::PersonRef;
    use crate::values::{ActionId, Date, ObservationId, PersonId, PersonName, ShortText};

    fn id() -> uuid::Uuid {
        uuid::Builder::from_unix_timestamp_millis(1, &[1; 10]).into_uuid()
    }

    fn person() -> PersonRef {
        PersonRef {
            id: PersonId::new(id()),
            name: PersonName::parse("Ada").unwrap(),
        }
    }

    fn at(text: &str) -> LocalTime {
        LocalTime::parse(text).unwrap()
    }

    fn observe(planned_for: &str, state: State) -> NextStep {
        NextStep::Observe {
            observation_id: ObservationId::new(id()),
            practitioner: person(),
            planned_for: at(planned_for),
            state,
        }
    }

    fn finish(ended_at: &str) -> NextStep {
        NextStep::FinishFeedback {
            observation_id: ObservationId::new(id()),
            practitioner: person(),
            ended_at: Timestamp::parse(ended_at).unwrap(),
        }
    }

    fn review(review_on: &str) -> NextStep {
        NextStep::ReviewAction {
            action_id: ActionId::new(id()),
            title: ShortText::parse("Try it").unwrap(),
            review_on: Date::parse(review_on).unwrap(),
        }
    }

    #[test]
    fn what_happens_now_comes_before_what_others_wait_for_and_what_comes_up() {
        let expected = vec![
            observe("2026-11-21T09:00", State::InProgress),
            observe("2026-11-21T15:00", State::Planned),
            finish("2026-11-16T10:00:00Z"),
            finish("2026-11-19T10:00:00Z"),
            review("2026-11-20"),
            NextStep::BookObservation {
                practitioner: person(),
                overdue_days: 9,
            },
            NextStep::BookObservation {
                practitioner: person(),
                overdue_days: 2,
            },
            NextStep::BookSupervision {
                practitioner: person(),
                overdue_days: 1,
            },
            observe("2026-11-24T15:00", State::Planned),
            review("2026-11-25"),
        ];
        let mut shuffled = expected.clone();
        shuffled.reverse();
        assert_eq!(most_urgent(shuffled, at("2026-11-21T12:00")), expected);
    }

    #[test]
    fn a_long_list_is_cut() {
        let steps = (0..40).map(|_| finish("2026-11-16T10:00:00Z")).collect();
        assert_eq!(most_urgent(steps, at("2026-11-21T12:00")).len(), NEXT_MAX);
    }
}
