//! Taking in a push: what is new of it goes into the log, once.

use std::collections::BTreeSet;

use serde_json::json;
use shared::access::{Action, Role, Standing};
use shared::observations::{
    OPERATION_LIMIT, Operation, OperationBody, PushOperations, PushReceipt, State,
};
use shared::problem::{Code, FieldProblem};
use shared::sync::{self, Refusal, canonical, content_hash};
use shared::values::ObservationId;

use super::advance::{self, Takes};
use super::store::{Ledger, NewSegment};
use super::{check, store};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn, OnUnique, instant};
use crate::error::{Error, Result};
use crate::frameworks;
use crate::observations::record::Record;
use crate::observations::routes::present;
use crate::observations::{sight, store as records};
use crate::org;

/// A push in the form in which it is kept, made before the transaction begins.
pub(super) struct Received {
    pub push: PushOperations,
    operations_json: String,
    content_hash: String,
}

impl Received {
    pub fn new(push: PushOperations) -> Result<Self> {
        check::check_form(&push)?;
        let operations_json = canonical(&push.operations);
        let content_hash = content_hash(&operations_json);
        if content_hash != push.content_hash {
            return Err(Code::Damaged.into());
        }
        Ok(Self {
            push,
            operations_json,
            content_hash,
        })
    }
}

/// Takes in the push, or answers again what was answered when it came before.
pub(super) fn receive(
    conn: &mut Conn,
    actor: &Actor,
    id: ObservationId,
    received: Received,
) -> Result<PushReceipt> {
    // Decided below: a repeated push is answered even when the record has moved on since.
    let (record, standing) = sight::find_to_change(conn, actor, id, Action::SeeObservation)?;
    let ledger = store::ledger(conn, &actor.org, id)?;
    if standing.observer && ledger.holds(received.push.segment) {
        return repeated(conn, actor, record, &standing, &received, &ledger);
    }
    actor.decide(Action::WriteCapture, &standing, record.state.stage())?;
    // Permission is judged at receipt: what is new from somebody who observes no more waits for a
    // decision. What arrived before, or was accepted since, is acknowledged.
    let safe_up_to = ledger.safe_up_to(received.push.device);
    let has_new = received
        .push
        .operations
        .iter()
        .any(|op| op.sequence > safe_up_to);
    if has_new && !(actor.holds(Role::Spo) || actor.holds(Role::Qdo)) {
        return Err(Code::NeedsDecision.into());
    }
    take_in(
        conn,
        actor,
        record,
        standing,
        received,
        ledger,
        Takes::InTime,
    )
}

/// Takes in a push that somebody decided to accept for its author. Whoever has the record by now,
/// and however far it has come, it was the author's when it was captured: after the sharing it waits
/// for the next one, or stands with all else that was noted where none can come, and nothing that was
/// released changes. Somebody who never observed it is told that it does not exist.
pub(super) fn receive_accepted(
    conn: &mut Conn,
    author: &Actor,
    id: ObservationId,
    received: Received,
    lost: &BTreeSet<u32>,
) -> Result<()> {
    db::lock_record(conn, &author.org, &id.to_string())?;
    let record = records::find(conn, &author.org, id)?;
    if !record.was_observed_by(author.person_id) {
        return Err(Error::NotFound);
    }
    let standing = Standing {
        observer: true,
        ..Standing::default()
    };
    let ledger = store::ledger(conn, &author.org, id)?.without(received.push.device, lost);
    if ledger.holds(received.push.segment) {
        return repeated(conn, author, record, &standing, &received, &ledger).map(|_| ());
    }
    if !record.state.is_released() {
        author.decide(Action::WriteCapture, &standing, record.state.stage())?;
    }
    take_in(
        conn,
        author,
        record,
        standing,
        received,
        ledger,
        Takes::Late,
    )
    .map(|_| ())
}

fn take_in(
    conn: &mut Conn,
    actor: &Actor,
    record: Record,
    standing: Standing,
    received: Received,
    ledger: Ledger,
    takes: Takes,
) -> Result<PushReceipt> {
    let id = record.id;
    let framework = frameworks::of_record(conn, &actor.org, &record.framework)?;
    let earlier = record.earlier_frameworks.iter();
    let earlier: Result<Vec<_>> = earlier
        .map(|hash| frameworks::of_record(conn, &actor.org, hash))
        .collect();
    check::check_content(&framework, &earlier?, &received.push.operations)?;
    let safe_up_to = ledger.safe_up_to(received.push.device);
    let n_known = n_known(conn, actor, id, &received.push, safe_up_to)?;
    let new = &received.push.operations[n_known..];
    if new.is_empty() {
        let place = Place {
            safe_up_to,
            first_sequence: safe_up_to.saturating_add(1),
            received_sequence: record.n_received,
            received_at: db::now(),
        };
        return receipt(conn, actor, record, &standing, &received.push, place);
    }
    if ledger.n_operations + new.len() > OPERATION_LIMIT {
        let field = FieldProblem {
            parameters: vec![OPERATION_LIMIT.to_string()],
            ..FieldProblem::new("operations", "too_long")
        };
        return Err(Error::Invalid(vec![field]));
    }
    append(conn, actor, record, &standing, &received, (n_known, takes))
}

/// Adds what is new as one segment and moves the record on.
fn append(
    conn: &mut Conn,
    actor: &Actor,
    mut record: Record,
    standing: &Standing,
    received: &Received,
    (n_known, takes): (usize, Takes),
) -> Result<PushReceipt> {
    let push = &received.push;
    let new = &push.operations[n_known..];
    let now = db::now();
    let ended_ms = earlier_end(conn, actor, &record, new)?;
    let state_before = record.state;
    let is_past_sharing = takes == Takes::Late && is_past_sharing(conn, actor, &record)?;
    advance::advance(&mut record, new, ended_ms, (takes, instant(now)))?;
    record.n_received += 1;
    let tail;
    let operations_json = if n_known == 0 {
        &received.operations_json
    } else {
        tail = canonical(new);
        &tail
    };
    let segment = NewSegment {
        observation_id: record.id,
        id: push.segment,
        author: &actor.me,
        device: push.device,
        first_sequence: new[0].sequence,
        n_operations: new.len(),
        content_hash: &received.content_hash,
        operations_json,
        received_at: now,
        received_sequence: record.n_received,
        is_past_sharing,
    };
    store::append(conn, &actor.org, &segment)
        .on_unique("capture_segment.observation_id,id", || Code::IdReused)?;
    let record = records::save(conn, &actor.org, record)?;
    let detail = json!({ "operations": new.len(), "from": state_before.as_str(), "to": record.state.as_str() });
    let entry = Entry::new("capture.write", "observation", record.id)
        .about(record.practitioner.id)
        .detail(detail);
    audit::record(conn, actor, entry)?;
    let place = Place {
        safe_up_to: new[new.len() - 1].sequence,
        first_sequence: new[0].sequence,
        received_sequence: record.n_received,
        received_at: now,
    };
    receipt(conn, actor, record, standing, push, place)
}

/// Whether nobody will share it any more: it is closed, or whose feedback it is has left.
fn is_past_sharing(conn: &mut Conn, actor: &Actor, record: &Record) -> Result<bool> {
    match record.state {
        State::Acknowledged | State::Locked => Ok(true),
        State::Shared => Ok(org::person(conn, &actor.org, record.observer.id)?.has_left()),
        _ => Ok(false),
    }
}

/// How many operations at the head of the push are in the log already.
fn n_known(
    conn: &mut Conn,
    actor: &Actor,
    id: ObservationId,
    push: &PushOperations,
    safe_up_to: u32,
) -> Result<usize> {
    sync::n_known(safe_up_to, &push.operations, || {
        store::operations_of_device(conn, &actor.org, id, push.device)
    })
}

/// A gap is a loss on the device's side, or on the server's: the field names what is safe.
impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Gap { safe_up_to } => {
                let gap = FieldProblem {
                    parameters: vec![safe_up_to.to_string()],
                    ..FieldProblem::new("sequence", Refusal::GAP)
                };
                Self::RefusedFields(Code::WrongState, vec![gap])
            }
            Refusal::Reused { place } => {
                let field = FieldProblem::new(format!("operations[{place}]"), "id_reused");
                Self::RefusedFields(Code::IdReused, vec![field])
            }
        }
    }
}

/// When an earlier push ended the session, and this one brings live operations after it.
fn earlier_end(
    conn: &mut Conn,
    actor: &Actor,
    record: &Record,
    new: &[Operation],
) -> Result<Option<u32>> {
    let has_ended = record.state == State::Drafting || record.state.is_released();
    let is_late = has_ended && new.iter().any(|operation| operation.body.is_live());
    if !is_late {
        return Ok(None);
    }
    let operations = store::operations(conn, &actor.org, record.id)?;
    let end = operations
        .iter()
        .find(|operation| matches!(operation.body, OperationBody::End {}));
    Ok(end.and_then(|end| end.elapsed_ms))
}

fn repeated(
    conn: &mut Conn,
    actor: &Actor,
    record: Record,
    standing: &Standing,
    received: &Received,
    ledger: &Ledger,
) -> Result<PushReceipt> {
    let push = &received.push;
    let kept = store::receipt(conn, &actor.org, record.id, push.segment)?;
    if kept.content_hash != received.content_hash || kept.device != push.device {
        return Err(Code::IdReused.into());
    }
    let place = Place {
        safe_up_to: ledger.safe_up_to(push.device),
        first_sequence: kept.first_sequence,
        received_sequence: kept.received_sequence,
        received_at: kept.received_at,
    };
    receipt(conn, actor, record, standing, push, place)
}

/// Where a push stands in the log.
struct Place {
    safe_up_to: u32,
    first_sequence: u32,
    received_sequence: i64,
    received_at: chrono::NaiveDateTime,
}

fn receipt(
    conn: &mut Conn,
    actor: &Actor,
    record: Record,
    standing: &Standing,
    push: &PushOperations,
    place: Place,
) -> Result<PushReceipt> {
    Ok(PushReceipt {
        segment: push.segment,
        safe_up_to: place.safe_up_to,
        first_sequence: place.first_sequence,
        received_at: instant(place.received_at),
        received_sequence: place.received_sequence,
        observation: present(conn, actor, record, standing)?,
    })
}
