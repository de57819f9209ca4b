//! The SQL of one reading.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::feedback::{Reply, SelfAssessmentContent};
use shared::observations::SharedFeedback;
use shared::values::{FeedbackId, Timestamp};

use crate::db::schema::{feedback, reply, self_assessment};
use crate::db::{Conn, instant, stored, stored_json};
use crate::error::{Error, Result};
use crate::feedback::replies::store::{ReplyRow, reply_of};
use crate::observations::Record;
use crate::on_backend;

/// The latest edition with the practitioner's own view and the replies.
pub struct Edition {
    pub id: FeedbackId,
    pub edition: i32,
    pub shared_at: Timestamp,
    pub content: SharedFeedback,
    pub self_assessment: Option<SelfAssessmentContent>,
    /// Whether the practitioner's own view is submitted and not only begun.
    pub is_self_assessed: bool,
    pub replies: Vec<Reply>,
}

type FeedbackRow = (String, i32, NaiveDateTime, String);
type AssessmentRow = (Option<String>, Option<NaiveDateTime>);

/// One query for all three, because a reading is asked for often: one row per reply, the latest
/// edition first.
pub fn latest(conn: &mut Conn, org: &str, record: &Record) -> Result<Edition> {
    let query = feedback::table
        .left_join(
            self_assessment::table.on(self_assessment::org_id
                .eq(feedback::org_id)
                .and(self_assessment::observation_id.eq(feedback::observation_id))),
        )
        .left_join(
            reply::table.on(reply::org_id
                .eq(feedback::org_id)
                .and(reply::observation_id.eq(feedback::observation_id))),
        )
        .filter(
            feedback::org_id
                .eq(org)
                .and(feedback::observation_id.eq(record.id.to_string())),
        )
        .filter(feedback::withdrawn_at.is_null())
        .order((
            feedback::edition.desc(),
            reply::created_at.asc(),
            reply::id.asc(),
        ))
        .select((
            (
                feedback::id,
                feedback::edition,
                feedback::shared_at,
                feedback::body,
            ),
            (
                self_assessment::body.nullable(),
                self_assessment::submitted_at.nullable(),
            ),
            (
                reply::id,
                reply::author_id,
                reply::kind,
                reply::body,
                reply::created_at,
            )
                .nullable(),
        ));
    let rows: Vec<(FeedbackRow, AssessmentRow, Option<ReplyRow>)> =
        on_backend!(conn, c => query.load(c))?;
    let Some(((id, edition, shared_at, body), (assessment, submitted_at), _)) = rows.first() else {
        return Err(Error::NotFound);
    };
    let (id, edition, shared_at, content) = (
        stored(id.clone())?,
        *edition,
        instant(*shared_at),
        stored_json(body)?,
    );
    let self_assessment = assessment.as_deref().map(stored_json).transpose()?;
    let is_self_assessed = submitted_at.is_some();
    // Earlier editions repeat the same replies behind it.
    let latest = rows
        .into_iter()
        .take_while(|((_, of, _, _), _, _)| *of == edition);
    let replies = latest
        .filter_map(|(_, _, reply)| reply)
        .map(|row| reply_of(record, row));
    Ok(Edition {
        id,
        edition,
        shared_at,
        content,
        self_assessment,
        is_self_assessed,
        replies: replies.collect::<Result<_>>()?,
    })
}
