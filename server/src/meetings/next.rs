//! What to do next, as far as meetings go.

use chrono::{DateTime, Duration, Utc};
use shared::meetings::{DeclinedMeeting, NextStep};
use shared::values::{LocalTime, PersonId};

use super::record::Booked;
use super::store::{self, Stretch};
use crate::actor::Actor;
use crate::clock;
use crate::db::Conn;
use crate::error::Result;
use crate::org::{self, Names};

/// Meetings to come are a thing to do from so many days before.
const AHEAD_DAYS: i64 = 7;
/// A meeting nobody closed is asked about for so long.
const BACK_DAYS: i64 = 30;
/// Whatever began longer ago is over: a meeting is shorter.
const OVER_DAYS: i64 = 1;
const N_MAX: i64 = 60;

/// The actor's meetings: those of the coming week, and those over that the actor has not closed.
pub fn next_steps(conn: &mut Conn, actor: &Actor, now: DateTime<Utc>) -> Result<Vec<NextStep>> {
    let over = clock::wall_clock(now - Duration::days(OVER_DAYS));
    let back = clock::wall_clock(now - Duration::days(BACK_DAYS));
    // However many nobody closed, they keep none of those to come off the list.
    let mut open = booked_between(conn, &actor.org, &actor.me, back, over)?;
    let until = clock::wall_clock(now + Duration::days(AHEAD_DAYS));
    open.extend(booked_between(conn, &actor.org, &actor.me, over, until)?);
    let names = org::names(
        conn,
        &actor.org,
        open.iter()
            .flat_map(|booked| booked.people().collect::<Vec<_>>()),
    )?;
    let mut steps = Vec::new();
    for booked in open {
        let is_over = booked.ends_at()? < now;
        let with = others(&booked, actor, &names)?;
        let (meeting_id, purpose, starts) = (booked.id, booked.purpose, booked.slot.starts);
        if !is_over && !booked.is_off_for(actor.person_id) {
            steps.push(NextStep::Meet {
                meeting_id,
                purpose,
                with,
                starts,
            });
        } else if is_over && booked.organiser_id == actor.person_id {
            steps.push(NextStep::CloseMeeting {
                meeting_id,
                purpose,
                with,
                starts,
            });
        }
    }
    Ok(steps)
}

/// The meetings to come that the actor organises and to which nobody comes, however far ahead.
pub fn declined(
    conn: &mut Conn,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Vec<DeclinedMeeting>> {
    let from = clock::wall_clock(now).to_string();
    let found = store::all_declined(conn, &actor.org, &actor.me, &from, N_MAX)?;
    let people = found
        .iter()
        .flat_map(|booked| booked.people().collect::<Vec<_>>());
    let names = org::names(conn, &actor.org, people)?;
    let declined = |booked: Booked| {
        Ok(DeclinedMeeting {
            meeting_id: booked.id,
            purpose: booked.purpose,
            with: others(&booked, actor, &names)?,
            starts: booked.slot.starts,
        })
    };
    found.into_iter().map(declined).collect()
}

/// Somebody's booked meetings of the coming week, for a digest: with whom and when.
pub fn coming(
    conn: &mut Conn,
    org: &str,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<Booked>> {
    let until = clock::wall_clock(now + Duration::days(AHEAD_DAYS));
    let from = clock::wall_clock(now);
    let mut coming = booked_between(conn, org, &person.to_string(), from, until)?;
    coming.retain(|booked| !booked.is_off_for(person));
    Ok(coming)
}

fn booked_between(
    conn: &mut Conn,
    org: &str,
    person: &str,
    from: LocalTime,
    until: LocalTime,
) -> Result<Vec<Booked>> {
    let stretch = Stretch::Booked(from.to_string(), Some(until.to_string()));
    store::page_of_own(conn, org, person, &stretch, N_MAX)
}

fn others(booked: &Booked, actor: &Actor, names: &Names) -> Result<Vec<shared::org::PersonRef>> {
    let everybody = [booked.organiser_id]
        .into_iter()
        .chain(booked.attendee_ids());
    everybody
        .filter(|id| *id != actor.person_id)
        .map(|id| names.reference(id))
        .collect()
}
