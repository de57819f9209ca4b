//! Who may see and change a meeting, and whom one may invite.

use shared::access::{self, Action, Decision, Stage, Standing};
use shared::meetings::ATTENDEES_MAX;
use shared::org::PersonStatus;
use shared::problem::FieldProblem;
use shared::values::{MeetingId, PersonId, ValueError};

use super::record::Booked;
use super::store;
use crate::actor::Actor;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::org;

/// Every stage is the same to the rules of meetings.
pub const STAGE: Stage = Stage::Planned;

/// The meeting, if the actor may take the action on it.
pub fn find(
    conn: &mut Conn,
    actor: &Actor,
    id: MeetingId,
    action: Action,
) -> Result<(Booked, Standing)> {
    let booked = store::find(conn, &actor.org, id)?;
    let standing = standing_for(conn, actor, &booked)?;
    actor.decide(action, &standing, STAGE)?;
    Ok((booked, standing))
}

/// The same for a change: nobody else changes it until the commit.
pub fn find_to_change(
    conn: &mut Conn,
    actor: &Actor,
    id: MeetingId,
    action: Action,
) -> Result<(Booked, Standing)> {
    db::lock_record(conn, &actor.org, &id.to_string())?;
    find(conn, actor, id, action)
}

/// What the actor is to the meeting: organiser, invited, or above whom it is about.
pub fn standing_for(conn: &mut Conn, actor: &Actor, booked: &Booked) -> Result<Standing> {
    let about = booked.practitioner_id.unwrap_or(booked.organiser_id);
    let relation = org::standing_towards(conn, actor, about)?;
    Ok(Standing {
        observer: booked.organiser_id == actor.person_id,
        attendee: booked
            .attendees
            .iter()
            .any(|(id, _)| *id == actor.person_id),
        line: relation.line,
        head: relation.head,
        auditor: relation.auditor,
        ..Standing::default()
    })
}

/// Whether the rules allow the action, for parts of an answer.
pub fn may(action: Action, standing: &Standing, stage: Stage) -> bool {
    access::decide(action, standing, stage) == Decision::Allow
}

/// Whether the agenda may show the practitioner's open actions to the actor: being in the room is
/// not enough, the actor must be somebody who may read them anywhere.
pub fn may_read_actions(conn: &mut Conn, actor: &Actor, practitioner: PersonId) -> Result<bool> {
    let mut standing = org::standing_towards(conn, actor, practitioner)?;
    standing.observer = org::has_observed(conn, &actor.org, actor.person_id, practitioner)?;
    Ok(may(Action::ReadAction, &standing, Stage::Open))
}

/// Checks whom the actor wants to invite: people who are here and whom the actor may see, or the
/// actor's own line manager. Those already invited to the meeting stay invited.
pub fn check_attendees(
    conn: &mut Conn,
    actor: &Actor,
    organiser: PersonId,
    ids: &[PersonId],
    already: &[PersonId],
) -> Result<()> {
    if ids.is_empty() {
        return Err(Error::field("attendee_ids", "empty"));
    }
    if ids.len() > ATTENDEES_MAX {
        let error = ValueError::OutOfRange {
            min: 1,
            max: ATTENDEES_MAX as i64,
        };
        return Err(Error::Invalid(vec![FieldProblem::value(
            "attendee_ids",
            &error,
        )]));
    }
    let cards = org::cards(conn, &actor.org, ids)?;
    let my_manager = org::person(conn, &actor.org, actor.person_id)?.line_manager_id;
    let mut problems = Vec::new();
    for (place, id) in ids.iter().enumerate() {
        let mut note =
            |code: &str| problems.push(FieldProblem::new(format!("attendee_ids[{place}]"), code));
        if ids[..place].contains(id) {
            note("duplicate");
        } else if *id == organiser {
            note("own");
        } else if already.contains(id) {
            continue;
        } else {
            match cards.get(id) {
                // A head changes a meeting without reading it, and does not let themselves in.
                Some(_) if *id == actor.person_id => note("self_invited"),
                Some(card) if my_manager == Some(*id) || org::may_see(conn, actor, *id)? => {
                    if card.status != PersonStatus::Active {
                        note("not_active");
                    }
                }
                _ => note("unknown"),
            }
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(problems))
    }
}
