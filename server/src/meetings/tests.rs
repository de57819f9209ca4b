//! What of somebody's meetings they are told to do next.

use chrono::{Duration, Utc};
use diesel::prelude::*;
use shared::meetings::{MeetingPurpose, MeetingState, NewMeeting, NextStep, Participation, Slot};
use shared::values::MeetingId;
use uuid::Uuid;

use super::record::Booked;
use super::{next, store};
use crate::actor::{self, Actor};
use crate::clock;
use crate::db::schema::person;
use crate::db::scratch::Scratch;
use crate::db::{Conn, stored};
use crate::demo::{self, DemoOptions};
use crate::error::Result;

fn somebody(conn: &mut Conn, address: &str) -> Result<Actor> {
    let (org, id): (String, String) = person::table
        .filter(person::email.like(format!("{address}%")))
        .select((person::org_id, person::id))
        .first(conn)?;
    actor::reader(conn, stored(org)?, stored(id)?)
}

/// Priya meets Dafydd so many hours from now, or met him before.
fn booked(conn: &mut Conn, hours: i64) -> Result<Booked> {
    booked_with(conn, hours, &["dafydd."])
}

/// The same with all of these.
fn booked_with(conn: &mut Conn, hours: i64, guests: &[&str]) -> Result<Booked> {
    let priya = somebody(conn, "priya.")?;
    let guests = guests.iter().map(|guest| somebody(conn, guest));
    let guests = guests.collect::<Result<Vec<_>>>()?;
    let starts = clock::wall_clock(Utc::now() + Duration::hours(hours));
    let new = NewMeeting {
        id: MeetingId::new(Uuid::now_v7()),
        purpose: MeetingPurpose::Supervision,
        attendee_ids: guests.iter().map(|guest| guest.person_id).collect(),
        practitioner_id: None,
        observation_id: None,
        slot: Slot {
            starts,
            time_zone: "Europe/London".into(),
            duration_minutes: 30,
            place: None,
            link: None,
        },
        agenda_note: None,
    };
    store::insert(conn, &priya.org, &priya.me, &new)?;
    store::find(conn, &priya.org, new.id)
}

fn cancelled(conn: &mut Conn, hours: i64) -> Result<()> {
    let cancelled = Booked {
        state: MeetingState::Cancelled,
        ..booked(conn, hours)?
    };
    let priya = somebody(conn, "priya.")?;
    store::save(conn, &priya.org, &cancelled)
}

/// Whether Priya's next steps and the digest name the meeting.
fn is_told(conn: &mut Conn, id: MeetingId) -> Result<(bool, bool)> {
    let (priya, now) = (somebody(conn, "priya.")?, Utc::now());
    let steps = next::next_steps(conn, &priya, now)?;
    let coming = next::coming(conn, &priya.org, priya.person_id, now)?;
    Ok((
        steps
            .iter()
            .any(|step| matches!(step, NextStep::Meet { meeting_id, .. } if *meeting_id == id)),
        coming.iter().any(|booked| booked.id == id),
    ))
}

#[tokio::test]
async fn a_meeting_to_come_is_told_whatever_lies_before_it() {
    let scratch = Scratch::open();
    demo::generate(&scratch.db, &DemoOptions::default())
        .await
        .expect("a demo");
    let look = |conn: &mut Conn| {
        for hours in 0..70 {
            cancelled(conn, -hours - 2)?;
            cancelled(conn, 2)?;
            booked(conn, -hours - 48)?;
        }
        let coming = booked(conn, 4)?;
        is_told(conn, coming.id)
    };
    let told = scratch.db.write(look).await.expect("a look");
    assert_eq!(told, (true, true));
}

#[tokio::test]
async fn a_meeting_that_nobody_closed_is_asked_about() {
    let scratch = Scratch::open();
    demo::generate(&scratch.db, &DemoOptions::default())
        .await
        .expect("a demo");
    let look = |conn: &mut Conn| {
        let over = [booked(conn, -3)?.id, booked(conn, -72)?.id];
        let priya = somebody(conn, "priya.")?;
        let steps = next::next_steps(conn, &priya, Utc::now())?;
        let asked = |id| {
            let is_asked = |step: &&NextStep| matches!(step, NextStep::CloseMeeting { meeting_id, .. } if *meeting_id == id);
            steps.iter().filter(is_asked).count()
        };
        Ok(over.map(asked))
    };
    let asked = scratch.db.write(look).await.expect("a look");
    assert_eq!(asked, [1, 1], "each once");
}

/// Many groups that one person does not come to keep the one that nobody comes to off no list.
#[tokio::test]
async fn the_meeting_that_all_declined_is_told_whatever_some_declined_before_it() {
    let scratch = Scratch::open();
    demo::generate(&scratch.db, &DemoOptions::default())
        .await
        .expect("a demo");
    let look = |conn: &mut Conn| {
        let guests = ["dafydd.", "margaret."];
        let (priya, dafydd) = (somebody(conn, "priya.")?, somebody(conn, guests[0])?);
        let margaret = somebody(conn, guests[1])?;
        let declines = |conn: &mut Conn, booked: &Booked, who: &Actor| {
            let no = Participation::Declined;
            store::set_reply(conn, &who.org, booked.id, who.person_id, no)
        };
        for hours in 0..70 {
            let partly = booked_with(conn, hours + 2, &guests)?;
            declines(conn, &partly, &dafydd)?;
        }
        let off = booked_with(conn, 80, &guests)?;
        declines(conn, &off, &dafydd)?;
        declines(conn, &off, &margaret)?;
        let told = next::declined(conn, &priya, Utc::now())?;
        let told: Vec<MeetingId> = told.iter().map(|declined| declined.meeting_id).collect();
        Ok((told, off.id))
    };
    let (told, off) = scratch.db.write(look).await.expect("a look");
    assert_eq!(told, [off]);
}
