//! Closing a meeting that took place: minutes, and the actions that came of it.

use serde_json::json;
use shared::access::Action;
use shared::meetings::{HoldMeeting, MeetingState};
use shared::problem::Code;
use shared::values::{MeetingId, PersonId};

use super::mails::Post;
use super::record::Booked;
use super::{sight, store};
use crate::actor::Actor;
use crate::audit;
use crate::clock;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::feedback::{self, Proposal};
use crate::mail::SiteUrl;

/// Marks the meeting as held and sends the summary. Repeated with the same minutes and
/// actions it answers the same; a meeting that has not begun cannot be closed.
pub fn hold(
    conn: &mut Conn,
    actor: &Actor,
    site: SiteUrl,
    id: MeetingId,
    hold: &HoldMeeting,
) -> Result<Booked> {
    let (before, standing) = sight::find_to_change(conn, actor, id, Action::EditMeeting)?;
    // A head may move a meeting; what was said in it is for those who were there.
    actor.decide(Action::ReadMeetingSummary, &standing, sight::STAGE)?;
    match before.state {
        MeetingState::Held if is_repeated(conn, actor, &before, hold)? => return Ok(before),
        MeetingState::Held | MeetingState::Cancelled => return Err(Code::WrongState.into()),
        MeetingState::Booked => {}
    }
    if before.starts_at()? > db::now().and_utc() {
        return Err(Code::WrongState.into());
    }
    propose_actions(conn, actor, &before, hold)?;
    let saved = Booked {
        state: MeetingState::Held,
        summary: hold.summary.clone(),
        ..before
    };
    store::save(conn, &actor.org, &saved)?;
    let detail = json!({ "n_actions": hold.actions.len() });
    audit::record(conn, actor, saved.entry("meeting.hold").detail(detail))?;
    let after = store::find(conn, &actor.org, id)?;
    Post::new(conn, &actor.org, site, &after)?.summary(conn, hold)?;
    Ok(after)
}

/// Whether everything that is sent was kept when the meeting was closed: an action that a second
/// device brings would be lost otherwise.
fn is_repeated(
    conn: &mut Conn,
    actor: &Actor,
    booked: &Booked,
    hold: &HoldMeeting,
) -> Result<bool> {
    if booked.summary != hold.summary {
        return Ok(false);
    }
    let kept = feedback::actions_of_meeting(conn, &actor.org, booked.id)?;
    Ok(hold.actions.iter().all(|action| kept.contains(&action.id)))
}

fn propose_actions(
    conn: &mut Conn,
    actor: &Actor,
    booked: &Booked,
    hold: &HoldMeeting,
) -> Result<()> {
    if hold.actions.is_empty() {
        return Ok(());
    }
    let practitioner: PersonId = booked
        .practitioner_id
        .ok_or_else(|| Error::field("actions", "about_nobody"))?;
    if !sight::may_read_actions(conn, actor, practitioner)? {
        return Err(Code::Forbidden.into());
    }
    let today = clock::today();
    for (place, action) in hold.actions.iter().enumerate() {
        if action.review_on < today {
            return Err(Error::field(
                format!("actions[{place}].review_on"),
                "in_the_past",
            ));
        }
        let proposal = Proposal {
            id: action.id,
            practitioner_id: practitioner,
            observation_id: None,
            meeting_id: Some(booked.id),
            title: action.title.clone(),
            support: action.support.clone(),
            review_on: action.review_on,
        };
        feedback::propose(conn, actor, &proposal)?;
    }
    Ok(())
}
