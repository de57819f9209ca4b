//! Data on its way from the server, and things on their way to it.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{Failure, calm};

/// Something a page shows once it is here.
#[derive(Debug, PartialEq)]
pub enum Remote<T> {
    Loading,
    Ready(Rc<T>),
    Failed(Failure),
}

// A derive would ask for `T: Clone`, which the `Rc` makes needless.
impl<T> Clone for Remote<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Loading => Self::Loading,
            Self::Ready(data) => Self::Ready(data.clone()),
            Self::Failed(failure) => Self::Failed(failure.clone()),
        }
    }
}

/// The data and the way to ask for it again.
#[derive(PartialEq)]
pub struct Loaded<T> {
    pub remote: Remote<T>,
    pub reload: Callback<()>,
}

impl<T> Clone for Loaded<T> {
    fn clone(&self) -> Self {
        Self {
            remote: self.remote.clone(),
            reload: self.reload.clone(),
        }
    }
}

/// Loads on the first render, when `about` changes, and on `reload`. What was there stays
/// on the screen during a reload, so that nothing jumps; an answer that is no longer asked
/// for is dropped.
#[hook]
pub fn use_remote<T, D, F, L>(about: D, load: L) -> Loaded<T>
where
    T: 'static,
    D: PartialEq + Clone + 'static,
    F: Future<Output = Result<T, Failure>> + 'static,
    L: Fn(D) -> F + 'static,
{
    let remote = use_state(|| Remote::Loading);
    let turn = use_state(|| 0u32);
    let shown = use_mut_ref(|| None::<D>);
    {
        let remote = remote.clone();
        use_effect_with((about.clone(), *turn), move |(about, _)| {
            let is_wanted = Rc::new(Cell::new(true));
            let is_same = shown.borrow().as_ref() == Some(about);
            if !is_same {
                remote.set(Remote::Loading);
                *shown.borrow_mut() = Some(about.clone());
            }
            let answer = load(about.clone());
            {
                let is_wanted = is_wanted.clone();
                spawn_local(async move {
                    let outcome = answer.await;
                    if is_wanted.get() {
                        remote.set(match outcome {
                            Ok(data) => Remote::Ready(Rc::new(data)),
                            Err(failure) => Remote::Failed(failure),
                        });
                    }
                });
            }
            move || is_wanted.set(false)
        });
    }
    let reload = use_callback(turn.clone(), |(), turn| turn.set(**turn + 1));
    Loaded {
        remote: (*remote).clone(),
        reload,
    }
}

/// One thing at a time on its way to the server.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Sending {
    #[default]
    Idle,
    Busy,
    Failed(Failure),
}

/// The state of sending, and the way to send.
#[derive(Clone, PartialEq)]
pub struct Sender {
    state: UseStateHandle<Sending>,
    /// How often something was sent from here, for the focus of an error summary.
    attempts: UseStateHandle<u32>,
}

impl Sender {
    pub fn is_busy(&self) -> bool {
        *self.state == Sending::Busy
    }

    /// Why the last try failed.
    pub fn failure(&self) -> Option<&Failure> {
        match &*self.state {
            Sending::Failed(failure) => Some(failure),
            Sending::Idle | Sending::Busy => None,
        }
    }

    pub fn attempts(&self) -> u32 {
        *self.attempts
    }

    /// Counts a try that did not leave the page, because a field was refused.
    pub fn refuse(&self) {
        self.state.set(Sending::Idle);
        self.attempts.set(*self.attempts + 1);
    }

    /// Lets go of the last failure, once what it told of is dealt with.
    pub fn forget(&self) {
        if !self.is_busy() {
            self.state.set(Sending::Idle);
        }
    }

    /// Sends, unless something is under way; `done` gets the answer.
    pub fn send<T: 'static>(
        &self,
        work: impl Future<Output = Result<T, Failure>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.is_busy() {
            return;
        }
        self.state.set(Sending::Busy);
        self.attempts.set(*self.attempts + 1);
        let state = self.state.clone();
        let save = calm::save();
        spawn_local(async move {
            let answer = work.await;
            drop(save);
            match answer {
                Ok(answer) => {
                    state.set(Sending::Idle);
                    done(answer);
                }
                Err(failure) => state.set(Sending::Failed(failure)),
            }
        });
    }
}

/// Sends what a form or a button asks for.
#[hook]
pub fn use_sender() -> Sender {
    Sender {
        state: use_state(Sending::default),
        attempts: use_state(|| 0),
    }
}
