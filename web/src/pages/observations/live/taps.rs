//! Telling a tap from the bounce of one.

use shared::observations::MarkKind;
use shared::values::Key;

/// A second touch of the same thing within this time is the same touch.
const BOUNCE_MS: f64 = 300.0;

/// When each thing on the screen was last touched. A code is touched without a kind of mark.
#[derive(Default)]
pub struct Taps {
    last: Vec<(Key, Option<MarkKind>, f64)>,
}

impl Taps {
    /// Whether a touch at `touched_ms` counts, and if so remembers it.
    pub fn counts(&mut self, what: &Key, kind: Option<MarkKind>, touched_ms: f64) -> bool {
        let mut touched = self.last.iter_mut();
        match touched.find(|(key, mark, _)| key == what && *mark == kind) {
            Some((_, _, at)) if (touched_ms - *at).abs() < BOUNCE_MS => false,
            Some((_, _, at)) => {
                *at = touched_ms;
                true
            }
            None => {
                self.last.push((what.clone(), kind, touched_ms));
                true
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bounce_is_one_tap_and_two_things_are_two() {
        let mut taps = Taps::default();
        let [a, b] = ["role-clarity", "problem-solving"].map(|id| Key::parse(id).unwrap());
        let seen = Some(MarkKind::Seen);
        assert!(taps.counts(&a, seen, 1_000.0));
        assert!(!taps.counts(&a, seen, 1_299.0));
        assert!(taps.counts(&a, Some(MarkKind::Chance), 1_100.0));
        assert!(taps.counts(&b, seen, 1_100.0));
        assert!(taps.counts(&a, None, 1_100.0));
        assert!(taps.counts(&a, seen, 1_300.0));
    }
}
