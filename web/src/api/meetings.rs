//! Meetings and the coverage board.

use shared::meetings::{
    CancelMeeting, CoverageBoard, CoverageState, EditMeeting, HoldMeeting, Meeting, MeetingSummary,
    NewMeeting, ReplyToMeeting,
};
use shared::values::{Date, MeetingId, Page};

use super::{Call, Failure, page_of, send, send_quiet};

/// Meetings from a day on, the earliest first.
pub async fn meetings_from(
    day: Date,
    after: Option<&str>,
) -> Result<Page<MeetingSummary>, Failure> {
    send(Call::get(page_of(&format!("/meetings?from={day}"), after))).await
}

/// Meetings before a day, the latest first.
pub async fn meetings_before(
    day: Date,
    after: Option<&str>,
) -> Result<Page<MeetingSummary>, Failure> {
    send(Call::get(page_of(
        &format!("/meetings?before={day}"),
        after,
    )))
    .await
}

pub async fn meeting(id: MeetingId) -> Result<Meeting, Failure> {
    send(Call::get(format!("/meetings/{id}"))).await
}

pub async fn book(new: &NewMeeting) -> Result<(), Failure> {
    send_quiet(Call::post("/meetings").json(new)).await
}

pub async fn edit(id: MeetingId, version: i64, edit: &EditMeeting) -> Result<(), Failure> {
    send_quiet(
        Call::patch(format!("/meetings/{id}"))
            .json(edit)
            .if_match(version),
    )
    .await
}

pub async fn cancel(id: MeetingId, cancel: &CancelMeeting) -> Result<(), Failure> {
    send_quiet(Call::post(format!("/meetings/{id}/cancel")).json(cancel)).await
}

pub async fn reply(id: MeetingId, reply: &ReplyToMeeting) -> Result<(), Failure> {
    send_quiet(Call::post(format!("/meetings/{id}/reply")).json(reply)).await
}

pub async fn hold(id: MeetingId, hold: &HoldMeeting) -> Result<(), Failure> {
    send_quiet(Call::post(format!("/meetings/{id}/held")).json(hold)).await
}

/// The most urgent first; only people who stand so where a state is named.
pub async fn coverage(
    state: Option<CoverageState>,
    after: Option<&str>,
) -> Result<CoverageBoard, Failure> {
    let path = match state {
        Some(state) => format!("/coverage?state={}", state.as_str()),
        None => "/coverage".to_owned(),
    };
    send(Call::get(page_of(&path, after))).await
}
