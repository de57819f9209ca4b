//! Reflections over HTTP.

use serde::Deserialize;
use shared::access::Action;
use shared::feedback::{PutReflection, Reflection};
use shared::values::{Page, PersonId, ReflectionId};

use super::edit::{self, Sharing};
use super::store::{self, ListKey, Shelf};
use crate::actor::{Actor, Ground};
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::error::Result;
use crate::http::{Expected, Json, Made, NoContent, Path, Query, Versioned};
use crate::org;
use crate::paging::Cut;

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListReflections {
    /// 1 to 100 rows; 50 unless told.
    limit: Option<usize>,
    /// The `next` of the page before.
    after: Option<String>,
    /// Whose shared reflections; my own, private ones included, unless told.
    practitioner: Option<PersonId>,
}

/// My reflections, or those somebody shared with me; the latest change first.
pub async fn list(
    ctx: Ctx,
    actor: Actor,
    query: Query<ListReflections>,
) -> Result<Json<Page<Reflection>>> {
    let Query(query) = query;
    let cut = Cut {
        limit: query.limit,
        after: query.after,
    };
    let (after, n_rows): (Option<ListKey>, i64) = (cut.after()?, cut.n_rows()?);
    let owner = query.practitioner.unwrap_or(actor.person_id);
    actor.allow(Ground::ScopedQuery);
    let reader = actor.clone();
    let reflections = ctx
        .db
        .read(move |conn| {
            let standing = org::standing_towards(conn, &reader, owner)?;
            let shelf = match (standing.practitioner, standing.line) {
                (true, _) => Shelf::Own,
                (_, true) => Shelf::OfLine(owner),
                _ => Shelf::Observed(owner),
            };
            store::page(conn, &reader, &shelf, after.as_ref(), n_rows)
        })
        .await?;
    // An empty shelf gave nothing to read.
    if !reflections.is_empty() {
        audit::record_read(
            &ctx,
            &actor,
            Entry::new("reflection.list", "person", owner).about(owner),
        )
        .await?;
    }
    Ok(Json(cut.page(reflections, |one| {
        ListKey(one.updated_at, one.id.to_string())
    })?))
}

/// One reflection: mine, or one that its owner shared.
pub async fn read(ctx: Ctx, actor: Actor, id: Path<ReflectionId>) -> Result<Versioned<Reflection>> {
    let Path(id) = id;
    let reader = actor.clone();
    let reflection = ctx
        .db
        .read(move |conn| edit::find(conn, &reader, id, Action::ReadReflection))
        .await?;
    let entry = Entry::new("reflection.read", "reflection", id).about(reflection.practitioner.id);
    audit::record_read(&ctx, &actor, entry).await?;
    Ok(versioned(reflection))
}

/// Makes my reflection (`If-None-Match: *`) or changes it (`If-Match`).
pub async fn put(
    ctx: Ctx,
    actor: Actor,
    id: Path<ReflectionId>,
    expected: Expected,
    put: Json<PutReflection>,
) -> Result<Made<Reflection>> {
    let (Path(id), Json(put)) = (id, put);
    let (reflection, is_new) = ctx
        .db
        .write(move |conn| edit::put(conn, &actor, id, expected, &put))
        .await?;
    let version = reflection.version;
    Ok(Made::new(reflection, version, is_new))
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ShareOver {
    /// The `n_sharings` that I was told. A private reflection that has been shared or taken back
    /// since is not shared (`stale`). Without it the reflection is shared in any case.
    over: Option<i64>,
}

/// Opens my reflection to my line, and to the observer of the session it is about.
pub async fn share(
    ctx: Ctx,
    actor: Actor,
    id: Path<ReflectionId>,
    query: Query<ShareOver>,
) -> Result<Versioned<Reflection>> {
    let Query(ShareOver { over }) = query;
    set_shared(ctx, actor, id, Sharing::Share { over }).await
}

/// Closes it again; who read it meanwhile stays in the views.
pub async fn unshare(
    ctx: Ctx,
    actor: Actor,
    id: Path<ReflectionId>,
) -> Result<Versioned<Reflection>> {
    set_shared(ctx, actor, id, Sharing::Unshare).await
}

async fn set_shared(
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<ReflectionId>,
    sharing: Sharing,
) -> Result<Versioned<Reflection>> {
    let reflection = ctx
        .db
        .write(move |conn| edit::set_shared(conn, &actor, id, sharing))
        .await?;
    Ok(versioned(reflection))
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct RemoveOver {
    /// The version that I was told. Words that were changed since are not removed (`stale`). Without
    /// it the reflection is removed in any case.
    over: Option<i64>,
}

/// Removes my reflection for good.
pub async fn remove(
    ctx: Ctx,
    actor: Actor,
    id: Path<ReflectionId>,
    query: Query<RemoveOver>,
) -> Result<NoContent> {
    let (Path(id), Query(RemoveOver { over })) = (id, query);
    ctx.db
        .write(move |conn| edit::remove(conn, &actor, id, over))
        .await?;
    Ok(NoContent)
}

fn versioned(reflection: Reflection) -> Versioned<Reflection> {
    Versioned {
        version: reflection.version,
        body: reflection,
    }
}
