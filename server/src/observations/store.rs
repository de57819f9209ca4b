//! The SQL of observations: one at a time. Lists are in `list/`, the log in `capture/`.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use shared::observations::{Agreement, NewObservation, PinnedAction};
use shared::org::PersonRef;
use shared::values::{ObservationId, PersonId, Timestamp, UnitId};

use super::record::Record;
use crate::actor::Actor;
use crate::db::schema::{action, observation, observation_request, person};
use crate::db::{
    self, Conn, Prepared, column_time, instant, required, stored, stored_count, stored_optional,
    stored_or_empty, stored_word,
};
use crate::error::Result;
use crate::on_backend;

diesel::alias!(person as PRACTITIONER: Practitioner, person as OBSERVER: Observer);

/// More open actions than this are not pinned while observing.
const N_PINNED_MAX: usize = 5;

/// The columns of `observation`, in their order.
#[derive(Queryable)]
pub(super) struct Row {
    _org_id: String,
    id: String,
    practitioner_id: String,
    observer_id: String,
    unit_id: String,
    framework_hash: String,
    earlier_frameworks: String,
    earlier_observers: String,
    purpose: String,
    session_type: String,
    focus: Option<String>,
    planned_for: Option<String>,
    _planned_zone: String,
    duration_minutes: i32,
    recorded_note: String,
    case_reference: Option<String>,
    informed: String,
    state: String,
    _agreed_at: NaiveDateTime,
    started_at: Option<NaiveDateTime>,
    ended_at: Option<NaiveDateTime>,
    shared_at: Option<NaiveDateTime>,
    self_assessed_at: Option<NaiveDateTime>,
    acknowledged_at: Option<NaiveDateTime>,
    locked_at: Option<NaiveDateTime>,
    stopped_at: Option<NaiveDateTime>,
    withdrawn_at: Option<NaiveDateTime>,
    _created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
    version: i64,
    received_seq: i64,
    shared_up_to: Option<i64>,
}

/// The names of the practitioner and of the observer.
pub(super) type People = (String, String);

/// The joins and columns of a [`Record`]; the caller adds what it looks for. A macro, because
/// the type of the query takes half a page.
macro_rules! select_records {
    () => {
        observation::table
            .inner_join(
                PRACTITIONER.on(PRACTITIONER
                    .field(person::org_id)
                    .eq(observation::org_id)
                    .and(
                        PRACTITIONER
                            .field(person::id)
                            .eq(observation::practitioner_id),
                    )),
            )
            .inner_join(
                OBSERVER.on(OBSERVER
                    .field(person::org_id)
                    .eq(observation::org_id)
                    .and(OBSERVER.field(person::id).eq(observation::observer_id))),
            )
            .select((
                observation::all_columns,
                (
                    PRACTITIONER.field(person::name),
                    OBSERVER.field(person::name),
                ),
            ))
    };
}

pub(super) use select_records;

/// One observation of the organisation, whoever may see it.
pub(super) fn find(conn: &mut Conn, org: &str, id: ObservationId) -> Result<Record> {
    let query = select_records!().filter(
        observation::org_id
            .eq(org)
            .and(observation::id.eq(id.to_string())),
    );
    let row: (Row, People) = on_backend!(conn, c => query.first(c))?;
    record(row)
}

pub(super) fn record((row, people): (Row, People)) -> Result<Record> {
    let (practitioner_name, observer_name) = people;
    let agreement = Agreement {
        purpose: stored_word(&row.purpose)?,
        session_type: stored_word(&row.session_type)?,
        focus: stored_optional(row.focus)?,
        planned_for: stored(required(row.planned_for, "planned_for")?)?,
        duration_minutes: stored_count(row.duration_minutes, "duration_minutes")?,
        note: stored_or_empty(row.recorded_note)?,
        case_reference: stored_optional(row.case_reference)?,
    };
    Ok(Record {
        id: stored(row.id)?,
        practitioner: PersonRef {
            id: stored(row.practitioner_id)?,
            name: stored(practitioner_name)?,
        },
        observer: PersonRef {
            id: stored(row.observer_id)?,
            name: stored(observer_name)?,
        },
        unit_id: stored(row.unit_id)?,
        framework: row.framework_hash,
        earlier_frameworks: words(&row.earlier_frameworks),
        earlier_observers: words(&row.earlier_observers)
            .into_iter()
            .map(stored)
            .collect::<Result<_>>()?,
        agreement,
        informed: stored_word(&row.informed)?,
        state: stored_word(&row.state)?,
        started_at: row.started_at.map(instant),
        ended_at: row.ended_at.map(instant),
        shared_at: row.shared_at.map(instant),
        self_assessed_at: row.self_assessed_at.map(instant),
        acknowledged_at: row.acknowledged_at.map(instant),
        locked_at: row.locked_at.map(instant),
        stopped_at: row.stopped_at.map(instant),
        withdrawn_at: row.withdrawn_at.map(instant),
        updated_at: instant(row.updated_at),
        version: row.version,
        n_received: row.received_seq,
        shared_up_to: row.shared_up_to,
    })
}

/// Hashes and ids hold no spaces, so that a list of them is one text.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Where and when a planned session belongs.
pub(super) struct Place<'a> {
    pub unit_id: UnitId,
    /// IANA.
    pub time_zone: &'a str,
}

/// Adds a planned observation. The id may come twice at once: `on_unique("observation.id")`.
pub(super) fn insert(
    conn: &mut Conn,
    org: &str,
    observer: &str,
    new: &NewObservation,
    place: Place<'_>,
) -> Result<()> {
    let agreement = &new.agreement;
    let now = db::now();
    diesel::insert_into(observation::table)
        .values((
            (
                observation::org_id.eq(org),
                observation::id.eq(new.id.to_string()),
                observation::practitioner_id.eq(new.practitioner_id.to_string()),
                observation::observer_id.eq(observer),
                observation::unit_id.eq(place.unit_id.to_string()),
                observation::framework_hash.eq(&new.framework),
                observation::earlier_frameworks.eq(""),
                observation::earlier_observers.eq(""),
                observation::purpose.eq(agreement.purpose.as_str()),
                observation::session_type.eq(agreement.session_type.as_str()),
                observation::focus.eq(agreement.focus.as_ref().map(|key| key.as_str())),
                observation::planned_for.eq(agreement.planned_for.to_string()),
                observation::planned_zone.eq(place.time_zone),
            ),
            (
                observation::duration_minutes.eq(i32::from(agreement.duration_minutes)),
                observation::recorded_note
                    .eq(agreement.note.as_ref().map_or("", |note| note.as_str())),
                observation::case_reference
                    .eq(agreement.case_reference.as_ref().map(|case| case.as_str())),
                observation::informed.eq("not_yet_asked"),
                observation::state.eq("planned"),
                observation::agreed_at.eq(now),
                observation::created_at.eq(now),
                observation::updated_at.eq(now),
                observation::version.eq(1),
                observation::received_seq.eq(0),
            ),
        ))
        .execute(conn)?;
    Ok(())
}

/// Writes what a step or an edit may change, as the next version, and answers with it.
pub fn save(conn: &mut Conn, org: &str, mut record: Record) -> Result<Record> {
    let now = db::now();
    let agreement = &record.agreement;
    let update = diesel::update(observation::table.find((org, record.id.to_string()))).set((
        (
            observation::purpose.eq(agreement.purpose.as_str()),
            observation::session_type.eq(agreement.session_type.as_str()),
            observation::focus.eq(agreement.focus.as_ref().map(|key| key.as_str())),
            observation::planned_for.eq(agreement.planned_for.to_string()),
            observation::duration_minutes.eq(i32::from(agreement.duration_minutes)),
            observation::recorded_note.eq(agreement.note.as_ref().map_or("", |note| note.as_str())),
            observation::case_reference
                .eq(agreement.case_reference.as_ref().map(|case| case.as_str())),
        ),
        (
            observation::informed.eq(record.informed.as_str()),
            observation::state.eq(record.state.as_str()),
            observation::started_at.eq(record.started_at.map(column_time)),
            observation::ended_at.eq(record.ended_at.map(column_time)),
            observation::shared_at.eq(record.shared_at.map(column_time)),
            observation::self_assessed_at.eq(record.self_assessed_at.map(column_time)),
            observation::acknowledged_at.eq(record.acknowledged_at.map(column_time)),
            observation::locked_at.eq(record.locked_at.map(column_time)),
            observation::stopped_at.eq(record.stopped_at.map(column_time)),
            observation::withdrawn_at.eq(record.withdrawn_at.map(column_time)),
        ),
        (
            observation::framework_hash.eq(&record.framework),
            observation::earlier_frameworks.eq(record.earlier_frameworks.join(" ")),
            observation::updated_at.eq(now),
            observation::version.eq(record.version + 1),
            observation::received_seq.eq(record.n_received),
            observation::shared_up_to.eq(record.shared_up_to),
        ),
    ));
    let update = Prepared(update.returning(observation::version));
    record.version = on_backend!(conn, c => update.get_result(c))?;
    record.updated_at = instant(now);
    Ok(record)
}

/// What was shared with the practitioner and not yet self-assessed: the record, its unit and when.
pub(super) fn shared_without_assessment(
    conn: &mut Conn,
    org: &str,
    practitioner: PersonId,
) -> Result<Vec<(ObservationId, UnitId, Timestamp)>> {
    let rows: Vec<(String, String, Option<NaiveDateTime>)> = observation::table
        .filter(
            observation::org_id
                .eq(org)
                .and(observation::practitioner_id.eq(practitioner.to_string())),
        )
        .filter(observation::state.eq("shared"))
        .filter(observation::self_assessed_at.is_null())
        .select((
            observation::id,
            observation::unit_id,
            observation::shared_at,
        ))
        .load(conn)?;
    let waiting = |(id, unit, shared_at): (String, String, Option<NaiveDateTime>)| {
        let shared_at = instant(required(shared_at, "shared_at")?);
        Ok((stored(id)?, stored(unit)?, shared_at))
    };
    rows.into_iter().map(waiting).collect()
}

/// The practitioner's actions still open from elsewhere, latest first, but for those proposed in
/// the records named. Reads the actions' own table, because the slice of actions comes after this one.
pub(super) fn pinned_actions(
    conn: &mut Conn,
    actor: &Actor,
    record: &Record,
    unopened: &[ObservationId],
) -> Result<Vec<PinnedAction>> {
    let unopened: Vec<String> = unopened.iter().map(ObservationId::to_string).collect();
    let mut elsewhere = super::pair::closed_to(conn, actor)?;
    elsewhere.push(record.id.to_string());
    let query = action::table
        .filter(
            action::org_id
                .eq(&actor.org)
                .and(action::practitioner_id.eq(record.practitioner.id.to_string())),
        )
        .filter(action::state.eq("proposed").or(action::state.eq("taken")))
        .order((action::created_at.desc(), action::id.desc()))
        .select((
            action::title,
            action::review_on,
            action::state,
            action::observation_id,
        ));
    let rows: Vec<(String, String, String, Option<String>)> =
        on_backend!(conn, c => query.load(c))?;
    // Not in the question: lists of any length would have it prepared anew each time.
    let is_pinned = |state: &str, from: &str| {
        !elsewhere.iter().any(|id| id == from)
            && (state == "taken" || !unopened.iter().any(|id| id == from))
    };
    rows.into_iter()
        .filter(|(_, _, state, from)| from.as_deref().is_none_or(|from| is_pinned(state, from)))
        .take(N_PINNED_MAX)
        .map(|(title, review_on, _, _)| {
            Ok(PinnedAction {
                title: stored(title)?,
                review_on: stored(review_on)?,
            })
        })
        .collect()
}

/// Closes the practitioner's open requests to be observed: a plan answers them. One that was taken
/// back stays that.
pub(super) fn answer_requests(conn: &mut Conn, org: &str, practitioner: PersonId) -> Result<()> {
    diesel::update(observation_request::table)
        .filter(observation_request::org_id.eq(org))
        .filter(observation_request::practitioner_id.eq(practitioner.to_string()))
        .filter(observation_request::answered_at.is_null())
        .filter(observation_request::taken_back_at.is_null())
        .set(observation_request::answered_at.eq(db::now()))
        .execute(conn)?;
    Ok(())
}

/// How many records this person observes in one of these states.
pub(super) fn n_observed(
    conn: &mut Conn,
    org: &str,
    observer: PersonId,
    states: &[&str],
) -> Result<i64> {
    Ok(observation::table
        .filter(
            observation::org_id
                .eq(org)
                .and(observation::observer_id.eq(observer.to_string())),
        )
        .filter(observation::state.eq_any(states))
        .count()
        .get_result(conn)?)
}

/// The records that this person observes or is observed in and that are not closed, the first
/// planned first.
pub(super) fn open_of(
    conn: &mut Conn,
    org: &str,
    person: PersonId,
    closed: &[&str],
) -> Result<Vec<ObservationId>> {
    let person = person.to_string();
    let ids: Vec<String> = observation::table
        .filter(
            observation::org_id.eq(org).and(
                observation::observer_id
                    .eq(&person)
                    .or(observation::practitioner_id.eq(&person)),
            ),
        )
        .filter(observation::state.ne_all(closed))
        .order(observation::id)
        .select(observation::id)
        .load(conn)?;
    ids.into_iter().map(stored).collect()
}

/// Makes `to` the observer. Who observed before is remembered, since what they captured may still
/// lie on a device of theirs.
pub(super) fn give(conn: &mut Conn, org: &str, record: &Record, to: PersonId) -> Result<()> {
    let before = record.earlier_observers.iter().chain([&record.observer.id]);
    let before: Vec<String> = before.map(PersonId::to_string).collect();
    diesel::update(observation::table.find((org, record.id.to_string())))
        .set((
            observation::observer_id.eq(to.to_string()),
            observation::earlier_observers.eq(before.join(" ")),
            observation::updated_at.eq(db::now()),
            observation::version.eq(observation::version + 1),
        ))
        .execute(conn)?;
    Ok(())
}
