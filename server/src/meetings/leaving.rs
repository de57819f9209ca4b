//! What becomes of meetings when somebody leaves.

use shared::meetings::MeetingState;
use shared::values::{LocalTime, PersonId};

use super::booking;
use super::mails::Post;
use super::record::Booked;
use super::store::{self, Stretch};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::clock;
use crate::db::{self, Conn};
use crate::error::Result;
use crate::mail::SiteUrl;
use crate::org::{Handover, Held};

/// Meetings of one person to come: nobody has more in their calendar.
const N_MAX: i64 = 1_000;

/// What the people slice asks and does when somebody leaves.
pub const HANDOVER: Handover = Handover { held, hand_over };

/// How many meetings the person organises that are to come or that nobody settled. Those of before
/// count as well: only their organiser can say that they took place and what came of them, and
/// until then somebody's supervision is not on record.
fn held(conn: &mut Conn, org: &str, person: PersonId) -> Result<Held> {
    let organised = store::unsettled(conn, org, person)?;
    Ok(Held {
        what: "meetings",
        n: i64::try_from(organised.len()).unwrap_or(i64::MAX),
    })
}

/// Gives the leaver's meetings to the successor, and takes the leaver out of those of others: a
/// one-to-one with somebody who is gone is called off.
fn hand_over(
    conn: &mut Conn,
    actor: &Actor,
    site: &SiteUrl,
    from: PersonId,
    to: Option<PersonId>,
) -> Result<()> {
    let (mut n_changed, mut n_past) = (0, 0);
    for id in store::unsettled(conn, &actor.org, from)? {
        // Somebody else may be settling it at this moment.
        db::lock_record(conn, &actor.org, &id.to_string())?;
        let booked = store::find(conn, &actor.org, id)?;
        if booked.state != MeetingState::Booked {
            continue;
        }
        let is_past = booked.slot.starts < now();
        n_past += i32::from(is_past);
        n_changed += 1;
        let to = to.filter(|to| booked.attendee_ids() != [*to]);
        match (to, is_past) {
            (Some(to), false) => booking::give(conn, actor, &booked, to, site.clone())?,
            (Some(to), true) => give_past(conn, actor, booked, to)?,
            (None, false) => call_off(conn, actor, booked, site)?,
            (None, true) => close(conn, actor, booked)?,
        }
    }
    let stretch = Stretch::Booked(now().to_string(), None);
    for booked in store::page_of_own(conn, &actor.org, &from.to_string(), &stretch, N_MAX)? {
        if booked.organiser_id == from {
            continue;
        }
        if booked.purpose.is_one_to_one() || booked.attendees.len() == 1 {
            call_off(conn, actor, booked, site)?;
        } else {
            excuse(conn, actor, booked, from, site)?;
        }
        n_changed += 1;
    }
    if n_changed == 0 {
        return Ok(());
    }
    let detail = serde_json::json!({
        "n_meetings": n_changed, "n_past": n_past, "to": to.map(|to| to.to_string()),
    });
    audit::record(
        conn,
        actor,
        Entry::new("meeting.hand_over", "person", from)
            .about(from)
            .detail(detail),
    )
}

/// Gives a meeting that has begun to somebody who can settle it. No calendar changes for what is
/// past, so nothing is sent, its sequence stays, and so does what everybody answered.
fn give_past(conn: &mut Conn, actor: &Actor, booked: Booked, to: PersonId) -> Result<()> {
    store::uninvite(conn, &actor.org, booked.id, to)?;
    let given = Booked {
        organiser_id: to,
        ..booked
    };
    store::save(conn, &actor.org, &given)
}

/// Closes a meeting that has begun and that nobody is left to settle, without a mail.
fn close(conn: &mut Conn, actor: &Actor, booked: Booked) -> Result<()> {
    let closed = Booked {
        state: MeetingState::Cancelled,
        ..booked
    };
    store::save(conn, &actor.org, &closed)
}

/// Takes the leaver out of a meeting that takes place without them, in every calendar.
fn excuse(
    conn: &mut Conn,
    actor: &Actor,
    booked: Booked,
    leaver: PersonId,
    site: &SiteUrl,
) -> Result<()> {
    let starts_at = booked.starts_at()?;
    let saved = Booked {
        sequence: booked.sequence + 1,
        ..booked
    };
    store::save(conn, &actor.org, &saved)?;
    store::uninvite(conn, &actor.org, saved.id, leaver)?;
    let after = store::find(conn, &actor.org, saved.id)?;
    let mut post = Post::new(conn, &actor.org, site.clone(), &after)?;
    post.cancelled_for(conn, &[leaver])?;
    post.moved(conn, &after.attendee_ids(), starts_at)
}

fn call_off(conn: &mut Conn, actor: &Actor, booked: Booked, site: &SiteUrl) -> Result<()> {
    let cancelled = Booked {
        state: MeetingState::Cancelled,
        sequence: booked.sequence + 1,
        ..booked
    };
    store::save(conn, &actor.org, &cancelled)?;
    Post::new(conn, &actor.org, site.clone(), &cancelled)?.cancelled(conn)
}

/// What is to come and what is past is told apart by London's wall clock, also of a meeting that was
/// booked in another zone.
fn now() -> LocalTime {
    clock::wall_clock(db::now().and_utc())
}
