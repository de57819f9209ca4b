//! What an observer or practitioner should do next, as far as observations go.

use shared::meetings::NextStep;
use shared::observations::{Informed, State};
use shared::values::ObservationId;

use super::list::store::{Sought, Viewpoint, page};
use super::record::Record;
use super::requests::store::open_of_line;
use crate::actor::Actor;
use crate::db::Conn;
use crate::error::Result;

/// More than this nobody does in a day; the lists hold the rest.
const N_STEPS_MAX: i64 = 50;

/// The actor's steps as observer, as practitioner and as the one who plans, in no order. `unopened`
/// are the actor's own records of which [`super::unopened`] says that their feedback is closed.
pub fn next_steps(
    conn: &mut Conn,
    actor: &Actor,
    unopened: &[ObservationId],
) -> Result<Vec<NextStep>> {
    let observing = [
        State::Planned,
        State::InProgress,
        State::Drafting,
        State::Acknowledged,
    ];
    let observed = [State::Planned, State::Drafting, State::Shared];
    let mut steps = Vec::new();
    for record in open(conn, actor, Viewpoint::Observer, &observing)? {
        steps.extend(observer_step(record));
    }
    for record in open(conn, actor, Viewpoint::Practitioner, &observed)? {
        let is_closed = unopened.contains(&record.id);
        steps.extend(practitioner_step(record, is_closed));
    }
    let requests = open_of_line(conn, actor)?
        .into_iter()
        .map(|request| NextStep::PlanRequested {
            practitioner: request.practitioner,
            focus: request.focus,
            asked_at: request.asked_at,
        });
    steps.extend(requests);
    Ok(steps)
}

fn open(
    conn: &mut Conn,
    actor: &Actor,
    viewpoint: Viewpoint,
    states: &[State],
) -> Result<Vec<Record>> {
    page(
        conn,
        actor,
        viewpoint,
        &Sought {
            states: states.to_vec(),
            after: None,
            n_rows: N_STEPS_MAX,
        },
    )
}

fn observer_step(record: Record) -> Option<NextStep> {
    let (observation_id, practitioner) = (record.id, record.practitioner);
    match record.state {
        State::Planned | State::InProgress => Some(NextStep::Observe {
            observation_id,
            practitioner,
            planned_for: record.agreement.planned_for,
            state: record.state,
        }),
        State::Drafting => {
            let ended_at = record.ended_at.unwrap_or(record.updated_at);
            Some(NextStep::FinishFeedback {
                observation_id,
                practitioner,
                ended_at,
            })
        }
        State::Acknowledged => {
            let acknowledged_at = record.acknowledged_at.unwrap_or(record.updated_at);
            Some(NextStep::Lock {
                observation_id,
                practitioner,
                acknowledged_at,
            })
        }
        _ => None,
    }
}

fn practitioner_step(record: Record, is_closed: bool) -> Option<NextStep> {
    let (observation_id, observer) = (record.id, record.observer);
    match record.state {
        State::Planned if record.informed == Informed::NotYetAsked => {
            let planned_for = record.agreement.planned_for;
            Some(NextStep::Inform {
                observation_id,
                observer,
                planned_for,
            })
        }
        // What has opened by itself is there to be read, which is a step of the feedback.
        State::Shared if !is_closed => None,
        State::Drafting | State::Shared if record.self_assessed_at.is_none() => {
            let ended_at = record.ended_at.unwrap_or(record.updated_at);
            Some(NextStep::SelfAssess {
                observation_id,
                observer,
                ended_at,
            })
        }
        _ => None,
    }
}
