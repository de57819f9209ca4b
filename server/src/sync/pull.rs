//! Making the answer to a pull.

use std::collections::{BTreeSet, HashMap};

use shared::access::Action;
use shared::observations::State;
use shared::sync::{Ending, Gone, Pull, Pulled, Told, UNHELD_MAX, WORKING_SET_MAX, Why};
use shared::values::ObservationId;

use super::store::{self, Copy, GONE, Noted, Own};
use super::window::{self, place};
use crate::actor::Actor;
use crate::db::{self, Conn};
use crate::error::{Error, Result};
use crate::{feedback, observations};

/// Records in one answer, so that no tablet waits long for a large one.
const N_TOLD_MAX: usize = 20;
/// Bytes of operations after which an answer takes no further record.
const BYTES_MAX: usize = 400_000;
/// Rows looked at to find the working set.
const N_ROWS: i64 = 400;

/// An answer, and what is to be noted of it.
pub struct Answer {
    pub pulled: Pulled,
    pub told: Vec<Noted>,
}

pub fn answer(conn: &mut Conn, actor: &Actor, pull: &Pull) -> Result<Answer> {
    let copies = store::copies(conn, actor, pull.device)?;
    let latest = copies.iter().map(|copy| copy.cursor).max().unwrap_or(0);
    // A cursor that was never given: what gave it is lost, and all that was told with it.
    let from_start = pull.after > latest;
    let known: HashMap<ObservationId, &Copy> = copies
        .iter()
        .filter(|copy| !from_start && copy.cursor <= pull.after)
        .map(|copy| (copy.observation, copy))
        .collect();
    let wanted = working_set(conn, actor)?;
    let cursor = latest.max(pull.after) + 1;
    let mut answer = Answer {
        pulled: Pulled {
            from_start,
            records: Vec::new(),
            gone: Vec::new(),
            frameworks: Vec::new(),
            cursor: pull.after,
            more: false,
        },
        told: Vec::new(),
    };
    end(conn, actor, &copies, &known, &wanted, &mut answer)?;
    for id in pull.unheld.iter().take(UNHELD_MAX) {
        let is_told = wanted.iter().any(|own| own.id == *id)
            || answer
                .pulled
                .gone
                .iter()
                .any(|gone| gone.observation == *id);
        if !is_told && let Some(why) = ended(conn, actor, *id)? {
            let observation = *id;
            answer.pulled.gone.push(Gone { observation, why });
        }
    }
    let mut n_bytes = 0;
    for own in &wanted {
        let copy = known.get(&own.id);
        if copy.is_some_and(|copy| copy.version == own.revision) {
            continue;
        }
        if answer.told.len() >= N_TOLD_MAX || n_bytes > BYTES_MAX {
            answer.pulled.more = true;
            break;
        }
        n_bytes += tell(conn, actor, pull, own, copy.copied(), &mut answer)?;
    }
    let frameworks: BTreeSet<String> = answer
        .pulled
        .records
        .iter()
        .map(|told| told.observation.framework.clone())
        .collect();
    answer.pulled.frameworks = frameworks.into_iter().collect();
    if !answer.told.is_empty() {
        answer.pulled.cursor = cursor;
    }
    Ok(answer)
}

struct Wanted {
    id: ObservationId,
    /// Rises with the record and with everything that is told beside it.
    revision: i64,
    why: Why,
}

/// What the device should hold now, the most urgent first.
fn working_set(conn: &mut Conn, actor: &Actor) -> Result<Vec<Wanted>> {
    let now = db::now().and_utc();
    let own = store::own(conn, actor, N_ROWS)?;
    let n_opened = n_opened(conn, actor, &own)?;
    let mut held: Vec<(Own, Why)> = own
        .into_iter()
        .filter_map(|own| place(&own.candidate, now).ok().map(|why| (own, why)))
        .collect();
    held.sort_by_key(|(_, why)| urgency(*why));
    held.truncate(WORKING_SET_MAX);
    let records: Vec<_> = held
        .iter()
        .map(|(own, _)| (own.id, own.practitioner))
        .collect();
    let beside = feedback::n_changes_beside(conn, &actor.org, &records)?;
    let wanted = held.into_iter().map(|(own, why)| Wanted {
        id: own.id,
        revision: own.version
            + beside.get(&own.id).unwrap_or(&0)
            + if own.candidate.is_observer {
                0
            } else {
                n_opened
            },
        why,
    });
    Ok(wanted.collect())
}

/// How much feedback to the actor is open to them. It opens by time too, and then nothing that is
/// stored changes.
fn n_opened(conn: &mut Conn, actor: &Actor, own: &[Own]) -> Result<i64> {
    let unopened = observations::unopened(conn, &actor.org, actor.person_id)?;
    let opened = own.iter().filter(|own| {
        let is_to_me = !own.candidate.is_observer && own.candidate.shared_at.is_some();
        is_to_me && !unopened.contains(&own.id)
    });
    Ok(i64::try_from(opened.count()).unwrap_or(i64::MAX))
}

fn urgency(why: Why) -> u8 {
    match why {
        Why::ToWrite => 0,
        Why::ToObserve => 1,
        Why::MyFeedback => 2,
        Why::MySession => 3,
        Why::Shared => 4,
    }
}

/// Says of everything the device was told and should not hold any more why it goes.
fn end(
    conn: &mut Conn,
    actor: &Actor,
    copies: &[Copy],
    known: &HashMap<ObservationId, &Copy>,
    wanted: &[Wanted],
    answer: &mut Answer,
) -> Result<()> {
    for copy in copies {
        let is_told = known
            .get(&copy.observation)
            .is_some_and(|copy| copy.version == GONE);
        if is_told || wanted.iter().any(|own| own.id == copy.observation) {
            continue;
        }
        if answer.told.len() >= N_TOLD_MAX {
            answer.pulled.more = true;
            return Ok(());
        }
        let why = ending(conn, actor, copy.observation)?;
        answer.pulled.gone.push(Gone {
            observation: copy.observation,
            why,
        });
        answer.told.push(Noted {
            observation: copy.observation,
            practitioner: actor.person_id,
            version: GONE,
            received_sequence: 0,
            has_content: false,
        });
    }
    Ok(())
}

/// Whether what the actor opened by hand is to go, however near it is to them: it is not theirs
/// to see any more, or was taken back.
fn ended(conn: &mut Conn, actor: &Actor, id: ObservationId) -> Result<Option<Ending>> {
    match observations::find(conn, actor, id, Action::SeeObservation) {
        Ok((record, _)) => Ok(match record.state {
            State::Withdrawn => Some(Ending::Withdrawn),
            State::Stopped => Some(Ending::Stopped),
            _ => None,
        }),
        Err(Error::NotFound | Error::Refused(_)) => Ok(Some(Ending::Revoked)),
        Err(error) => Err(error),
    }
}

fn ending(conn: &mut Conn, actor: &Actor, id: ObservationId) -> Result<Ending> {
    let (record, standing) = match observations::find(conn, actor, id, Action::SeeObservation) {
        Ok(found) => found,
        Err(Error::NotFound | Error::Refused(_)) => return Ok(Ending::Revoked),
        Err(error) => return Err(error),
    };
    if !standing.observer && !standing.practitioner {
        return Ok(Ending::Revoked);
    }
    let candidate = window::Candidate {
        is_observer: standing.observer,
        state: record.state,
        planned_for: None,
        shared_at: record.shared_at.map(|at| at.instant()),
    };
    let now = db::now().and_utc();
    Ok(place(&candidate, now).err().unwrap_or(Ending::OutOfWindow))
}

/// Adds one record to the answer; answers with its bytes.
fn tell(
    conn: &mut Conn,
    actor: &Actor,
    pull: &Pull,
    own: &Wanted,
    copy: Option<&Copy>,
    answer: &mut Answer,
) -> Result<usize> {
    let (record, standing) = observations::find(conn, actor, own.id, Action::SeeObservation)?;
    // A tombstone knows nothing of the log.
    let after = copy
        .filter(|copy| copy.version != GONE)
        .map_or(0, |copy| copy.received_sequence);
    let mut told = Told {
        why: own.why,
        safe_up_to: 0,
        whole_log: after == 0,
        segments: Vec::new(),
        feedback: None,
        self_assessment: None,
        observation: observations::present(conn, actor, record.clone(), &standing)?,
    };
    if standing.observer {
        told.segments = observations::segments(conn, &actor.org, own.id, after)?;
        told.safe_up_to = observations::safe_up_to(conn, &actor.org, own.id, pull.device)?;
    }
    if standing.practitioner {
        let own_words = feedback::for_device(conn, actor, &record)?;
        (told.feedback, told.self_assessment) = own_words;
    }
    let n_bytes = told
        .segments
        .iter()
        .flat_map(|segment| &segment.operations)
        .count()
        * BYTES_OF_OPERATION;
    // What the practitioner is trying may come from the feedback of others.
    let tells_actions = !standing.practitioner && !told.observation.open_actions.is_empty();
    answer.told.push(Noted {
        observation: own.id,
        practitioner: record.practitioner.id,
        // What was found before the rest was read: a change in between is told once more.
        version: own.revision,
        received_sequence: record.n_received,
        has_content: !told.segments.is_empty() || told.feedback.is_some() || tells_actions,
    });
    answer.pulled.records.push(told);
    Ok(n_bytes)
}

/// A usual operation on the wire.
const BYTES_OF_OPERATION: usize = 250;
