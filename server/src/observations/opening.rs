//! The observer's view opens to the practitioner after their own: self-assess first.

use shared::access::Standing;
use shared::feedback::{OPENS_AFTER_DAYS, Opening, opening};
use shared::org::PolicyRule;
use shared::problem::{Code, FieldProblem};
use shared::values::{ObservationId, PersonId, Timestamp, UnitId};

use super::record::Record;
use super::store;
use crate::actor::Actor;
use crate::clock;
use crate::db::{self, Conn, instant};
use crate::error::{Error, Result};
use crate::org::{self, PolicyBook};

/// Refuses the practitioner with `self_assessment_first`, and says in the field `opens_at` when
/// waiting will do. Everybody else who may read at all reads at once.
pub fn check_open(
    conn: &mut Conn,
    actor: &Actor,
    record: &Record,
    standing: &Standing,
) -> Result<()> {
    if !standing.practitioner {
        return Ok(());
    }
    match opening_now(conn, &actor.org, record)? {
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

/// Whether the practitioner may see the observer's view now, so that a mail may hold of it what the
/// organisation's policy allows.
pub fn is_open(conn: &mut Conn, organisation: &str, record: &Record) -> Result<bool> {
    Ok(opening_now(conn, organisation, record)? == Opening::Open)
}

fn opening_now(conn: &mut Conn, organisation: &str, record: &Record) -> Result<Opening> {
    let (None, Some(shared_at)) = (record.self_assessed_at, record.shared_at) else {
        return Ok(Opening::Open);
    };
    let rules = org::policy_book(conn, organisation)?;
    opening_of(conn, organisation, &rules, record.unit_id, shared_at)
}

/// The practitioner's own records whose feedback still waits for the self-assessment: what was
/// proposed in them waits along with it.
pub fn unopened(
    conn: &mut Conn,
    organisation: &str,
    practitioner: PersonId,
) -> Result<Vec<ObservationId>> {
    let waiting = store::shared_without_assessment(conn, organisation, practitioner)?;
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    let rules = org::policy_book(conn, organisation)?;
    let mut unopened = Vec::new();
    for (id, unit, shared_at) in waiting {
        if opening_of(conn, organisation, &rules, unit, shared_at)? != Opening::Open {
            unopened.push(id);
        }
    }
    Ok(unopened)
}

/// How a record shared at that instant stands, as long as nobody self-assessed.
fn opening_of(
    conn: &mut Conn,
    organisation: &str,
    rules: &PolicyBook,
    unit: UnitId,
    shared_at: Timestamp,
) -> Result<Opening> {
    let now = db::now();
    let ancestry = org::ancestry(conn, organisation, unit)?;
    let days = rules
        .in_force(
            "self_assessment_opens",
            &ancestry,
            clock::day(now.and_utc()),
        )
        .map_or(OPENS_AFTER_DAYS, PolicyRule::days);
    Ok(opening(shared_at, None, days, instant(now)))
}
