//! Meetings and the coverage board.

use shared::meetings::{CoverageBoard, Meeting, MeetingSummary, NewMeetingAction};
use shared::values::{ActionId, Date, MeetingId, NoteText, ShortText};
use uuid::Uuid;
use yew::prelude::*;

use super::Failure;
use super::paged::{Paged, use_paged};
use super::remote::{Loaded, use_remote};
use crate::api::meetings;

pub use crate::api::meetings::{cancel, edit, hold, reply};

#[hook]
pub fn use_meetings() -> Paged<MeetingSummary> {
    use_paged((), |(), after| async move {
        meetings::meetings(after.as_deref()).await
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
