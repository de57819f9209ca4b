//! What came of acts that were confirmed, counted.

use std::collections::BTreeMap;
use std::fmt;

/// A comparison of what was confirmed with what is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub n_confirmed: usize,
    pub n_lost: usize,
    /// How often something is there once more than it was confirmed.
    pub n_twice: usize,
}

impl Tally {
    /// Compares the two, each as often as it stands.
    pub fn of<T: Ord>(
        confirmed: impl IntoIterator<Item = T>,
        there: impl IntoIterator<Item = T>,
    ) -> Self {
        let mut counts: BTreeMap<T, (usize, usize)> = BTreeMap::new();
        for one in confirmed {
            counts.entry(one).or_default().0 += 1;
        }
        for one in there {
            counts.entry(one).or_default().1 += 1;
        }
        let mut tally = Self::default();
        for (n_confirmed, n_there) in counts.into_values() {
            tally.n_confirmed += n_confirmed;
            tally.n_lost += n_confirmed.saturating_sub(n_there);
            tally.n_twice += n_there.saturating_sub(n_confirmed);
        }
        tally
    }

    pub fn add(&mut self, other: Self) {
        self.n_confirmed += other.n_confirmed;
        self.n_lost += other.n_lost;
        self.n_twice += other.n_twice;
    }

    /// Prints the counts of an experiment or a pain, and fails where something is lost or there twice.
    #[track_caller]
    pub fn is_whole(self, what: &str) {
        println!("{what}: {self}");
        assert_eq!((self.n_lost, self.n_twice), (0, 0), "{what}: {self}");
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            n_confirmed,
            n_lost,
            n_twice,
        } = self;
        write!(f, "{n_confirmed} confirmed, {n_lost} lost, {n_twice} twice")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_and_what_is_there_too_often_are_counted_apart() {
        let tally = Tally::of(["a", "a", "b"], ["a", "b", "b", "c"]);
        assert_eq!((tally.n_confirmed, tally.n_lost, tally.n_twice), (3, 1, 2));
        assert_eq!(Tally::of([1, 2], [2, 1]).n_lost, 0);
    }
}
