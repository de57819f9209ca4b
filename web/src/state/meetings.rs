//! Meetings and the coverage board.

use std::rc::Rc;

use shared::meetings::{
    CoverageBoard, CoverageRow, CoverageState, Meeting, MeetingSummary, NewMeetingAction,
};
use shared::values::{ActionId, Date, MeetingId, NoteText, ShortText};
use uuid::Uuid;
use yew::prelude::*;

use super::Failure;
use super::paged::{Batch, Paged, use_batches, use_paged};
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

impl Batch for CoverageBoard {
    type Item = CoverageRow;

    fn items(&self) -> &[CoverageRow] {
        &self.rows
    }

    fn next(&self) -> Option<&String> {
        self.next.as_ref()
    }
}

/// The people of the board, of one state where it is named, and the board itself.
#[hook]
pub fn use_coverage(
    state: Option<CoverageState>,
) -> (Paged<CoverageRow>, Option<Rc<CoverageBoard>>) {
    use_batches(state, |state, after| async move {
        meetings::coverage(state, after.as_deref()).await
    })
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
