//! From the log to what the practitioner gets to see.

use serde_json::json;
use shared::access::{Action, Standing};
use shared::feedback::Feedback;
use shared::observations::{Observation, Release, SharedFeedback, Step};
use shared::problem::Code;
use shared::values::ObservationId;

use super::store;
use crate::actor::Actor;
use crate::audit::{self, Entry};
use crate::db::{self, Conn, OnUnique, instant};
use crate::error::{Error, Result};
use crate::feedback::{actions, mails, reading};
use crate::frameworks;
use crate::mail::SiteUrl;
use crate::observations::{self, Record};
use crate::org;

/// Shares what the log amounts to as the next edition; the same release again answers the same.
pub(super) fn share(
    conn: &mut Conn,
    actor: &Actor,
    site: SiteUrl,
    id: ObservationId,
    release: &Release,
) -> Result<Feedback> {
    // Decided below: a repeated release is answered even when the record has moved on since.
    let (record, standing) = observations::find_to_change(conn, actor, id, Action::SeeObservation)?;
    let was_shared = store::is_shared(conn, &actor.org, id, release.id)?;
    if !(was_shared && standing.observer) {
        actor.decide(Action::Share, &standing, record.state.stage())?;
        share_now(conn, actor, site, record, release)?;
    }
    let feedback = reading::feedback(conn, actor, id)?;
    record_what_is_not_ones_own(conn, actor, &feedback)?;
    Ok(feedback)
}

/// The answer holds what the practitioner wrote as well, which is read by it.
fn record_what_is_not_ones_own(conn: &mut Conn, actor: &Actor, feedback: &Feedback) -> Result<()> {
    let observation = &feedback.observation;
    for (is_read, action) in [
        (feedback.self_assessment.is_some(), "self_assessment.read"),
        (!feedback.replies.is_empty(), "reply.read"),
    ] {
        if is_read {
            let entry = Entry::new(action, "observation", observation.id)
                .about(observation.practitioner.id);
            audit::record(conn, actor, entry)?;
        }
    }
    Ok(())
}

fn share_now(
    conn: &mut Conn,
    actor: &Actor,
    site: SiteUrl,
    mut record: Record,
    release: &Release,
) -> Result<()> {
    // A session that went on while they left ends all the same, and nobody is there to read of it.
    if org::person(conn, &actor.org, record.practitioner.id)?.has_left() {
        return Err(Error::field("practitioner_id", "left"));
    }
    let content = content(conn, actor, &record, release)?;
    record.step(Step::Share, instant(db::now()))?;
    let edition = store::next_edition(conn, &actor.org, record.id)?;
    store::insert(conn, &actor.org, record.id, release.id, edition, &content)
        .on_unique("feedback.observation_id,edition", || Code::Stale)?;
    propose_actions(conn, actor, &record, &content)?;
    let record = observations::save(conn, &actor.org, record)?;
    let detail = json!({ "edition": edition, "operations": release.n_operations });
    let entry = Entry::new("feedback.share", "observation", record.id)
        .about(record.practitioner.id)
        .detail(detail);
    audit::record(conn, actor, entry)?;
    mails::post_feedback_ready(conn, site, &actor.org, &record, release.id, &content)
}

/// What will be shared: exactly the log that the observer saw (`stale` otherwise), complete
/// (`not_ready_to_share` otherwise, naming what is missing).
fn content(
    conn: &mut Conn,
    actor: &Actor,
    record: &Record,
    release: &Release,
) -> Result<SharedFeedback> {
    let capture = observations::fold(conn, &actor.org, record.id)?;
    if capture.n_operations != release.n_operations {
        return Err(Code::Stale.into());
    }
    let framework = frameworks::of_record(conn, &actor.org, &record.framework)?;
    SharedFeedback::from_capture(&framework, &capture)
        .map_err(|missing| Error::RefusedFields(Code::NotReadyToShare, missing))
}

fn propose_actions(
    conn: &mut Conn,
    actor: &Actor,
    record: &Record,
    content: &SharedFeedback,
) -> Result<()> {
    let ids: Vec<String> = content
        .actions
        .iter()
        .map(|action| action.id.to_string())
        .collect();
    actions::store::drop_proposed(conn, &actor.org, record.id, &ids)?;
    for action in &content.actions {
        let proposal = actions::Proposal::released(action, record.practitioner.id, record.id);
        actions::propose(conn, actor, &proposal)?;
    }
    Ok(())
}

/// Takes feedback back, or a plan, of which the others hear; nobody reads what was shared any more.
pub(super) fn withdraw(
    conn: &mut Conn,
    actor: &Actor,
    site: &SiteUrl,
    id: ObservationId,
) -> Result<Observation> {
    let (mut record, standing): (Record, Standing) =
        observations::find_to_change(conn, actor, id, Action::Withdraw)?;
    let before = record.clone();
    record.step(Step::Withdraw, instant(db::now()))?;
    store::hide_editions(conn, &actor.org, id)?;
    actions::store::drop_proposed(conn, &actor.org, id, &[])?;
    let record = observations::save(conn, &actor.org, record)?;
    observations::post_change(conn, actor, site, &before, &record)?;
    let detail = json!({ "from": before.state.as_str() });
    let entry = Entry::new("observation.withdraw", "observation", id)
        .about(record.practitioner.id)
        .detail(detail);
    audit::record(conn, actor, entry)?;
    observations::present(conn, actor, record, &standing)
}
