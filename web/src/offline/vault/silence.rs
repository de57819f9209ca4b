//! How long the server has not been heard of. After three days the records of others that are
//! kept here for reading become unreadable; one's own unsent work stays.
//!
//! Anybody can set the clock of a device, so two counts are kept, and the longer one holds: the
//! wall clock, which never counts backwards here, and the time the app itself has run.

use serde::{Deserialize, Serialize};

/// Three days (security page §3).
const LIMIT_MS: f64 = 72.0 * 3_600_000.0;

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Silence {
    /// Unix time of the last contact, in milliseconds; 0 before the first.
    contact_at: f64,
    /// The latest Unix time this device ever showed.
    seen_at: f64,
    /// Milliseconds the app has run since the last contact, on a clock nobody can set.
    ran_ms: f64,
}

impl Silence {
    /// The server was heard of at `now` (Unix milliseconds).
    pub fn broken(&mut self, now: f64) {
        // A clock that was wrong is set right by a contact.
        *self = Self {
            contact_at: now,
            seen_at: now,
            ran_ms: 0.0,
        };
    }

    /// The app ran for `ran_ms` more without hearing of it.
    pub fn goes_on(&mut self, now: f64, ran_ms: f64) {
        self.seen_at = self.seen_at.max(now);
        self.ran_ms += ran_ms.max(0.0);
    }

    /// Whether it has lasted too long.
    pub fn is_too_long(&self, now: f64) -> bool {
        let by_wall = self.seen_at.max(now) - self.contact_at;
        self.contact_at > 0.0 && by_wall.max(self.ran_ms) > LIMIT_MS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: f64 = 24.0 * 3_600_000.0;
    const NOW: f64 = 1_800_000_000_000.0;

    fn heard() -> Silence {
        let mut silence = Silence::default();
        silence.broken(NOW);
        silence
    }

    #[test]
    fn three_days_are_allowed_and_no_more() {
        assert!(!heard().is_too_long(NOW + 2.9 * DAY));
        assert!(heard().is_too_long(NOW + 3.1 * DAY));
        assert!(
            !Silence::default().is_too_long(NOW),
            "never heard of is for the sign-in to say"
        );
    }

    #[test]
    fn a_clock_set_back_does_not_win_time() {
        let mut silence = heard();
        silence.goes_on(NOW + 3.1 * DAY, 0.0);
        assert!(
            silence.is_too_long(NOW - 365.0 * DAY),
            "what was seen stays seen"
        );
        let mut silence = heard();
        for hour in 0..75 {
            silence.goes_on(NOW - f64::from(hour), 3_600_000.0);
        }
        assert!(silence.is_too_long(NOW), "the app ran for 75 hours");
    }
}
