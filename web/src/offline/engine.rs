//! Sends what waits, one thing at a time, whenever there is a reason to try.
//!
//! Whether there is a network is learnt by trying: `navigator.onLine` says "online" in a
//! meeting room whose Wi-Fi leads nowhere.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use shared::observations::{Observation, PROTOCOL, PushOperations, Segment};
use shared::values::ObservationId;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::database::StorageError;
use super::keep::Keep;
use super::record::{CommandBody, Next, Outbox, Trouble};
use super::retry::{self, Verdict};
use crate::api::{self, Failure};
use crate::timer::{self, Timer};

/// A write is sent this long after it was made, so that a burst of taps travels together.
const AFTER_WRITE_MS: i32 = 1_000;
/// What no event announces is found by looking, for instance a network that came back silently.
const LOOK_EVERY_MS: i32 = 30_000;

/// How sending stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Line {
    /// Nothing tried yet, or nothing waits and the last try went through.
    #[default]
    Clear,
    Sending,
    /// Nobody answered.
    NoNetwork,
    /// The server answered that it cannot take it now.
    Busy,
    /// Sending waits for a sign-in.
    SignIn,
}

/// What the engine has done, for the store to show.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Line(Line),
    /// A push is safe on the server.
    Received {
        segment: Segment,
        observation: Observation,
    },
    /// A step was taken on the server.
    Done {
        observation: Observation,
        command: CommandBody,
        outbox: Outbox,
    },
    /// The server refused; the record needs the person.
    Refused {
        id: ObservationId,
        outbox: Outbox,
    },
    /// The device's own storage failed.
    Storage(StorageError),
}

/// The sender of one person's outbox. Dropping it stops it.
#[derive(Clone)]
pub struct Engine {
    inner: Rc<Inner>,
    _triggers: Rc<Triggers>,
}

impl PartialEq for Engine {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }
}

struct Inner {
    keep: Rc<Keep>,
    tell: Callback<Event>,
    /// One sender at a time; a reason to try that comes meanwhile is remembered.
    is_running: Cell<bool>,
    again: Cell<bool>,
    /// Failures in a row.
    n_failed: Cell<u32>,
    line: Cell<Line>,
    timer: RefCell<Option<Timer>>,
}

/// Why something was not sent.
enum Stop {
    NoAnswer,
    Busy,
    SignIn,
    Storage(StorageError),
}

impl From<StorageError> for Stop {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl Engine {
    /// Starts sending, at once and from then on; `tell` hears what happens.
    pub fn start(keep: Rc<Keep>, tell: Callback<Event>) -> Self {
        let inner = Rc::new(Inner {
            keep,
            tell,
            is_running: Cell::default(),
            again: Cell::default(),
            n_failed: Cell::default(),
            line: Cell::default(),
            timer: RefCell::default(),
        });
        let triggers = Rc::new(Triggers::listen(&inner));
        let engine = Self {
            inner,
            _triggers: triggers,
        };
        engine.try_now();
        engine
    }

    /// Something was written: sends it soon.
    pub fn written(&self) {
        let waits_already = self.inner.timer.borrow().is_some();
        // After a failure the longer wait stands, or every tap would knock at a dead network.
        if waits_already || self.inner.line.get() == Line::SignIn {
            return;
        }
        Inner::try_after(&self.inner, AFTER_WRITE_MS);
    }

    /// Tries at once, for instance after a sign-in or a press on "Try again".
    pub fn try_now(&self) {
        Inner::run(&self.inner);
    }
}

impl Inner {
    fn run(inner: &Rc<Self>) {
        inner.timer.replace(None);
        if inner.is_running.replace(true) {
            inner.again.set(true);
            return;
        }
        let inner = inner.clone();
        spawn_local(async move {
            loop {
                inner.again.set(false);
                let round = inner.send_all().await;
                let goes_on = round.is_ok() && inner.again.get();
                inner.settle(round);
                if !goes_on {
                    break;
                }
            }
            inner.is_running.set(false);
            if inner.n_failed.get() > 0 {
                let wait_ms = retry::wait_ms(inner.n_failed.get() - 1, js_sys::Math::random());
                Self::try_after(&inner, i32::try_from(wait_ms).unwrap_or(i32::MAX));
            }
        });
    }

    fn try_after(inner: &Rc<Self>, delay_ms: i32) {
        let weak = Rc::downgrade(inner);
        let timer = timer::after(delay_ms, move || {
            if let Some(inner) = weak.upgrade() {
                Self::run(&inner);
            }
        });
        inner.timer.replace(timer);
    }

    fn settle(&self, round: Result<(), Stop>) {
        match round {
            Ok(()) => {
                self.n_failed.set(0);
                self.show(Line::Clear);
            }
            Err(Stop::SignIn) => {
                self.n_failed.set(0);
                self.show(Line::SignIn);
            }
            Err(Stop::NoAnswer) => {
                self.n_failed.set(self.n_failed.get().saturating_add(1));
                self.show(Line::NoNetwork);
            }
            Err(Stop::Busy) => {
                self.n_failed.set(self.n_failed.get().saturating_add(1));
                self.show(Line::Busy);
            }
            Err(Stop::Storage(error)) => {
                self.n_failed.set(self.n_failed.get().saturating_add(1));
                self.tell.emit(Event::Storage(error));
            }
        }
    }

    fn show(&self, line: Line) {
        if self.line.replace(line) != line {
            self.tell.emit(Event::Line(line));
        }
    }

    async fn send_all(&self) -> Result<(), Stop> {
        let mut round = Ok(());
        for (id, outbox) in self.keep.outboxes().await? {
            match self.send_one(id, outbox.next()).await {
                // One record that the server cannot take now does not hold up the others.
                Err(Stop::Busy) => round = Err(Stop::Busy),
                sent => sent?,
            }
        }
        round
    }

    async fn send_one(&self, id: ObservationId, mut next: Option<Next>) -> Result<(), Stop> {
        while let Some(step) = next {
            // The sentence goes on saying "no network" until a try has gone through.
            if self.line.get() == Line::Clear {
                self.show(Line::Sending);
            }
            next = match step {
                Next::Push { .. } => self.push(id).await?,
                Next::Command(command) => self.command(id, command).await?,
            };
        }
        Ok(())
    }

    /// Sends one push; answers with what comes next for the same observation.
    async fn push(&self, id: ObservationId) -> Result<Option<Next>, Stop> {
        let Some((sending, operations)) = self.keep.promise(id).await? else {
            return Ok(None);
        };
        let push = PushOperations {
            segment: sending.segment,
            device: self.keep.device(),
            protocol: PROTOCOL,
            operations,
        };
        match api::observations::push(id, &push).await {
            Ok(receipt) => {
                let segment = Segment {
                    id: push.segment,
                    device: push.device,
                    received_at: receipt.received_at,
                    received_sequence: receipt.received_sequence,
                    operations: push.operations,
                };
                let outbox = self
                    .keep
                    .receive(&segment, &receipt.observation, super::now())
                    .await?;
                self.tell.emit(Event::Received {
                    segment,
                    observation: receipt.observation,
                });
                Ok(outbox.next())
            }
            Err(failure) => self.refused(id, failure).await,
        }
    }

    async fn command(&self, id: ObservationId, command: CommandBody) -> Result<Option<Next>, Stop> {
        match take_step(id, &command).await {
            Ok(observation) => {
                let outbox = self.keep.done(&observation, &command, super::now()).await?;
                if matches!(&command, CommandBody::Stop(stop) if stop.discard) {
                    self.keep.forget_capture(id).await?;
                }
                let next = outbox.next();
                self.tell.emit(Event::Done {
                    observation,
                    command,
                    outbox,
                });
                Ok(next)
            }
            Err(failure) => self.refused(id, failure).await,
        }
    }

    async fn refused(&self, id: ObservationId, failure: Failure) -> Result<Option<Next>, Stop> {
        let problem = match failure {
            Failure::Refused(problem) => problem,
            // Something in between answered in its own words: a captive portal, a proxy.
            Failure::Unreadable { .. } => return Err(Stop::Busy),
            Failure::Offline => return Err(Stop::NoAnswer),
        };
        match retry::verdict(problem.code) {
            Verdict::NeedsPerson => {
                let trouble = Trouble {
                    code: problem.code,
                    title: problem.title.clone(),
                    fields: problem.fields.clone(),
                    at: super::now(),
                };
                let outbox = self.keep.trouble(id, trouble).await?;
                self.tell.emit(Event::Refused { id, outbox });
                Ok(None)
            }
            Verdict::Later => Err(Stop::Busy),
            Verdict::SignIn => Err(Stop::SignIn),
        }
    }
}

/// Takes a step and reads the observation as it is then.
async fn take_step(id: ObservationId, command: &CommandBody) -> Result<Observation, Failure> {
    match command {
        CommandBody::Plan(new) => api::observations::plan(new).await?,
        CommandBody::Inform(set) => api::observations::inform(id, set).await?,
        CommandBody::Stop(stop) => api::observations::stop(id, stop).await?,
        CommandBody::Share(release) => api::observations::share(id, release).await?,
    }
    api::observations::get(id).await
}

/// The events that are a reason to try: the network came back, the app was picked up again.
struct Triggers {
    listener: Closure<dyn FnMut()>,
    _look: Option<Timer>,
}

const WINDOW_EVENTS: [&str; 3] = ["online", "focus", "pageshow"];
const DOCUMENT_EVENT: &str = "visibilitychange";

impl Triggers {
    fn listen(inner: &Rc<Inner>) -> Self {
        let weak = Rc::downgrade(inner);
        let attempt = move || {
            if let Some(inner) = weak.upgrade()
                && inner.line.get() != Line::SignIn
            {
                Inner::run(&inner);
            }
        };
        let look = {
            let weak = Rc::downgrade(inner);
            timer::every(LOOK_EVERY_MS, move || {
                if let Some(inner) = weak.upgrade()
                    && inner.line.get() == Line::Clear
                {
                    Inner::run(&inner);
                }
            })
        };
        let listener = Closure::<dyn FnMut()>::new(attempt);
        if let Some(window) = web_sys::window() {
            let function = listener.as_ref().unchecked_ref();
            for event in WINDOW_EVENTS {
                // Adding a listener fails for no name; without it the timer still looks.
                let _ = window.add_event_listener_with_callback(event, function);
            }
            if let Some(document) = window.document() {
                let _ = document.add_event_listener_with_callback(DOCUMENT_EVENT, function);
            }
        }
        Self {
            listener,
            _look: look,
        }
    }
}

impl Drop for Triggers {
    fn drop(&mut self) {
        let Some(window) = web_sys::window() else {
            return;
        };
        let function = self.listener.as_ref().unchecked_ref();
        for event in WINDOW_EVENTS {
            let _ = window.remove_event_listener_with_callback(event, function);
        }
        if let Some(document) = window.document() {
            let _ = document.remove_event_listener_with_callback(DOCUMENT_EVENT, function);
        }
    }
}
