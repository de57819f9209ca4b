//! The list of slices, their routes and jobs, and the server made of them.
//!
//! # How to write a slice
//!
//! A slice is a folder with `mod.rs` (what other slices may call), `routes.rs`, `store.rs` (all its
//! SQL) and `jobs.rs` where it has any. It takes one line in [`routes`] and one in [`jobs`] here.
//!
//! ```text
//! // routes.rs: every row of `shared::access::POLICY` is one Route; the server refuses to start otherwise
//! pub fn routes() -> Vec<Route> {
//!     vec![
//!         Route::get("/api/v1/observations/{id}", show),
//!         Route::patch("/api/v1/observations/{id}", edit),
//!     ]
//! }
//!
//! async fn edit(ctx: Ctx, actor: Actor, Path(id): Path<ObservationId>, if_match: IfMatch,
//!               Json(edit): Json<EditAgreement>) -> Result<Versioned<Observation>> {
//!     let observation = ctx.db.write(move |conn| {
//!         db::lock_record(conn, &actor.org, &id.to_string())?;
//!         let observation = store::find(conn, &actor, id)?;              // Error::NotFound when missing or foreign
//!         actor.decide(Action::EditAgreement, &observation.standing(&actor), observation.stage())?;
//!         if_match.check(observation.version)?;                          // 412
//!         let edited = observation.edit(edit)?;                          // a pure rule from `shared`
//!         store::save(conn, &actor, &edited)?;
//!         audit::record(conn, &actor, Entry::new("observation.edit", "observation", id).about(practitioner))?;
//!         jobs::enqueue(conn, &actor.org, &format!("..:{id}"), &SomeJob { .. })?;
//!         Ok(edited)
//!     }).await?;
//!     Ok(Versioned { version: observation.version, body: observation })
//! }
//! ```
//!
//! - Handlers answer `Result<Json<T>>`, `Result<Versioned<T>>` (with ETag) or `Result<NoContent>`.
//! - Extractors: `Ctx`, `Actor`, `Path<T>`, `Query<T>`, `Json<T>`, `IfMatch`; all refuse with problems.
//! - Every answer needs a decision: `actor.decide(..)` for a record, or `actor.allow(Ground::..)`, which
//!   says why none is needed. A success without one becomes a 500.
//! - Reading content: `ctx.db.read(..)`, then `audit::record_read(&ctx, &actor, entry).await?`, then answer.
//! - Refuse with a code: `Err(Code::WrongState.into())`; with fields: `Error::field("title", "too_long")`.
//! - The API document is read off these types, so bodies derive `ToSchema` and queries `IntoParams`.
//! - Lists: `Query<paging::Cut>`, `Page<T>`.
//! - Mail: `outbox::post(conn, org, dedupe_key, recipient, &message)` in the same transaction.

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::{App, HttpServer, web};
use shared::access::{POLICY, Row};

use crate::config::Settings;
use crate::context::Ctx;
use crate::http::{self, Route, edge};
use crate::jobs::{Registry, Runner};
use crate::org::{self, Handovers};
use crate::token::Keys;
use crate::{
    auth, devices, feedback, frameworks, insights, meetings, observations, outbox, quarantine,
    sync, telemetry, unsent, web_app,
};

/// How long a client may take to send its headers, against connections that send a byte a minute.
const HEADERS_WAIT: Duration = Duration::from_secs(10);
const KEEP_ALIVE: Duration = Duration::from_secs(75);
const N_CONNECTIONS_MAX: usize = 4000;
/// How long requests in flight may take to end when the server stops.
const STOP_WAIT_S: u64 = 30;
/// A key is due every 90 days and its predecessor verifies for one more.
const LOOK_FOR_KEYS_EVERY: Duration = Duration::from_secs(3600);

/// What happens elsewhere when somebody joins, has another address or leaves: the slice of people may call no other.
const HANDOVERS: Handovers = Handovers {
    invite: auth::invite,
    sign_out: |conn, org, person, reason| {
        auth::sign_out_everywhere(conn, org, person, reason).map(|_| ())
    },
    end_links: |conn, org, person| auth::end_links(conn, org, person).map(|_| ()),
    leaving: &[observations::HANDOVER, meetings::HANDOVER],
};

/// What is asked before a mail is sent.
const MAIL_STANDS: &[outbox::Stands] = &[
    auth::mail_stands,
    observations::mail_stands,
    feedback::mail_stands,
    meetings::mail_stands,
    quarantine::mail_stands,
];

/// Every route of every slice.
pub fn routes() -> Vec<Route> {
    let slices = [
        http::api_document_routes(),
        org::routes(HANDOVERS),
        auth::routes(),
        devices::routes(),
        frameworks::routes(),
        observations::routes(),
        feedback::routes(),
        meetings::routes(),
        quarantine::routes(),
        insights::routes(),
        sync::routes(),
        telemetry::routes(),
        unsent::routes(),
    ];
    slices.concat()
}

/// Every kind of job, and what recurs.
fn jobs() -> Registry {
    let registry = Registry::default();
    let registry = outbox::register(registry, MAIL_STANDS);
    let registry = insights::register(registry);
    let registry = unsent::register(registry);
    let registry = quarantine::register(registry);
    auth::register(registry)
}

/// Why the server does not start, in one line for the operator.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error(
        "the routes differ from the policy table: without a row {unruled:?}; without a route {unserved:?}"
    )]
    Policy {
        unruled: Vec<String>,
        unserved: Vec<String>,
    },
    #[error("cannot listen on {address}: {reason}")]
    Listen { address: String, reason: String },
    #[error("the server stopped: {0}")]
    Serve(std::io::Error),
}

/// Pairs every route with its row of the policy table. Both sets must be equal: a route without a
/// row has no rule, and a row without a route is a rule that guards nothing.
pub fn ruled(routes: Vec<Route>) -> Result<Vec<(Route, &'static Row)>, StartError> {
    let name = |method: &str, pattern: &str| format!("{method} {pattern}");
    let served: BTreeSet<String> = routes
        .iter()
        .map(|route| name(route.method.as_str(), route.pattern))
        .collect();
    let unserved: Vec<String> = POLICY
        .iter()
        .map(|row| name(row.method, row.pattern))
        .filter(|row| !served.contains(row))
        .collect();
    let mut unruled = Vec::new();
    let mut ruled = Vec::new();
    for route in routes {
        match POLICY
            .iter()
            .find(|row| row.pattern == route.pattern && is_method(row, &route.method))
        {
            Some(row) => ruled.push((route, row)),
            None => unruled.push(name(route.method.as_str(), route.pattern)),
        }
    }
    if unruled.is_empty() && unserved.is_empty() {
        Ok(ruled)
    } else {
        Err(StartError::Policy { unruled, unserved })
    }
}

/// Binds the listening address and answers the settings with what is now known of it.
pub fn listen(settings: Settings) -> Result<(Settings, TcpListener), StartError> {
    let failed = |error: std::io::Error| StartError::Listen {
        address: settings.listen.to_string(),
        reason: error.to_string(),
    };
    let listener = TcpListener::bind(settings.listen).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((settings.listening_on(address), listener))
}

/// Serves until the process is told to stop; answers after requests in flight have ended and
/// everything acknowledged is in the database file.
pub async fn serve(ctx: Ctx, listener: TcpListener) -> Result<(), StartError> {
    let ruled = ruled(routes())?;
    bring_successors(&ctx).await;
    let metrics = http::Metrics::install();
    let n_workers = ctx.settings.n_workers;
    let app_ctx = ctx.clone();
    let server = HttpServer::new(move || {
        App::new()
            .app_data(app_ctx.clone())
            .app_data(web::Data::new(metrics.clone()))
            .wrap(from_fn(edge))
            .service(http::resources(&ruled))
            .service(http::system())
            .default_service(web::to(web_app::serve))
    })
    .workers(n_workers)
    .client_request_timeout(HEADERS_WAIT)
    .keep_alive(KEEP_ALIVE)
    .max_connections(N_CONNECTIONS_MAX)
    .shutdown_timeout(STOP_WAIT_S)
    .listen(listener)
    .map_err(|error| StartError::Listen {
        address: ctx.settings.listen.to_string(),
        reason: error.to_string(),
    })?;
    let runner = Runner::start(ctx.clone(), jobs());
    let rotation = tokio::spawn(rotate_keys(ctx.keys.clone()));
    tracing::info!(listen = %ctx.settings.listen, "Serving {}", ctx.settings.public_url);
    let served = server.run().await.map_err(StartError::Serve);
    rotation.abort();
    runner.stop().await;
    ctx.db.close().await;
    served
}

/// Gives organisations the newer versions of the instruments that this release ships. A full disk
/// must not keep people from reading, so a failure waits for the next start.
async fn bring_successors(ctx: &Ctx) {
    match frameworks::bring_successors(&ctx.db).await {
        Ok(0) => {}
        Ok(n) => tracing::info!(n, "Newer versions of shipped instruments were published"),
        Err(error) => {
            tracing::error!("Newer versions of shipped instruments were not published: {error}");
        }
    }
}

/// Makes a new signing key when the present one is due, and takes over one that another node made.
async fn rotate_keys(keys: Arc<Keys>) {
    loop {
        tokio::time::sleep(LOOK_FOR_KEYS_EVERY).await;
        if let Err(error) = keys.rotate_if_due() {
            tracing::error!("The signing keys could not be looked at: {error}");
        }
    }
}

fn is_method(row: &Row, method: &Method) -> bool {
    row.method == method.as_str()
}

#[cfg(test)]
mod tests;
