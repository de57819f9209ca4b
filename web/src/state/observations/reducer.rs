//! The state of the observations slice and how it changes. Pure.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use shared::frameworks::{Framework, FrameworkSummary};
use shared::observations::{Observation, ObservationSummary, Operation, Segment};
use shared::org::PersonSummary;
use shared::problem::{Code, Problem};
use shared::values::{ObservationId, Page, Timestamp};
use yew::Reducible;

use super::unkept::Unkept;
use crate::api::Failure;
use crate::offline::{
    CommandBody, Draft, Found, Gap, Held, Line, Outbox, Record, SessionClock, StorageError,
};
use crate::state::remote::Sending;

/// Something that was told, and whether it is as of now.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer<T> {
    pub value: T,
    /// The time it was told, where it comes from this device and not from the server.
    pub kept_at: Option<Timestamp>,
}

/// Something a screen waits for.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Told<T> {
    #[default]
    NotYet,
    Here(Answer<T>),
    Failed(Failure),
}

impl<T> Told<T> {
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Here(kept) => Some(&kept.value),
            _ => None,
        }
    }

    /// A failure does not take away what is already shown.
    fn fail(&mut self, failure: Failure) {
        if self.value().is_none() {
            *self = Self::Failed(failure);
        }
    }
}

/// One observation that a screen has opened.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenRecord {
    pub record: Rc<Record>,
    pub clock: SessionClock,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ObservationState {
    /// Rises with every action.
    pub edition: u64,
    /// Whether this device's storage is open.
    pub is_ready: bool,
    /// How sending stands.
    pub line: Line,
    /// The last failure of the device's own storage; what it concerned was not confirmed.
    pub storage: Option<StorageError>,
    /// Acts that are nowhere but in this page, in order.
    pub unkept: Vec<Unkept>,
    /// What was said to be safe on this device and is not there.
    pub gaps: BTreeMap<ObservationId, Gap>,
    /// What was only kept for reading was damaged, and is told anew.
    pub is_anew: bool,
    pub records: BTreeMap<ObservationId, OpenRecord>,
    /// What waits under the ids whose writing a page shows.
    pub outboxes: BTreeMap<ObservationId, Rc<Outbox>>,
    /// Those of them that this device cannot read: what waits there is not known.
    pub unread: BTreeSet<ObservationId>,
    /// Why an observation could not be opened.
    pub failures: BTreeMap<ObservationId, Failure>,
    /// Every observation I may know of, with the key of the page behind the last one.
    pub list: Told<Rc<Vec<ObservationSummary>>>,
    pub list_next: Option<String>,
    /// How asking for that page stands.
    pub list_more: Sending,
    /// What can be opened without a network.
    pub held: Rc<Vec<Held>>,
    pub frameworks: BTreeMap<String, Rc<Framework>>,
    pub versions: Told<Rc<Vec<FrameworkSummary>>>,
    /// People I may observe.
    pub people: Told<Rc<Vec<PersonSummary>>>,
}

#[derive(Clone, Debug)]
pub enum ObservationAction {
    Ready,
    Line(Line),
    Storage(StorageError),
    /// An act that this device could not keep.
    Unkept(Box<Unkept>),
    /// One of those is being tried again.
    TryAgain(Draft),
    /// Whether this device can keep anything.
    Probed(Result<(), StorageError>),
    /// What the check at the start has found.
    Checked(Found),
    /// The person has read what is missing.
    GapRead(ObservationId),
    /// What was only kept for reading is told anew; and the person has read that.
    Anew,
    AnewRead,
    /// A record as read from this device.
    Opened(Box<Record>, SessionClock),
    /// The same, where a screen may have it open: another tab wrote, or the server told more.
    Reread(Box<Record>, SessionClock),
    /// The device slept for so many milliseconds, and the page's own clock with it.
    Slept(f64),
    /// No longer mine to see.
    Revoked(Vec<ObservationId>),
    OpenFailed(ObservationId, Failure),
    /// An operation that is kept. `monotonic_ms` is when it happened on the page's clock.
    Appended {
        id: ObservationId,
        operation: Box<Operation>,
        monotonic_ms: f64,
    },
    /// A page shows what waits under this id; none where that cannot be read.
    Watched(ObservationId, Option<Box<Outbox>>),
    /// The same as this device has it now, where a page shows it.
    Rewatched(ObservationId, Box<Outbox>),
    /// The outbox changed.
    Queued(ObservationId, Box<Outbox>),
    /// A push is safe.
    Received {
        segment: Option<Box<Segment>>,
        observation: Box<Observation>,
        outbox: Box<Outbox>,
        /// When the server answered.
        at: Timestamp,
    },
    /// A step was taken.
    Done {
        observation: Box<Observation>,
        command: CommandBody,
        outbox: Box<Outbox>,
        at: Timestamp,
    },
    List(Told<Rc<Vec<ObservationSummary>>>, Option<String>),
    MoreAsked,
    MoreFailed(Failure),
    /// The page behind `after`.
    MoreList {
        after: String,
        page: Page<ObservationSummary>,
    },
    Held(Vec<Held>),
    Framework(String, Rc<Framework>),
    Versions(Told<Rc<Vec<FrameworkSummary>>>),
    People(Told<Rc<Vec<PersonSummary>>>),
}

impl Reducible for ObservationState {
    type Action = ObservationAction;

    fn reduce(self: Rc<Self>, action: ObservationAction) -> Rc<Self> {
        let mut state = Rc::unwrap_or_clone(self);
        state.edition += 1;
        state.apply(action);
        Rc::new(state)
    }
}

impl ObservationState {
    pub fn record(&self, id: ObservationId) -> Option<&OpenRecord> {
        self.records.get(&id)
    }

    pub fn framework(&self, hash: &str) -> Option<&Rc<Framework>> {
        self.frameworks.get(hash)
    }

    fn apply(&mut self, action: ObservationAction) {
        match action {
            ObservationAction::Ready => self.is_ready = true,
            ObservationAction::Line(line) => self.line = line,
            ObservationAction::Storage(error) => self.storage = Some(error),
            ObservationAction::Unkept(unkept) => {
                if !self.unkept.contains(&unkept) {
                    self.unkept.push(*unkept);
                }
            }
            ObservationAction::TryAgain(draft) => self.unkept.retain(|u| u.draft != draft),
            ObservationAction::Probed(Ok(())) => self.storage_works(),
            ObservationAction::Probed(Err(error)) => self.storage = Some(error),
            ObservationAction::Checked(found) => {
                self.gaps = found.gaps;
                self.is_anew |= found.is_anew;
            }
            ObservationAction::Anew => self.is_anew = true,
            ObservationAction::AnewRead => self.is_anew = false,
            ObservationAction::GapRead(id) => {
                self.gaps.remove(&id);
            }
            ObservationAction::Opened(record, clock) => self.open(*record, clock),
            ObservationAction::Reread(record, clock) => {
                let id = record.observation.id;
                // The session was begun, paused or ended in another tab.
                if let Some(open) = self.records.get_mut(&id) {
                    if open.clock.is_running() != clock.is_running() {
                        open.clock = clock;
                    }
                    self.open(*record, clock);
                }
            }
            ObservationAction::Slept(slept_ms) => {
                for open in self.records.values_mut() {
                    open.clock.slept(slept_ms);
                }
            }
            ObservationAction::Revoked(ids) => {
                for id in ids {
                    let is_sent = |open: &OpenRecord| !open.record.outbox.is_waiting();
                    if self.records.get(&id).is_some_and(is_sent) {
                        self.records.remove(&id);
                        let nothing = Problem::new(Code::NotFound, String::new());
                        self.failures.insert(id, Failure::Refused(nothing));
                    }
                }
            }
            ObservationAction::OpenFailed(id, failure) => {
                if !self.records.contains_key(&id) {
                    self.failures.insert(id, failure);
                }
            }
            ObservationAction::Appended {
                id,
                operation,
                monotonic_ms,
            } => {
                if let Some(open) = self.records.get_mut(&id) {
                    open.clock.apply(&operation, monotonic_ms);
                    Rc::make_mut(&mut open.record).append(*operation);
                }
                self.storage_works();
            }
            ObservationAction::Watched(id, outbox) => {
                if outbox.is_none() {
                    self.unread.insert(id);
                }
                self.outboxes
                    .insert(id, Rc::from(outbox.unwrap_or_default()));
            }
            ObservationAction::Rewatched(id, outbox) => self.rewatch(id, &outbox),
            ObservationAction::Queued(id, outbox) => {
                self.storage_works();
                self.rewatch(id, &outbox);
                if let Some(open) = self.records.get_mut(&id) {
                    Rc::make_mut(&mut open.record).outbox = *outbox;
                }
            }
            ObservationAction::Received {
                segment,
                observation,
                outbox,
                at,
            } => {
                // What was sent was read and written here.
                self.storage_works();
                self.rewatch(observation.id, &outbox);
                if let Some(open) = self.records.get_mut(&observation.id) {
                    let segment = segment.map(|segment| *segment);
                    let record = Rc::make_mut(&mut open.record);
                    record.receive(segment, *observation, *outbox);
                    record.fetched_at = Some(at);
                }
            }
            ObservationAction::Done {
                observation,
                command,
                outbox,
                at,
            } => {
                self.rewatch(observation.id, &outbox);
                self.done(*observation, &command, *outbox, at);
            }
            ObservationAction::List(Told::Failed(failure), _) => self.list.fail(failure),
            ObservationAction::List(list, next) => {
                self.list = list;
                self.list_next = next;
                self.list_more = Sending::Idle;
            }
            ObservationAction::MoreAsked => self.list_more = Sending::Busy,
            ObservationAction::MoreFailed(failure) => self.list_more = Sending::Failed(failure),
            ObservationAction::MoreList { after, page } => self.add_to_list(&after, page),
            ObservationAction::Held(held) => self.held = Rc::new(held),
            ObservationAction::Framework(hash, framework) => {
                self.frameworks.insert(hash, framework);
            }
            ObservationAction::Versions(Told::Failed(failure)) => self.versions.fail(failure),
            ObservationAction::Versions(versions) => self.versions = versions,
            ObservationAction::People(Told::Failed(failure)) => self.people.fail(failure),
            ObservationAction::People(people) => self.people = people,
        }
    }

    /// Shows a record as this device has it. The clock of one that is already open goes on:
    /// it counts on the page's own clock, which no reading from storage can better.
    fn open(&mut self, record: Record, clock: SessionClock) {
        let id = record.observation.id;
        self.failures.remove(&id);
        match self.records.get_mut(&id) {
            // What was tapped while this was being read is newer than what was read.
            Some(open) if open.record.outbox.last_sequence > record.outbox.last_sequence => {
                let current = Rc::make_mut(&mut open.record);
                current.observation = record.observation;
                current.fetched_at = record.fetched_at;
            }
            // So is a step that was taken meanwhile.
            Some(open) if was_overtaken(&record, &open.record) => {}
            Some(open) => open.record = Rc::new(record),
            None => {
                let record = Rc::new(record);
                self.records.insert(id, OpenRecord { record, clock });
            }
        }
    }

    /// The storage works; a warning stays while something is nowhere but on the screen.
    fn storage_works(&mut self) {
        if self.unkept.is_empty() {
            self.storage = None;
        }
    }

    /// Adds a page where the list still ends before it. What moved between two pages while they
    /// were read is listed once.
    fn add_to_list(&mut self, after: &str, page: Page<ObservationSummary>) {
        self.list_more = Sending::Idle;
        let Told::Here(kept) = &mut self.list else {
            return;
        };
        if self.list_next.as_deref() != Some(after) {
            return;
        }
        let listed = Rc::make_mut(&mut kept.value);
        let known: BTreeSet<ObservationId> = listed.iter().map(|summary| summary.id).collect();
        let new = page.items.into_iter();
        listed.extend(new.filter(|summary| !known.contains(&summary.id)));
        self.list_next = page.next;
    }

    fn rewatch(&mut self, id: ObservationId, outbox: &Outbox) {
        if let Some(watched) = self.outboxes.get_mut(&id) {
            *watched = Rc::new(outbox.clone());
        }
    }

    fn done(
        &mut self,
        observation: Observation,
        command: &CommandBody,
        outbox: Outbox,
        at: Timestamp,
    ) {
        let Some(open) = self.records.get_mut(&observation.id) else {
            return;
        };
        let record = Rc::make_mut(&mut open.record);
        record.observation = Rc::new(observation);
        record.outbox = outbox;
        record.fetched_at = Some(at);
        if matches!(command, CommandBody::Stop(stop) if stop.discard) {
            record.segments = Rc::default();
            record.unsent.clear();
            record.fold();
        }
    }
}

/// Whether what was read is from before what is shown.
fn was_overtaken(read: &Record, shown: &Record) -> bool {
    read.observation.version < shown.observation.version && read.fetched_at <= shown.fetched_at
}

#[cfg(test)]
mod tests;
