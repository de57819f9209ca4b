//! Reading released feedback with all that belongs to it.

pub(super) mod routes;
mod store;

use std::collections::HashMap;

use shared::access::{Action, Decision, Stage, decide};
use shared::feedback::{Feedback, SelfAssessment};
use shared::observations::PinnedAction;
use shared::values::{ObservationId, PersonId};

use super::{actions, replies, self_assessment};
use crate::actor::Actor;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::observations::{self, Record};

/// The latest edition as the actor may read it. Four queries while it is shared, and a fifth
/// for amendments once they are possible.
pub(super) fn feedback(conn: &mut Conn, actor: &Actor, id: ObservationId) -> Result<Feedback> {
    let (record, standing) = observations::find(conn, actor, id, Action::ReadFeedback)?;
    observations::check_open(conn, actor, &record, &standing)?;
    let edition = store::latest(conn, &actor.org, &record)?;
    let stage = if edition.is_self_assessed {
        Stage::Open
    } else {
        Stage::Private
    };
    let reads_own_view = decide(Action::ReadSelfAssessment, &standing, stage) == Decision::Allow;
    // Amendments follow the acknowledgement.
    let amendments = match record.acknowledged_at {
        Some(_) => replies::store::amendments(conn, &actor.org, &record)?,
        None => Vec::new(),
    };
    let closed = observations::closed_to(conn, actor)?;
    let (own, elsewhere): (Vec<_>, Vec<_>) =
        actions::store::beside_feedback(conn, &actor.org, id, record.practitioner.id, &closed)?
            .into_iter()
            .partition(|action| action.observation_id == Some(id));
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
        self_assessment: edition.self_assessment.filter(|_| reads_own_view),
        replies: edition.replies,
        amendments,
        actions: own,
    })
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
