//! Planning, showing, editing and stopping an observation over HTTP.

use shared::access::{self, Action, Decision, Stage, Standing};
use shared::observations::{
    Agreement, ChooseFocus, Informed, NewObservation, Observation, SetInformed, State, Step,
    StopObservation,
};
use shared::problem::FieldProblem;
use shared::values::{ObservationId, Timestamp, ValueError};

use super::record::Record;
use super::{capture, list, mails, opening, pair, plan, rebase, requests, sight, store};
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::context::Ctx;
use crate::db::{self, Conn, instant};
use crate::error::{Error, Result};
use crate::http::{IfMatch, Json, Made, Path, Route, Versioned};
use crate::mail::SiteUrl;

/// Bytes of a push: 500 operations with a long note each.
const PUSH_BYTES_MAX: usize = 2 * 1024 * 1024;

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/api/v1/observations", list::routes::list),
        Route::post("/api/v1/observations", plan_one),
        Route::get("/api/v1/observations/{id}", show),
        Route::patch("/api/v1/observations/{id}", edit),
        Route::post("/api/v1/observations/{id}/focus", choose_focus),
        Route::post("/api/v1/observations/{id}/informed", inform),
        Route::post("/api/v1/observations/{id}/stop", stop),
        Route::get(
            "/api/v1/observations/{id}/operations",
            capture::routes::pull,
        ),
        Route::post(
            "/api/v1/observations/{id}/operations",
            capture::routes::push,
        )
        .body_max(PUSH_BYTES_MAX),
        Route::get("/api/v1/observation-requests", requests::routes::list),
        Route::get(
            "/api/v1/observations/{id}/conflicts",
            capture::routes::conflicts,
        ),
        Route::post("/api/v1/observations/{id}/framework", rebase::rebase),
        Route::get("/api/v1/observations/{id}/session", pair::routes::show),
        Route::post(
            "/api/v1/observations/{id}/second-observer",
            pair::routes::add,
        ),
        Route::post("/api/v1/observation-requests", requests::routes::ask),
        Route::post(
            "/api/v1/observation-requests/{id}/take-back",
            requests::routes::take_back,
        ),
        Route::post(
            "/api/v1/observation-requests/{id}/read",
            requests::routes::read_answer,
        ),
        Route::post(
            "/api/v1/observation-requests/{id}/decline",
            requests::routes::decline,
        ),
    ]
}

/// Plans an observation of somebody in my line or my units. Repeated with the same id and
/// content it answers the same.
async fn plan_one(ctx: Ctx, actor: Actor, new: Json<NewObservation>) -> Result<Made<Observation>> {
    let Json(new) = new;
    check_agreement(&new.agreement, "agreement.")?;
    let site = ctx.settings.site();
    let (observation, is_new) = ctx
        .db
        .write(move |conn| plan::plan(conn, &actor, &site, &new))
        .await?;
    let version = observation.version;
    Ok(Made::new(observation, version, is_new))
}

/// One observation without what was captured or released. To the line it holds what the two agreed
/// and what the practitioner is trying, which is theirs: that reading is recorded, and so is the
/// observer's where something is tried that may come from elsewhere.
async fn show(ctx: Ctx, actor: Actor, id: Path<ObservationId>) -> Result<Versioned<Observation>> {
    let Path(id) = id;
    let reader = actor.clone();
    let (observation, is_line) = ctx
        .db
        .read(move |conn| {
            let (record, standing) = sight::find(conn, &actor, id, Action::SeeObservation)?;
            let is_line = standing.line;
            Ok((present(conn, &actor, record, &standing)?, is_line))
        })
        .await?;
    let is_own = reader.person_id == observation.practitioner.id;
    if is_line || (!is_own && !observation.open_actions.is_empty()) {
        let entry =
            Entry::new("observation.read", "observation", id).about(observation.practitioner.id);
        audit::record_read(&ctx, &reader, entry).await?;
    }
    Ok(versioned(observation))
}

/// Changes what was agreed, before the session.
async fn edit(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
    if_match: IfMatch,
    agreement: Json<Agreement>,
) -> Result<Versioned<Observation>> {
    let (Path(id), Json(agreement)) = (id, agreement);
    check_agreement(&agreement, "")?;
    let change = move |conn: &mut Conn, actor: &Actor, record: &mut Record| {
        if_match.check(record.version)?;
        let focus = agreement.focus.as_ref();
        plan::check_focus(conn, actor, &record.framework, focus, "focus")?;
        record.agreement = agreement;
        Ok(Entry::new("observation.edit", "observation", id))
    };
    changed(&ctx, actor, id, Action::EditAgreement, change).await
}

/// Sets the skill the practitioner wants to be looked at, before the session. It is their choice, so
/// it goes over what the observer noted of it. Repeated with the same choice it is answered again.
async fn choose_focus(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
    choice: Json<ChooseFocus>,
) -> Result<Versioned<Observation>> {
    let (Path(id), Json(ChooseFocus { focus })) = (id, choice);
    let chosen = focus.clone();
    let was_taken =
        move |_: &mut Conn, _: &Actor, record: &Record| Ok(record.agreement.focus == chosen);
    let change = move |conn: &mut Conn, actor: &Actor, record: &mut Record| {
        plan::check_focus(conn, actor, &record.framework, focus.as_ref(), "focus")?;
        record.agreement.focus = focus;
        Ok(Entry::new("observation.choose_focus", "observation", id))
    };
    let step = (Action::ChooseFocus, Stage::Planned);
    changed_once(&ctx, actor, id, step, was_taken, change).await
}

/// Says what the practitioner told the person on probation. An objection ends the observation.
/// Repeated with the same answer it is answered again, also when the record has moved on.
async fn inform(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
    set: Json<SetInformed>,
) -> Result<Versioned<Observation>> {
    let (Path(id), Json(set)) = (id, set);
    let change = move |conn: &mut Conn, actor: &Actor, record: &mut Record| {
        set_informed(conn, actor, record, set.informed)
    };
    let was_taken = move |_: &mut Conn, _: &Actor, record: &Record| {
        Ok(record.state != State::Planned && record.informed == set.informed)
    };
    let step = (Action::Inform, Stage::Planned);
    changed_once(&ctx, actor, id, step, was_taken, change).await
}

/// Notes the answer, in both records where two people observe the session.
pub(super) fn set_informed(
    conn: &mut Conn,
    actor: &Actor,
    record: &mut Record,
    informed: Informed,
) -> Result<Entry> {
    // The person on probation is asked once for one session.
    pair::inform_other(conn, actor, record.id, informed)?;
    record.informed = informed;
    record.step(Step::Inform, now())?;
    let detail = serde_json::json!({ "informed": informed.as_str() });
    Ok(Entry::new("observation.inform", "observation", record.id).detail(detail))
}

/// Stops a session in progress; what was captured is kept unshared or removed. Repeated with the
/// same result it is answered again.
async fn stop(
    ctx: Ctx,
    actor: Actor,
    id: Path<ObservationId>,
    stop: Json<StopObservation>,
) -> Result<Versioned<Observation>> {
    let (Path(id), Json(stop)) = (id, stop);
    let change = move |conn: &mut Conn, actor: &Actor, record: &mut Record| {
        record.step(Step::Stop, now())?;
        let n_discarded = if stop.discard {
            capture::store::discard(conn, &actor.org, id)?
        } else {
            0
        };
        let detail =
            serde_json::json!({ "discarded": stop.discard, "segments_discarded": n_discarded });
        Ok(Entry::new("observation.stop", "observation", id).detail(detail))
    };
    let was_taken = move |conn: &mut Conn, actor: &Actor, record: &Record| {
        // One that was stopped by an objection never began.
        if record.state != State::Stopped || record.started_at.is_none() {
            return Ok(false);
        }
        // A session begins with an operation: a log without any was discarded.
        let ledger = capture::store::ledger(conn, &actor.org, id)?;
        Ok(stop.discard == (ledger.n_operations == 0))
    };
    let step = (Action::Stop, Stage::InProgress);
    changed_once(&ctx, actor, id, step, was_taken, change).await
}

/// The shape of every step: load within sight, decide, change, save, tell, audit.
async fn changed<F>(
    ctx: &Ctx,
    actor: Actor,
    id: ObservationId,
    action: Action,
    change: F,
) -> Result<Versioned<Observation>>
where
    F: FnOnce(&mut Conn, &Actor, &mut Record) -> Result<Entry> + Send + 'static,
{
    let site = ctx.settings.site();
    let observation = ctx
        .db
        .write(move |conn| {
            let (record, standing) = sight::find_to_change(conn, &actor, id, action)?;
            apply(conn, &actor, &site, record, &standing, change)
        })
        .await?;
    Ok(versioned(observation))
}

/// The same for a step that a device repeats when its answer was lost. Where it was taken before,
/// whoever may take it at its stage hears how the record stands, and nothing changes.
async fn changed_once<R, F>(
    ctx: &Ctx,
    actor: Actor,
    id: ObservationId,
    (action, stage): (Action, Stage),
    was_taken: R,
    change: F,
) -> Result<Versioned<Observation>>
where
    R: FnOnce(&mut Conn, &Actor, &Record) -> Result<bool> + Send + 'static,
    F: FnOnce(&mut Conn, &Actor, &mut Record) -> Result<Entry> + Send + 'static,
{
    let site = ctx.settings.site();
    let observation = ctx
        .db
        .write(move |conn| {
            // Decided below: a repeated step is answered even when the record has moved on since.
            let (record, standing) =
                sight::find_to_change(conn, &actor, id, Action::SeeObservation)?;
            let might = access::decide(action, &standing, stage) == Decision::Allow;
            if might && was_taken(conn, &actor, &record)? {
                return present(conn, &actor, record, &standing);
            }
            actor.decide(action, &standing, record.state.stage())?;
            apply(conn, &actor, &site, record, &standing, change)
        })
        .await?;
    Ok(versioned(observation))
}

fn apply(
    conn: &mut Conn,
    actor: &Actor,
    site: &SiteUrl,
    mut record: Record,
    standing: &Standing,
    change: impl FnOnce(&mut Conn, &Actor, &mut Record) -> Result<Entry>,
) -> Result<Observation> {
    let before = record.clone();
    let entry = change(conn, actor, &mut record)?;
    let record = store::save(conn, &actor.org, record)?;
    mails::post_change(conn, actor, site, &before, &record)?;
    audit::record(conn, actor, entry.about(record.practitioner.id))?;
    present(conn, actor, record, standing)
}

/// The record as the actor sees it.
pub fn present(
    conn: &mut Conn,
    actor: &Actor,
    record: Record,
    standing: &Standing,
) -> Result<Observation> {
    let reads_actions = standing.observer || standing.practitioner || standing.line;
    let open_actions = if reads_actions {
        let unopened = if standing.practitioner {
            opening::unopened(conn, &actor.org, actor.person_id)?
        } else {
            Vec::new()
        };
        store::pinned_actions(conn, actor, &record, &unopened)?
    } else {
        Vec::new()
    };
    Ok(record.present(standing, open_actions))
}

pub(super) fn versioned(observation: Observation) -> Versioned<Observation> {
    Versioned {
        version: observation.version,
        body: observation,
    }
}

fn now() -> Timestamp {
    instant(db::now())
}

/// Minutes a session may be planned for.
const DURATION_MINUTES: std::ops::RangeInclusive<u16> = 5..=480;

pub(super) fn check_agreement(agreement: &Agreement, prefix: &str) -> Result<()> {
    if DURATION_MINUTES.contains(&agreement.duration_minutes) {
        return Ok(());
    }
    let range = ValueError::OutOfRange {
        min: i64::from(*DURATION_MINUTES.start()),
        max: i64::from(*DURATION_MINUTES.end()),
    };
    Err(Error::Invalid(vec![FieldProblem::value(
        format!("{prefix}duration_minutes"),
        &range,
    )]))
}
