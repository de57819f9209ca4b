//! How long things take on people's devices, and how often they fail: counts per release and day.
//! No content, no person, no device.

use crate::values::{Date, ReleaseName};

crate::wire! {
    /// What is timed.
    #[derive(Copy, Eq, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum Timed {
        /// From the navigation to the first screen.
        Boot,
        /// From a touch until it is on this device's disk.
        Save,
        /// One push, from its start to the server's receipt.
        Sync,
    }
}

crate::names! {
    Timed { Boot = "boot", Save = "save", Sync = "sync" }
}

/// Upper bounds in milliseconds of all buckets but the last, which has none.
pub const BOUNDS_MS: [u32; 9] = [20, 50, 100, 200, 500, 1_000, 3_000, 10_000, 30_000];

/// How many buckets there are.
pub const N_BUCKETS: usize = BOUNDS_MS.len() + 1;

/// The bucket of a time.
pub fn bucket_of(ms: f64) -> usize {
    BOUNDS_MS
        .iter()
        .position(|bound| ms <= f64::from(*bound))
        .unwrap_or(BOUNDS_MS.len())
}

crate::wire! {
    /// Counts of one thing.
    pub struct Counts {
        pub what: Timed,
        /// How many took how long, by [`BOUNDS_MS`].
        pub buckets: Vec<u32>,
        pub n_failed: u32,
    }

    /// What one device has counted since it last said so.
    pub struct ReportCounts {
        pub release: ReleaseName,
        pub counts: Vec<Counts>,
    }

    /// What all devices of an organisation have counted on one day.
    pub struct DayCounts {
        pub day: Date,
        pub release: ReleaseName,
        pub counts: Vec<Counts>,
    }
}

impl Counts {
    pub fn none(what: Timed) -> Self {
        Self {
            what,
            buckets: vec![0; N_BUCKETS],
            n_failed: 0,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.n_failed == 0 && self.buckets.iter().all(|n| *n == 0)
    }

    /// How many were timed.
    pub fn n_timed(&self) -> u64 {
        self.buckets.iter().map(|n| u64::from(*n)).sum()
    }

    /// The bound under which that share (0 to 1) of the times lies; none where nothing was timed
    /// or where it lies in the bucket without a bound.
    pub fn quantile_ms(&self, share: f64) -> Option<u32> {
        let wanted = self.n_timed() as f64 * share;
        let mut n = 0.0;
        for (bucket, bound) in self.buckets.iter().zip(BOUNDS_MS) {
            n += f64::from(*bucket);
            if n > 0.0 && n >= wanted {
                return Some(bound);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_falls_into_the_first_bucket_that_holds_it() {
        assert_eq!(bucket_of(0.0), 0);
        assert_eq!(bucket_of(20.0), 0);
        assert_eq!(bucket_of(20.1), 1);
        assert_eq!(bucket_of(99_999.0), N_BUCKETS - 1);
    }

    #[test]
    fn a_quantile_is_the_bound_of_its_bucket() {
        let mut counts = Counts::none(Timed::Save);
        assert_eq!(counts.quantile_ms(0.5), None);
        counts.buckets[1] = 90;
        counts.buckets[4] = 9;
        counts.buckets[9] = 1;
        assert_eq!(counts.quantile_ms(0.5), Some(50));
        assert_eq!(counts.quantile_ms(0.95), Some(500));
        assert_eq!(counts.quantile_ms(1.0), None);
    }
}
