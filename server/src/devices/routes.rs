//! Devices over HTTP.

use serde::Deserialize;
use shared::access::Role;
use shared::problem::{Code, FieldProblem};
use shared::values::{DeviceId, PersonId};
use shared::vault::{
    Contact, Device, DeviceStanding, RegisterDevice, RegisteredDevice, ReleasedKey, RevokeDevice,
};

use super::store::{self, Known};
use super::token::DepositToken;
use super::{Owner, check_signed_in_just_now, into_escrow, out_of_escrow, unopened};
use crate::actor::{Actor, Ground};
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::db::{self, Conn, OnUnique};
use crate::error::{Error, Result};
use crate::http::{Json, NoContent, Path, Query, Route};
use crate::{auth, org};

pub fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/devices", register),
        Route::get("/api/v1/devices", list),
        Route::post("/api/v1/devices/contact", contact),
        Route::post("/api/v1/devices/{id}/release", release),
        Route::post("/api/v1/devices/{id}/revoke", revoke),
    ]
}

/// Takes a key into escrow. Repeated with the same key it gives the device a new token.
async fn register(
    ctx: Ctx,
    actor: Actor,
    Json(new): Json<RegisterDevice>,
) -> Result<Json<RegisteredDevice>> {
    actor.allow(Ground::Own);
    let keys = ctx.keys.clone();
    let token = DepositToken::new(actor.org_id, new.id);
    let deposit_token = token.text();
    ctx.db
        .write(move |conn| {
            let id = new.id.to_string();
            db::lock_record(conn, &actor.org, &id)?;
            let owner = owner(&actor, new.id);
            if let Some(known) = own(store::known(conn, &actor.org, &id)?, &actor)? {
                refuse_revoked(&known)?;
                if out_of_escrow(&keys, owner, &known.escrow) != Ok(new.key) {
                    return Err(Code::IdReused.into());
                }
                return store::replace_token(conn, &actor, &id, &token.hash());
            }
            let escrow = into_escrow(&keys, owner, &new.key);
            store::insert(conn, &actor, &new, &escrow, &token.hash())
                .on_unique("device.id", || Code::IdReused)?;
            let entry = Entry::new("device.register", "device", new.id).about(&actor.me);
            audit::record(conn, &actor, entry)
        })
        .await?;
    Ok(Json(RegisteredDevice { deposit_token }))
}

/// Gives the key back, to the same person, straight after a full sign-in.
async fn release(ctx: Ctx, actor: Actor, Path(id): Path<DeviceId>) -> Result<Json<ReleasedKey>> {
    actor.allow(Ground::Own);
    let keys = ctx.keys.clone();
    let key = ctx
        .db
        .write(move |conn| {
            let known = own(store::known(conn, &actor.org, &id.to_string())?, &actor)
                .map_err(|_| Error::NotFound)?
                .ok_or(Error::NotFound)?;
            refuse_revoked(&known)?;
            check_signed_in_just_now(conn, &actor)?;
            store::use_in_session(conn, &actor, &id.to_string())?;
            let entry = Entry::new("device.release", "device", id).about(&actor.me);
            audit::record(conn, &actor, entry)?;
            out_of_escrow(&keys, owner(&actor, id), &known.escrow).map_err(unopened)
        })
        .await?;
    Ok(Json(ReleasedKey { key }))
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
struct Of {
    /// Somebody else, for an administrator of their unit; otherwise the one who asks.
    person: Option<PersonId>,
}

async fn list(ctx: Ctx, actor: Actor, Query(of): Query<Of>) -> Result<Json<Vec<Device>>> {
    ctx.db
        .read(move |conn| {
            let person = of.person.unwrap_or(actor.person_id);
            permit(conn, &actor, person)?;
            store::of_person(conn, &actor.org, &person.to_string())
        })
        .await
        .map(Json)
}

/// Takes a device out of use. Its session ends now; it hears why with its next contact.
async fn revoke(
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<DeviceId>,
    Json(revoke): Json<RevokeDevice>,
) -> Result<NoContent> {
    ctx.db
        .write(move |conn| {
            let known = store::known(conn, &actor.org, &id.to_string())?.ok_or(Error::NotFound)?;
            permit(conn, &actor, known.person)?;
            store::revoke(conn, &actor.org, &id.to_string(), revoke.mode)?;
            if let Some(session) = &known.session {
                auth::end_session(conn, &actor.org, session, "device_revoked")?;
            }
            let entry = Entry::new("device.revoke", "device", id)
                .about(known.person)
                .detail(serde_json::json!({ "mode": revoke.mode }));
            audit::record(conn, &actor, entry)
        })
        .await?;
    Ok(NoContent)
}

/// A device says that it is there, and hears how it stands. Nobody need be signed in.
async fn contact(ctx: Ctx, Json(contact): Json<Contact>) -> Result<Json<DeviceStanding>> {
    let token = DepositToken::parse(&contact.token).ok_or(Error::NotFound)?;
    let standing = ctx
        .db
        .write(move |conn| {
            let (org, id) = (token.organisation.to_string(), token.device.to_string());
            let known = of_token(conn, &token)?;
            store::touch(conn, &org, &id)?;
            // Only what was told to empty itself says that it did: the token is no secret of the person.
            let is_told = known.revoked.is_some() || !known.is_active;
            if contact.wiped && is_told && store::mark_wiped(conn, &org, &id)? {
                let entry = Entry::new("device.wiped", "device", token.device).about(known.person);
                audit::record_unattended(conn, &org, None, entry)?;
            }
            Ok(match known.revoked {
                Some(mode) => Err(Error::RefusedFields(
                    Code::DeviceRevoked,
                    vec![FieldProblem::new("mode", mode.as_str())],
                )),
                None if known.is_active => Ok(DeviceStanding::InUse),
                None => Ok(DeviceStanding::AccountClosed),
            })
        })
        .await?;
    standing.map(Json)
}

/// The device that the token speaks for; what does not fit does not exist.
pub(super) fn of_token(conn: &mut Conn, token: &DepositToken) -> Result<Known> {
    let (org, id) = (token.organisation.to_string(), token.device.to_string());
    store::known(conn, &org, &id)?
        .filter(|known| known.deposit_hash == token.hash())
        .ok_or(Error::NotFound)
}

/// A device of the actor. One of somebody else takes the same id for another thing.
fn own(known: Option<Known>, actor: &Actor) -> Result<Option<Known>> {
    match known {
        Some(known) if known.person != actor.person_id => Err(Code::IdReused.into()),
        known => Ok(known),
    }
}

fn refuse_revoked(known: &Known) -> Result<()> {
    match known.revoked {
        Some(mode) => Err(Error::RefusedFields(
            Code::DeviceRevoked,
            vec![FieldProblem::new("mode", mode.as_str())],
        )),
        None => Ok(()),
    }
}

/// One's own devices, and those of the people an administrator looks after.
fn permit(conn: &mut Conn, actor: &Actor, person: PersonId) -> Result<()> {
    if person == actor.person_id {
        actor.allow(Ground::Own);
        return Ok(());
    }
    if !actor.holds(Role::Administrator) {
        return Err(Error::NotFound);
    }
    org::reference(conn, &actor.org, person)?;
    actor.allow(Ground::Role);
    Ok(())
}

fn owner(actor: &Actor, device: DeviceId) -> Owner {
    Owner {
        organisation: actor.org_id,
        person: actor.person_id,
        device,
    }
}
