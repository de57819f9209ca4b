//! HTTP of the slice.

mod imports;
mod log;
mod people;
mod units;

use shared::org::{EditOrganisation, Organisation, Policy};
use shared::values::{Page, PolicyId};

use super::leaving::Handovers;
use super::{policies, store};
use crate::actor::{Actor, Ground};
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::error::Result;
use crate::http::{IfMatch, Json, Path, Query, Route, Versioned};
use crate::paging::Cut;

/// The routes; `handovers` is what other slices do when somebody joins or leaves.
pub fn routes(handovers: Handovers) -> Vec<Route> {
    let own = vec![
        Route::get("/api/v1/organisation", show_organisation),
        Route::patch("/api/v1/organisation", edit_organisation),
        Route::get("/api/v1/policies", list_policies),
        Route::put("/api/v1/policies/{id}", put_policy),
    ];
    [
        own,
        units::routes(),
        people::routes(handovers),
        imports::routes(handovers),
        log::routes(),
    ]
    .concat()
}

async fn show_organisation(ctx: Ctx, actor: Actor) -> Result<Versioned<Organisation>> {
    actor.allow(Ground::Organisation);
    let organisation = ctx
        .db
        .read_one(move |conn| store::organisation(conn, &actor.org))
        .await?;
    Ok(Versioned {
        version: organisation.version,
        body: organisation,
    })
}

async fn edit_organisation(
    ctx: Ctx,
    actor: Actor,
    if_match: IfMatch,
    Json(edit): Json<EditOrganisation>,
) -> Result<Versioned<Organisation>> {
    actor.allow(Ground::Role);
    let edit_it = move |conn: &mut crate::db::Conn| {
        crate::db::lock_record(conn, &actor.org, &actor.org)?;
        if_match.check(store::organisation(conn, &actor.org)?.version)?;
        store::edit_organisation(conn, &actor.org, &edit)?;
        audit::record(
            conn,
            &actor,
            Entry::new("organisation.edit", "organisation", &actor.org),
        )?;
        store::organisation(conn, &actor.org)
    };
    let organisation = ctx.db.write(edit_it).await?;
    Ok(Versioned {
        version: organisation.version,
        body: organisation,
    })
}

async fn list_policies(
    ctx: Ctx,
    actor: Actor,
    Query(cut): Query<Cut>,
) -> Result<Json<Page<Policy>>> {
    actor.allow(Ground::Organisation);
    let (after, n_rows) = (cut.after::<String>()?, cut.n_rows()?);
    let rows = ctx
        .db
        .read_one(move |conn| store::page_of_policies(conn, &actor.org, after, n_rows))
        .await?;
    cut.page(rows, |policy| policy.id.to_string()).map(Json)
}

async fn put_policy(
    ctx: Ctx,
    actor: Actor,
    Path(id): Path<PolicyId>,
    Json(policy): Json<Policy>,
) -> Result<Json<Policy>> {
    actor.allow(Ground::Role);
    ctx.db
        .write(move |conn| policies::put(conn, &actor, id, &policy))
        .await
        .map(Json)
}
