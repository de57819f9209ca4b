//! Actions over HTTP.

use serde::Deserialize;
use shared::access::{Action as Permission, Stage};
use shared::feedback::{Action, PutAction};
use shared::values::{ActionId, Page, PersonId};

use super::change;
use super::store::{self, Key, Sought};
use crate::actor::{Actor, Ground};
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::error::Result;
use crate::http::{Expected, Json, Made, Path, Query};
use crate::paging::Cut;
use crate::{observations, org};

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListActions {
    /// 1 to 100 rows; 50 unless told.
    limit: Option<usize>,
    /// The `next` of the page before.
    after: Option<String>,
    /// Whose actions; mine unless told. Of somebody whose line I am not, only those that came
    /// from my own observations.
    practitioner: Option<PersonId>,
    /// Leaves out what is done, dropped or replaced.
    #[serde(default)]
    open: bool,
}

/// Actions of one practitioner, the next review first.
pub async fn list(ctx: Ctx, actor: Actor, query: Query<ListActions>) -> Result<Json<Page<Action>>> {
    let Query(query) = query;
    let cut = Cut {
        limit: query.limit,
        after: query.after,
    };
    let (after, n_rows): (Option<Key>, i64) = (cut.after()?, cut.n_rows()?);
    let practitioner = query.practitioner.unwrap_or(actor.person_id);
    let reader = actor.clone();
    let actions = ctx
        .db
        .read(move |conn| {
            let mut standing = org::standing_towards(conn, &actor, practitioner)?;
            let only_own_work = !standing.practitioner && !standing.line;
            // As the observer of some of it: the query leaves nothing else over.
            standing.observer |= only_own_work;
            actor.decide(Permission::ReadAction, &standing, Stage::Open)?;
            actor.allow(Ground::ScopedQuery);
            let unopened = if standing.practitioner {
                observations::unopened(conn, &actor.org, practitioner)?
            } else {
                Vec::new()
            };
            let sought = Sought {
                practitioner,
                only_own_work,
                only_open: query.open,
                unopened,
                after,
                n_rows,
            };
            store::page(conn, &actor, &sought)
        })
        .await?;
    // What somebody agreed to try is theirs; an empty page gave nothing to read.
    if practitioner != reader.person_id && !actions.is_empty() {
        let entry = Entry::new("action.list", "person", practitioner).about(practitioner);
        audit::record_read(&ctx, &reader, entry).await?;
    }
    Ok(Json(cut.page(actions, |action| {
        Key(action.review_on, action.id.to_string())
    })?))
}

/// Makes an action (`If-None-Match: *`) or changes one (`If-Match`). The practitioner takes it
/// on or suggests another; the observer and the line propose.
pub async fn put(
    ctx: Ctx,
    actor: Actor,
    id: Path<ActionId>,
    expected: Expected,
    put: Json<PutAction>,
) -> Result<Made<Action>> {
    let (Path(id), Json(put)) = (id, put);
    let (action, is_new) = ctx
        .db
        .write(move |conn| change::put(conn, &actor, id, expected, &put))
        .await?;
    let version = action.version;
    Ok(Made::new(action, version, is_new))
}
