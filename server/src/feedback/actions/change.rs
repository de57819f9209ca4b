//! Making and changing actions.

use serde_json::json;
use shared::access::{Action as Permission, Stage, Standing};
use shared::feedback::{Action, ActionState, PutAction};
use shared::problem::Code;
use shared::values::{ActionId, PersonId};

use super::Proposal;
use super::store::{self, Kept};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn, OnUnique};
use crate::error::{Error, Result};
use crate::http::Expected;
use crate::{observations, org};

/// What the actor is to the action: its practitioner, the one who observed or proposed, or the line.
pub(super) fn standing_for(conn: &mut Conn, actor: &Actor, kept: &Kept) -> Result<Standing> {
    let mut standing = org::standing_towards(conn, actor, kept.action.practitioner.id)?;
    standing.observer =
        kept.proposed_by == actor.me || kept.observer_id.as_deref() == Some(actor.me.as_str());
    Ok(standing)
}

/// Makes the action or changes it; says whether it is new.
pub(super) fn put(
    conn: &mut Conn,
    actor: &Actor,
    id: ActionId,
    expected: Expected,
    put: &PutAction,
) -> Result<(Action, bool)> {
    db::lock_record(conn, &actor.org, &id.to_string())?;
    match store::find(conn, &actor.org, id) {
        // An action of a record that the actor is blind to is not there for them.
        Ok(kept) if is_closed(conn, actor, &kept)? => Err(Error::NotFound),
        Ok(kept) => change(conn, actor, kept, expected, put).map(|action| (action, false)),
        Err(Error::NotFound) if expected == Expected::Nothing => {
            make(conn, actor, id, put).map(|action| (action, true))
        }
        Err(error) => Err(error),
    }
}

fn is_closed(conn: &mut Conn, actor: &Actor, kept: &Kept) -> Result<bool> {
    let Some(of) = kept.action.observation_id else {
        return Ok(false);
    };
    Ok(observations::closed_to(conn, actor)?.contains(&of.to_string()))
}

fn make(conn: &mut Conn, actor: &Actor, id: ActionId, put: &PutAction) -> Result<Action> {
    let practitioner_id = put.practitioner_id.unwrap_or(actor.person_id);
    let standing = standing_to_make(conn, actor, practitioner_id, put)?;
    actor.decide(Permission::WriteAction, &standing, Stage::Open)?;
    // Only the practitioner takes an action on; others propose.
    let may_start = [ActionState::Proposed, ActionState::Taken];
    if !may_start.contains(&put.state)
        || (put.state == ActionState::Taken && !standing.practitioner)
    {
        return Err(Error::field("state", "not_at_first"));
    }
    store::insert(conn, actor, id, practitioner_id, put)
        .on_unique("action.id", || Code::IdReused)?;
    let detail = json!({ "state": put.state.as_str() });
    audit::record(
        conn,
        actor,
        Entry::new("action.add", "action", id)
            .about(practitioner_id)
            .detail(detail),
    )?;
    Ok(store::find(conn, &actor.org, id)?.action)
}

/// An action may rest on an observation of that practitioner that the actor may see.
fn standing_to_make(
    conn: &mut Conn,
    actor: &Actor,
    practitioner: PersonId,
    put: &PutAction,
) -> Result<Standing> {
    let mut standing =
        org::standing_towards(conn, actor, practitioner).map_err(|error| match error {
            Error::NotFound => Error::field("practitioner_id", "unknown"),
            other => other,
        })?;
    if let Some(observation_id) = put.observation_id {
        let unknown = || Error::field("observation_id", "unknown");
        let found = observations::find(conn, actor, observation_id, Permission::SeeObservation);
        let (record, towards_record) = found.map_err(|error| match error {
            Error::NotFound => unknown(),
            other => other,
        })?;
        if record.practitioner.id != practitioner {
            return Err(unknown());
        }
        // What the observer proposes there is told by sharing, and not before.
        if record.shared_at.is_none() && !standing.practitioner {
            return Err(Code::WrongState.into());
        }
        standing.observer = towards_record.observer;
    }
    Ok(standing)
}

fn change(
    conn: &mut Conn,
    actor: &Actor,
    kept: Kept,
    expected: Expected,
    put: &PutAction,
) -> Result<Action> {
    let standing = standing_for(conn, actor, &kept)?;
    actor.decide(Permission::WriteAction, &standing, Stage::Open)?;
    let action = &kept.action;
    // A repeated request answers the same, whichever version it names.
    if is_same(action, put) {
        return Ok(kept.action);
    }
    match expected {
        Expected::Nothing => return Err(Code::IdReused.into()),
        Expected::Version(version) if version != action.version => return Err(Code::Stale.into()),
        Expected::Version(_) => {}
    }
    check_place(action, put)?;
    let answers = matches!(put.state, ActionState::Taken | ActionState::Replaced)
        && put.state != action.state;
    if answers && !standing.practitioner {
        return Err(Code::Forbidden.into());
    }
    if !action.state.may_become(put.state) {
        return Err(Code::WrongState.into());
    }
    let detail = json!({ "from": action.state.as_str(), "to": put.state.as_str() });
    let entry = Entry::new("action.edit", "action", action.id)
        .about(action.practitioner.id)
        .detail(detail);
    store::update(conn, &actor.org, action.id, put)?;
    audit::record(conn, actor, entry)?;
    Ok(store::find(conn, &actor.org, action.id)?.action)
}

/// Whose action it is and what it came from never changes.
fn check_place(action: &Action, put: &PutAction) -> Result<()> {
    if put
        .practitioner_id
        .is_some_and(|id| id != action.practitioner.id)
    {
        return Err(Error::field("practitioner_id", "fixed"));
    }
    if put.observation_id.is_some() && put.observation_id != action.observation_id {
        return Err(Error::field("observation_id", "fixed"));
    }
    Ok(())
}

fn is_same(action: &Action, put: &PutAction) -> bool {
    check_place(action, put).is_ok()
        && action.title == put.title
        && action.support == put.support
        && action.review_on == put.review_on
        && action.state == put.state
        && action.note == put.note
}

/// See [`super::known`].
pub(super) fn known(
    conn: &mut Conn,
    actor: &Actor,
    id: ActionId,
    put: &PutAction,
) -> Result<Option<i64>> {
    let known = store::find(conn, &actor.org, id)?.action;
    let is_known = known.practitioner.id == actor.person_id && is_same(&known, put);
    Ok(is_known.then_some(known.version))
}

/// See [`super::propose`].
pub(super) fn propose(conn: &mut Conn, actor: &Actor, proposal: &Proposal) -> Result<()> {
    let put = PutAction {
        practitioner_id: Some(proposal.practitioner_id),
        observation_id: proposal.observation_id,
        title: proposal.title.clone(),
        support: proposal.support.clone(),
        review_on: proposal.review_on,
        state: ActionState::Proposed,
        note: None,
    };
    match store::find(conn, &actor.org, proposal.id) {
        Ok(kept) => {
            let is_same_place = kept.action.practitioner.id == proposal.practitioner_id
                && kept.action.observation_id == proposal.observation_id;
            if !is_same_place {
                return Err(Code::IdReused.into());
            }
            if kept.action.state == ActionState::Proposed && !is_same(&kept.action, &put) {
                store::update(conn, &actor.org, proposal.id, &put)?;
            }
            Ok(())
        }
        Err(Error::NotFound) => {
            store::insert(conn, actor, proposal.id, proposal.practitioner_id, &put)?;
            match proposal.meeting_id {
                Some(meeting) => store::attach_to_meeting(conn, &actor.org, proposal.id, meeting),
                None => Ok(()),
            }
        }
        Err(error) => Err(error),
    }
}
