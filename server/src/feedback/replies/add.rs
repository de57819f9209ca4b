//! Adding words and taking the last steps.

use serde_json::json;
use shared::access::Action;
use shared::feedback::{Amendment, NewAmendment, NewReply, Reply, ReplyKind};
use shared::observations::{Gone, Observation, Parting, Step};
use shared::problem::Code;
use shared::values::ObservationId;

use super::store;
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn, OnUnique, instant};
use crate::error::{Error, Result};
use crate::feedback::{mails, sharing};
use crate::mail::SiteUrl;
use crate::observations::{self, Record};
use crate::org;

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

/// The practitioner has read it. Said again it answers the same, also when the record was closed
/// meanwhile. `edition` is the one they read, where they say: another that was shared since is not
/// what they speak of (`stale`).
pub(super) fn acknowledge(
    conn: &mut Conn,
    actor: &Actor,
    id: ObservationId,
    edition: Option<i32>,
) -> Result<Observation> {
    let (record, standing) = observations::find_to_change(conn, actor, id, Action::Acknowledge)?;
    if record.acknowledged_at.is_some() {
        return observations::present(conn, actor, record, &standing);
    }
    let latest = sharing::store::latest_edition(conn, &actor.org, id)?;
    if edition.is_some_and(|edition| Some(edition) != latest) {
        return Err(Code::Stale.into());
    }
    let step = (Step::Acknowledge, "observation.acknowledge");
    let record = take(conn, actor, record, step)?;
    let record = close_for_leaver(conn, actor, record)?;
    observations::present(conn, actor, record, &standing)
}

/// What waited only for the practitioner is locked with their acknowledgement where its observer
/// has left: nobody else would.
fn close_for_leaver(conn: &mut Conn, actor: &Actor, mut record: Record) -> Result<Record> {
    let has_left = org::person(conn, &actor.org, record.observer.id)?.has_left();
    if !has_left || record.part(Gone::Observer, instant(db::now())) != Parting::Locked {
        return Ok(record);
    }
    let entry = Entry::new("observation.lock", "observation", record.id)
        .about(record.practitioner.id)
        .detail(json!({ "observer": "left" }));
    audit::record(conn, actor, entry)?;
    observations::save(conn, &actor.org, record)
}

/// The observer closes the record.
pub(super) fn lock(conn: &mut Conn, actor: &Actor, id: ObservationId) -> Result<Observation> {
    let (record, standing) = observations::find_to_change(conn, actor, id, Action::Lock)?;
    let record = take(conn, actor, record, (Step::Lock, "observation.lock"))?;
    observations::present(conn, actor, record, &standing)
}

/// Takes a step, under its name in the audit log.
fn take(
    conn: &mut Conn,
    actor: &Actor,
    mut record: Record,
    (step, name): (Step, &'static str),
) -> Result<Record> {
    record.step(step, instant(db::now()))?;
    let record = observations::save(conn, &actor.org, record)?;
    audit::record(
        conn,
        actor,
        Entry::new(name, "observation", record.id).about(record.practitioner.id),
    )?;
    Ok(record)
}
