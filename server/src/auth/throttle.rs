//! How long a guesser waits: nothing for five tries, then longer and longer, then a pause.

use chrono::{NaiveDateTime, TimeDelta};

/// Failures before any delay.
const N_FREE: i32 = 5;
/// Failures before each further one costs a pause.
const N_PAUSE: i32 = 10;
const PAUSE: TimeDelta = TimeDelta::minutes(15);
/// Without a try for so long, counting starts anew.
const FORGET_AFTER: TimeDelta = TimeDelta::hours(24);

/// What was counted under a key: an account seen from unknown devices, or one known device.
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
}
