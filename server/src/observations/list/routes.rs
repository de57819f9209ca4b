//! The list of observations over HTTP.

use serde::Deserialize;
use shared::access::Role;
use shared::observations::{ObservationSummary, State};
use shared::problem::{Code, FieldProblem};
use shared::values::Page;

use super::store::{self, Key, Sought, Viewpoint};
use crate::actor::{Actor, Ground};
use crate::context::Ctx;
use crate::error::{Error, Result};
use crate::http::{Json, Query};
use crate::observations::record::Record;
use crate::paging::Cut;

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListObservations {
    /// 1 to 100 rows; 50 unless told.
    limit: Option<usize>,
    /// The `next` of the page before.
    after: Option<String>,
    /// One state or several, joined by commas; all unless told.
    state: Option<String>,
    /// As what I list; as everything I am unless told.
    #[param(inline)]
    role: Option<Viewpoint>,
}

/// The observations I may know of, the latest change first. Who, when, which state; no content.
pub async fn list(
    ctx: Ctx,
    actor: Actor,
    query: Query<ListObservations>,
) -> Result<Json<Page<ObservationSummary>>> {
    let Query(query) = query;
    let cut = Cut {
        limit: query.limit,
        after: query.after,
    };
    let sought = Sought {
        states: parse_states(query.state.as_deref())?,
        after: cut.after()?,
        n_rows: cut.n_rows()?,
    };
    let viewpoints = match query.role {
        Some(viewpoint) => vec![viewpoint],
        None => viewpoints_of(&actor),
    };
    actor.allow(Ground::ScopedQuery);
    let records = ctx
        .db
        .read(move |conn| {
            let mut records = Vec::new();
            for viewpoint in viewpoints {
                records.extend(store::page(conn, &actor, viewpoint, &sought)?);
            }
            Ok(merged(records))
        })
        .await?;
    let page = cut.page(records, key)?;
    let items = page.items.into_iter().map(Record::summary).collect();
    Ok(Json(Page {
        items,
        next: page.next,
    }))
}

fn viewpoints_of(actor: &Actor) -> Vec<Viewpoint> {
    let mut viewpoints = vec![
        Viewpoint::Observer,
        Viewpoint::Practitioner,
        Viewpoint::Line,
    ];
    if actor.holds(Role::Manager) {
        viewpoints.push(Viewpoint::Head);
    }
    viewpoints
}

/// Pages from several viewpoints as one, each record once.
fn merged(mut records: Vec<Record>) -> Vec<Record> {
    records.sort_by_key(|record| std::cmp::Reverse(key(record)));
    records.dedup_by_key(|record| record.id);
    records
}

fn key(record: &Record) -> Key {
    Key(record.updated_at, record.id.to_string())
}

fn parse_states(text: Option<&str>) -> Result<Vec<State>> {
    let states = text
        .unwrap_or_default()
        .split(',')
        .filter(|state| !state.is_empty());
    states
        .map(|state| {
            let unknown = || vec![FieldProblem::new("state", "unknown")];
            State::parse(state)
                .ok_or_else(|| Error::RefusedFields(Code::MalformedRequest, unknown()))
        })
        .collect()
}
