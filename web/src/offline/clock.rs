//! Session time: milliseconds since the start, pauses left out.
//!
//! Within one page the browser's monotonic clock counts, so that a corrected wall clock
//! moves nothing. Across a reload only the wall clock is left to say how long it took, and so it is
//! over a sleep of the device: most browsers stop the monotonic clock while it lasts.

use std::cell::Cell;

use shared::observations::{Operation, OperationBody};

/// The running or standing clock of one session.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SessionClock {
    base_ms: u32,
    /// The monotonic time, in milliseconds, at which it showed `base_ms`; none while it stands.
    running_since: Option<f64>,
}

impl SessionClock {
    /// The clock a log amounts to. `wall_ms` and `monotonic_ms` are the same moment on both
    /// of the device's clocks.
    pub fn from_log<'a>(
        log: impl IntoIterator<Item = &'a Operation>,
        wall_ms: f64,
        monotonic_ms: f64,
    ) -> Self {
        let mut clock = Self::default();
        let mut latest_ms = 0;
        for operation in log {
            // On a device whose clock was set back the session still does not run backwards.
            let passed_ms = (wall_ms - operation.at.millis() as f64).max(0.0);
            clock.apply(operation, monotonic_ms - passed_ms);
            latest_ms = latest_ms.max(operation.elapsed_ms.unwrap_or(0));
        }
        if clock.elapsed_ms(monotonic_ms) < latest_ms {
            clock.base_ms = latest_ms;
            clock.running_since = clock.running_since.map(|_| monotonic_ms);
        }
        clock
    }

    /// Counts an operation in that happened at `monotonic_ms`.
    pub fn apply(&mut self, operation: &Operation, monotonic_ms: f64) {
        let elapsed_ms = operation.elapsed_ms.unwrap_or(0);
        match operation.body {
            OperationBody::Start {} if self.running_since.is_none() && self.base_ms == 0 => {
                self.running_since = Some(monotonic_ms);
            }
            OperationBody::Resume {} => {
                self.base_ms = elapsed_ms;
                self.running_since = Some(monotonic_ms);
            }
            OperationBody::Pause {} | OperationBody::End {} => {
                self.base_ms = elapsed_ms;
                self.running_since = None;
            }
            _ => {}
        }
    }

    /// What it shows at `monotonic_ms`.
    pub fn elapsed_ms(&self, monotonic_ms: f64) -> u32 {
        let running_ms = self
            .running_since
            .map_or(0.0, |since| (monotonic_ms - since).max(0.0));
        // The cast saturates: 49 days of one session.
        self.base_ms.saturating_add(running_ms as u32)
    }

    pub fn is_running(&self) -> bool {
        self.running_since.is_some()
    }

    /// Counts in what the monotonic clock slept through.
    pub fn slept(&mut self, slept_ms: f64) {
        self.running_since = self.running_since.map(|since| since - slept_ms);
    }
}

/// The two clocks of the device at one moment.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Moment {
    wall_ms: f64,
    monotonic_ms: f64,
}

/// Less than this is no sleep: clocks are set right by a second or two as they go.
const NOTICED_MS: f64 = 3_000.0;
/// More than this is a wall clock that was set, perhaps by a year: the longest session that a plan
/// offers takes two hours, and nobody sleeps through more than all of one.
const SLEEP_MAX_MS: f64 = 2.0 * 3_600_000.0;

impl Moment {
    /// How long the device slept from the `last` moment to this: what the wall clock went ahead of
    /// the monotonic one, where it can have been a sleep. One that was set back says nothing.
    fn slept_since(&self, last: &Self) -> Option<f64> {
        let wall_ms = self.wall_ms - last.wall_ms;
        let ahead_ms = wall_ms - (self.monotonic_ms - last.monotonic_ms);
        (NOTICED_MS..=SLEEP_MAX_MS)
            .contains(&ahead_ms)
            .then_some(ahead_ms)
    }
}

thread_local! {
    static LAST: Cell<Option<Moment>> = const { Cell::new(None) };
}

/// How long the device slept since this was last asked, in milliseconds; none where it did not. It is
/// told once.
pub fn slept_ms(wall_ms: f64, monotonic_ms: f64) -> Option<f64> {
    let now = Moment {
        wall_ms,
        monotonic_ms,
    };
    let last = LAST.replace(Some(now))?;
    now.slept_since(&last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::values::{OperationId, Timestamp};

    fn operation(wall_ms: i64, elapsed_ms: u32, body: OperationBody) -> Operation {
        Operation {
            id: OperationId::new(uuid::Uuid::from_u128(7 << 76 | 2 << 62)),
            sequence: 1,
            at: Timestamp::from_millis(wall_ms).unwrap(),
            elapsed_ms: Some(elapsed_ms),
            base: None,
            also: vec![],
            body,
        }
    }

    #[test]
    fn pauses_are_left_out() {
        let mut clock = SessionClock::default();
        clock.apply(&operation(0, 0, OperationBody::Start {}), 1_000.0);
        assert_eq!(clock.elapsed_ms(11_000.0), 10_000);
        clock.apply(&operation(0, 10_000, OperationBody::Pause {}), 11_000.0);
        assert_eq!(clock.elapsed_ms(60_000.0), 10_000);
        clock.apply(&operation(0, 10_000, OperationBody::Resume {}), 60_000.0);
        assert_eq!(clock.elapsed_ms(61_000.0), 11_000);
    }

    #[test]
    fn a_sleep_counts_and_a_clock_that_was_set_does_not() {
        const MINUTE: f64 = 60_000.0;
        const YEAR: f64 = 365.0 * 24.0 * 60.0 * MINUTE;
        let last = Moment {
            wall_ms: YEAR,
            monotonic_ms: 5_000.0,
        };
        for (wall_ms, monotonic_ms, slept_ms) in [
            // Awake, with a clock that is set right by a second.
            (1_000.0, 1_000.0, None),
            (2_000.0, 1_000.0, None),
            // Asleep for eight minutes: the one clock stood, or went on for a moment.
            (8.0 * MINUTE, 0.0, Some(8.0 * MINUTE)),
            (8.0 * MINUTE, 1_000.0, Some(8.0 * MINUTE - 1_000.0)),
            // Asleep on a browser whose monotonic clock goes on.
            (8.0 * MINUTE, 8.0 * MINUTE, None),
            // Hidden and throttled, but awake.
            (30.0 * MINUTE, 30.0 * MINUTE, None),
            // Set back, and set a day or a year ahead.
            (-8.0 * MINUTE, 1_000.0, None),
            (24.0 * 60.0 * MINUTE, 1_000.0, None),
            (-YEAR, 1_000.0, None),
            (YEAR, 1_000.0, None),
        ] {
            let now = Moment {
                wall_ms: last.wall_ms + wall_ms,
                monotonic_ms: last.monotonic_ms + monotonic_ms,
            };
            assert_eq!(now.slept_since(&last), slept_ms, "{wall_ms} {monotonic_ms}");
        }
    }

    #[test]
    fn a_clock_that_runs_goes_on_over_a_sleep_and_one_that_stands_does_not() {
        let mut clock = SessionClock::default();
        clock.slept(60_000.0);
        clock.apply(&operation(0, 0, OperationBody::Start {}), 1_000.0);
        assert_eq!(clock.elapsed_ms(1_000.0), 0);
        clock.slept(480_000.0);
        assert_eq!(clock.elapsed_ms(11_000.0), 490_000);
        clock.apply(&operation(0, 490_000, OperationBody::Pause {}), 11_000.0);
        clock.slept(60_000.0);
        assert_eq!(clock.elapsed_ms(12_000.0), 490_000);
    }

    #[test]
    fn a_reload_goes_on_by_the_wall_clock() {
        let log = [operation(1_000_000, 0, OperationBody::Start {})];
        let clock = SessionClock::from_log(&log, 1_090_000.0, 5.0);
        assert_eq!(clock.elapsed_ms(5.0), 90_000);
        assert_eq!(clock.elapsed_ms(1_005.0), 91_000);
    }

    #[test]
    fn a_wall_clock_set_back_does_not_turn_the_session_back() {
        let log = [
            operation(1_000_000, 0, OperationBody::Start {}),
            operation(
                1_060_000,
                60_000,
                OperationBody::Interruption { text: None },
            ),
        ];
        let clock = SessionClock::from_log(&log, 500_000.0, 5.0);
        assert_eq!(clock.elapsed_ms(5.0), 60_000);
        assert!(clock.is_running());
    }

    #[test]
    fn an_ended_session_stands() {
        let log = [
            operation(1_000_000, 0, OperationBody::Start {}),
            operation(1_060_000, 60_000, OperationBody::End {}),
        ];
        let clock = SessionClock::from_log(&log, 9_000_000.0, 5.0);
        assert_eq!((clock.elapsed_ms(5.0), clock.is_running()), (60_000, false));
    }
}
