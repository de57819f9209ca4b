//! Saving and submitting the practitioner's own view.

use shared::access::Action;
use shared::feedback::{EditSelfAssessment, SelfAssessment, SelfAssessmentContent};
use shared::frameworks::{Answer, Framework};
use shared::problem::{Code, FieldProblem};
use shared::values::{LongText, ObservationId};

use super::store;
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn, instant};
use crate::error::{Error, Result};
use crate::frameworks;
use crate::http::Expected;
use crate::observations;

/// More questions than this no form asks.
const N_WORDS_MAX: usize = 50;

/// Saves it, and with `submit` hands it in; once handed in it stays as it is (`wrong_state`).
pub(super) fn put(
    conn: &mut Conn,
    actor: &Actor,
    id: ObservationId,
    expected: Expected,
    edit: &EditSelfAssessment,
) -> Result<SelfAssessment> {
    let (mut record, _) =
        observations::find_to_change(conn, actor, id, Action::WriteSelfAssessment)?;
    let known = store::find(conn, &actor.org, &record)?;
    let is_submitted = known.submitted_at.is_some();
    // A repeated request answers the same, whichever version it names.
    if known.version > 0 && known.content == edit.content && is_submitted == edit.submit {
        return Ok(known);
    }
    if is_submitted {
        return Err(Code::WrongState.into());
    }
    let is_current = match expected {
        Expected::Nothing => known.version == 0,
        Expected::Version(version) => known.version == version,
    };
    if !is_current {
        return Err(Code::Stale.into());
    }
    let framework = frameworks::of_record(conn, &actor.org, &record.framework)?;
    check(&framework, &edit.content)?;
    let now = db::now();
    store::put(
        conn,
        actor,
        id,
        &edit.content,
        edit.submit.then_some(now),
        known.version,
    )?;
    let action = if edit.submit {
        "self_assessment.submit"
    } else {
        "self_assessment.write"
    };
    if edit.submit {
        record.self_assessed_at = Some(instant(now));
        record = observations::save(conn, &actor.org, record)?;
    }
    audit::record(
        conn,
        actor,
        Entry::new(action, "observation", id).about(&actor.me),
    )?;
    store::find(conn, &actor.org, &record)
}

/// Every rating answers an item of the framework, in its kind.
fn check(framework: &Framework, content: &SelfAssessmentContent) -> Result<()> {
    let mut problems = Vec::new();
    for (key, answer) in &content.ratings {
        let place = || format!("content.ratings.{key}");
        match framework.item(key.as_str()) {
            None => problems.push(FieldProblem::new(place(), "unknown")),
            Some(item) if !framework.accepts(item, answer) => {
                problems.push(FieldProblem::new(place(), "unfit"))
            }
            Some(_) => {
                if let Answer::Text(text) = answer
                    && let Err(error) = LongText::parse(text)
                {
                    problems.push(FieldProblem::value(place(), &error));
                }
            }
        }
    }
    if content.words.len() > N_WORDS_MAX {
        problems.push(FieldProblem::new("content.words", "too_long"));
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(problems))
    }
}
