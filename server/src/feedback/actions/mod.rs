//! Small agreed steps, carried until done.

mod change;
pub(super) mod routes;
pub(super) mod store;

use shared::feedback::{Action, ActionState, PutAction};
use shared::observations::ReleasedAction;
use shared::values::{ActionId, Date, MeetingId, NoteText, ObservationId, PersonId, ShortText};

use crate::actor::Actor;
use crate::db::Conn;
use crate::error::Result;
use crate::observations;

/// An action that somebody proposes to a practitioner.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub id: ActionId,
    pub practitioner_id: PersonId,
    pub observation_id: Option<ObservationId>,
    pub meeting_id: Option<MeetingId>,
    pub title: ShortText,
    pub support: Option<NoteText>,
    pub review_on: Date,
}

/// Proposes an action, or changes the words of one that is still only proposed. One the
/// practitioner has answered stays as they left it.
pub fn propose(conn: &mut Conn, actor: &Actor, proposal: &Proposal) -> Result<()> {
    change::propose(conn, actor, proposal)
}

/// Every action that came of this meeting, whatever became of it.
pub fn actions_of_meeting(conn: &mut Conn, org: &str, meeting: MeetingId) -> Result<Vec<ActionId>> {
    store::of_meeting(conn, org, meeting)
}

/// The version of the actor's own action, where it stands exactly as they would put it.
pub(super) fn known(
    conn: &mut Conn,
    actor: &Actor,
    id: ActionId,
    put: &PutAction,
) -> Result<Option<i64>> {
    change::known(conn, actor, id, put)
}

/// The practitioner's open actions, the next review first: for an agenda or the next session.
/// `closed` are observations of which the reader may not know what they led to.
pub fn open_actions(
    conn: &mut Conn,
    org: &str,
    practitioner: PersonId,
    closed: &[String],
) -> Result<Vec<Action>> {
    store::open_of(conn, org, practitioner, closed)
}

/// The same for the practitioner's own eyes: what was proposed in feedback that has not opened
/// yet waits with it.
pub fn own_open_actions(conn: &mut Conn, org: &str, practitioner: PersonId) -> Result<Vec<Action>> {
    let unopened = observations::unopened(conn, org, practitioner)?;
    let mut actions = store::open_of(conn, org, practitioner, &[])?;
    actions.retain(|action| {
        let waits = action.state == ActionState::Proposed
            && action
                .observation_id
                .is_some_and(|id| unopened.contains(&id));
        !waits
    });
    Ok(actions)
}

impl Proposal {
    pub(super) fn released(
        action: &ReleasedAction,
        practitioner: PersonId,
        observation: ObservationId,
    ) -> Self {
        Self {
            id: action.id,
            practitioner_id: practitioner,
            observation_id: Some(observation),
            meeting_id: None,
            title: action.title.clone(),
            support: action.support.clone(),
            review_on: action.review_on,
        }
    }
}
