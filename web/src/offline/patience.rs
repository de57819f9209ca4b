//! Waits for this device's storage. None is given up, since a late answer is as good as an early
//! one; but one that lasts too long is told, so that nobody looks at a page that says nothing.

use std::cell::RefCell;
use std::collections::BTreeMap;

use yew::Callback;

use crate::timer::{self, Timer};

/// A browser answers within milliseconds, and a busy one within a second or two.
const LONG_MS: i32 = 6_000;

/// Why the storage keeps the page waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Delay {
    /// The browser does not answer.
    Silent,
    /// Another window of the app holds what has to change.
    Blocked,
}

/// The waits that last too long.
#[derive(Debug, Default)]
struct Waits {
    n_begun: u32,
    long: BTreeMap<u32, Delay>,
}

impl Waits {
    fn begin(&mut self) -> u32 {
        self.n_begun = self.n_begun.wrapping_add(1);
        self.n_begun
    }

    /// What to say of all of them: that another window is in the way is something to mend.
    fn delay(&self) -> Option<Delay> {
        self.long.values().max().copied()
    }
}

thread_local! {
    static WAITS: RefCell<Waits> = RefCell::default();
    static TELL: RefCell<Option<Callback<Option<Delay>>>> = const { RefCell::new(None) };
}

/// Why the page waits now, if it waits too long.
pub fn delay() -> Option<Delay> {
    WAITS.with_borrow(Waits::delay)
}

/// Calls `tell` whenever the page begins to wait too long, and when it does no more.
pub fn on_delay(tell: Callback<Option<Delay>>) {
    TELL.set(Some(tell));
}

/// Waits for an answer, however long it takes.
pub(super) async fn waited<T>(answer: impl Future<Output = T>) -> T {
    let _wait = Wait::begin(Delay::Silent);
    answer.await
}

/// A wait under way; it ends when dropped.
pub(super) struct Wait {
    id: u32,
    _limit: Option<Timer>,
}

impl Wait {
    /// Begins one that is told as `delay` if it lasts too long.
    pub fn begin(delay: Delay) -> Self {
        let id = WAITS.with_borrow_mut(Waits::begin);
        let limit = timer::after(LONG_MS, move || {
            change(|waits| {
                waits.long.insert(id, delay);
            });
        });
        Self { id, _limit: limit }
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        change(|waits| {
            waits.long.remove(&self.id);
        });
    }
}

fn change(change: impl FnOnce(&mut Waits)) {
    let (before, now) = WAITS.with_borrow_mut(|waits| {
        let before = waits.delay();
        change(waits);
        (before, waits.delay())
    });
    if before != now
        && let Some(tell) = TELL.with_borrow(Clone::clone)
    {
        tell.emit(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_what_can_be_mended_and_ends_with_the_last_wait() {
        let mut waits = Waits::default();
        let (opening, held) = (waits.begin(), waits.begin());
        assert_eq!(
            waits.delay(),
            None,
            "a wait that has only begun is no delay"
        );
        waits.long.insert(opening, Delay::Silent);
        assert_eq!(waits.delay(), Some(Delay::Silent));
        waits.long.insert(held, Delay::Blocked);
        assert_eq!(waits.delay(), Some(Delay::Blocked));
        waits.long.remove(&held);
        assert_eq!(waits.delay(), Some(Delay::Silent));
        waits.long.remove(&opening);
        assert_eq!(waits.delay(), None);
    }
}
