//! Work that somebody else decides about: whose it may be, and the steps that go before it.

use shared::access::{Action, Standing};
use shared::observations::{NewObservation, SetInformed, State};
use shared::sync::{Command, CommandBody};
use shared::values::{ObservationId, PersonId};

use super::{mails, plan, routes, store};
use crate::actor::Actor;
use crate::audit;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::mail::SiteUrl;

/// Refuses work on a record that its author neither observes, nor did before it was handed on,
/// nor plans with these very steps: to them it does not exist ([`Error::NotFound`]).
pub fn check_author(
    conn: &mut Conn,
    org: &str,
    id: ObservationId,
    author: PersonId,
    steps: &[Command],
) -> Result<()> {
    let is_theirs = match store::find(conn, org, id) {
        Ok(record) => record.was_observed_by(author),
        Err(Error::NotFound) => {
            plans_of(steps).any(|new| new.id == id && new.practitioner_id != author)
        }
        Err(error) => return Err(error),
    };
    if is_theirs {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Whether the session has not begun, as far as the server knows.
pub fn is_planned(conn: &mut Conn, org: &str, id: ObservationId) -> Result<bool> {
    Ok(store::find(conn, org, id)?.state == State::Planned)
}

fn plans_of(steps: &[Command]) -> impl Iterator<Item = &NewObservation> {
    steps.iter().filter_map(|step| match &step.body {
        CommandBody::Plan(new) => Some(new),
        _ => None,
    })
}

/// Plans for the author what was planned without a network, and says what the person on probation
/// answered, unless that arrived before. Steps that end or share are taken again by a person who
/// sees what is there.
pub fn take_first_steps(
    conn: &mut Conn,
    author: &Actor,
    site: &SiteUrl,
    id: ObservationId,
    steps: &[Command],
) -> Result<()> {
    db::lock_record(conn, &author.org, &id.to_string())?;
    check_author(conn, &author.org, id, author.person_id, steps)?;
    for step in steps {
        match &step.body {
            CommandBody::Plan(new) if new.id == id => plan_once(conn, author, site, new)?,
            CommandBody::Inform(set) => inform(conn, author, site, id, set)?,
            _ => {}
        }
    }
    Ok(())
}

/// A record that is there may have been handed on since: then it is not planned anew.
fn plan_once(conn: &mut Conn, author: &Actor, site: &SiteUrl, new: &NewObservation) -> Result<()> {
    match store::find(conn, &author.org, new.id) {
        Err(Error::NotFound) => {
            routes::check_agreement(&new.agreement, "agreement.")?;
            plan::plan(conn, author, site, new).map(|_| ())
        }
        known => known.map(|_| ()),
    }
}

fn inform(
    conn: &mut Conn,
    author: &Actor,
    site: &SiteUrl,
    id: ObservationId,
    set: &SetInformed,
) -> Result<()> {
    let mut record = store::find(conn, &author.org, id)?;
    if record.state != State::Planned || record.informed == set.informed {
        return Ok(());
    }
    let observer = Standing {
        observer: true,
        ..Standing::default()
    };
    author.decide(Action::Inform, &observer, record.state.stage())?;
    let before = record.clone();
    let entry = routes::set_informed(conn, author, &mut record, set.informed)?;
    let record = store::save(conn, &author.org, record)?;
    mails::post_change(conn, author, site, &before, &record)?;
    audit::record(conn, author, entry.about(record.practitioner.id))
}
