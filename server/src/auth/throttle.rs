//! How long a guesser waits: nothing for five tries, then longer and longer, then a pause.

use chrono::{NaiveDateTime, TimeDelta};

/// Failures before any delay.
const N_FREE: i32 = 5;
/// Failures before each further one costs a pause.
const N_PAUSE: i32 = 10;
const PAUSE: TimeDelta = TimeDelta::minutes(15);
/// Without a try for so long, counting starts anew.
pub(super) const FORGET_AFTER: TimeDelta = TimeDelta::hours(24);

/// Failures of strangers from one address in [`SOURCE_WINDOW`]. Whole offices share an address, and
/// who is known on their device is not counted.
const N_OF_SOURCE: i32 = 300;
const SOURCE_WINDOW: TimeDelta = TimeDelta::minutes(15);

/// What was counted under a key: an account seen from unknown devices, one known device, or an
/// address that strangers come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub failures: i32,
    pub blocked_until: Option<NaiveDateTime>,
    pub updated_at: NaiveDateTime,
}

impl Count {
    /// Counts a try as failed before it is made, so that many at once cannot slip past; a success
    /// removes the count. Refuses with the seconds to wait while blocked.
    pub fn take(self, now: NaiveDateTime) -> Result<Self, u64> {
        let stands = now - self.updated_at < FORGET_AFTER;
        if stands && let Some(until) = self.blocked_until.filter(|until| *until > now) {
            return Err((until - now).num_seconds().max(0).unsigned_abs() + 1);
        }
        let failures = if stands {
            self.failures.saturating_add(1)
        } else {
            1
        };
        Ok(Self {
            failures,
            blocked_until: delay_after(failures).map(|delay| now + delay),
            updated_at: now,
        })
    }
}

/// For an address `updated_at` is when the window began.
impl Count {
    /// One more failure of a stranger, or of a session that could not be proven.
    pub fn of_source(self, now: NaiveDateTime) -> Self {
        if now - self.updated_at < SOURCE_WINDOW {
            let failures = self.failures.saturating_add(1);
            Self { failures, ..self }
        } else {
            Self {
                failures: 1,
                blocked_until: None,
                updated_at: now,
            }
        }
    }

    /// Refuses with the seconds to wait where too many have failed.
    pub fn check_source(self, now: NaiveDateTime) -> Result<(), u64> {
        let until = self.updated_at + SOURCE_WINDOW;
        if self.failures < N_OF_SOURCE || until <= now {
            return Ok(());
        }
        Err((until - now).num_seconds().max(0).unsigned_abs() + 1)
    }
}

/// After the fifth failure 1, 2, 4, 8 seconds, and 15 minutes from the tenth on.
fn delay_after(failures: i32) -> Option<TimeDelta> {
    match failures {
        ..N_FREE => None,
        N_FREE..N_PAUSE => Some(TimeDelta::seconds(1 << (failures - N_FREE))),
        _ => Some(PAUSE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_start_after_five_failures_and_pause_at_ten() {
        let mut now = crate::db::now();
        let mut count = Count::default();
        let mut waits = Vec::new();
        for _ in 0..12 {
            match count.take(now) {
                Ok(next) => count = next,
                Err(seconds) => {
                    waits.push(seconds);
                    now += TimeDelta::seconds(i64::try_from(seconds).unwrap());
                    count = count.take(now).unwrap();
                }
            }
        }
        assert_eq!(waits, [2, 3, 5, 9, 17, 901, 901]);
    }

    #[test]
    fn a_day_without_a_try_is_forgotten() {
        let now = crate::db::now();
        let paused = Count {
            failures: 12,
            blocked_until: Some(now + PAUSE),
            updated_at: now,
        };
        assert!(paused.take(now).is_err());
        assert_eq!(paused.take(now + TimeDelta::hours(25)).unwrap().failures, 1);
    }

    #[test]
    fn an_address_is_refused_after_many_failures_until_its_window_ends() {
        let start = crate::db::now();
        let mut count = Count::default();
        for _ in 0..N_OF_SOURCE {
            assert_eq!(count.check_source(start), Ok(()));
            count = count.of_source(start);
        }
        let later = start + TimeDelta::minutes(10);
        assert_eq!(count.check_source(later), Err(301));
        assert_eq!(count.check_source(start + SOURCE_WINDOW), Ok(()));
        assert_eq!(count.of_source(start + SOURCE_WINDOW).failures, 1);
    }
}
