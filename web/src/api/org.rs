//! The organisation: units, people, roles, policies, imports, mails on their way, the audit log.

use shared::org::{
    AuditEntry, ComeBack, Delivery, EditOrganisation, EditPerson, EditUnit, ImportReport, Leave,
    NewGrant, NewPerson, NewUnit, Organisation, Person, PersonStatus, PersonSummary, Policy,
    SayAway, Unit,
};
use shared::values::{GrantId, JobId, Page, PersonId, UnitId};

use super::{Call, Failure, escaped, page_of, send, send_all, send_quiet};

pub async fn organisation() -> Result<Organisation, Failure> {
    send(Call::get("/organisation")).await
}

pub async fn edit_organisation(
    version: i64,
    edit: &EditOrganisation,
) -> Result<Organisation, Failure> {
    send(Call::patch("/organisation").json(edit).if_match(version)).await
}

pub async fn units() -> Result<Vec<Unit>, Failure> {
    send_all("/units").await
}

pub async fn add_unit(new: &NewUnit) -> Result<(), Failure> {
    send_quiet(Call::post("/units").json(new)).await
}

pub async fn edit_unit(id: UnitId, version: i64, edit: &EditUnit) -> Result<(), Failure> {
    send_quiet(
        Call::patch(format!("/units/{id}"))
            .json(edit)
            .if_match(version),
    )
    .await
}

pub async fn remove_unit(id: UnitId) -> Result<(), Failure> {
    send_quiet(Call::delete(format!("/units/{id}"))).await
}

/// One page of the people I may see whose name holds `query`, by name.
pub async fn people(
    query: &str,
    unit: Option<UnitId>,
    status: Option<PersonStatus>,
    after: Option<&str>,
) -> Result<Page<PersonSummary>, Failure> {
    let unit = unit.map(|unit| format!("&unit={unit}")).unwrap_or_default();
    let status = status
        .map(|status| format!("&status={}", status.as_str()))
        .unwrap_or_default();
    let path = format!("/people?query={}{unit}{status}", escaped(query));
    send(Call::get(page_of(&path, after))).await
}

pub async fn person(id: PersonId) -> Result<Person, Failure> {
    send(Call::get(format!("/people/{id}"))).await
}

pub async fn add_person(new: &NewPerson) -> Result<(), Failure> {
    send_quiet(Call::post("/people").json(new)).await
}

pub async fn edit_person(id: PersonId, version: i64, edit: &EditPerson) -> Result<(), Failure> {
    send_quiet(
        Call::patch(format!("/people/{id}"))
            .json(edit)
            .if_match(version),
    )
    .await
}

/// Sends the invitation, or sends it again.
pub async fn invite(id: PersonId) -> Result<(), Failure> {
    send_quiet(Call::post(format!("/people/{id}/invitation"))).await
}

pub async fn leave(id: PersonId, leave: &Leave) -> Result<(), Failure> {
    send_quiet(Call::post(format!("/people/{id}/leave")).json(leave)).await
}

/// Somebody who had left is here again, and is invited.
pub async fn come_back(id: PersonId, back: &ComeBack) -> Result<(), Failure> {
    send_quiet(Call::post(format!("/people/{id}/return")).json(back)).await
}

pub async fn suspend(id: PersonId) -> Result<(), Failure> {
    send_quiet(Call::post(format!("/people/{id}/suspend"))).await
}

pub async fn resume(id: PersonId) -> Result<(), Failure> {
    send_quiet(Call::post(format!("/people/{id}/resume"))).await
}

/// Says until when somebody is not expected.
pub async fn say_away(id: PersonId, version: i64, say: &SayAway) -> Result<(), Failure> {
    send_quiet(
        Call::put(format!("/people/{id}/away"))
            .json(say)
            .if_match(version),
    )
    .await
}

/// They are back from today on.
pub async fn end_away(id: PersonId) -> Result<(), Failure> {
    send_quiet(Call::delete(format!("/people/{id}/away"))).await
}

pub async fn grant(id: PersonId, new: &NewGrant) -> Result<(), Failure> {
    send_quiet(Call::post(format!("/people/{id}/roles")).json(new)).await
}

pub async fn revoke(id: PersonId, grant: GrantId) -> Result<(), Failure> {
    send_quiet(Call::delete(format!("/people/{id}/roles/{grant}"))).await
}

/// Says what the spreadsheet would change, and changes nothing.
pub async fn try_import(file: String) -> Result<ImportReport, Failure> {
    send(Call::post("/imports/people?dry_run=true").csv(file)).await
}

/// Makes the changes; `invite` sends an invitation to everybody in it who cannot sign in yet.
pub async fn import(file: String, invite: bool) -> Result<ImportReport, Failure> {
    // A server of before does not know the word, and need not be told that nobody is invited.
    let path = match invite {
        true => "/imports/people?dry_run=false&invite=true",
        false => "/imports/people?dry_run=false",
    };
    send(Call::post(path).csv(file)).await
}

pub async fn policies() -> Result<Vec<Policy>, Failure> {
    send_all("/policies").await
}

pub async fn put_policy(policy: &Policy) -> Result<(), Failure> {
    send_quiet(Call::put(format!("/policies/{}", policy.id)).json(policy)).await
}

pub async fn deliveries(after: Option<&str>) -> Result<Page<Delivery>, Failure> {
    send(Call::get(page_of("/deliveries", after))).await
}

pub async fn set_delivery_aside(id: JobId) -> Result<(), Failure> {
    send_quiet(Call::post(format!("/deliveries/{id}/set-aside"))).await
}

pub async fn retry_delivery(id: JobId) -> Result<(), Failure> {
    send_quiet(Call::post(format!("/deliveries/{id}/retry"))).await
}

pub async fn audit(
    person: Option<PersonId>,
    after: Option<&str>,
) -> Result<Page<AuditEntry>, Failure> {
    let path = match person {
        Some(person) => format!("/audit?person={person}"),
        None => "/audit".to_owned(),
    };
    send(Call::get(page_of(&path, after))).await
}
