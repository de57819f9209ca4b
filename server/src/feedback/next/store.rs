//! The SQL behind the next steps. Whether something was read is asked of the audit log.

use chrono::{Days, NaiveDateTime};
use diesel::dsl::exists;
use diesel::prelude::*;
use shared::meetings::NextStep;
use shared::org::PersonRef;
use shared::values::ObservationId;

use crate::actor::Actor;
use crate::db::schema::{audit, observation, person, reflection, reply};
use crate::db::{self, Conn, Prepared, instant, required, stored};
use crate::error::Result;

const N_STEPS_MAX: i64 = 20;
/// Writing left alone for longer than this is not brought up again.
const REFLECTION_DAYS: u64 = 21;
/// Replies older than this are found on their record.
const REPLY_DAYS: u64 = 60;

fn days_ago(days: u64) -> NaiveDateTime {
    let now = db::now();
    now.checked_sub_days(Days::new(days)).unwrap_or(now)
}

/// The practitioner's shared feedback: to read, or once read to acknowledge. What is `unopened`
/// still waits for the self-assessment, a step of the observations.
pub(super) fn feedback_to_read(
    conn: &mut Conn,
    actor: &Actor,
    unopened: &[ObservationId],
) -> Result<Vec<NextStep>> {
    let unopened: Vec<String> = unopened.iter().map(ObservationId::to_string).collect();
    let was_read = exists(
        audit::table
            .filter(
                audit::org_id
                    .eq(observation::org_id)
                    .and(audit::subject_id.eq(observation::id)),
            )
            .filter(
                audit::action
                    .eq("feedback.read")
                    .and(audit::actor_id.eq(&actor.me)),
            ),
    );
    let rows: Vec<(String, String, String, Option<NaiveDateTime>, bool)> = observation::table
        .inner_join(
            person::table.on(person::org_id
                .eq(observation::org_id)
                .and(person::id.eq(observation::observer_id))),
        )
        .filter(
            observation::org_id
                .eq(&actor.org)
                .and(observation::practitioner_id.eq(&actor.me)),
        )
        .filter(
            observation::state
                .eq("shared")
                .and(observation::id.ne_all(unopened)),
        )
        .order((observation::updated_at.desc(), observation::id.desc()))
        .select((
            observation::id,
            person::id,
            person::name,
            observation::shared_at,
            was_read,
        ))
        .limit(N_STEPS_MAX)
        .load(conn)?;
    let step = |(id, observer, name, shared_at, was_read): (
        String,
        String,
        String,
        Option<NaiveDateTime>,
        bool,
    )| {
        let observation_id = stored(id)?;
        let observer = PersonRef {
            id: stored(observer)?,
            name: stored(name)?,
        };
        let shared_at = instant(required(shared_at, "shared_at")?);
        Ok(if was_read {
            NextStep::Acknowledge {
                observation_id,
                observer,
                shared_at,
            }
        } else {
            NextStep::ReadFeedback {
                observation_id,
                observer,
                shared_at,
            }
        })
    };
    rows.into_iter().map(step).collect()
}

type ReplyRow = (String, String, String, NaiveDateTime);

/// Replies of the other on the actor's observations, on one side of them, that the actor has not
/// opened since.
macro_rules! replies_unread {
    ($conn:expr, $actor:expr, $side:ident) => {{
        let was_read = exists(
            audit::table
                .filter(
                    audit::org_id
                        .eq(reply::org_id)
                        .and(audit::subject_id.eq(reply::observation_id)),
                )
                .filter(
                    audit::action
                        .eq("feedback.read")
                        .and(audit::actor_id.eq(&$actor.me)),
                )
                .filter(audit::at.gt(reply::created_at)),
        );
        let query = observation::table
            .inner_join(
                reply::table.on(reply::org_id
                    .eq(observation::org_id)
                    .and(reply::observation_id.eq(observation::id))),
            )
            .inner_join(
                person::table.on(person::org_id
                    .eq(reply::org_id)
                    .and(person::id.eq(reply::author_id))),
            )
            .filter(
                observation::org_id
                    .eq(&$actor.org)
                    .and(observation::$side.eq(&$actor.me)),
            )
            .filter(observation::state.eq_any(["shared", "acknowledged", "locked"]))
            .filter(observation::updated_at.gt(days_ago(REPLY_DAYS * 2)))
            .filter(
                reply::author_id
                    .ne(&$actor.me)
                    .and(reply::created_at.gt(days_ago(REPLY_DAYS))),
            )
            .filter(diesel::dsl::not(was_read))
            .order((reply::created_at.desc(), reply::id.desc()))
            .select((observation::id, person::id, person::name, reply::created_at))
            .limit(N_STEPS_MAX);
        Prepared(query).load($conn)?
    }};
}

/// What the actor was answered as observer, once for each record.
pub(super) fn replies_to_observer(conn: &mut Conn, actor: &Actor) -> Result<Vec<NextStep>> {
    steps_of_replies(replies_unread!(conn, actor, observer_id))
}

/// The same as practitioner.
pub(super) fn replies_to_practitioner(conn: &mut Conn, actor: &Actor) -> Result<Vec<NextStep>> {
    steps_of_replies(replies_unread!(conn, actor, practitioner_id))
}

fn steps_of_replies(rows: Vec<ReplyRow>) -> Result<Vec<NextStep>> {
    let mut steps = Vec::new();
    let mut seen = Vec::new();
    for (id, author, name, replied_at) in rows {
        if seen.contains(&id) {
            continue;
        }
        steps.push(NextStep::ReadReply {
            observation_id: stored(id.clone())?,
            practitioner: PersonRef {
                id: stored(author)?,
                name: stored(name)?,
            },
            replied_at: instant(replied_at),
        });
        seen.push(id);
    }
    Ok(steps)
}

/// Writing begun lately and not shared.
pub(super) fn reflections_begun(conn: &mut Conn, actor: &Actor) -> Result<Vec<NextStep>> {
    let rows: Vec<(String, NaiveDateTime)> = reflection::table
        .filter(
            reflection::org_id
                .eq(&actor.org)
                .and(reflection::practitioner_id.eq(&actor.me)),
        )
        .filter(
            reflection::shared_at
                .is_null()
                .and(reflection::updated_at.gt(days_ago(REFLECTION_DAYS))),
        )
        .order((reflection::updated_at.desc(), reflection::id.desc()))
        .select((reflection::id, reflection::updated_at))
        .limit(1)
        .load(conn)?;
    let step = |(id, at)| {
        Ok(NextStep::ContinueReflection {
            reflection_id: stored(id)?,
            updated_at: instant(at),
        })
    };
    rows.into_iter().map(step).collect()
}
