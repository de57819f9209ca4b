//! Adding words and taking the last steps.

use serde_json::json;
use shared::access::Action;
use shared::feedback::{Amendment, NewAmendment, NewReply, Reply, ReplyKind};
use shared::observations::{Observation, Step};
use shared::problem::Code;
use shared::values::ObservationId;

use super::store;
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn, OnUnique, instant};
use crate::error::{Error, Result};
use crate::feedback::mails;
use crate::mail::SiteUrl;
use crate::observations;

/// Adds a reply and tells the other side; the same id and words again answer the same.
pub(super) fn reply(
    conn: &mut Conn,
    actor: &Actor,
    site: SiteUrl,
    id: ObservationId,
    new: &NewReply,
) -> Result<(Reply, bool)> {
    let (record, standing) = observations::find_to_change(conn, actor, id, Action::Reply)?;
    if let Some((known, of)) = store::find_reply(conn, &actor.org, &record, new.id)? {
        let is_same = of == id
            && known.author.id == actor.person_id
            && known.kind == new.kind
            && known.text == new.text;
        return if is_same {
            Ok((known, false))
        } else {
            Err(Code::IdReused.into())
        };
    }
    // Disputing, asking for a second observer and acknowledging are the practitioner's.
    if new.kind != ReplyKind::Reply && !standing.practitioner {
        return Err(Error::field("kind", "not_yours"));
    }
    store::insert_reply(conn, actor, id, new).on_unique("reply.id", || Code::IdReused)?;
    let detail = json!({ "kind": new.kind.as_str() });
    let entry = Entry::new("reply.add", "observation", id)
        .about(record.practitioner.id)
        .detail(detail);
    audit::record(conn, actor, entry)?;
    let (reply, _) = store::find_reply(conn, &actor.org, &record, new.id)?
        .ok_or_else(|| Error::Internal("a reply is gone in its own transaction".into()))?;
    mails::post_reply_received(conn, site, &actor.org, &record, &reply)?;
    Ok((reply, true))
}

/// Adds words to a closed record, visible as an addition.
pub(super) fn amend(
    conn: &mut Conn,
    actor: &Actor,
    id: ObservationId,
    new: &NewAmendment,
) -> Result<(Amendment, bool)> {
    let (record, _) = observations::find_to_change(conn, actor, id, Action::Amend)?;
    if let Some((known, of)) = store::find_amendment(conn, &actor.org, new.id)? {
        let is_same = of == id && known.author.id == actor.person_id && known.text == new.text;
        return if is_same {
            Ok((known, false))
        } else {
            Err(Code::IdReused.into())
        };
    }
    store::insert_amendment(conn, actor, id, new).on_unique("amendment.id", || Code::IdReused)?;
    audit::record(
        conn,
        actor,
        Entry::new("amendment.add", "observation", id).about(record.practitioner.id),
    )?;
    let (amendment, _) = store::find_amendment(conn, &actor.org, new.id)?
        .ok_or_else(|| Error::Internal("an amendment is gone in its own transaction".into()))?;
    Ok((amendment, true))
}

/// Takes one of the last steps: the practitioner acknowledges, the observer locks.
pub(super) fn step(
    conn: &mut Conn,
    actor: &Actor,
    id: ObservationId,
    step: Step,
) -> Result<Observation> {
    let (action, name) = match step {
        Step::Lock => (Action::Lock, "observation.lock"),
        _ => (Action::Acknowledge, "observation.acknowledge"),
    };
    let (mut record, standing) = observations::find_to_change(conn, actor, id, action)?;
    record.step(step, instant(db::now()))?;
    let record = observations::save(conn, &actor.org, record)?;
    audit::record(
        conn,
        actor,
        Entry::new(name, "observation", id).about(record.practitioner.id),
    )?;
    observations::present(conn, actor, record, &standing)
}
