//! What pages can do with observations. Everything that is written is kept on this device
//! first; the state changes when it is kept, and the server hears of it from the engine.

use std::rc::Rc;

use shared::auth::Me;
use shared::observations::{
    Agreement, ChooseFocus, Edit, Informed, NewObservation, Observation, OperationBody, Release,
    SetInformed, State, StopObservation,
};
use shared::org::{PersonRef, PersonSummary};
use shared::telemetry::Timed;
use shared::values::{DeviceId, FeedbackId, Key, ObservationId, OperationId};
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;
use yew::UseReducerHandle;

use super::awake::count_sleep;
use super::load;
use super::own_writes::{Made, OwnWrites};
use super::reducer::{ObservationAction, ObservationState};
use super::unkept::{self, Unkept};
use crate::api::{self, Failure};
use crate::offline::{
    self, BegunAs, CommandBody, Draft, Engine, Keep, Ledger, Outbox, SessionClock, StorageError,
    monotonic_ms,
};
use crate::state::calm::{self, Save};
use crate::state::telemetry;

/// The device's storage and the sender, once storage is open.
#[derive(Clone)]
pub(super) struct Link {
    pub keep: Rc<Keep>,
    pub engine: Engine,
}

/// The observations slice: its state, and the actions on it.
#[derive(Clone)]
pub struct ObservationStore {
    pub(super) state: UseReducerHandle<ObservationState>,
    /// That of the state when this was handed out; the handle itself reads the newest.
    pub(super) edition: u64,
    pub(super) link: Option<Link>,
    pub(super) me: Rc<Me>,
    pub(super) own_writes: OwnWrites,
}

impl PartialEq for ObservationStore {
    /// To compare what stands in two states would go through whole frameworks on every tap.
    fn eq(&self, other: &Self) -> bool {
        let engine = |store: &Self| store.link.as_ref().map(|link| link.engine.clone());
        self.edition == other.edition && self.me == other.me && engine(self) == engine(other)
    }
}

impl std::ops::Deref for ObservationStore {
    type Target = ObservationState;

    fn deref(&self) -> &ObservationState {
        &self.state
    }
}

impl ObservationStore {
    pub fn me(&self) -> &Me {
        &self.me
    }

    /// This device, once its storage is open.
    pub fn device(&self) -> Option<DeviceId> {
        self.link.as_ref().map(|link| link.keep.device())
    }

    /// Shows what this device has of an observation, then what the server has.
    pub fn open(&self, id: ObservationId) {
        let store = self.clone();
        spawn_local(async move { load::open(&store, id).await });
    }

    /// Asks for the list, and makes the sessions to come ready for a room without a network.
    pub fn load_list(&self) {
        let store = self.clone();
        spawn_local(async move { load::list(&store).await });
    }

    pub fn load_more(&self) {
        let store = self.clone();
        spawn_local(async move { load::more(&store).await });
    }

    /// Framework versions and people, for planning.
    pub fn load_choices(&self) {
        let store = self.clone();
        spawn_local(async move { load::choices(&store).await });
    }

    /// Appends an act of capture or drafting. `touched_ms` is the Unix time at which it was
    /// begun: the touch-down, or the first letter of a note.
    pub fn append(&self, id: ObservationId, body: OperationBody, touched_ms: f64) {
        self.append_edit(id, Edit::over(None, body), None, touched_ms);
    }

    /// Like [`append`](Self::append), for a value that replaces the one written by `base`.
    pub fn append_after(
        &self,
        id: ObservationId,
        body: OperationBody,
        base: Option<OperationId>,
        touched_ms: f64,
    ) {
        self.append_edit(id, Edit::over(base, body), None, touched_ms);
    }

    /// Like [`append_after`](Self::append_after), for what was begun here as `says`: its words are
    /// let go in the transaction that keeps what they amount to.
    pub fn append_begun(
        &self,
        says: BegunAs,
        id: ObservationId,
        body: OperationBody,
        base: Option<OperationId>,
        touched_ms: f64,
    ) {
        self.append_edit(id, Edit::over(base, body), Some(says), touched_ms);
    }

    /// Settles a conflict: the edit names every version its author saw.
    pub fn settle(&self, id: ObservationId, edit: Edit) {
        self.append_edit(id, edit, None, js_sys::Date::now());
    }

    fn append_edit(
        &self,
        id: ObservationId,
        mut edit: Edit,
        says: Option<BegunAs>,
        touched_ms: f64,
    ) {
        edit.base = edit.base.or_else(|| self.words_undone(id, &edit.body));
        let store = self.clone();
        let made = self.own_writes.follow(id, edit);
        spawn_local(async move {
            store
                .append_kept(id, Made { says, ..made }, touched_ms)
                .await;
        });
    }

    /// The words of a note that an undo takes away, as they are shown.
    fn words_undone(&self, id: ObservationId, body: &OperationBody) -> Option<OperationId> {
        let OperationBody::Undo { operation } = body else {
            return None;
        };
        let notes = &self.record(id)?.record.capture.notes;
        let note = notes.iter().find(|note| note.id == *operation)?;
        Some(note.written_by)
    }

    /// Starts the session, in its first phase.
    pub fn start(&self, id: ObservationId, touched_ms: f64) {
        let first_phase = self
            .record(id)
            .and_then(|open| self.framework(&open.record.observation.framework))
            .and_then(|framework| framework.phases.first())
            .map(|phase| phase.id.clone());
        let store = self.clone();
        spawn_local(async move {
            let start = Made::live(OperationBody::Start {});
            store.append_kept(id, start, touched_ms).await;
            if let Some(phase) = first_phase {
                let phase = Made::live(OperationBody::Phase { phase });
                store.append_kept(id, phase, touched_ms).await;
            }
        });
    }

    /// Plans an observation. Once it is kept it can be opened, with or without a network; none
    /// where this device did not keep it.
    pub async fn plan(
        &self,
        practitioner: &PersonSummary,
        framework: String,
        agreement: Agreement,
    ) -> Option<ObservationId> {
        let Some(link) = &self.link else {
            self.failed(StorageError::Closed);
            return None;
        };
        let new = NewObservation {
            id: ObservationId::new(Uuid::now_v7()),
            practitioner_id: practitioner.id,
            framework,
            agreement,
        };
        let observation = self.planned(&new, practitioner);
        let _save = calm::save();
        let plan = async || {
            let command = CommandBody::Plan(new.clone());
            link.keep.plan(&observation, command).await
        };
        match unkept::tried(plan).await {
            Ok(outbox) => self.dispatch(ObservationAction::Queued(new.id, Box::new(outbox))),
            Err(error) => {
                self.failed(error);
                return None;
            }
        }
        load::show_kept(self, link, new.id).await;
        load::framework(self, link, &observation.framework).await;
        link.engine.try_now();
        Some(new.id)
    }

    pub fn inform(&self, id: ObservationId, informed: Informed) {
        let store = self.clone();
        spawn_local(async move {
            let command = CommandBody::Inform(SetInformed { informed });
            store.queue(id, command).await;
        });
    }

    /// Answers whether it is kept.
    pub async fn stop(&self, id: ObservationId, discard: bool) -> bool {
        let command = CommandBody::Stop(StopObservation { discard });
        self.queue(id, command).await
    }

    /// Shares what the log amounts to now. Answers whether it is kept.
    pub async fn share(&self, id: ObservationId) -> bool {
        let Some(open) = self.record(id) else {
            return false;
        };
        let release = Release {
            id: FeedbackId::new(Uuid::now_v7()),
            n_operations: open.record.n_operations(),
        };
        self.queue(id, CommandBody::Share(release)).await
    }

    /// Sends a refused record again.
    pub fn retry(&self, id: ObservationId) {
        let store = self.clone();
        spawn_local(async move {
            store
                .change(id, async |keep| keep.clear_trouble(id).await)
                .await;
        });
    }

    /// Goes back to drafting after the server refused to share.
    pub fn mend_share(&self, id: ObservationId) {
        let store = self.clone();
        spawn_local(async move {
            store
                .change(id, async |keep| keep.withdraw_share(id).await)
                .await;
        });
    }

    /// Changes what was agreed, unless somebody else did since `version`; then the newest is
    /// opened, so that the next try builds on it.
    pub async fn edit_agreement(
        &self,
        id: ObservationId,
        version: i64,
        agreement: &Agreement,
    ) -> Result<(), Failure> {
        let edited = api::observations::edit(id, version, agreement).await;
        load::open(self, id).await;
        edited
    }

    /// Sets the focus of my own session. It needs the network, as every change of what was agreed.
    pub async fn choose_focus(&self, id: ObservationId, focus: Option<Key>) -> Result<(), Failure> {
        let chosen = api::observations::choose_focus(id, &ChooseFocus { focus }).await;
        load::open(self, id).await;
        chosen
    }

    /// Takes back shared feedback, or a plan. It needs the network, since the practitioner may
    /// be reading.
    pub async fn withdraw(&self, id: ObservationId) -> Result<(), Failure> {
        api::observations::withdraw(id).await?;
        load::open(self, id).await;
        Ok(())
    }

    /// Stops the session of mine that somebody observes. It needs the network, since nothing else
    /// tells the tablet in the room. A session that is over by then is opened as it stands.
    pub async fn stop_now(&self, id: ObservationId, discard: bool) -> Result<(), Failure> {
        let stopped = api::observations::stop(id, &StopObservation { discard }).await;
        load::open(self, id).await;
        stopped
    }

    /// Closes an acknowledged record for good.
    pub async fn lock(&self, id: ObservationId) -> Result<(), Failure> {
        api::observations::lock(id).await?;
        load::open(self, id).await;
        Ok(())
    }

    /// Tries to send at once.
    pub fn send_now(&self) {
        if let Some(link) = &self.link {
            link.engine.try_now();
        }
    }

    /// The person has read what is missing: it is not told again.
    pub fn read_gap(&self, id: ObservationId) {
        Ledger::of(self.me.person_id).strike(|entry| entry.observation == id);
        self.dispatch(ObservationAction::GapRead(id));
    }

    /// The person has read that what is only kept for reading is told anew.
    pub fn read_anew(&self) {
        self.dispatch(ObservationAction::AnewRead);
    }

    async fn queue(&self, id: ObservationId, command: CommandBody) -> bool {
        self.change(id, async |keep| keep.queue(id, command.clone()).await)
            .await
    }

    /// Changes what waits. Answers whether it is kept; where it is not, the page says so.
    async fn change(
        &self,
        id: ObservationId,
        change: impl AsyncFn(&Keep) -> Result<Outbox, StorageError>,
    ) -> bool {
        let Some(link) = &self.link else {
            self.failed(StorageError::Closed);
            return false;
        };
        let _save = calm::save();
        match unkept::tried(async || change(&link.keep).await).await {
            Ok(outbox) => {
                self.dispatch(ObservationAction::Queued(id, Box::new(outbox)));
                link.engine.announce(id);
                link.engine.try_now();
                true
            }
            Err(error) => {
                self.failed(error);
                false
            }
        }
    }

    /// Answers whether it is kept; where it is not, it stays on the screen.
    pub(super) async fn append_kept(&self, id: ObservationId, made: Made, touched_ms: f64) -> bool {
        // A tap may come before the page has noticed that it was woken.
        count_sleep(&self.state.dispatcher());
        let ago_ms = (js_sys::Date::now() - touched_ms).max(0.0);
        let happened_ms = monotonic_ms() - ago_ms;
        let draft = Draft {
            id: made.id,
            at: offline::at(touched_ms),
            elapsed_ms: self.elapsed_ms(id, &made, happened_ms),
            base: made.edit.base,
            also: made.edit.also,
            says: made.says,
            body: made.edit.body,
        };
        match &self.link {
            Some(link) => self.keep_draft(link, id, draft).await,
            None => {
                self.hold(id, draft, StorageError::Closed, calm::save());
                false
            }
        }
    }

    fn hold(&self, id: ObservationId, draft: Draft, error: StorageError, save: Save) {
        self.failed(error);
        let unkept = Unkept::new(id, draft, save);
        self.dispatch(ObservationAction::Unkept(Box::new(unkept)));
    }

    /// Keeps an act and shows it; one that cannot be kept stays on the screen. Answers which.
    pub(super) async fn keep_draft(&self, link: &Link, id: ObservationId, draft: Draft) -> bool {
        let (save, begun_ms) = (calm::save(), monotonic_ms());
        let ago_ms = (js_sys::Date::now() - draft.at.millis() as f64).max(0.0);
        match unkept::append(&link.keep, id, &draft).await {
            Ok(operation) => {
                telemetry::took(Timed::Save, monotonic_ms() - begun_ms);
                Ledger::of(self.me.person_id).wrote(link.keep.device(), id, &operation);
                self.dispatch(ObservationAction::Appended {
                    id,
                    operation: Box::new(operation),
                    monotonic_ms: monotonic_ms() - ago_ms,
                });
                link.engine.announce(id);
                link.engine.written();
                true
            }
            Err(error) => {
                telemetry::failed(Timed::Save);
                self.hold(id, draft, error, save);
                false
            }
        }
    }

    /// Session time for an act that happened at `happened_ms` on the page's clock.
    fn elapsed_ms(&self, id: ObservationId, made: &Made, happened_ms: f64) -> Option<u32> {
        let open = self.record(id)?;
        let has_started = open.record.capture.started_at.is_some();
        // A clock that stands cannot tell what it showed when a note was begun.
        let begun_ms = made.begun_ms.filter(|_| !open.clock.is_running());
        let elapsed_ms = || begun_ms.unwrap_or_else(|| open.clock.elapsed_ms(happened_ms));
        (has_started || made.edit.body.is_live()).then(elapsed_ms)
    }

    fn planned(&self, new: &NewObservation, practitioner: &PersonSummary) -> Observation {
        let now = offline::now();
        Observation {
            id: new.id,
            practitioner: PersonRef {
                id: practitioner.id,
                name: practitioner.name.clone(),
            },
            observer: PersonRef {
                id: self.me.person_id,
                name: self.me.name.clone(),
            },
            unit_id: practitioner.unit_id,
            framework: new.framework.clone(),
            earlier_frameworks: Vec::new(),
            agreement: new.agreement.clone(),
            informed: Informed::NotYetAsked,
            state: State::Planned,
            started_at: None,
            ended_at: None,
            shared_at: None,
            shared_up_to: None,
            acknowledged_at: None,
            locked_at: None,
            self_assessed: false,
            steps: Vec::new(),
            open_actions: Vec::new(),
            updated_at: now,
            version: 0,
        }
    }

    pub(super) fn dispatch(&self, action: ObservationAction) {
        self.state.dispatch(action);
    }

    pub(super) fn failed(&self, error: StorageError) {
        self.dispatch(ObservationAction::Storage(error));
    }

    /// Shows a record as read from this device, with the clock its log amounts to.
    pub(super) fn show(&self, record: crate::offline::Record) {
        count_sleep(&self.state.dispatcher());
        let clock = SessionClock::from_log(record.log(), js_sys::Date::now(), monotonic_ms());
        self.dispatch(ObservationAction::Opened(Box::new(record), clock));
    }
}
