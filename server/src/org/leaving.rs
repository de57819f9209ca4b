//! Leaving: nobody's record is stranded by it.

use serde_json::json;
use shared::org::{ComeBack, Leave, Person, PersonStatus};
use shared::problem::{Code, FieldProblem};
use shared::values::PersonId;

use super::people::{check_manager, leads_anywhere, unknown};
use super::store;
use super::suspending::check_administrators;
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::clock;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::mail::SiteUrl;

/// Something that somebody must take on when a person leaves.
pub struct Held {
    /// As in `observations`, `meetings`, `people`.
    pub what: &'static str,
    pub n: i64,
}

/// What a slice to the right does when somebody leaves. This slice may not call those, so `app.rs`
/// hands their functions in.
#[derive(Clone, Copy)]
pub struct Handover {
    /// What the person holds that a successor must take on; nothing when `n` is 0.
    pub held: fn(&mut Conn, org: &str, person: PersonId) -> Result<Held>,
    /// Gives it to the successor, or closes what nobody takes on.
    pub hand_over:
        fn(&mut Conn, &Actor, &SiteUrl, from: PersonId, to: Option<PersonId>) -> Result<()>,
}

/// What other slices do when somebody joins, has another address or leaves.
#[derive(Clone, Copy)]
pub struct Handovers {
    /// Sends the invitation, in the transaction.
    pub invite: fn(&mut Conn, actor: &Actor, person: PersonId) -> Result<()>,
    /// Ends every session for that reason, in the transaction.
    pub sign_out: fn(&mut Conn, org: &str, person: PersonId, reason: &str) -> Result<()>,
    /// Ends every link that was mailed to them, in the transaction.
    pub end_links: fn(&mut Conn, org: &str, person: PersonId) -> Result<()>,
    pub leaving: &'static [Handover],
}

/// Marks somebody as gone. What they were to do goes to the successor; without one the answer
/// `still_responsible` lists it. Leaving twice answers the same.
pub(super) fn leave(
    conn: &mut Conn,
    actor: &Actor,
    handovers: &Handovers,
    site: &SiteUrl,
    id: PersonId,
    leave: &Leave,
) -> Result<Person> {
    db::lock_record(conn, &actor.org, &id.to_string())?;
    let person = store::find_person(conn, &actor.org, id)?;
    if person.status == PersonStatus::Left {
        return if person.left_on == Some(leave.left_on) {
            Ok(person)
        } else {
            Err(Code::WrongState.into())
        };
    }
    check(conn, actor, id, leave)?;
    let held = responsibilities(conn, actor, handovers, id)?;
    if leave.successor_id.is_none() && !held.is_empty() {
        return Err(Error::RefusedFields(Code::StillResponsible, held));
    }
    if let Some(successor) = leave.successor_id {
        check_successor(conn, actor, id, successor, &held)?;
    }
    for handover in handovers.leaving {
        (handover.hand_over)(conn, actor, site, id, leave.successor_id)?;
    }
    if let Some(successor) = leave.successor_id {
        store::hand_over_line(conn, &actor.org, id, successor)?;
    }
    let n_roles = store::revoke_all_grants(conn, &actor.org, id)?;
    store::mark_left(conn, &actor.org, id, leave.left_on)?;
    (handovers.sign_out)(conn, &actor.org, id, "left")?;
    let detail =
        json!({ "successor": leave.successor_id.map(|id| id.to_string()), "n_roles": n_roles });
    audit::record(
        conn,
        actor,
        Entry::new("person.leave", "person", id)
            .about(id)
            .detail(detail),
    )?;
    store::find_person(conn, &actor.org, id)
}

fn check(conn: &mut Conn, actor: &Actor, id: PersonId, leave: &Leave) -> Result<()> {
    if id == actor.person_id {
        return Err(Code::Forbidden.into());
    }
    if leave.left_on > clock::today() {
        return Err(Error::field("left_on", "in_the_future"));
    }
    check_administrators(conn, actor, id)
}

/// Somebody who had left is here again: invited, without the password and the roles of before, and
/// with their own records as they were. Their line manager stays if that person still leads.
pub(super) fn come_back(
    conn: &mut Conn,
    actor: &Actor,
    handovers: &Handovers,
    id: PersonId,
    back: &ComeBack,
) -> Result<Person> {
    db::lock_record(conn, &actor.org, &id.to_string())?;
    let person = store::find_person(conn, &actor.org, id)?;
    if person.status == PersonStatus::Invited && person.email == back.email {
        return Ok(person);
    }
    if person.status != PersonStatus::Left {
        return Err(Code::WrongState.into());
    }
    let manager = manager_who_still_leads(conn, actor, &person)?;
    store::mark_back(conn, &actor.org, id, &back.email, manager)?;
    (handovers.end_links)(conn, &actor.org, id)?;
    (handovers.invite)(conn, actor, id)?;
    audit::record(
        conn,
        actor,
        Entry::new("person.return", "person", id).about(id),
    )?;
    store::find_person(conn, &actor.org, id)
}

/// The line manager of before, unless the rules of today say no.
fn manager_who_still_leads(
    conn: &mut Conn,
    actor: &Actor,
    person: &Person,
) -> Result<Option<PersonId>> {
    let manager = person.line_manager.as_ref().map(|manager| manager.id);
    match check_manager(conn, actor, person.id, manager) {
        Ok(()) => Ok(manager),
        Err(Error::Invalid(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Somebody else who is here and does what the leaver did, and nobody names themselves: drafts and
/// a line come with it, and an administrator reads no content. Any other who observes will do, and
/// an administrator can give that role to somebody, though never to themselves.
fn check_successor(
    conn: &mut Conn,
    actor: &Actor,
    leaver: PersonId,
    successor: PersonId,
    held: &[FieldProblem],
) -> Result<()> {
    let refuse = |code| Err(Error::field("successor_id", code));
    if successor == leaver {
        return refuse("own");
    }
    if successor == actor.person_id {
        return refuse("own_line");
    }
    let card = store::find_card(conn, &actor.org, successor)
        .map_err(|error| unknown("successor_id", error))?;
    if card.status != PersonStatus::Active {
        return refuse("not_active");
    }
    let observes = store::observes(conn, &actor.org, successor)?;
    let leads = leads_anywhere(conn, &actor.org, successor)?;
    let takes_on = |what: &str| held.iter().any(|held| held.field == what);
    if takes_on("people") && !leads {
        return refuse("no_line");
    }
    if !observes && (takes_on("observations") || !leads) {
        return refuse("does_not_observe");
    }
    Ok(())
}

/// What somebody would have to take on, as fields with their number.
fn responsibilities(
    conn: &mut Conn,
    actor: &Actor,
    handovers: &Handovers,
    id: PersonId,
) -> Result<Vec<FieldProblem>> {
    let mut held = vec![Held {
        what: "people",
        n: store::n_line_managed(conn, &actor.org, id)?,
    }];
    for handover in handovers.leaving {
        held.push((handover.held)(conn, &actor.org, id)?);
    }
    let counted = held.into_iter().filter(|held| held.n > 0);
    Ok(counted
        .map(|held| FieldProblem {
            field: held.what.to_owned(),
            code: "still_responsible".to_owned(),
            parameters: vec![held.n.to_string()],
        })
        .collect())
}
