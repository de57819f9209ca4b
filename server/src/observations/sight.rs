//! What somebody is to a record, in as few questions to the database as possible.

use shared::access::{Action, Role, Standing};
use shared::org::PersonRef;
use shared::values::{ObservationId, PersonId};

use super::record::Record;
use super::{pair, store};
use crate::actor::Actor;
use crate::db::{self, Conn};
use crate::error::Result;
use crate::org::{self, Card};

/// What the actor is to one observation. Whoever observed or was observed may do all that the
/// line, a head or an auditor may (a test says so), so for them the hierarchy is not asked.
fn standing_for(conn: &mut Conn, actor: &Actor, record: &Record) -> Result<Standing> {
    if record.observer.id == actor.person_id {
        return Ok(Standing {
            observer: true,
            ..Standing::default()
        });
    }
    if record.practitioner.id == actor.person_id {
        return Ok(Standing {
            practitioner: true,
            ..Standing::default()
        });
    }
    pair::standing(conn, actor, record)
}

/// The record for an action that only looks.
pub fn find(
    conn: &mut Conn,
    actor: &Actor,
    id: ObservationId,
    action: Action,
) -> Result<(Record, Standing)> {
    let record = store::find(conn, &actor.org, id)?;
    let standing = standing_for(conn, actor, &record)?;
    actor.decide(action, &standing, record.state.stage())?;
    Ok((record, standing))
}

/// The record for an action that changes something: nobody else changes it until the commit.
pub fn find_to_change(
    conn: &mut Conn,
    actor: &Actor,
    id: ObservationId,
    action: Action,
) -> Result<(Record, Standing)> {
    db::lock_record(conn, &actor.org, &id.to_string())?;
    find(conn, actor, id, action)
}

/// Whether the actor may observe this practitioner: as their line, or by a role of observer over
/// their unit.
pub(super) fn may_observe(conn: &mut Conn, actor: &Actor, practitioner: &Card) -> Result<bool> {
    if practitioner.line_manager_id == Some(actor.person_id) && actor.has_line() {
        return Ok(true);
    }
    let above = org::ancestry(conn, &actor.org, practitioner.unit_id)?;
    let observes = |role| matches!(role, Role::Spo | Role::Qdo);
    Ok(actor
        .grants
        .iter()
        .any(|grant| observes(grant.role) && above.contains(&grant.unit_id)))
}

/// The reference to a person as the record names them, for texts both sides wrote.
pub fn author(record: &Record, id: PersonId) -> Option<PersonRef> {
    [&record.practitioner, &record.observer]
        .into_iter()
        .find(|person| person.id == id)
        .cloned()
}

#[cfg(test)]
mod tests {
    use shared::access::{RULES, Relation};

    /// The shortcut in `standing_for` rests on it.
    #[test]
    fn observer_and_practitioner_together_cover_what_the_line_a_head_or_an_auditor_may() {
        let is_wide = |relation| {
            matches!(
                relation,
                Relation::Line | Relation::Head | Relation::Auditor
            )
        };
        // Meetings and people are no records of an observation.
        let concerns_observations =
            |action: &str| !action.contains("Meeting") && action != "SayAway";
        for wide in RULES.iter().filter(|rule| is_wide(rule.relation)) {
            if !concerns_observations(&format!("{:?}", wide.action)) {
                continue;
            }
            for own in [Relation::Observer, Relation::Practitioner] {
                let covers = RULES.iter().any(|rule| {
                    rule.action == wide.action
                        && rule.relation == own
                        && wide.stages.iter().all(|stage| rule.stages.contains(stage))
                });
                assert!(
                    covers,
                    "{own:?} lacks {:?} that {:?} has",
                    wide.action, wide.relation
                );
            }
        }
    }
}
