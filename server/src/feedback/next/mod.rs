//! What to do next, as far as feedback, replies, reflections and actions go.

mod store;

use shared::meetings::NextStep;
use shared::values::Date;

use crate::actor::Actor;
use crate::db::Conn;
use crate::error::Result;

/// Days before its review date from which an action is something to do.
const REVIEW_AHEAD_DAYS: u64 = 7;

/// The actor's steps as practitioner and as observer, in no order. `today` is the actor's.
pub fn next_steps(conn: &mut Conn, actor: &Actor, today: Date) -> Result<Vec<NextStep>> {
    let review_by = today
        .naive()
        .checked_add_days(chrono::Days::new(REVIEW_AHEAD_DAYS))
        .map_or(today, Date::new);
    let mut steps = store::feedback_to_read(conn, actor)?;
    steps.extend(store::replies_to_read(conn, actor)?);
    steps.extend(store::actions_to_review(conn, actor, review_by)?);
    steps.extend(store::reflections_begun(conn, actor)?);
    Ok(steps)
}
