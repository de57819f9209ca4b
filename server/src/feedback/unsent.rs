//! What of somebody's own writing came to the server by another way before it is given back.

use std::collections::BTreeMap;

use shared::access::Action;
use shared::sync::UnsentPiece;
use shared::values::ObservationId;

use super::{actions, reflections, replies, self_assessment};
use crate::actor::Actor;
use crate::db::Conn;
use crate::error::{Error, Result};
use crate::observations;

/// Leaves out what the server has from the actor already: its answer was lost on the way to the
/// device. A text that follows one of those is written over the version it became.
pub fn not_arrived(
    conn: &mut Conn,
    actor: &Actor,
    of: ObservationId,
    pieces: Vec<UnsentPiece>,
) -> Result<Vec<UnsentPiece>> {
    let mut rest = Vec::new();
    // By action; none for the text of the outbox.
    let mut became = BTreeMap::new();
    for mut piece in pieces {
        let known = match known(conn, actor, of, &piece) {
            // What its author may not see any more is judged when it is sent.
            Err(Error::NotFound | Error::Refused(_)) => Known::No,
            known => known?,
        };
        match known {
            Known::Yes => {}
            Known::As(version) => {
                // What led to how an action stands has arrived with it.
                let earlier =
                    |one: &UnsentPiece| one.action().is_some() && one.action() == piece.action();
                rest.retain(|one| !earlier(one));
                became.insert(piece.action(), version);
            }
            Known::No => {
                let of = piece.action();
                if let Some(over) = piece.over() {
                    *over = over.or_else(|| became.remove(&of));
                }
                rest.push(piece);
            }
        }
    }
    Ok(rest)
}

/// Whether the server has a piece.
enum Known {
    No,
    Yes,
    /// As this version of its text.
    As(i64),
}

fn known(conn: &mut Conn, actor: &Actor, of: ObservationId, piece: &UnsentPiece) -> Result<Known> {
    Ok(match piece {
        UnsentPiece::SelfAssessment { content, .. } => {
            let (record, standing) = observations::find(conn, actor, of, Action::SeeObservation)?;
            let known = self_assessment::store::find(conn, &actor.org, &record)?;
            if standing.practitioner && known.version > 0 && known.content == *content {
                Known::As(known.version)
            } else {
                Known::No
            }
        }
        UnsentPiece::Reflection { id, put, .. } => {
            let known = reflections::store::find(conn, &actor.org, *id)?.reflection;
            let is_same = known.practitioner.id == actor.person_id
                && known.observation_id == put.observation_id
                && known.model == put.model
                && known.parts == put.parts;
            if is_same {
                Known::As(known.version)
            } else {
                Known::No
            }
        }
        UnsentPiece::Action { id, put, .. } => match actions::known(conn, actor, *id, put)? {
            Some(version) => Known::As(version),
            None => Known::No,
        },
        UnsentPiece::Reply(new) => {
            // Given back once before, it may have been sent under a new id.
            let is_said = replies::store::is_said(conn, actor, of, new)?;
            if is_said { Known::Yes } else { Known::No }
        }
        UnsentPiece::Amendment(new) => {
            let is_added = replies::store::is_added(conn, actor, of, new)?;
            if is_added { Known::Yes } else { Known::No }
        }
        UnsentPiece::MakePrivate { id } => {
            let known = reflections::store::find(conn, &actor.org, *id)?.reflection;
            let is_private = known.practitioner.id == actor.person_id && known.shared_at.is_none();
            if is_private { Known::Yes } else { Known::No }
        }
    })
}
