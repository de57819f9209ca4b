//! What to do next, as far as feedback, replies, reflections and actions go.

mod store;

use shared::feedback::{Action, ActionState};
use shared::meetings::NextStep;
use shared::values::{Date, ObservationId};

use crate::actor::Actor;
use crate::db::Conn;
use crate::error::Result;

/// Days before its review date from which an action is something to do.
const REVIEW_AHEAD_DAYS: u64 = 7;

/// The replies among the steps, by the side on which the actor reads them.
#[derive(Clone, Copy)]
pub struct Replies {
    pub n_to_observer: u32,
    pub n_to_practitioner: u32,
}

/// The actor's steps as practitioner and as observer, in no order. `today` and the open actions
/// are the actor's own, and `unopened` the own records whose feedback waits for the self-assessment.
pub fn next_steps(
    conn: &mut Conn,
    actor: &Actor,
    today: Date,
    open_actions: &[Action],
    unopened: &[ObservationId],
) -> Result<(Vec<NextStep>, Replies)> {
    let review_by = today
        .naive()
        .checked_add_days(chrono::Days::new(REVIEW_AHEAD_DAYS))
        .map_or(today, Date::new);
    let mut steps = store::feedback_to_read(conn, actor, unopened)?;
    let mut to_practitioner = store::replies_to_practitioner(conn, actor)?;
    to_practitioner.retain(|reply| !waits_for_the_feedback(reply, &steps, unopened));
    let to_observer = store::replies_to_observer(conn, actor)?;
    let count = |replies: &[NextStep]| u32::try_from(replies.len()).unwrap_or(u32::MAX);
    let replies = Replies {
        n_to_observer: count(&to_observer),
        n_to_practitioner: count(&to_practitioner),
    };
    steps.extend(to_observer);
    steps.extend(to_practitioner);
    steps.extend(actions_to_review(open_actions, review_by));
    steps.extend(store::reflections_begun(conn, actor)?);
    Ok((steps, replies))
}

/// Whether a reply stands in feedback that is not open yet, or that is a step to read itself.
fn waits_for_the_feedback(
    reply: &NextStep,
    steps: &[NextStep],
    unopened: &[ObservationId],
) -> bool {
    let NextStep::ReadReply {
        observation_id: id, ..
    } = reply
    else {
        return false;
    };
    let is_to_read = |step: &NextStep| matches!(step, NextStep::ReadFeedback { observation_id, .. } if observation_id == id);
    unopened.contains(id) || steps.iter().any(is_to_read)
}

/// The actions whose review comes up, and those not yet answered.
fn actions_to_review(open_actions: &[Action], review_by: Date) -> impl Iterator<Item = NextStep> {
    let comes_up = move |action: &&Action| {
        action.state == ActionState::Proposed || action.review_on <= review_by
    };
    let step = |action: &Action| NextStep::ReviewAction {
        action_id: action.id,
        title: action.title.clone(),
        review_on: action.review_on,
    };
    open_actions.iter().filter(comes_up).map(step)
}
