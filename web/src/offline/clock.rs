//! Session time: milliseconds since the start, pauses left out.
//!
//! Within one page the browser's monotonic clock counts, so that a corrected wall clock
//! moves nothing. Across a reload only the wall clock is left to say how long it took.

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
