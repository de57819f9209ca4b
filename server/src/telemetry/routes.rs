//! HTTP of the slice.

use shared::problem::FieldProblem;
use shared::telemetry::{DayCounts, N_BUCKETS, ReportCounts, Timed};
use shared::values::{Date, Page};

use super::store;
use crate::actor::{Actor, Ground};
use crate::clock;
use crate::context::Ctx;
use crate::error::{Error, Result};
use crate::http::{Json, NoContent, Route};

/// How far back the screen looks.
const DAYS_SHOWN: u64 = 30;

pub fn routes() -> Vec<Route> {
    vec![
        Route::post("/api/v1/telemetry", report),
        Route::get("/api/v1/telemetry", show),
    ]
}

/// Adds a device's counts to those of the day. Who reported is written nowhere, so there is no
/// audit entry; where the organisation has switched it off nothing is kept.
async fn report(ctx: Ctx, actor: Actor, Json(report): Json<ReportCounts>) -> Result<NoContent> {
    actor.allow(Ground::Organisation);
    check(&report)?;
    ctx.db
        .write(move |conn| {
            if store::is_on(conn, &actor.org)? {
                let today = clock::today();
                store::add(conn, &actor.org, today, &report)?;
            }
            Ok(())
        })
        .await?;
    Ok(NoContent)
}

fn check(report: &ReportCounts) -> Result<()> {
    let mut problems = Vec::new();
    if report.counts.len() > Timed::ALL.len() {
        problems.push(FieldProblem::new("counts", "too_many"));
    }
    for (n, counts) in report.counts.iter().enumerate() {
        if counts.buckets.len() != N_BUCKETS {
            problems.push(FieldProblem::new(
                format!("counts.{n}.buckets"),
                "malformed",
            ));
        }
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(problems))
    }
}

/// The last thirty days, the latest first.
async fn show(ctx: Ctx, actor: Actor) -> Result<Json<Page<DayCounts>>> {
    actor.allow(Ground::Role);
    let first = Date::new(clock::today().naive() - chrono::Days::new(DAYS_SHOWN));
    let items = ctx
        .db
        .read_one(move |conn| store::since(conn, &actor.org, first))
        .await?;
    Ok(Json(Page { items, next: None }))
}
