//! Unsent writing over HTTP.

use serde_json::json;
use shared::problem::Code;
use shared::sync::{OpenedWriting, SettleWriting, Settled, UnsentWriting, n_pieces};
use shared::values::DeviceId;
use shared::vault::{Deposit, RevokeMode};

use super::{KEEP, mails, store};
use crate::actor::{Actor, Ground};
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::db::{self, Conn};
use crate::devices::{self, Opened, Speaking};
use crate::error::{Error, Result};
use crate::feedback;
use crate::http::{Json, NoContent, Path, Route};

/// Bytes of a deposit: a device hands over some hundred outboxes at once, sealed, as digits.
const DEPOSIT_BYTES_MAX: usize = 4 * 1024 * 1024;

pub fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/unsent-writing", deposit).body_max(DEPOSIT_BYTES_MAX),
        Route::get("/api/v1/unsent-writing", list),
        Route::post("/api/v1/unsent-writing/{id}/open", read),
        Route::post("/api/v1/unsent-writing/{id}/settle", settle),
    ]
}

/// Keeps the writing of a device that empties itself. Nobody need be signed in: the device speaks
/// by its token. What holds no writing is acknowledged and not kept.
async fn deposit(ctx: Ctx, Json(deposit): Json<Deposit>) -> Result<NoContent> {
    let (keys, site) = (ctx.keys.clone(), ctx.settings.site());
    ctx.db
        .write(move |conn| {
            let known = devices::of_token(conn, &keys, &deposit.token)?;
            check_cause(&known)?;
            let owner = known.seal.owner;
            let org = owner.organisation.to_string();
            db::lock_record(conn, &org, &owner.device.to_string())?;
            let mut n_kept = 0;
            for item in &deposit.items {
                // What nobody can read holds up nothing beside it.
                let ("outbox", Opened::Read((_, outbox))) =
                    (item.store.as_str(), known.seal.open_outbox(item))
                else {
                    continue;
                };
                let n = n_pieces(&outbox.unsent_writing());
                if n > 0 && store::keep(conn, owner, item, n)? {
                    n_kept += n;
                }
            }
            if n_kept == 0 {
                return Ok(());
            }
            let entry = Entry::new("unsent_writing.keep", "device", owner.device)
                .about(owner.person)
                .detail(json!({ "pieces": n_kept }));
            audit::record_unattended(conn, &org, Some(&owner.person.to_string()), entry)?;
            // Whose account is closed could not follow the link.
            match known.is_active {
                true => mails::post_kept(conn, site, owner),
                false => Ok(()),
            }
        })
        .await?;
    Ok(NoContent)
}

/// Only a device that empties itself hands over: any other sends.
fn check_cause(known: &Speaking) -> Result<()> {
    let is_emptied = known.revoked == Some(RevokeMode::Preserve)
        || (known.revoked.is_none() && !known.is_active);
    if is_emptied {
        Ok(())
    } else {
        Err(Code::WrongState.into())
    }
}

/// What was kept of mine, by device. Nobody else is told that there is any.
async fn list(ctx: Ctx, actor: Actor) -> Result<Json<Vec<UnsentWriting>>> {
    actor.allow(Ground::Own);
    ctx.db
        .read(move |conn| store::of_author(conn, &actor, db::now() - KEEP))
        .await
        .map(Json)
}

/// Gives my writing back, straight after a full sign-in, without what has arrived by another way.
/// It stays kept until it is settled.
async fn read(
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<DeviceId>,
) -> Result<Json<Vec<OpenedWriting>>> {
    let keys = ctx.keys.clone();
    let opened = ctx
        .db
        .write(move |conn| {
            let items = own(conn, &actor, id)?;
            devices::check_signed_in_just_now(conn, &actor)?;
            let seal = devices::seal_of(conn, &keys, actor.org_id, id)?;
            let mut opened = Vec::new();
            for item in &items {
                let Opened::Read((of, outbox)) = seal.open_outbox(item) else {
                    return Err(Error::Internal("kept writing does not open".into()));
                };
                let pieces = feedback::not_arrived(conn, &actor, of, outbox.unsent_writing())?;
                if !pieces.is_empty() {
                    opened.push(OpenedWriting { of, pieces });
                }
            }
            let entry = Entry::new("unsent_writing.open", "device", id).about(&actor.me);
            audit::record(conn, &actor, entry)?;
            Ok(opened)
        })
        .await?;
    Ok(Json(opened))
}

/// Removes what was kept of mine: it is on a device of mine again, or I let it go. Repeated it
/// answers the same.
async fn settle(
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<DeviceId>,
    Json(settle): Json<SettleWriting>,
) -> Result<NoContent> {
    ctx.db
        .write(move |conn| {
            check_own(conn, &actor, id)?;
            db::lock_record(conn, &actor.org, &id.to_string())?;
            let n_settled = store::settle(conn, &actor, id, settle.kept_at)?;
            if n_settled == 0 {
                return Ok(());
            }
            let action = match settle.settled {
                Settled::Restored => "unsent_writing.restore",
                Settled::Discarded => "unsent_writing.discard",
            };
            let entry = Entry::new(action, "device", id)
                .about(&actor.me)
                .detail(json!({ "pieces": n_settled }));
            audit::record(conn, &actor, entry)
        })
        .await?;
    Ok(NoContent)
}

/// The author alone: for anybody else, whatever their role, there is none.
fn check_own(conn: &mut Conn, actor: &Actor, device: DeviceId) -> Result<()> {
    if store::author_of(conn, &actor.org, device)? != Some(actor.person_id) {
        return Err(Error::NotFound);
    }
    actor.allow(Ground::Own);
    Ok(())
}

fn own(conn: &mut Conn, actor: &Actor, device: DeviceId) -> Result<Vec<shared::vault::SealedItem>> {
    check_own(conn, actor, device)?;
    let items = store::items(conn, actor, device, db::now() - KEEP)?;
    if items.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(items)
}
