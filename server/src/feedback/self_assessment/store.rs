//! The SQL of self-assessments: at most one per observation.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::feedback::{SelfAssessment, SelfAssessmentContent};
use shared::values::ObservationId;

use crate::actor::Actor;
use crate::db::schema::self_assessment;
use crate::db::{self, Conn, instant, stored_json};
use crate::error::Result;
use crate::observations::Record;

/// What is there, or the empty form with version 0.
pub fn find(conn: &mut Conn, org: &str, record: &Record) -> Result<SelfAssessment> {
    let row: Option<(String, Option<NaiveDateTime>, i64)> = self_assessment::table
        .find((org, record.id.to_string()))
        .select((
            self_assessment::body,
            self_assessment::submitted_at,
            self_assessment::version,
        ))
        .first(conn)
        .optional()?;
    let (content, submitted_at, version) = match row {
        Some((body, submitted_at, version)) => {
            (stored_json(&body)?, submitted_at.map(instant), version)
        }
        None => (SelfAssessmentContent::default(), None, 0),
    };
    Ok(SelfAssessment {
        content,
        submitted_at,
        framework: record.framework.clone(),
        focus: record.agreement.focus.clone(),
        version,
    })
}

/// Writes the actor's own view as the version after `version`.
pub fn put(
    conn: &mut Conn,
    actor: &Actor,
    id: ObservationId,
    content: &SelfAssessmentContent,
    submitted_at: Option<NaiveDateTime>,
    version: i64,
) -> Result<()> {
    let body = serde_json::to_string(content).expect("a self-assessment has text keys only");
    let changes = (
        self_assessment::body.eq(&body),
        self_assessment::submitted_at.eq(submitted_at),
        self_assessment::updated_at.eq(db::now()),
        self_assessment::version.eq(version + 1),
    );
    if version > 0 {
        diesel::update(self_assessment::table.find((&actor.org, id.to_string())))
            .set(changes)
            .execute(conn)?;
        return Ok(());
    }
    let key = (
        self_assessment::org_id.eq(&actor.org),
        self_assessment::observation_id.eq(id.to_string()),
        self_assessment::practitioner_id.eq(&actor.me),
    );
    diesel::insert_into(self_assessment::table)
        .values((key, changes))
        .execute(conn)?;
    Ok(())
}
