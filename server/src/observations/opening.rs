//! The observer's view opens to the practitioner after their own: self-assess first.

use shared::access::Standing;
use shared::feedback::{Opening, opening};
use shared::org::PolicyRule;
use shared::problem::{Code, FieldProblem};
use shared::values::Date;

use super::record::Record;
use crate::actor::Actor;
use crate::db::{self, Conn, instant};
use crate::error::{Error, Result};
use crate::org;

/// Where no rule is set, feedback opens by itself after so many days.
const OPENS_AFTER_DAYS: u32 = 3;

/// Refuses the practitioner with `self_assessment_first`, and says in the field `opens_at` when
/// waiting will do. Everybody else who may read at all reads at once.
pub fn check_open(
    conn: &mut Conn,
    actor: &Actor,
    record: &Record,
    standing: &Standing,
) -> Result<()> {
    let (true, None, Some(shared_at)) = (
        standing.practitioner,
        record.self_assessed_at,
        record.shared_at,
    ) else {
        return Ok(());
    };
    let now = db::now();
    let ancestry = org::ancestry(conn, &actor.org, record.unit_id)?;
    let rules = org::policy_book(conn, &actor.org)?;
    let days = rules
        .in_force("self_assessment_opens", &ancestry, Date::new(now.date()))
        .map_or(OPENS_AFTER_DAYS, PolicyRule::days);
    match opening(shared_at, record.self_assessed_at, days, instant(now)) {
        Opening::Open => Ok(()),
        Opening::AfterSelfAssessment { opens_at } => {
            let opens = FieldProblem {
                parameters: vec![opens_at.to_string()],
                ..FieldProblem::new("opens_at", "opens_at")
            };
            Err(Error::RefusedFields(Code::SelfAssessmentFirst, vec![opens]))
        }
    }
}
