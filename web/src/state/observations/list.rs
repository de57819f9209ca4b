//! The list of observations: what the server told, corrected by what was done here since.

use shared::observations::{Informed, Observation, ObservationSummary, State};
use shared::org::PersonRef;
use shared::values::{Key, LocalTime, ObservationId, PersonId, Timestamp};

use super::reducer::ObservationState;
use crate::offline::Record;

/// One row of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListEntry {
    pub id: ObservationId,
    pub practitioner: PersonRef,
    pub observer: PersonRef,
    pub state: State,
    pub planned_for: LocalTime,
    /// The version it is on and the skill chosen in it, where this device has the record.
    pub focus: Option<(String, Key)>,
    pub informed: Informed,
    pub shared_at: Option<Timestamp>,
    /// Operations and steps that are on this device only.
    pub n_here_only: usize,
    pub needs_person: bool,
}

/// All rows, soonest planned last as on a pile: newest first.
pub fn list_entries(state: &ObservationState) -> Vec<ListEntry> {
    let told = state
        .list
        .value()
        .map(|list| list.as_slice())
        .unwrap_or_default();
    let mut entries: Vec<ListEntry> = told
        .iter()
        .map(|summary| match state.record(summary.id) {
            Some(open) => from_record(&open.record),
            None => from_summary(summary),
        })
        .collect();
    let here_only = state
        .records
        .iter()
        .filter(|(id, open)| open.record.fetched_at.is_none() && !told.iter().any(|s| s.id == **id))
        .map(|(_, open)| from_record(&open.record));
    entries.extend(here_only);
    entries.sort_by(|a, b| {
        b.planned_for
            .cmp(&a.planned_for)
            .then_with(|| a.id.cmp(&b.id))
    });
    entries
}

impl ListEntry {
    pub fn is_mine(&self, me: PersonId) -> bool {
        self.observer.id == me
    }
}

fn from_summary(summary: &ObservationSummary) -> ListEntry {
    ListEntry {
        id: summary.id,
        practitioner: summary.practitioner.clone(),
        observer: summary.observer.clone(),
        state: summary.state,
        planned_for: summary.planned_for,
        focus: None,
        informed: summary.informed,
        shared_at: summary.shared_at,
        n_here_only: 0,
        needs_person: false,
    }
}

fn from_record(record: &Record) -> ListEntry {
    let observation = &record.observation;
    let focus = observation.agreement.focus.clone();
    ListEntry {
        id: observation.id,
        practitioner: observation.practitioner.clone(),
        observer: observation.observer.clone(),
        state: record.state(),
        planned_for: observation.agreement.planned_for,
        focus: focus.map(|focus| (observation.framework.clone(), focus)),
        informed: record.informed(),
        shared_at: observation.shared_at,
        n_here_only: record.outbox.n_unsent() as usize + record.outbox.commands.len(),
        needs_person: record.outbox.trouble.is_some(),
    }
}

/// What the list shows of an observation this device keeps.
pub(super) fn summary_of(observation: &Observation) -> ObservationSummary {
    ObservationSummary {
        id: observation.id,
        practitioner: observation.practitioner.clone(),
        observer: observation.observer.clone(),
        unit_id: observation.unit_id,
        state: observation.state,
        planned_for: observation.agreement.planned_for,
        informed: observation.informed,
        shared_at: observation.shared_at,
        updated_at: observation.updated_at,
        version: observation.version,
    }
}
