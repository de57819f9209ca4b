//! The SQL of editions. One is added or hidden; its content never changes.

use diesel::dsl::max;
use diesel::prelude::*;
use shared::observations::SharedFeedback;
use shared::values::{FeedbackId, ObservationId};

use crate::db::schema::feedback;
use crate::db::{self, Conn};
use crate::error::Result;

pub fn is_shared(
    conn: &mut Conn,
    org: &str,
    observation: ObservationId,
    id: FeedbackId,
) -> Result<bool> {
    let found = feedback::table
        .find((org, observation.to_string(), id.to_string()))
        .select(feedback::edition)
        .first::<i32>(conn)
        .optional()?;
    Ok(found.is_some())
}

/// The edition that was shared last; none before the first.
pub fn latest_edition(
    conn: &mut Conn,
    org: &str,
    observation: ObservationId,
) -> Result<Option<i32>> {
    let latest = feedback::table
        .filter(
            feedback::org_id
                .eq(org)
                .and(feedback::observation_id.eq(observation.to_string())),
        )
        .select(max(feedback::edition))
        .first(conn)?;
    Ok(latest)
}

pub fn next_edition(conn: &mut Conn, org: &str, observation: ObservationId) -> Result<i32> {
    Ok(latest_edition(conn, org, observation)?.unwrap_or(0) + 1)
}

pub fn insert(
    conn: &mut Conn,
    org: &str,
    observation: ObservationId,
    id: FeedbackId,
    edition: i32,
    content: &SharedFeedback,
) -> Result<()> {
    let body = serde_json::to_string(content).expect("feedback is texts, numbers and lists");
    diesel::insert_into(feedback::table)
        .values((
            feedback::org_id.eq(org),
            feedback::observation_id.eq(observation.to_string()),
            feedback::id.eq(id.to_string()),
            feedback::edition.eq(edition),
            feedback::body.eq(body),
            feedback::shared_at.eq(db::now()),
        ))
        .execute(conn)?;
    Ok(())
}

/// Whether it is the last edition of its observation and was not taken back.
pub fn is_current(conn: &mut Conn, org: &str, id: FeedbackId) -> Result<bool> {
    let found: Option<(String, i32)> = feedback::table
        .filter(
            feedback::org_id
                .eq(org)
                .and(feedback::id.eq(id.to_string())),
        )
        .filter(feedback::withdrawn_at.is_null())
        .select((feedback::observation_id, feedback::edition))
        .first(conn)
        .optional()?;
    let Some((observation, edition)) = found else {
        return Ok(false);
    };
    let later = feedback::table
        .filter(
            feedback::org_id
                .eq(org)
                .and(feedback::observation_id.eq(observation)),
        )
        .filter(feedback::edition.gt(edition));
    Ok(!diesel::select(diesel::dsl::exists(later)).get_result::<bool>(conn)?)
}

pub fn hide_editions(conn: &mut Conn, org: &str, observation: ObservationId) -> Result<()> {
    diesel::update(feedback::table)
        .filter(
            feedback::org_id
                .eq(org)
                .and(feedback::observation_id.eq(observation.to_string())),
        )
        .set(feedback::withdrawn_at.eq(db::now()))
        .execute(conn)?;
    Ok(())
}
