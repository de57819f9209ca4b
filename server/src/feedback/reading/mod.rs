//! Reading released feedback with all that belongs to it.

pub(super) mod routes;
mod store;

use std::collections::HashMap;

use shared::access::{Action, Decision, Stage, Standing, decide};
use shared::feedback::{ActionState, Feedback, SelfAssessment};
use shared::observations::PinnedAction;
use shared::values::{ObservationId, PersonId};

use super::{actions, replies, self_assessment};
use crate::actor::Actor;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::observations::{self, Record};

/// The latest edition as the actor may read it; what they may not read of the rest is left out.
/// Four queries while it is shared, a fifth for amendments once they are possible, and a sixth for
/// the practitioner where something was proposed elsewhere.
pub(super) fn feedback(conn: &mut Conn, actor: &Actor, id: ObservationId) -> Result<Feedback> {
    let (record, standing) = observations::find(conn, actor, id, Action::ReadFeedback)?;
    observations::check_open(conn, actor, &record, &standing)?;
    let edition = store::latest(conn, &actor.org, &record)?;
    let stage = record.state.stage();
    let may = |action, stage| decide(action, &standing, stage) == Decision::Allow;
    let own_view = if edition.is_self_assessed {
        Stage::Open
    } else {
        Stage::Private
    };
    let replies = if may(Action::ReadReplies, stage) {
        edition.replies
    } else {
        Vec::new()
    };
    // Amendments follow the acknowledgement.
    let amendments = if record.acknowledged_at.is_some() && may(Action::ReadAmendments, stage) {
        replies::store::amendments(conn, &actor.org, &record)?
    } else {
        Vec::new()
    };
    let (own, elsewhere) = if may(Action::ReadAction, Stage::Open) {
        beside(conn, actor, &record, &standing)?
    } else {
        (Vec::new(), Vec::new())
    };
    let pinned = |action: shared::feedback::Action| PinnedAction {
        title: action.title,
        review_on: action.review_on,
    };
    Ok(Feedback {
        id: edition.id,
        observation: record.present(&standing, elsewhere.into_iter().map(pinned).collect()),
        edition: edition.edition,
        shared_at: edition.shared_at,
        content: edition.content,
        self_assessment: edition
            .self_assessment
            .filter(|_| may(Action::ReadSelfAssessment, own_view)),
        replies,
        amendments,
        actions: own,
    })
}

type Actions = Vec<shared::feedback::Action>;

/// The actions that came from the record, and those of its practitioner that are open from
/// elsewhere. To the practitioner what other feedback proposes waits until that one opens.
fn beside(
    conn: &mut Conn,
    actor: &Actor,
    record: &Record,
    standing: &Standing,
) -> Result<(Actions, Actions)> {
    let closed = observations::closed_to(conn, actor)?;
    let found = actions::store::beside_feedback(
        conn,
        &actor.org,
        record.id,
        record.practitioner.id,
        &closed,
    )?;
    let (own, mut elsewhere): (Actions, Actions) = found
        .into_iter()
        .partition(|action| action.observation_id == Some(record.id));
    let is_proposed = |action: &shared::feedback::Action| action.state == ActionState::Proposed;
    if standing.practitioner && elsewhere.iter().any(is_proposed) {
        let unopened = observations::unopened(conn, &actor.org, record.practitioner.id)?;
        elsewhere.retain(|action| {
            let waits = action
                .observation_id
                .is_some_and(|id| unopened.contains(&id));
            !(is_proposed(action) && waits)
        });
    }
    Ok((own, elsewhere))
}

/// What the practitioner's own device keeps of a record: the feedback once it is open to them, and
/// their own view of the session.
pub fn for_device(
    conn: &mut Conn,
    actor: &Actor,
    record: &Record,
) -> Result<(Option<Feedback>, Option<SelfAssessment>)> {
    let feedback = match record.shared_at {
        Some(_) => match feedback(conn, actor, record.id) {
            Ok(feedback) => Some(feedback),
            // Withdrawn, or the self-assessment comes first.
            Err(Error::Refused(_) | Error::RefusedFields(..) | Error::NotFound) => None,
            Err(error) => return Err(error),
        },
        None => None,
    };
    let own = match record.ended_at {
        Some(_) => Some(self_assessment::store::find(conn, &actor.org, record)?),
        None => None,
    };
    Ok((feedback, own))
}

/// How often what is shown beside each record, and is no part of it, has changed: replies, words
/// added after the closing, and the actions of its practitioner. It only ever rises, so that a
/// device is told again what it holds an older state of. Three queries for all.
pub fn n_changes_beside(
    conn: &mut Conn,
    org: &str,
    records: &[(ObservationId, PersonId)],
) -> Result<HashMap<ObservationId, i64>> {
    let ids: Vec<String> = records.iter().map(|(id, _)| id.to_string()).collect();
    let practitioners: Vec<PersonId> = records.iter().map(|(_, person)| *person).collect();
    let n_words = replies::store::n_added(conn, org, &ids)?;
    let n_edits = actions::store::n_edits(conn, org, &practitioners)?;
    let n_beside = |(id, practitioner): &(ObservationId, PersonId)| {
        let words = n_words.get(id).unwrap_or(&0);
        (*id, words + n_edits.get(practitioner).unwrap_or(&0))
    };
    Ok(records.iter().map(n_beside).collect())
}
