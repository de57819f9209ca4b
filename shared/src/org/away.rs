//! Somebody who is not expected for a long while: parental leave, sickness, a secondment. Why is
//! never asked, since it would often be a fact about their health.

use chrono::{Days, Months};

use crate::values::Date;

/// How far ahead the last day may lie, in months from the day on which it is said.
pub const AWAY_MONTHS_MAX: u32 = 24;

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

impl Away {
    /// What stands after it is said on `today`, over what stood `before`: an absence that lasts
    /// gets another last day, anything else begins today. Nothing where the day is not within
    /// [`Away::earliest`] and [`Away::latest`].
    pub fn said(before: Option<Self>, until: Date, today: Date) -> Option<Self> {
        let is_within = Self::earliest(today) <= until && until <= Self::latest(today);
        let since = before
            .filter(|away| away.lasts_on(today))
            .map_or(today, |away| away.since);
        is_within.then_some(Self { since, until })
    }

    /// The first day that may be said on `today`: nobody is excused for what is past.
    pub fn earliest(today: Date) -> Date {
        next(today)
    }

    /// The last day that may be said on `today`.
    pub fn latest(today: Date) -> Date {
        let months = Months::new(AWAY_MONTHS_MAX);
        today
            .naive()
            .checked_add_months(months)
            .map_or(today, Date::new)
    }

    /// What stands after it is ended on `today`: they are back from today on. An absence that was
    /// said today was a slip, and nothing is left of it: it must not move what is due.
    pub fn ended(self, today: Date) -> Option<Self> {
        if !self.lasts_on(today) {
            return Some(self);
        }
        let yesterday = today.naive().checked_sub_days(Days::new(1))?;
        let until = Date::new(yesterday);
        (self.since <= until).then_some(Self { until, ..self })
    }

    /// Whether they are not expected on `today`.
    pub fn lasts_on(self, today: Date) -> bool {
        today <= self.until
    }

    /// The first day on which they are expected again, from which what is due counts anew.
    pub fn back_on(self) -> Date {
        next(self.until)
    }
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

    fn away(since: &str, until: &str) -> Away {
        Away {
            since: day(since),
            until: day(until),
        }
    }

    #[test]
    fn an_absence_begins_today_and_ends_within_two_years() {
        let lasting = Some(away("2026-10-01", "2026-12-31"));
        let over = Some(away("2026-01-05", "2026-11-23"));
        for (before, until, expected) in [
            (None, "2027-03-03", Some(away("2026-11-24", "2027-03-03"))),
            (None, "2026-11-25", Some(away("2026-11-24", "2026-11-25"))),
            (None, "2028-11-24", Some(away("2026-11-24", "2028-11-24"))),
            (None, "2028-11-25", None),
            (None, "2026-11-24", None),
            (None, "2025-03-03", None),
            // Changed to a later and to an earlier day, it is the same absence.
            (
                lasting,
                "2027-03-03",
                Some(away("2026-10-01", "2027-03-03")),
            ),
            (
                lasting,
                "2026-11-30",
                Some(away("2026-10-01", "2026-11-30")),
            ),
            (lasting, "2026-11-24", None),
            (over, "2027-03-03", Some(away("2026-11-24", "2027-03-03"))),
        ] {
            let said = Away::said(before, day(until), day("2026-11-24"));
            assert_eq!(said, expected, "{before:?} {until}");
        }
        // There is no 29 February two years on.
        let latest = Away::latest(day("2028-02-29"));
        assert_eq!(latest, day("2030-02-28"));
    }

    #[test]
    fn it_lasts_through_its_last_day_and_ends_earlier_when_that_is_said() {
        let of = away("2026-10-01", "2026-11-24");
        for (today, lasts) in [
            ("2026-10-01", true),
            ("2026-11-24", true),
            ("2026-11-25", false),
        ] {
            assert_eq!(of.lasts_on(day(today)), lasts, "{today}");
        }
        assert_eq!(of.back_on(), day("2026-11-25"));
        for (today, expected) in [
            // Back today: yesterday was the last day.
            ("2026-11-10", Some(away("2026-10-01", "2026-11-09"))),
            ("2026-11-24", Some(away("2026-10-01", "2026-11-23"))),
            ("2026-10-02", Some(away("2026-10-01", "2026-10-01"))),
            // Said and taken back on one day.
            ("2026-10-01", None),
            // Over already.
            ("2026-12-24", Some(of)),
        ] {
            assert_eq!(of.ended(day(today)), expected, "{today}");
        }
    }
}
