//! The organisation: units, people, policies, imports, mails on their way, the audit log.

use shared::access::Role;
use shared::org::{
    AuditEntry, Delivery, NewGrant, Organisation, Person, PersonRef, PersonStatus, PersonSummary,
    Policy, Unit,
};
use shared::values::{GrantId, PersonId, PolicyId, UnitId};
use uuid::Uuid;
use yew::prelude::*;

use super::Failure;
use super::paged::{Paged, use_paged};
use super::remote::{Loaded, use_remote};
use crate::api::org;

pub use crate::api::org::{
    add_person, add_unit, come_back, edit_organisation, edit_person, edit_unit, end_away, import,
    invite, leave, put_policy, remove_unit, resume, retry_delivery, revoke, say_away,
    set_delivery_aside, suspend, try_import,
};

#[hook]
pub fn use_organisation() -> Loaded<Organisation> {
    use_remote((), |()| org::organisation())
}

#[hook]
pub fn use_units() -> Loaded<Vec<Unit>> {
    use_remote((), |()| org::units())
}

/// People I may see whose name holds `query`, all of them or those whose account stands so.
#[hook]
pub fn use_people(query: &str, status: Option<PersonStatus>) -> Paged<PersonSummary> {
    use_paged(
        (query.trim().to_owned(), status),
        |(query, status), after| async move {
            org::people(&query, None, status, after.as_deref()).await
        },
    )
}

/// The first people whose name holds `query`, for choosing one.
pub async fn people_named(query: &str) -> Result<Vec<PersonSummary>, Failure> {
    Ok(org::people(query.trim(), None, None, None).await?.items)
}

#[hook]
pub fn use_person(id: PersonId) -> Loaded<Person> {
    use_remote(id, org::person)
}

#[hook]
pub fn use_policies() -> Loaded<Vec<Policy>> {
    use_remote((), |()| org::policies())
}

#[hook]
pub fn use_deliveries() -> Paged<Delivery> {
    use_paged((), |(), after| async move {
        org::deliveries(after.as_deref()).await
    })
}

#[hook]
pub fn use_audit(person: Option<PersonId>) -> Paged<AuditEntry> {
    use_paged(person, |person, after| async move {
        org::audit(person, after.as_deref()).await
    })
}

pub async fn grant(person: PersonId, role: Role, unit_id: UnitId) -> Result<(), Failure> {
    let new = NewGrant {
        id: GrantId::new(Uuid::now_v7()),
        role,
        unit_id,
    };
    org::grant(person, &new).await
}

pub fn new_person_id() -> PersonId {
    PersonId::new(Uuid::now_v7())
}

pub fn new_unit_id() -> UnitId {
    UnitId::new(Uuid::now_v7())
}

pub fn new_policy_id() -> PolicyId {
    PolicyId::new(Uuid::now_v7())
}

/// The name of somebody that an address names.
#[hook]
pub fn use_named(id: Option<PersonId>) -> Loaded<Option<PersonRef>> {
    use_remote(id, |id| async move {
        let Some(id) = id else { return Ok(None) };
        let person = org::person(id).await?;
        Ok(Some(PersonRef {
            id: person.id,
            name: person.name,
        }))
    })
}
