//! HTTP of meetings.

use serde::Deserialize;
use shared::access::Action;
use shared::meetings::{
    CancelMeeting, EditMeeting, HoldMeeting, Meeting, MeetingState, MeetingSummary, NewMeeting,
    ReplyToMeeting,
};
use shared::values::{Date, MeetingId, Page};

use super::record::Booked;
use super::store::{self, Stretch};
use super::{booking, closing, sight};
use crate::actor::{Actor, Ground};
use crate::audit;
use crate::clock;
use crate::context::Ctx;
use crate::db::Conn;
use crate::error::Result;
use crate::http::{IfMatch, Json, Path, Query, Route, Versioned};
use crate::paging::Cut;
use crate::{feedback, observations, org};

/// A list begins so many days ago, where the request does not say.
const BACK_DAYS: u64 = 30;

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/meetings", list),
        Route::post("/api/v1/meetings", book),
        Route::get("/api/v1/meetings/{id}", show),
        Route::patch("/api/v1/meetings/{id}", edit),
        Route::post("/api/v1/meetings/{id}/cancel", cancel),
        Route::post("/api/v1/meetings/{id}/reply", reply),
        Route::post("/api/v1/meetings/{id}/held", hold),
    ]
}

/// Which of the actor's own meetings.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// 1 to 100 rows; 50 unless told.
    limit: Option<usize>,
    /// The `next` of the page before.
    after: Option<String>,
    /// From this day on, the earliest first; 30 days ago unless told.
    from: Option<Date>,
    /// Before this day, the latest first.
    before: Option<Date>,
}

async fn list(
    ctx: Ctx,
    actor: Actor,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<MeetingSummary>>> {
    actor.allow(Ground::ScopedQuery);
    let cut = Cut {
        limit: wanted.limit,
        after: wanted.after.clone(),
    };
    let (after, n_rows) = (cut.after::<(String, String)>()?, cut.n_rows()?);
    let usual = clock::today().naive() - chrono::Days::new(BACK_DAYS);
    let stretch = match wanted.before {
        Some(before) => Stretch::Before(before.to_string(), after),
        None => Stretch::From(
            wanted.from.map_or(usual, |from| from.naive()).to_string(),
            after,
        ),
    };
    let find = move |conn: &mut Conn| {
        let meetings = store::page_of_own(conn, &actor.org, &actor.me, &stretch, n_rows)?;
        let people = meetings
            .iter()
            .flat_map(|booked| booked.people().collect::<Vec<_>>());
        let names = org::names(conn, &actor.org, people)?;
        meetings
            .iter()
            .map(|booked| booked.summarise(&names))
            .collect::<Result<Vec<_>>>()
    };
    let rows = ctx.db.read(find).await?;
    cut.page(rows, |meeting| {
        (meeting.slot.starts.to_string(), meeting.id.to_string())
    })
    .map(Json)
}

async fn show(ctx: Ctx, actor: Actor, Path(id): Path<MeetingId>) -> Result<Versioned<Meeting>> {
    let reader = actor.clone();
    let found = ctx.db.read(move |conn| {
        let (booked, _) = sight::find(conn, &reader, id, Action::SeeMeeting)?;
        let (meeting, has_content) = present(conn, &reader, &booked)?;
        Ok((meeting, has_content.then(|| booked.entry("meeting.read"))))
    });
    let (meeting, read) = found.await?;
    if let Some(read) = read {
        audit::record_read(&ctx, &actor, read).await?;
    }
    Ok(versioned(meeting))
}

/// The meeting as the actor may see it, and whether that includes what was written or agreed.
fn present(conn: &mut Conn, actor: &Actor, booked: &Booked) -> Result<(Meeting, bool)> {
    let standing = sight::standing_for(conn, actor, booked)?;
    let names = org::names(conn, &actor.org, booked.people())?;
    let may_edit = booked.state == MeetingState::Booked
        && sight::may(Action::EditMeeting, &standing, sight::STAGE);
    let mut meeting = booked.outline(&names, may_edit)?;
    if !sight::may(Action::ReadMeetingSummary, &standing, sight::STAGE) {
        return Ok((meeting, false));
    }
    meeting.observation_id = booked.observation_id;
    meeting.agenda_note = booked.agenda_note.clone();
    meeting.minutes = booked.summary.clone();
    if let Some(practitioner) = booked.practitioner_id
        && sight::may_read_actions(conn, actor, practitioner)?
    {
        meeting.agenda_actions = if practitioner == actor.person_id {
            feedback::own_open_actions(conn, &actor.org, practitioner)?
        } else {
            let closed = observations::closed_to(conn, actor)?;
            feedback::open_actions(conn, &actor.org, practitioner, &closed)?
        };
    }
    let has_content = meeting.agenda_note.is_some()
        || meeting.minutes.is_some()
        || !meeting.agenda_actions.is_empty();
    Ok((meeting, has_content))
}

/// Answers a change with the meeting as it is then. That shows what opening it shows, so it counts
/// as opening it.
fn answer(conn: &mut Conn, actor: &Actor, booked: &Booked) -> Result<Versioned<Meeting>> {
    let (meeting, has_content) = present(conn, actor, booked)?;
    if has_content {
        audit::record(conn, actor, booked.entry("meeting.read"))?;
    }
    Ok(versioned(meeting))
}

/// The same of a meeting that the actor books: the agenda is what they wrote a moment ago, so only
/// what comes on top of it is read.
fn answer_booked(conn: &mut Conn, actor: &Actor, booked: &Booked) -> Result<Versioned<Meeting>> {
    let (meeting, _) = present(conn, actor, booked)?;
    if meeting.minutes.is_some() || !meeting.agenda_actions.is_empty() {
        audit::record(conn, actor, booked.entry("meeting.read"))?;
    }
    Ok(versioned(meeting))
}

fn versioned(meeting: Meeting) -> Versioned<Meeting> {
    Versioned {
        version: meeting.summary.version,
        body: meeting,
    }
}

async fn book(ctx: Ctx, actor: Actor, Json(new): Json<NewMeeting>) -> Result<Versioned<Meeting>> {
    actor.allow(Ground::Role);
    let site = ctx.settings.site();
    let book = move |conn: &mut Conn| {
        let booked = booking::book(conn, &actor, site, &new)?;
        answer_booked(conn, &actor, &booked)
    };
    ctx.db.write(book).await
}

async fn edit(
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<MeetingId>,
    if_match: IfMatch,
    Json(edit): Json<EditMeeting>,
) -> Result<Versioned<Meeting>> {
    let site = ctx.settings.site();
    let edit = move |conn: &mut Conn| {
        let booked = booking::edit(conn, &actor, site, id, if_match, &edit)?;
        answer(conn, &actor, &booked)
    };
    ctx.db.write(edit).await
}

async fn cancel(
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<MeetingId>,
    Json(cancel): Json<CancelMeeting>,
) -> Result<Versioned<Meeting>> {
    let site = ctx.settings.site();
    let cancel = move |conn: &mut Conn| {
        let booked = booking::cancel(conn, &actor, site, id, &cancel)?;
        answer(conn, &actor, &booked)
    };
    ctx.db.write(cancel).await
}

async fn reply(
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<MeetingId>,
    Json(reply): Json<ReplyToMeeting>,
) -> Result<Versioned<Meeting>> {
    let reply = move |conn: &mut Conn| {
        let booked = booking::reply(conn, &actor, id, reply.participation)?;
        answer(conn, &actor, &booked)
    };
    ctx.db.write(reply).await
}

async fn hold(
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<MeetingId>,
    Json(hold): Json<HoldMeeting>,
) -> Result<Versioned<Meeting>> {
    let site = ctx.settings.site();
    let hold = move |conn: &mut Conn| {
        let booked = closing::hold(conn, &actor, site, id, &hold)?;
        answer(conn, &actor, &booked)
    };
    ctx.db.write(hold).await
}
