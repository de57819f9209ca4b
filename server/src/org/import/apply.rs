//! Doing what was planned, in the import's one transaction.

use serde_json::json;
use shared::org::{EditPerson, NewGrant, NewPerson};
use shared::values::{GrantId, PersonId};
use uuid::Uuid;

use super::super::store;
use super::plan::{Plan, Planned, What};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::Conn;
use crate::error::Result;

/// Answers who was added or changed.
pub fn apply(conn: &mut Conn, actor: &Actor, plan: &Plan) -> Result<Vec<PersonId>> {
    for (unit, _) in &plan.units {
        store::add_unit(conn, &actor.org, unit)?;
        audit::record(conn, actor, Entry::new("unit.add", "unit", unit.id))?;
    }
    let locale = store::organisation(conn, &actor.org)?.locale;
    // A line manager may stand further down in the file, so everybody is there before anybody is named.
    for planned in &plan.people {
        if let What::Add(new) = &planned.what {
            let unmanaged = NewPerson {
                line_manager_id: None,
                ..new.clone()
            };
            store::add_person(conn, &actor.org, &unmanaged, &locale)?;
        }
    }
    let mut changed = Vec::new();
    for planned in &plan.people {
        let action = match &planned.what {
            What::Nothing => continue,
            What::Add(new) => {
                if new.line_manager_id.is_some() {
                    store::edit_person(conn, &actor.org, new.id, &as_edit(new))?;
                }
                "person.add"
            }
            What::Edit(edit, _) => {
                store::edit_person(conn, &actor.org, planned.id, edit)?;
                "person.edit"
            }
        };
        audit::record(
            conn,
            actor,
            Entry::new(action, "person", planned.id).about(planned.id),
        )?;
        grant_role(conn, actor, planned)?;
        changed.push(planned.id);
    }
    Ok(changed)
}

fn as_edit(new: &NewPerson) -> EditPerson {
    EditPerson {
        name: new.name.clone(),
        email: new.email.clone(),
        staff_code: new.staff_code.clone(),
        grade: new.grade,
        unit_id: new.unit_id,
        line_manager_id: new.line_manager_id,
        working_pattern: new.working_pattern,
    }
}

/// An import grants what is missing and revokes nothing: a file rarely lists every role.
fn grant_role(conn: &mut Conn, actor: &Actor, planned: &Planned) -> Result<()> {
    let Some(role) = planned.role else {
        return Ok(());
    };
    if planned.id == actor.person_id {
        return Ok(());
    }
    let grant = NewGrant {
        id: GrantId::new(Uuid::now_v7()),
        role,
        unit_id: planned.unit_id,
    };
    store::add_grant(conn, &actor.org, planned.id, &grant)?;
    store::raise_security_version(conn, &actor.org, planned.id)?;
    let detail = json!({ "role": role.as_str(), "grant": grant.id.to_string() });
    audit::record(
        conn,
        actor,
        Entry::new("role.grant", "person", planned.id)
            .about(planned.id)
            .detail(detail),
    )
}
