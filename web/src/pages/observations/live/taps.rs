//! Telling a tap from the bounce of one.

use shared::observations::MarkKind;

/// A second touch of the same thing within this time is the same touch.
const BOUNCE_MS: f64 = 300.0;

/// When each part of a tile was last touched. A code is touched without a kind of mark.
#[derive(Default)]
pub struct Taps {
    last: Vec<(Option<MarkKind>, f64)>,
}

impl Taps {
    /// Whether a touch at `touched_ms` counts, and if so remembers it.
    pub fn counts(&mut self, kind: Option<MarkKind>, touched_ms: f64) -> bool {
        let mut touched = self.last.iter_mut();
        match touched.find(|(mark, _)| *mark == kind) {
            Some((_, at)) if (touched_ms - *at).abs() < BOUNCE_MS => false,
            Some((_, at)) => {
                *at = touched_ms;
                true
            }
            None => {
                self.last.push((kind, touched_ms));
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
        let seen = Some(MarkKind::Seen);
        assert!(taps.counts(seen, 1_000.0));
        assert!(!taps.counts(seen, 1_299.0));
        assert!(taps.counts(Some(MarkKind::Chance), 1_100.0));
        assert!(taps.counts(None, 1_100.0));
        assert!(taps.counts(seen, 1_300.0));
    }
}
