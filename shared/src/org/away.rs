//! Somebody who is not expected for a long while: parental leave, sickness, a secondment. Why is
//! never asked, since it would often be a fact about their health.

use chrono::{Days, Months};
use serde::{Deserialize, Serialize};

use crate::values::Date;

/// How far ahead the last day may lie, in months from the day on which it is said.
pub const AWAY_MONTHS_MAX: u32 = 24;
/// For how long after its last day an absence is kept: longer ago than any interval it could move.
const KEPT_MONTHS: u32 = 36;

crate::wire! {
    /// Somebody is not expected up to a day, that day included.
    #[derive(Copy, Eq)]
    pub struct Away {
        /// The day on which it was said; who changes the last day leaves it as it is.
        pub since: Date,
        /// The last day of it.
        pub until: Date,
    }

    /// Says how long somebody is away, or changes it.
    pub struct SayAway {
        /// From tomorrow to [`AWAY_MONTHS_MAX`] months from today.
        pub until: Date,
    }
}

/// The absences of one person, the oldest first; no two share a day. Several in one interval each
/// move what is due, so the latest alone would not do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Absences(Vec<Away>);

impl Absences {
    /// The absence that lasts on `today`.
    pub fn lasting(&self, today: Date) -> Option<Away> {
        self.0.last().copied().filter(|away| away.lasts_on(today))
    }

    /// What stands after it is said on `today`: an absence that lasts gets another last day, else one
    /// begins today. Nothing where the day is not within [`Away::earliest`] and [`Away::latest`].
    pub fn said(&self, until: Date, today: Date) -> Option<Self> {
        let is_within = Away::earliest(today) <= until && until <= Away::latest(today);
        let since = self.lasting(today).map_or(today, |away| away.since);
        let mut said = self.before(today);
        said.push(Away { since, until });
        is_within.then_some(Self(said))
    }

    /// What stands after it is ended on `today`: they are back from today on. Nothing is left of an
    /// absence that was said today: it was a slip.
    pub fn ended(&self, today: Date) -> Self {
        let mut ended = self.before(today);
        if let (Some(away), Some(until)) = (self.lasting(today), previous(today)) {
            ended.extend((away.since <= until).then_some(Away { until, ..away }));
        }
        Self(ended)
    }

    /// Those that are over on `today` and can still move what is due.
    fn before(&self, today: Date) -> Vec<Away> {
        let is_kept = |away: &Away| months_after(away.until, KEPT_MONTHS) >= today;
        let over = self.0.iter().copied().filter(|away| !away.lasts_on(today));
        over.filter(is_kept).collect()
    }

    /// How many days of them come after `from`.
    pub fn n_days_after(&self, from: Date) -> u64 {
        self.0.iter().map(|away| away.n_days_after(from)).sum()
    }

    /// Whether `day` is one of them.
    pub fn hold(&self, day: Date) -> bool {
        self.0
            .iter()
            .any(|away| away.since <= day && away.lasts_on(day))
    }
}

impl From<Away> for Absences {
    fn from(away: Away) -> Self {
        Self(vec![away])
    }
}

impl Away {
    /// The first day that may be said on `today`: nobody is excused for what is past.
    pub fn earliest(today: Date) -> Date {
        next(today)
    }

    /// The last day that may be said on `today`.
    pub fn latest(today: Date) -> Date {
        months_after(today, AWAY_MONTHS_MAX)
    }

    /// Whether they are not yet back on `today`.
    pub fn lasts_on(self, today: Date) -> bool {
        today <= self.until
    }

    fn n_days_after(self, from: Date) -> u64 {
        let first = self.since.max(next(from));
        let n_days = (self.until.naive() - first.naive()).num_days() + 1;
        u64::try_from(n_days).unwrap_or_default()
    }
}

fn months_after(day: Date, n_months: u32) -> Date {
    let months = Months::new(n_months);
    day.naive()
        .checked_add_months(months)
        .map_or(day, Date::new)
}

fn previous(day: Date) -> Option<Date> {
    day.naive().checked_sub_days(Days::new(1)).map(Date::new)
}

fn next(day: Date) -> Date {
    day.naive()
        .checked_add_days(Days::new(1))
        .map_or(day, Date::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn absences(days: &[(&str, &str)]) -> Absences {
        let away = |(since, until): &(&str, &str)| Away {
            since: day(since),
            until: day(until),
        };
        Absences(days.iter().map(away).collect())
    }

    #[test]
    fn an_absence_begins_today_and_ends_within_two_years() {
        let none = &[][..];
        let lasting = &[("2026-10-01", "2026-12-31")][..];
        let over = &[("2026-01-05", "2026-11-23")][..];
        let long_ago = &[("2023-01-05", "2023-11-23")][..];
        for (before, until, expected) in [
            (none, "2027-03-03", Some(vec![("2026-11-24", "2027-03-03")])),
            (none, "2026-11-25", Some(vec![("2026-11-24", "2026-11-25")])),
            (none, "2028-11-24", Some(vec![("2026-11-24", "2028-11-24")])),
            (none, "2028-11-25", None),
            (none, "2026-11-24", None),
            (none, "2025-03-03", None),
            // Changed to a later and to an earlier day, it is the same absence.
            (
                lasting,
                "2027-03-03",
                Some(vec![("2026-10-01", "2027-03-03")]),
            ),
            (
                lasting,
                "2026-11-30",
                Some(vec![("2026-10-01", "2026-11-30")]),
            ),
            (lasting, "2026-11-24", None),
            // One that is over goes on counting.
            (
                over,
                "2027-03-03",
                Some(vec![over[0], ("2026-11-24", "2027-03-03")]),
            ),
            (
                long_ago,
                "2027-03-03",
                Some(vec![("2026-11-24", "2027-03-03")]),
            ),
        ] {
            let said = absences(before).said(day(until), day("2026-11-24"));
            let expected = expected.map(|days| absences(&days));
            assert_eq!(said, expected, "{before:?} {until}");
        }
        // There is no 29 February two years on.
        let latest = Away::latest(day("2028-02-29"));
        assert_eq!(latest, day("2030-02-28"));
    }

    #[test]
    fn it_lasts_through_its_last_day_and_ends_earlier_when_that_is_said() {
        let earlier = ("2026-02-01", "2026-03-31");
        let of = absences(&[earlier, ("2026-10-01", "2026-11-24")]);
        for (today, lasts, ended) in [
            // Said and taken back on one day: what was before stays.
            ("2026-10-01", true, vec![earlier]),
            (
                "2026-10-02",
                true,
                vec![earlier, ("2026-10-01", "2026-10-01")],
            ),
            // Back today: yesterday was the last day.
            (
                "2026-11-10",
                true,
                vec![earlier, ("2026-10-01", "2026-11-09")],
            ),
            (
                "2026-11-24",
                true,
                vec![earlier, ("2026-10-01", "2026-11-23")],
            ),
            (
                "2026-11-25",
                false,
                vec![earlier, ("2026-10-01", "2026-11-24")],
            ),
        ] {
            assert_eq!(of.lasting(day(today)).is_some(), lasts, "{today}");
            assert_eq!(of.ended(day(today)), absences(&ended), "{today}");
        }
    }

    #[test]
    fn the_days_of_all_of_them_are_counted_from_the_day_after() {
        let of = absences(&[("2026-02-01", "2026-02-10"), ("2026-10-01", "2026-10-03")]);
        for (from, n_days) in [
            ("2026-01-01", 13),
            ("2026-01-31", 13),
            ("2026-02-01", 12),
            ("2026-02-10", 3),
            ("2026-10-02", 1),
            ("2026-10-03", 0),
            ("2026-12-01", 0),
        ] {
            assert_eq!(of.n_days_after(day(from)), n_days, "{from}");
        }
        for (on, held) in [
            ("2026-01-31", false),
            ("2026-02-10", true),
            ("2026-02-11", false),
        ] {
            assert_eq!(of.hold(day(on)), held, "{on}");
        }
    }
}
