//! What becomes of observations when somebody leaves.

use serde_json::json;
use shared::observations::{Gone, Parting, State};
use shared::problem::Code;
use shared::values::{ObservationId, PersonId};

use super::record::Record;
use super::{mails, pair, store};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn, instant};
use crate::error::{Error, Result};
use crate::mail::SiteUrl;
use crate::org::{Handover, Held};

/// What the people slice asks and does when somebody leaves.
pub const HANDOVER: Handover = Handover { held, hand_over };

/// How many observations the person was to make and has not released.
fn held(conn: &mut Conn, org: &str, person: PersonId) -> Result<Held> {
    let states = words(|state| state.parting(Gone::Observer) == Parting::HandedOn);
    Ok(Held {
        what: "observations",
        n: store::n_observed(conn, org, person, &states)?,
    })
}

fn words(is_meant: impl Fn(State) -> bool) -> Vec<&'static str> {
    let meant = State::ALL.iter().filter(|state| is_meant(**state));
    meant.map(|state| state.as_str()).collect()
}

/// How many records ended in which way.
#[derive(Default)]
struct Tally {
    n_given: u32,
    n_locked: u32,
    n_withdrawn: u32,
}

/// Gives the unreleased observations of the leaver to the successor, who becomes their observer,
/// and ends what nobody could go on with.
fn hand_over(
    conn: &mut Conn,
    actor: &Actor,
    site: &SiteUrl,
    from: PersonId,
    to: Option<PersonId>,
) -> Result<()> {
    let mut tally = Tally::default();
    for id in store::open_of(conn, &actor.org, from, &words(State::is_closed))? {
        part(conn, actor, site, id, (from, to), &mut tally)?;
    }
    let Tally {
        n_given,
        n_locked,
        n_withdrawn,
    } = tally;
    if n_given + n_locked + n_withdrawn == 0 {
        return Ok(());
    }
    let detail = json!({
        "n_given": n_given, "n_locked": n_locked, "n_withdrawn": n_withdrawn,
        "to": to.map(|to| to.to_string()),
    });
    audit::record(
        conn,
        actor,
        Entry::new("observation.hand_over", "person", from)
            .about(from)
            .detail(detail),
    )
}

/// Locked before it is read: a step that somebody takes at this moment comes before, or finds the
/// person gone.
fn part(
    conn: &mut Conn,
    actor: &Actor,
    site: &SiteUrl,
    id: ObservationId,
    (from, to): (PersonId, Option<PersonId>),
    tally: &mut Tally,
) -> Result<()> {
    db::lock_record(conn, &actor.org, &id.to_string())?;
    let mut record = store::find(conn, &actor.org, id)?;
    let was_planned = record.state == State::Planned;
    let gone = match record.observer.id == from {
        true => Gone::Observer,
        false => Gone::Practitioner,
    };
    match record.part(gone, instant(db::now())) {
        Parting::Stays => return Ok(()),
        Parting::HandedOn => {
            tally.n_given += 1;
            give(conn, actor, &record, to.ok_or(Code::StillResponsible)?)?;
            if was_planned {
                let given = store::find(conn, &actor.org, id)?;
                let before = record.observer.name.as_str();
                mails::post_handed_on(conn, actor, site, &given, before)?;
            }
            return Ok(());
        }
        Parting::Locked => tally.n_locked += 1,
        Parting::Withdrawn => tally.n_withdrawn += 1,
    }
    let record = store::save(conn, &actor.org, record)?;
    if was_planned {
        mails::post_ended_by_leaving(conn, actor, site, &record)?;
    }
    Ok(())
}

/// Nobody observes themselves, nor makes both records of one session, which are blind to each
/// other: then it takes another successor.
fn give(conn: &mut Conn, actor: &Actor, record: &Record, to: PersonId) -> Result<()> {
    if record.practitioner.id == to {
        return Err(Error::field("successor_id", "observed_in_these"));
    }
    if pair::is_blind_to(conn, &actor.org, record.id, to)? {
        return Err(Error::field("successor_id", "observes_the_same"));
    }
    store::give(conn, &actor.org, record, to)
}
