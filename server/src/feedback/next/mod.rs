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

/// The actor's steps as practitioner and as observer, in no order. `today` and the open actions
/// are the actor's own, and `unopened` the own records whose feedback waits for the self-assessment.
pub fn next_steps(
    conn: &mut Conn,
    actor: &Actor,
    today: Date,
    open_actions: &[Action],
    unopened: &[ObservationId],
) -> Result<Vec<NextStep>> {
    let review_by = today
        .naive()
        .checked_add_days(chrono::Days::new(REVIEW_AHEAD_DAYS))
        .map_or(today, Date::new);
    let mut steps = store::feedback_to_read(conn, actor, unopened)?;
    steps.extend(store::replies_to_read(conn, actor)?);
    steps.extend(actions_to_review(open_actions, review_by));
    steps.extend(store::reflections_begun(conn, actor)?);
    Ok(steps)
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
