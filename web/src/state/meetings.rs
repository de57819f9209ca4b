//! Meetings and the coverage board.

use shared::meetings::{CoverageBoard, Meeting, MeetingSummary, NewMeetingAction};
use shared::values::{ActionId, Date, MeetingId, NoteText, ShortText};
use uuid::Uuid;
use yew::prelude::*;

use super::Failure;
use super::paged::{Paged, use_paged};
use super::remote::{Loaded, use_remote};
use crate::api::meetings;
use crate::dates::WallClock;

pub use crate::api::meetings::{cancel, edit, hold, reply};

/// Which of my meetings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// From today on.
    ToCome,
    Past,
}

#[hook]
pub fn use_meetings(stretch: Stretch) -> Paged<MeetingSummary> {
    use_paged(stretch, |stretch, after| async move {
        let today = WallClock::now().date_field();
        let today = Date::parse(&today).expect("the clock shows a real date");
        match stretch {
            Stretch::ToCome => meetings::meetings_from(today, after.as_deref()).await,
            Stretch::Past => meetings::meetings_before(today, after.as_deref()).await,
        }
    })
}

#[hook]
pub fn use_meeting(id: MeetingId) -> Loaded<Meeting> {
    use_remote(id, meetings::meeting)
}

#[hook]
pub fn use_coverage() -> Loaded<CoverageBoard> {
    use_remote((), |()| meetings::coverage())
}

/// The id of a meeting about to be booked, so that a second try books it once.
pub fn new_id() -> MeetingId {
    MeetingId::new(Uuid::now_v7())
}

/// Books a meeting; answers with its id, to open it.
pub async fn book(new: shared::meetings::NewMeeting) -> Result<MeetingId, Failure> {
    meetings::book(&new).await?;
    Ok(new.id)
}

/// An action agreed in a meeting.
pub fn new_action(
    title: ShortText,
    support: Option<NoteText>,
    review_on: Date,
) -> NewMeetingAction {
    NewMeetingAction {
        id: ActionId::new(Uuid::now_v7()),
        title,
        support,
        review_on,
    }
}
