//! A second observer over HTTP.

use std::sync::Arc;

use shared::access::Action;
use shared::frameworks::Framework;
use shared::observations::{
    AddSecondObserver, Capture, Comparison, NewObservation, ObservedSession, SessionRecord, Side,
};
use shared::org::PersonStatus;
use shared::problem::Code;
use shared::values::ObservationId;

use super::store;
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::db::{Conn, OnUnique};
use crate::error::{Error, Result};
use crate::frameworks;
use crate::http::{Json, Path};
use crate::mail::SiteUrl;
use crate::observations::record::Record;
use crate::observations::{capture, mails, sight, store as records};
use crate::org;

/// Asks somebody to observe the same planned session independently: they get a record of their
/// own, under the same agreement, and are told of it with the practitioner. Repeated with the same id it answers the same.
pub async fn add(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
    add: Json<AddSecondObserver>,
) -> Result<Json<ObservedSession>> {
    let (Path(id), Json(add)) = (id, add);
    let site = ctx.settings.site();
    let session = ctx
        .db
        .write(move |conn| {
            let (record, _) = sight::find_to_change(conn, &actor, id, Action::EditAgreement)?;
            match store::of_record(conn, &actor.org, id)? {
                Some(pair) if pair.ids == [id, add.id] => {}
                Some(_) => return Err(Code::WrongState.into()),
                None => insert(conn, &actor, &site, &record, &add)?,
            }
            session(conn, &actor, id, false)
        })
        .await?;
    Ok(Json(session))
}

fn insert(
    conn: &mut Conn,
    actor: &Actor,
    site: &SiteUrl,
    first: &Record,
    add: &AddSecondObserver,
) -> Result<()> {
    let second = org::person(conn, &actor.org, add.observer_id).map_err(|error| match error {
        Error::NotFound => Error::field("observer_id", "unknown"),
        other => other,
    })?;
    let is_somebody_else = second.id != first.observer.id && second.id != first.practitioner.id;
    if !is_somebody_else {
        return Err(Error::field("observer_id", "own_person"));
    }
    if second.status != PersonStatus::Active || !org::observes(conn, &actor.org, second.id)? {
        return Err(Error::field("observer_id", "not_active"));
    }
    let new = NewObservation {
        id: add.id,
        practitioner_id: first.practitioner.id,
        framework: first.framework.clone(),
        agreement: first.agreement.clone(),
    };
    let time_zone = org::organisation(conn, &actor.org)?.time_zone;
    let place = records::Place {
        unit_id: first.unit_id,
        time_zone: &time_zone,
    };
    let observer = second.id.to_string();
    records::insert(conn, &actor.org, &observer, &new, place)
        .on_unique("observation.id", || Code::IdReused)?;
    store::insert(conn, &actor.org, first.id, add.id)?;
    let record = records::find(conn, &actor.org, add.id)?;
    mails::post_planned(conn, actor, site, &record, true)?;
    let entry = Entry::new("observation.second_observer", "observation", first.id)
        .about(first.practitioner.id)
        .detail(serde_json::json!({ "second": add.id.to_string() }));
    audit::record(conn, actor, entry)
}

/// Who observes this session, and, for both observers once both are done, both sides.
pub async fn show(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
) -> Result<Json<ObservedSession>> {
    let Path(id) = id;
    let reader = actor.clone();
    let (session, practitioner) = ctx
        .db
        .read(move |conn| {
            let (record, standing) = sight::find(conn, &actor, id, Action::SeeObservation)?;
            let compares = standing.observer || standing.peer;
            let session = session(conn, &actor, id, compares)?;
            Ok((session, record.practitioner.id))
        })
        .await?;
    if session.comparison.is_some() {
        let entry = Entry::new("observation.compare", "observation", id).about(practitioner);
        audit::record_read(&ctx, &reader, entry).await?;
    }
    Ok(Json(session))
}

fn session(
    conn: &mut Conn,
    actor: &Actor,
    id: ObservationId,
    compares: bool,
) -> Result<ObservedSession> {
    let pair = store::of_record(conn, &actor.org, id)?;
    let ids = pair.as_ref().map_or(vec![id], |pair| pair.ids.to_vec());
    let mut found = Vec::new();
    for id in &ids {
        found.push(records::find(conn, &actor.org, *id)?);
    }
    let comparison = match pair {
        Some(pair) if compares && pair.is_open() => {
            let mut side = |record: &Record| -> Result<_> {
                let framework = frameworks::of_record(conn, &actor.org, &record.framework)?;
                let capture = capture::fold_released(conn, &actor.org, record)?;
                Ok((framework, capture))
            };
            let (first, second) = (side(&found[0])?, side(&found[1])?);
            Some(Comparison::of(as_side(&first), as_side(&second)))
        }
        _ => None,
    };
    Ok(ObservedSession {
        session_id: ids[0],
        records: found
            .into_iter()
            .map(|record| SessionRecord {
                id: record.id,
                observer: record.observer,
                state: record.state,
            })
            .collect(),
        comparison,
    })
}

fn as_side((framework, capture): &(Arc<Framework>, Capture)) -> Side<'_> {
    Side { framework, capture }
}
