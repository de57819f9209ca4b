//! All SQL of meetings.

mod coverage;

use std::collections::HashMap;

use diesel::dsl::exists;
use diesel::prelude::*;
use shared::meetings::{MeetingState, NewMeeting, Participation, Slot};
use shared::values::{MeetingId, PersonId};
use uuid::Uuid;

use super::record::Booked;
use crate::db::schema::{meeting, meeting_attendee};
use crate::db::{
    self, Conn, instant, stored, stored_count, stored_optional, stored_or_empty, stored_word, word,
};
use crate::error::Result;
use crate::token::random_bytes;

pub use coverage::{Supervised, supervised};

#[derive(Queryable)]
struct Row {
    id: String,
    uid: String,
    sequence: i32,
    purpose: String,
    organiser_id: String,
    practitioner_id: Option<String>,
    observation_id: Option<String>,
    starts_local: String,
    time_zone: String,
    duration_minutes: i32,
    place: String,
    link: String,
    agenda_note: String,
    state: String,
    summary: String,
    updated_at: chrono::NaiveDateTime,
    version: i64,
}

macro_rules! columns {
    () => {
        (
            meeting::id,
            meeting::uid,
            meeting::sequence,
            meeting::purpose,
            meeting::organiser_id,
            meeting::practitioner_id,
            meeting::observation_id,
            meeting::starts_local,
            meeting::time_zone,
            meeting::duration_minutes,
            meeting::place,
            meeting::link,
            meeting::agenda_note,
            meeting::state,
            meeting::summary,
            meeting::updated_at,
            meeting::version,
        )
    };
}

fn parse(row: Row) -> Result<Booked> {
    Ok(Booked {
        id: stored(row.id)?,
        uid: row.uid,
        sequence: row.sequence,
        purpose: stored_word(&row.purpose)?,
        organiser_id: stored(row.organiser_id)?,
        practitioner_id: stored_optional(row.practitioner_id)?,
        observation_id: stored_optional(row.observation_id)?,
        slot: Slot {
            starts: stored(row.starts_local)?,
            time_zone: row.time_zone,
            duration_minutes: stored_count(row.duration_minutes, "duration_minutes")?,
            place: stored_or_empty(row.place)?,
            link: stored_or_empty(row.link)?,
        },
        agenda_note: stored_or_empty(row.agenda_note)?,
        state: stored_word(&row.state)?,
        summary: stored_or_empty(row.summary)?,
        updated_at: instant(row.updated_at),
        version: row.version,
        attendees: Vec::new(),
    })
}

/// A meeting of the organisation, whoever may see it.
pub fn find(conn: &mut Conn, org: &str, id: MeetingId) -> Result<Booked> {
    let row: Row = meeting::table
        .find((org, id.to_string()))
        .select(columns!())
        .first(conn)?;
    let mut found = vec![parse(row)?];
    add_attendees(conn, org, &mut found)?;
    Ok(found.remove(0))
}

/// Fills in who was invited, for many meetings in one query.
fn add_attendees(conn: &mut Conn, org: &str, meetings: &mut [Booked]) -> Result<()> {
    let ids: Vec<String> = meetings
        .iter()
        .map(|meeting| meeting.id.to_string())
        .collect();
    let rows: Vec<(String, String, String)> = meeting_attendee::table
        .filter(
            meeting_attendee::org_id
                .eq(org)
                .and(meeting_attendee::meeting_id.eq_any(&ids)),
        )
        .order((meeting_attendee::meeting_id, meeting_attendee::person_id))
        .select((
            meeting_attendee::meeting_id,
            meeting_attendee::person_id,
            meeting_attendee::reply,
        ))
        .load(conn)?;
    let mut invited: HashMap<String, Vec<(PersonId, Participation)>> = HashMap::new();
    for (meeting, person, reply) in rows {
        invited
            .entry(meeting)
            .or_default()
            .push((stored(person)?, stored_word(&reply)?));
    }
    for (meeting, id) in meetings.iter_mut().zip(ids) {
        meeting.attendees = invited.remove(&id).unwrap_or_default();
    }
    Ok(())
}

/// A stretch of a person's meetings, in the order of their time.
#[derive(Clone, Debug)]
pub enum Stretch {
    /// From a time on, or behind a key.
    From(String, Option<(String, String)>),
    /// Before a time, the latest first.
    Before(String, Option<(String, String)>),
    /// Only those that nobody held or cancelled, from a time on and before another where one is given.
    Booked(String, Option<String>),
}

/// The person's own meetings, organised or attended. The two are asked for apart, because each
/// has an index and both together have none.
pub fn page_of_own(
    conn: &mut Conn,
    org: &str,
    person: &str,
    stretch: &Stretch,
    n: i64,
) -> Result<Vec<Booked>> {
    let mut rows = organised(conn, org, person, stretch, n)?;
    rows.extend(attended(conn, org, person, stretch, n)?);
    let is_descending = matches!(stretch, Stretch::Before(..));
    rows.sort_by(|a, b| {
        let order = (&a.starts_local, &a.id).cmp(&(&b.starts_local, &b.id));
        if is_descending {
            order.reverse()
        } else {
            order
        }
    });
    rows.dedup_by(|a, b| a.id == b.id);
    rows.truncate(usize::try_from(n).unwrap_or_default());
    let mut meetings = rows.into_iter().map(parse).collect::<Result<Vec<_>>>()?;
    add_attendees(conn, org, &mut meetings)?;
    Ok(meetings)
}

macro_rules! stretched {
    ($query:expr, $stretch:expr, $n:expr, $conn:expr) => {{
        let mut query = $query;
        match $stretch {
            Stretch::From(from, after) => {
                query = query.filter(meeting::starts_local.ge(from.clone()));
                if let Some((starts, id)) = after.clone() {
                    let behind = meeting::starts_local
                        .eq(starts.clone())
                        .and(meeting::id.gt(id));
                    query = query.filter(meeting::starts_local.gt(starts).or(behind));
                }
                query
                    .order((meeting::starts_local.asc(), meeting::id.asc()))
                    .limit($n)
                    .load($conn)
            }
            Stretch::Before(before, after) => {
                query = query.filter(meeting::starts_local.lt(before.clone()));
                if let Some((starts, id)) = after.clone() {
                    let behind = meeting::starts_local
                        .eq(starts.clone())
                        .and(meeting::id.lt(id));
                    query = query.filter(meeting::starts_local.lt(starts).or(behind));
                }
                query
                    .order((meeting::starts_local.desc(), meeting::id.desc()))
                    .limit($n)
                    .load($conn)
            }
            Stretch::Booked(from, until) => {
                query = query
                    .filter(meeting::starts_local.ge(from.clone()))
                    .filter(meeting::state.eq(word(&MeetingState::Booked)));
                if let Some(until) = until.clone() {
                    query = query.filter(meeting::starts_local.lt(until));
                }
                query
                    .order((meeting::starts_local.asc(), meeting::id.asc()))
                    .limit($n)
                    .load($conn)
            }
        }
    }};
}

fn organised(
    conn: &mut Conn,
    org: &str,
    person: &str,
    stretch: &Stretch,
    n: i64,
) -> Result<Vec<Row>> {
    let query = meeting::table
        .filter(
            meeting::org_id
                .eq(org)
                .and(meeting::organiser_id.eq(person)),
        )
        .select(columns!())
        .into_boxed();
    Ok(stretched!(query, stretch, n, conn)?)
}

fn attended(
    conn: &mut Conn,
    org: &str,
    person: &str,
    stretch: &Stretch,
    n: i64,
) -> Result<Vec<Row>> {
    let query = meeting::table
        .inner_join(
            meeting_attendee::table.on(meeting_attendee::org_id
                .eq(meeting::org_id)
                .and(meeting_attendee::meeting_id.eq(meeting::id))),
        )
        .filter(
            meeting::org_id
                .eq(org)
                .and(meeting_attendee::person_id.eq(person)),
        )
        .select(columns!())
        .into_boxed();
    Ok(stretched!(query, stretch, n, conn)?)
}

/// Booked meetings of an organiser from a time on that all who are invited declined, the earliest first.
pub fn all_declined(
    conn: &mut Conn,
    org: &str,
    organiser: &str,
    from: &str,
    n: i64,
) -> Result<Vec<Booked>> {
    let rows: Vec<Row> = meeting::table
        .filter(
            meeting::org_id
                .eq(org)
                .and(meeting::organiser_id.eq(organiser)),
        )
        .filter(meeting::starts_local.ge(from))
        .filter(meeting::state.eq(word(&MeetingState::Booked)))
        .filter(somebody_declined())
        .filter(diesel::dsl::not(somebody_may_come()))
        .order((meeting::starts_local.asc(), meeting::id.asc()))
        .select(columns!())
        .limit(n)
        .load(conn)?;
    let mut meetings = rows.into_iter().map(parse).collect::<Result<Vec<_>>>()?;
    add_attendees(conn, org, &mut meetings)?;
    Ok(meetings)
}

/// Whether one of those invited to the meeting in question will not come.
#[diesel::dsl::auto_type(no_type_alias)]
fn somebody_declined() -> _ {
    exists(
        meeting_attendee::table
            .filter(meeting_attendee::org_id.eq(meeting::org_id))
            .filter(meeting_attendee::meeting_id.eq(meeting::id))
            .filter(meeting_attendee::reply.eq("declined")),
    )
}

/// Whether one of those invited to the meeting in question has not said no.
#[diesel::dsl::auto_type(no_type_alias)]
fn somebody_may_come() -> _ {
    exists(
        meeting_attendee::table
            .filter(meeting_attendee::org_id.eq(meeting::org_id))
            .filter(meeting_attendee::meeting_id.eq(meeting::id))
            .filter(meeting_attendee::reply.ne("declined")),
    )
}

pub fn insert(conn: &mut Conn, org: &str, organiser: &str, new: &NewMeeting) -> Result<()> {
    let now = db::now();
    let slot = &new.slot;
    diesel::insert_into(meeting::table)
        .values((
            (
                meeting::org_id.eq(org),
                meeting::id.eq(new.id.to_string()),
                meeting::uid.eq(new.id.to_string()),
                meeting::sequence.eq(0),
                meeting::purpose.eq(new.purpose.as_str()),
                meeting::organiser_id.eq(organiser),
                meeting::practitioner_id.eq(new.practitioner_id.map(|id| id.to_string())),
                meeting::observation_id.eq(new.observation_id.map(|id| id.to_string())),
                meeting::starts_local.eq(slot.starts.to_string()),
                meeting::time_zone.eq(&slot.time_zone),
                meeting::duration_minutes.eq(i32::from(slot.duration_minutes)),
            ),
            (
                meeting::place.eq(slot.place.as_ref().map_or("", |place| place.as_str())),
                meeting::link.eq(slot.link.as_ref().map_or("", |link| link.as_str())),
                meeting::agenda_note.eq(new.agenda_note.as_ref().map_or("", |note| note.as_str())),
                meeting::state.eq(word(&MeetingState::Booked)),
                meeting::summary.eq(""),
                meeting::created_at.eq(now),
                meeting::updated_at.eq(now),
                meeting::version.eq(1),
            ),
        ))
        .execute(conn)?;
    for attendee in &new.attendee_ids {
        invite(conn, org, new.id, *attendee)?;
    }
    Ok(())
}

pub fn invite(conn: &mut Conn, org: &str, id: MeetingId, person: PersonId) -> Result<()> {
    // By this a reply is known as theirs where a mail program leaves out the organiser.
    let mut random = [0; 16];
    random.copy_from_slice(&random_bytes()[..16]);
    diesel::insert_into(meeting_attendee::table)
        .values((
            meeting_attendee::org_id.eq(org),
            meeting_attendee::meeting_id.eq(id.to_string()),
            meeting_attendee::person_id.eq(person.to_string()),
            meeting_attendee::invite_token.eq(Uuid::from_bytes(random).simple().to_string()),
            meeting_attendee::reply.eq(word(&Participation::NeedsAction)),
        ))
        .execute(conn)?;
    Ok(())
}

pub fn uninvite(conn: &mut Conn, org: &str, id: MeetingId, person: PersonId) -> Result<()> {
    diesel::delete(meeting_attendee::table.find((org, id.to_string(), person.to_string())))
        .execute(conn)?;
    Ok(())
}

pub fn set_reply(
    conn: &mut Conn,
    org: &str,
    id: MeetingId,
    person: PersonId,
    reply: Participation,
) -> Result<()> {
    diesel::update(meeting_attendee::table.find((org, id.to_string(), person.to_string())))
        .set(meeting_attendee::reply.eq(word(&reply)))
        .execute(conn)?;
    Ok(())
}

/// A move in time asks everybody again.
pub fn forget_replies(conn: &mut Conn, org: &str, id: MeetingId) -> Result<()> {
    let invited = meeting_attendee::table.filter(
        meeting_attendee::org_id
            .eq(org)
            .and(meeting_attendee::meeting_id.eq(id.to_string())),
    );
    diesel::update(invited)
        .set(meeting_attendee::reply.eq(word(&Participation::NeedsAction)))
        .execute(conn)?;
    Ok(())
}

/// Writes what may change of a meeting, as the next version.
pub fn save(conn: &mut Conn, org: &str, booked: &Booked) -> Result<()> {
    let slot = &booked.slot;
    diesel::update(meeting::table.find((org, booked.id.to_string())))
        .set((
            meeting::sequence.eq(booked.sequence),
            meeting::organiser_id.eq(booked.organiser_id.to_string()),
            meeting::starts_local.eq(slot.starts.to_string()),
            meeting::time_zone.eq(&slot.time_zone),
            meeting::duration_minutes.eq(i32::from(slot.duration_minutes)),
            meeting::place.eq(slot.place.as_ref().map_or("", |place| place.as_str())),
            meeting::link.eq(slot.link.as_ref().map_or("", |link| link.as_str())),
            meeting::agenda_note.eq(booked.agenda_note.as_ref().map_or("", |note| note.as_str())),
            meeting::state.eq(word(&booked.state)),
            meeting::summary.eq(booked
                .summary
                .as_ref()
                .map_or("", |summary| summary.as_str())),
            meeting::updated_at.eq(db::now()),
            meeting::version.eq(meeting::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}

/// Meetings that the person organises and that were neither held nor cancelled, the earliest first.
pub fn unsettled(conn: &mut Conn, org: &str, organiser: PersonId) -> Result<Vec<MeetingId>> {
    let ids: Vec<String> = meeting::table
        .filter(
            meeting::org_id
                .eq(org)
                .and(meeting::organiser_id.eq(organiser.to_string()))
                .and(meeting::state.eq(word(&MeetingState::Booked))),
        )
        .order((meeting::starts_local, meeting::id))
        .select(meeting::id)
        .load(conn)?;
    ids.into_iter().map(stored).collect()
}
