//! Acts of capture and drafting: kept on the device, then shown, then sent.

use shared::observations::{Edit, OperationBody};
use shared::telemetry::Timed;
use shared::values::{ObservationId, OperationId};
use wasm_bindgen_futures::spawn_local;

use super::{Link, ObservationStore};
use crate::offline::{self, BegunAs, Draft, Ledger, StorageError, monotonic_ms};
use crate::state::calm::{self, Save};
use crate::state::observations::awake::count_sleep;
use crate::state::observations::own_writes::Made;
use crate::state::observations::reducer::ObservationAction;
use crate::state::observations::unkept::{self, Unkept};
use crate::state::telemetry;

impl ObservationStore {
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

    /// Answers whether it is kept; where it is not, it stays on the screen.
    pub(in crate::state::observations) async fn append_kept(
        &self,
        id: ObservationId,
        made: Made,
        touched_ms: f64,
    ) -> bool {
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
    pub(in crate::state::observations) async fn keep_draft(
        &self,
        link: &Link,
        id: ObservationId,
        draft: Draft,
    ) -> bool {
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
}
