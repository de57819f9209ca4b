//! The quarantine over HTTP.

use serde_json::json;
use shared::access::Role;
use shared::problem::Code;
use shared::values::QuarantineId;
use shared::vault::{Cause, Decide, Deposit, Quarantined};
use uuid::Uuid;

use super::open::{damaged, open, together};
use super::store::Waits;
use super::{apply, mails, store};
use crate::actor::{self, Actor, Ground};
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::db::{self, Conn};
use crate::devices::{self, Owner};
use crate::error::{Error, Result};
use crate::http::{Json, NoContent, Path, Route};
use crate::{observations, org};

/// Bytes of a deposit: a session of five hundred operations, sealed, as digits.
const DEPOSIT_BYTES_MAX: usize = 4 * 1024 * 1024;

pub fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/quarantine", deposit).body_max(DEPOSIT_BYTES_MAX),
        Route::get("/api/v1/quarantine", list),
        Route::post("/api/v1/quarantine/{id}/decision", decide),
    ]
}

/// Takes what a device could not send. Nobody need be signed in: the device speaks by its token,
/// and what it brings must open with the key it gave into escrow. Envelopes that were damaged are
/// kept as they are beside those that open. What holds nothing new is acknowledged and not kept; what
/// comes beside something that still waits is decided with it. Only an observer's own work is taken,
/// and only where it could not simply be sent: whoever holds their own key could seal anything.
async fn deposit(ctx: Ctx, Json(deposit): Json<Deposit>) -> Result<NoContent> {
    let (keys, site) = (ctx.keys.clone(), ctx.settings.site());
    ctx.db
        .write(move |conn| {
            let known = devices::of_token(conn, &keys, &deposit.token)?;
            let owner = known.seal.owner;
            let org = owner.organisation.to_string();
            let alone = open(&known.seal, &deposit.items)?;
            if alone.n_operations() == 0 {
                return Ok(());
            }
            let observation = alone.observation;
            db::lock_record(conn, &org, &observation.to_string())?;
            let (id, before) = store::waiting(conn, &org, owner.device, observation)?
                .unwrap_or_else(|| (QuarantineId::new(Uuid::now_v7()), Vec::new()));
            let items = together(&known.seal, before, deposit.items);
            let opened = open(&known.seal, &items)?;
            if store::holds(conn, &org, owner.device, observation, &opened.name())? {
                return Ok(());
            }
            observations::check_author(conn, &org, observation, owner.person, opened.steps())?;
            let cause = cause(conn, &known)?;
            let waits = Waits {
                id,
                owner,
                cause,
                items: &items,
                opened: &opened,
            };
            store::keep(conn, &waits)?;
            let entry = Entry::new("quarantine.deposit", "quarantine", id)
                .about(owner.person)
                .detail(json!({ "cause": cause, "operations": opened.n_operations(), "damaged": opened.n_damaged() }));
            audit::record_unattended(conn, &org, Some(&owner.person.to_string()), entry)?;
            mails::post_waiting(conn, site, &org, id, owner.person)
        })
        .await?;
    Ok(NoContent)
}

/// Why the work could not simply be sent. Whoever still observes on a device in use sends it.
fn cause(conn: &mut Conn, known: &devices::Speaking) -> Result<Cause> {
    let Owner {
        organisation,
        person,
        ..
    } = known.seal.owner;
    if known.revoked.is_some() {
        Ok(Cause::DeviceRevoked)
    } else if !known.is_active {
        Ok(Cause::AccountClosed)
    } else if org::observes(conn, &organisation.to_string(), person)? {
        Err(Code::WrongState.into())
    } else {
        Ok(Cause::RoleRemoved)
    }
}

/// What waits for a decision of mine, and what was decided; and what was decided about my own
/// work, since mail need not say the reason.
async fn list(ctx: Ctx, actor: Actor) -> Result<Json<Vec<Quarantined>>> {
    actor.allow(Ground::ScopedQuery);
    ctx.db
        .read(move |conn| {
            let units = org::units_in_sight(conn, &actor, &[Role::Manager])?;
            store::listed_for(conn, &actor, &units)
        })
        .await
        .map(Json)
}

/// Takes the work into the record, or leaves it out. The author hears of it.
async fn decide(
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<QuarantineId>,
    Json(decision): Json<Decide>,
) -> Result<NoContent> {
    let (keys, site) = (ctx.keys.clone(), ctx.settings.site());
    ctx.db
        .write(move |conn| {
            db::lock_record(conn, &actor.org, &id.to_string())?;
            let kept = store::find(conn, &actor.org, id)?;
            permit(conn, &actor, &kept)?;
            // What was left out can be taken in after all, as long as it is kept.
            let is_over = match kept.accepted {
                None => false,
                Some(accepted) => accepted || !decision.accept,
            };
            if is_over {
                return Err(Code::WrongState.into());
            }
            let left = if decision.accept {
                let seal = devices::seal_of(conn, &keys, actor.org_id, kept.device)?;
                let opened = open(&seal, &kept.items)?;
                let author = actor::on_behalf(conn, &actor, kept.person)?;
                apply::apply(conn, &author, &site, kept.device, opened)?;
                damaged(&seal, kept.items.clone())
            } else {
                kept.items.clone()
            };
            store::decide(conn, &actor, id, &decision, &left)?;
            let action = if decision.accept {
                "quarantine.accept"
            } else {
                "quarantine.reject"
            };
            let entry = Entry::new(action, "quarantine", id)
                .about(kept.person)
                .detail(json!({ "observation": kept.observation.to_string() }));
            audit::record(conn, &actor, entry)?;
            mails::post_decided(conn, site, &actor, id, &kept, &decision)
        })
        .await?;
    Ok(NoContent)
}

/// The head of a unit above the author decides; nobody decides about their own work.
fn permit(conn: &mut Conn, actor: &Actor, kept: &store::Kept) -> Result<()> {
    let standing = org::standing_towards(conn, actor, kept.person)?;
    if !standing.head {
        return Err(Error::NotFound);
    }
    actor.allow(Ground::Role);
    Ok(())
}
