//! Pulling over HTTP. It is a POST, since the server notes what it has told.

use shared::sync::{Pull, Pulled};

use super::{pull, store};
use crate::actor::{Actor, Ground};
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::db::Conn;
use crate::error::Result;
use crate::http::{Json, Route};

pub fn routes() -> Vec<Route> {
    vec![Route::post("/api/v1/sync", pull_all)]
}

/// The actor's records that changed since the cursor, bounded in number and bytes, and what is to
/// leave the device. Presenting a cursor acknowledges all before it; a lost answer is repeated.
async fn pull_all(ctx: Ctx, actor: Actor, pull: Json<Pull>) -> Result<Json<Pulled>> {
    let Json(pull) = pull;
    let (reader, asked) = (actor.clone(), pull.clone());
    actor.allow(Ground::ScopedQuery);
    let answer = ctx
        .db
        .read(move |conn| pull::answer(conn, &reader, &asked))
        .await?;
    if answer.told.is_empty() {
        return Ok(Json(answer.pulled));
    }
    let (told, cursor) = (answer.told, answer.pulled.cursor);
    let note = move |conn: &mut Conn| {
        for record in &told {
            if record.has_content {
                let entry = Entry::new("sync.read", "observation", record.observation)
                    .about(record.practitioner);
                audit::record(conn, &actor, entry)?;
            }
        }
        store::note(conn, &actor, pull.device, &told, cursor)
    };
    ctx.db.write(note).await?;
    Ok(Json(answer.pulled))
}
