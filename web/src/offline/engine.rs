//! Sends what waits, one thing at a time, whenever there is a reason to try.
//!
//! Whether there is a network is learnt by trying: `navigator.onLine` says "online" in a
//! meeting room whose Wi-Fi leads nowhere.

mod steps;
mod triggers;
mod writing;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use shared::observations::{Observation, Segment};
use shared::problem::Code;
use shared::sync::{CommandBody, Next, Outbox, Refusal, Trouble};
use shared::values::{ObservationId, Timestamp};
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::database::StorageError;
use super::keep::Keep;
use super::pull::{self, Changes, Stopped};
use super::retry::{self, Verdict};
use super::tabs::{Tabs, with_lease};
use super::vault;
use crate::api::Failure;
use crate::timer::{self, Timer};
use triggers::Triggers;

/// A write is sent this long after the last one, so that a burst of taps travels together and none of
/// them waits for the disk behind what is being sent;
const AFTER_WRITE_MS: i32 = 1_000;
/// but no later than this after the first. On a weak tablet a push takes a good part of a second, and the
/// two taps that meet it are confirmed late.
const LONGEST_BURST_MS: f64 = 15_000.0;
/// What no event announces is found by looking, for instance a network that came back silently.
const LOOK_EVERY_MS: i32 = 30_000;
/// What the server has for this device is asked for no more often than this.
const PULL_EVERY_MS: f64 = 20_000.0;
/// Another tab is sending: this one looks again after so long, in case that one is gone.
const OTHER_TAB_MS: i32 = 5_000;

/// How sending stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Line {
    /// Nothing tried yet, or the last try went through and nothing waits but what is being tapped.
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
        segment: Option<Segment>,
        observation: Observation,
        outbox: Outbox,
        at: Timestamp,
    },
    /// A step was taken on the server.
    Done {
        observation: Observation,
        command: CommandBody,
        outbox: Outbox,
        at: Timestamp,
    },
    /// The server has what somebody wrote.
    Written {
        of: ObservationId,
        outbox: Outbox,
    },
    /// The server refused; the record needs the person.
    Refused {
        id: ObservationId,
        outbox: Outbox,
    },
    /// The server told something new, or took something away.
    Pulled(Changes),
    /// Another tab has changed a record on this device.
    Elsewhere(ObservationId),
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
    /// When the burst began that the timer waits for, on the page's own clock in milliseconds.
    burst_since: Cell<Option<f64>>,
    tabs: Tabs,
    /// On the page's own clock, in milliseconds.
    pulled_at: Cell<Option<f64>>,
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
        let heard = tell.clone();
        let tabs = Tabs::listen(keep.person(), move |id| heard.emit(Event::Elsewhere(id)));
        let inner = Rc::new(Inner {
            keep,
            tell,
            tabs,
            pulled_at: Cell::default(),
            is_running: Cell::default(),
            again: Cell::default(),
            n_failed: Cell::default(),
            line: Cell::default(),
            timer: RefCell::default(),
            burst_since: Cell::default(),
        });
        let triggers = Rc::new(Triggers::listen(&inner));
        let engine = Self {
            inner,
            _triggers: triggers,
        };
        engine.try_now();
        engine
    }

    /// Something was written: sends it when the hand rests.
    pub fn written(&self) {
        let (inner, now) = (&self.inner, super::monotonic_ms());
        let waits_already = inner.timer.borrow().is_some();
        let is_due = match inner.burst_since.get() {
            Some(since) => now - since + f64::from(AFTER_WRITE_MS) > LONGEST_BURST_MS,
            // After a failure the longer wait stands, or every tap would knock at a dead network.
            None => waits_already,
        };
        if is_due || inner.line.get() == Line::SignIn {
            return;
        }
        let since = inner.burst_since.get().unwrap_or(now);
        Inner::try_after(inner, AFTER_WRITE_MS);
        inner.burst_since.set(Some(since));
    }

    /// Tells the other tabs that a record has changed on this device.
    pub fn announce(&self, id: ObservationId) {
        self.inner.tabs.tell(id);
    }

    /// Tries at once, for instance after a sign-in or a press on "Try again".
    pub fn try_now(&self) {
        Inner::run(&self.inner);
    }
}

impl Inner {
    fn run(inner: &Rc<Self>) {
        inner.timer.replace(None);
        inner.burst_since.set(None);
        if inner.is_running.replace(true) {
            inner.again.set(true);
            return;
        }
        let inner = inner.clone();
        spawn_local(async move {
            let sender = inner.clone();
            let has_run = with_lease(inner.keep.person(), async move {
                sender.send_until_done().await;
            })
            .await;
            inner.is_running.set(false);
            if !has_run {
                return Self::try_after(&inner, OTHER_TAB_MS);
            }
            if inner.n_failed.get() > 0 {
                let longest_ms = match inner.line.get() {
                    Line::NoNetwork => retry::LONGEST_SILENT_MS,
                    _ => retry::LONGEST_BUSY_MS,
                };
                let n_before = inner.n_failed.get() - 1;
                let wait_ms = retry::wait_ms(n_before, longest_ms, js_sys::Math::random());
                Self::try_after(&inner, i32::try_from(wait_ms).unwrap_or(i32::MAX));
            }
        });
    }

    async fn send_until_done(&self) {
        loop {
            self.again.set(false);
            let round = match self.send_all().await {
                Ok(()) => self.pull_if_due().await,
                // One record that the server cannot take now keeps nobody from hearing of others.
                Err(Stop::Busy) => self.pull_if_due().await.and(Err(Stop::Busy)),
                stopped => stopped,
            };
            let goes_on = round.is_ok() && self.again.get();
            self.settle(round);
            if !goes_on {
                return;
            }
        }
    }

    /// Asks what the server has for this device, where it was not asked just now.
    async fn pull_if_due(&self) -> Result<(), Stop> {
        let now = super::monotonic_ms();
        let is_due = self
            .pulled_at
            .get()
            .is_none_or(|at| now - at >= PULL_EVERY_MS);
        if !is_due {
            return Ok(());
        }
        let (changes, ended) = pull::pull(&self.keep).await;
        self.tell_pulled(changes);
        match ended {
            Ok(()) => {}
            Err(Stopped::Storage(error)) => return Err(Stop::Storage(error)),
            Err(Stopped::Server(Failure::Offline)) => return Err(Stop::NoAnswer),
            Err(Stopped::Server(Failure::Unreadable { .. })) => return Err(Stop::Busy),
            Err(Stopped::Server(Failure::Refused(problem))) => {
                return match retry::verdict(problem.code) {
                    Verdict::SignIn => Err(Stop::SignIn),
                    Verdict::Later => Err(Stop::Busy),
                    // Such as a server of before, which cannot be asked. Nothing for the person to
                    // mend: sending goes on without it.
                    Verdict::NeedsPerson => {
                        self.pulled_at.set(Some(now));
                        Ok(())
                    }
                };
            }
        }
        self.pulled_at.set(Some(now));
        Ok(())
    }

    fn tell_pulled(&self, mut changes: Changes) {
        if let Some(error) = changes.not_forgotten.take() {
            self.tell.emit(Event::Storage(error));
        }
        let gone = changes.gone.iter().map(|gone| &gone.observation);
        for id in changes.told.iter().chain(gone) {
            self.tabs.tell(*id);
        }
        if changes != Changes::default() {
            self.tell.emit(Event::Pulled(changes));
        }
    }

    fn try_after(inner: &Rc<Self>, delay_ms: i32) {
        let weak = Rc::downgrade(inner);
        let timer = timer::after(delay_ms, move || {
            if let Some(inner) = weak.upgrade() {
                Self::run(&inner);
            }
        });
        inner.timer.replace(timer);
        inner.burst_since.set(None);
    }

    fn settle(&self, round: Result<(), Stop>) {
        if round.is_err() {
            // After a time without a network the first thing to know is what happened meanwhile.
            self.pulled_at.set(None);
        }
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
                self.show(Line::Clear);
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
            let sent = match outbox {
                Ok(outbox) => self.send_one(id, outbox.next()).await,
                Err(error) => Err(Stop::Storage(error)),
            };
            match sent {
                // One record that the server cannot take now does not hold up the others,
                Err(Stop::Busy) => round = Err(Stop::Busy),
                // nor one that is damaged here: the check at the start tells of it.
                Err(Stop::Storage(StorageError::Unreadable)) => {}
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
                Next::Command(command) if command.is_writing() => self.write(id).await?,
                Next::Command(command) => self.command(id, command).await?,
            };
            if self.is_in_burst() && next.as_ref().is_some_and(Next::waits_for_rest) {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Whether more was written meanwhile, which is sent when the hand rests.
    fn is_in_burst(&self) -> bool {
        self.burst_since.get().is_some()
    }

    async fn refused(&self, id: ObservationId, failure: Failure) -> Result<Option<Next>, Stop> {
        let problem = match failure {
            Failure::Refused(problem) => problem,
            // Something in between answered in its own words: a captive portal, a proxy.
            Failure::Unreadable { .. } => return Err(Stop::Busy),
            Failure::Offline => return Err(Stop::NoAnswer),
        };
        if let Some(safe_up_to) = Refusal::gap_in(&problem.fields) {
            // The server holds less than it had acknowledged.
            return self.set_back(id, safe_up_to).await;
        }
        match retry::verdict(problem.code) {
            Verdict::NeedsPerson => {
                if matches!(problem.code, Code::NeedsDecision | Code::Forbidden) {
                    let handed = vault::hand_over(self.keep.person(), id).await;
                    let is_silent = matches!(handed, Err(ref failure) if failure.code().is_none());
                    // Without an answer it is tried again with the push. What the server does not
                    // take stays here, and needs the person all the same.
                    if problem.code == Code::NeedsDecision && is_silent {
                        return Err(Stop::NoAnswer);
                    }
                }
                let trouble = Trouble {
                    code: problem.code,
                    title: problem.title.clone(),
                    fields: problem.fields.clone(),
                    at: super::now(),
                };
                let outbox = self.keep.trouble(id, trouble).await?;
                self.tabs.tell(id);
                self.tell.emit(Event::Refused { id, outbox });
                Ok(None)
            }
            Verdict::Later => Err(Stop::Busy),
            Verdict::SignIn => Err(Stop::SignIn),
        }
    }
}
