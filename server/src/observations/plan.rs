//! Planning: who may be observed, with which instrument.

use chrono::{DateTime, NaiveDateTime};
use shared::access::Action;
use shared::observations::{NewObservation, Observation};
use shared::org::PersonStatus;
use shared::problem::Code;
use shared::values::{Key, ObservationId};

use super::record::Record;
use super::routes::present;
use super::{mails, sight, store};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn, OnUnique};
use crate::error::{Error, Result};
use crate::mail::SiteUrl;
use crate::{frameworks, org};

/// Plans it and tells the practitioner, or answers what was planned before under the same id; says
/// whether it is new.
pub(super) fn plan(
    conn: &mut Conn,
    actor: &Actor,
    site: &SiteUrl,
    new: &NewObservation,
) -> Result<(Observation, bool)> {
    db::lock_record(conn, &actor.org, &new.id.to_string())?;
    let is_new = match store::find(conn, &actor.org, new.id) {
        Ok(known) if is_same(&known, actor, new) => false,
        // Whose it is stays untold: that the id is in use is all a client learns.
        Ok(_) => return Err(Code::IdReused.into()),
        Err(Error::NotFound) => {
            insert(conn, actor, new)?;
            true
        }
        Err(error) => return Err(error),
    };
    let (record, standing) = sight::find(conn, actor, new.id, Action::SeeObservation)?;
    if is_new {
        mails::post_planned(conn, actor, site, &record, false)?;
    }
    Ok((present(conn, actor, record, &standing)?, is_new))
}

fn is_same(known: &Record, actor: &Actor, new: &NewObservation) -> bool {
    known.observer.id == actor.person_id
        && known.practitioner.id == new.practitioner_id
        && known.frameworks().any(|hash| *hash == new.framework)
        && known.agreement == new.agreement
}

fn insert(conn: &mut Conn, actor: &Actor, new: &NewObservation) -> Result<()> {
    let practitioner =
        org::person(conn, &actor.org, new.practitioner_id).map_err(|error| match error {
            Error::NotFound => Error::field("practitioner_id", "unknown"),
            other => other,
        })?;
    if practitioner.id == actor.person_id {
        return Err(Error::field("practitioner_id", "own_person"));
    }
    if !sight::may_observe(conn, actor, &practitioner)? {
        return Err(Code::Forbidden.into());
    }
    if practitioner.status != PersonStatus::Active {
        return Err(Error::field("practitioner_id", "not_active"));
    }
    if !frameworks::can_plan_with(conn, &actor.org, &new.framework, made_at(new.id))? {
        return Err(Error::field("framework", "unknown"));
    }
    check_focus(
        conn,
        actor,
        &new.framework,
        new.agreement.focus.as_ref(),
        "agreement.focus",
    )?;
    let time_zone = org::organisation(conn, &actor.org)?.time_zone;
    let place = store::Place {
        unit_id: practitioner.unit_id,
        time_zone: &time_zone,
    };
    store::insert(conn, &actor.org, &actor.me, new, place)
        .on_unique("observation.id", || Code::IdReused)?;
    store::answer_requests(conn, &actor.org, new.practitioner_id)?;
    let entry = Entry::new("observation.plan", "observation", new.id).about(new.practitioner_id);
    audit::record(conn, actor, entry)
}

/// When the id was made: by the device, at the press.
fn made_at(id: ObservationId) -> NaiveDateTime {
    id.uuid()
        .get_timestamp()
        .map(|made| made.to_unix())
        .and_then(|(seconds, nanos)| DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanos))
        .map_or_else(db::now, |made| made.naive_utc())
}

/// The focus is a skill of the instrument.
pub(super) fn check_focus(
    conn: &mut Conn,
    actor: &Actor,
    framework: &str,
    focus: Option<&Key>,
    field: &str,
) -> Result<()> {
    let Some(focus) = focus else {
        return Ok(());
    };
    let framework = frameworks::of_record(conn, &actor.org, framework)?;
    if framework.section(focus.as_str()).is_some() {
        Ok(())
    } else {
        Err(Error::field(field, "unknown"))
    }
}
