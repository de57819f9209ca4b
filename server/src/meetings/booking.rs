//! Booking, moving and cancelling.

use serde_json::json;
use shared::access::Action;
use shared::meetings::{CancelMeeting, EditMeeting, MeetingState, NewMeeting, Participation};
use shared::problem::Code;
use shared::values::{LongText, MeetingId, PersonId};

use super::mails::{self, Post};
use super::record::Booked;
use super::{sight, slot, store};
use crate::actor::Actor;
use crate::audit;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::http::IfMatch;
use crate::mail::SiteUrl;
use crate::observations;

/// Books a meeting. The same id with the same content answers what is stored.
pub fn book(conn: &mut Conn, actor: &Actor, site: SiteUrl, new: &NewMeeting) -> Result<Booked> {
    db::lock_record(conn, &actor.org, &new.id.to_string())?;
    match store::find(conn, &actor.org, new.id) {
        Ok(booked) if booked.organiser_id == actor.person_id && is_same(&booked, new) => {
            return Ok(booked);
        }
        Ok(_) => return Err(Code::IdReused.into()),
        Err(Error::NotFound) => {}
        Err(error) => return Err(error),
    }
    slot::check(&new.slot, db::now().and_utc())?;
    sight::check_attendees(conn, actor, actor.person_id, &new.attendee_ids, &[])?;
    check_subject(conn, actor, new)?;
    store::insert(conn, &actor.org, &actor.me, new)?;
    let booked = store::find(conn, &actor.org, new.id)?;
    let detail = json!({ "purpose": new.purpose.as_str() });
    audit::record(conn, actor, booked.entry("meeting.book").detail(detail))?;
    let mut post = Post::new(conn, &actor.org, site, &booked)?;
    post.invited(conn, &booked.attendee_ids())?;
    Ok(booked)
}

fn is_same(booked: &Booked, new: &NewMeeting) -> bool {
    let mut invited = new.attendee_ids.clone();
    invited.sort_by_key(PersonId::to_string);
    booked.purpose == new.purpose
        && booked.practitioner_id == new.practitioner_id
        && booked.observation_id == new.observation_id
        && booked.slot == new.slot
        && booked.agenda_note == new.agenda_note
        && booked.attendee_ids() == invited
}

/// A one-to-one is about one of the two; a group is about nobody in particular.
fn check_subject(conn: &mut Conn, actor: &Actor, new: &NewMeeting) -> Result<()> {
    let is_one_to_one = new.purpose.is_one_to_one();
    if is_one_to_one && new.attendee_ids.len() > 1 {
        return Err(Error::field("attendee_ids", "one_to_one"));
    }
    if let Some(practitioner) = new.practitioner_id {
        if !is_one_to_one {
            return Err(Error::field("practitioner_id", "not_one_to_one"));
        }
        if practitioner != actor.person_id && !new.attendee_ids.contains(&practitioner) {
            return Err(Error::field("practitioner_id", "not_invited"));
        }
    }
    let Some(observation) = new.observation_id else {
        return Ok(());
    };
    let found = observations::find(conn, actor, observation, Action::SeeObservation);
    let (record, _) = found.map_err(|error| match error {
        Error::NotFound | Error::Refused(_) => Error::field("observation_id", "unknown"),
        other => other,
    })?;
    if Some(record.practitioner.id) == new.practitioner_id {
        Ok(())
    } else {
        Err(Error::field("observation_id", "other_practitioner"))
    }
}

/// Moves a meeting or changes who comes. The sequence rises with everything that is sent.
pub fn edit(
    conn: &mut Conn,
    actor: &Actor,
    site: SiteUrl,
    id: MeetingId,
    if_match: IfMatch,
    edit: &EditMeeting,
) -> Result<Booked> {
    let (before, standing) = sight::find_to_change(conn, actor, id, Action::EditMeeting)?;
    if_match.check(before.version)?;
    if before.state != MeetingState::Booked {
        return Err(Code::WrongState.into());
    }
    let is_moved = before.slot != edit.slot;
    if is_moved {
        slot::check(&edit.slot, db::now().and_utc())?;
    }
    let invited = before.attendee_ids();
    check_guests(conn, actor, &before, edit)?;
    let added: Vec<PersonId> = edit
        .attendee_ids
        .iter()
        .copied()
        .filter(|id| !invited.contains(id))
        .collect();
    let removed: Vec<PersonId> = invited
        .iter()
        .copied()
        .filter(|id| !edit.attendee_ids.contains(id))
        .collect();
    let kept: Vec<PersonId> = invited
        .iter()
        .copied()
        .filter(|id| !removed.contains(id))
        .collect();
    let is_sent = is_moved || !added.is_empty() || !removed.is_empty();
    let saved = Booked {
        slot: edit.slot.clone(),
        // A head moves a meeting without having seen its agenda.
        agenda_note: match sight::may(Action::ReadMeetingSummary, &standing, sight::STAGE) {
            true => edit.agenda_note.clone(),
            false => before.agenda_note.clone(),
        },
        sequence: before.sequence + i32::from(is_sent),
        ..before.clone()
    };
    store::save(conn, &actor.org, &saved)?;
    removed
        .iter()
        .try_for_each(|person| store::uninvite(conn, &actor.org, id, *person))?;
    if before.slot.starts != edit.slot.starts || before.slot.time_zone != edit.slot.time_zone {
        store::forget_replies(conn, &actor.org, id)?;
    }
    added
        .iter()
        .try_for_each(|person| store::invite(conn, &actor.org, id, *person))?;
    let detail = json!({ "moved": is_moved, "n_added": added.len(), "n_removed": removed.len() });
    audit::record(conn, actor, saved.entry("meeting.edit").detail(detail))?;
    let after = store::find(conn, &actor.org, id)?;
    let mut post = Post::new(conn, &actor.org, site, &after)?;
    post.cancelled_for(conn, &removed)?;
    post.invited(conn, &added)?;
    if is_sent {
        post.moved(conn, &kept, before.starts_at()?)?;
    }
    Ok(after)
}

fn check_guests(conn: &mut Conn, actor: &Actor, before: &Booked, edit: &EditMeeting) -> Result<()> {
    sight::check_attendees(
        conn,
        actor,
        before.organiser_id,
        &edit.attendee_ids,
        &before.attendee_ids(),
    )?;
    if before.purpose.is_one_to_one() && edit.attendee_ids.len() > 1 {
        return Err(Error::field("attendee_ids", "one_to_one"));
    }
    let is_subject_gone = before.practitioner_id.is_some_and(|subject| {
        subject != before.organiser_id && !edit.attendee_ids.contains(&subject)
    });
    if is_subject_gone {
        return Err(Error::field("attendee_ids", "not_invited"));
    }
    Ok(())
}

/// Cancels a meeting; cancelled already is as good.
pub fn cancel(
    conn: &mut Conn,
    actor: &Actor,
    site: SiteUrl,
    id: MeetingId,
    cancel: &CancelMeeting,
) -> Result<Booked> {
    let (before, _) = sight::find_to_change(conn, actor, id, Action::EditMeeting)?;
    match before.state {
        MeetingState::Cancelled => return Ok(before),
        MeetingState::Held => return Err(Code::WrongState.into()),
        MeetingState::Booked => {}
    }
    let saved = Booked {
        state: MeetingState::Cancelled,
        summary: cancel.reason.clone().map(LongText::from),
        sequence: before.sequence + 1,
        ..before
    };
    store::save(conn, &actor.org, &saved)?;
    audit::record(conn, actor, saved.entry("meeting.cancel"))?;
    let after = store::find(conn, &actor.org, id)?;
    let mut post = Post::new(conn, &actor.org, site, &after)?;
    post.cancelled(conn)?;
    Ok(after)
}

/// Answers an invitation. It is not an edit: whoever edits meanwhile is not refused for it.
pub fn reply(
    conn: &mut Conn,
    actor: &Actor,
    id: MeetingId,
    reply: Participation,
) -> Result<Booked> {
    let (booked, _) = sight::find_to_change(conn, actor, id, Action::ReplyToMeeting)?;
    if booked.state != MeetingState::Booked {
        return Err(Code::WrongState.into());
    }
    if reply == Participation::NeedsAction {
        return Err(Error::field("participation", "not_an_answer"));
    }
    store::set_reply(conn, &actor.org, id, actor.person_id, reply)?;
    let detail = json!({ "participation": db::word(&reply) });
    audit::record(conn, actor, booked.entry("meeting.reply").detail(detail))?;
    store::find(conn, &actor.org, id)
}

/// Gives a meeting to another organiser and tells everybody: for calendars it is the same meeting
/// only while its organiser is, so the old one is called off and a new one sent.
pub(super) fn give(
    conn: &mut Conn,
    actor: &Actor,
    booked: &Booked,
    to: PersonId,
    site: SiteUrl,
) -> Result<()> {
    let withdrawn = Booked {
        sequence: booked.sequence + 1,
        ..booked.clone()
    };
    mails::Post::new(conn, &actor.org, site.clone(), &withdrawn)?
        .cancelled_for(conn, &booked.attendee_ids())?;
    store::uninvite(conn, &actor.org, booked.id, to)?;
    let given = Booked {
        organiser_id: to,
        sequence: booked.sequence + 2,
        ..booked.clone()
    };
    store::save(conn, &actor.org, &given)?;
    store::forget_replies(conn, &actor.org, booked.id)?;
    let after = store::find(conn, &actor.org, booked.id)?;
    let mut post = mails::Post::new(conn, &actor.org, site, &after)?;
    post.invited(conn, &after.attendee_ids())
}
