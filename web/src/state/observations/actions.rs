//! What pages can do with observations. Everything that is written is kept on this device
//! first; the state changes when it is kept, and the server hears of it from the engine.

mod appending;

use std::rc::Rc;

use shared::auth::Me;
use shared::observations::{
    Agreement, ChooseFocus, Informed, NewObservation, Observation, Release, SetInformed, State,
    StopObservation,
};
use shared::org::{PersonRef, PersonSummary};
use shared::values::{DeviceId, FeedbackId, Key, ObservationId};
use uuid::Uuid;
use wasm_bindgen_futures::spawn_local;
use yew::UseReducerHandle;

use super::awake::count_sleep;
use super::load;
use super::own_writes::OwnWrites;
use super::reducer::{ObservationAction, ObservationState};
use super::unkept;
use crate::api::{self, Failure};
use crate::offline::{
    self, CommandBody, Engine, Keep, Ledger, Outbox, SessionClock, StorageError, monotonic_ms,
};
use crate::state::calm;

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
            may_read: None,
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
