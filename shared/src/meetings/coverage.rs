//! Whether somebody is seen as often as a policy asks: that it happened, never what was written.

use super::Coverage;
use crate::values::Date;
use chrono::{Datelike, Days, Weekday};

/// Days before its date from which something is called due.
pub const DUE_AHEAD_DAYS: u64 = 21;

/// Something that is to happen again and again: observations, supervision.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Recurring {
    /// When it happened last.
    pub last: Option<Date>,
    /// When it is next planned.
    pub booked: Option<Date>,
    /// From when the interval counts for somebody to whom it never happened.
    pub since: Option<Date>,
}

/// How things stand on `today` under a policy of at most `every_days` between two. A booking
/// mends what is overdue; without a policy nothing is ever due.
pub fn recurring(of: Recurring, every_days: Option<u32>, today: Date) -> Coverage {
    if let Some(on) = of.booked.filter(|booked| *booked >= today) {
        return Coverage::Booked { on };
    }
    let done = of
        .last
        .map_or(Coverage::None {}, |on| Coverage::Done { on });
    let (Some(days), Some(from)) = (every_days, of.last.or(of.since)) else {
        return done;
    };
    let by = plus(from, u64::from(days));
    if by < today {
        Coverage::Overdue {
            days: days_between(by, today),
        }
    } else if of.last.is_none() || by <= plus(today, DUE_AHEAD_DAYS) {
        Coverage::Due { by }
    } else {
        done
    }
}

/// Feedback for a session that ended on `owed_since` and is not shared yet; `shared` is the last
/// that was. It is owed within so many working days, counted from Monday to Friday.
pub fn owed(
    owed_since: Option<Date>,
    shared: Option<Date>,
    within: Option<u32>,
    today: Date,
) -> Coverage {
    let Some(ended) = owed_since else {
        return shared.map_or(Coverage::None {}, |on| Coverage::Done { on });
    };
    let by = within.map_or(plus(ended, DUE_AHEAD_DAYS), |days| {
        after_working_days(ended, days)
    });
    if within.is_some() && by < today {
        Coverage::Overdue {
            days: days_between(by, today),
        }
    } else {
        Coverage::Due { by }
    }
}

/// The day `n` working days after `from`.
pub fn after_working_days(from: Date, n: u32) -> Date {
    let mut day = from;
    let mut n_left = n;
    while n_left > 0 {
        day = plus(day, 1);
        if !matches!(day.naive().weekday(), Weekday::Sat | Weekday::Sun) {
            n_left -= 1;
        }
    }
    day
}

fn plus(day: Date, days: u64) -> Date {
    day.naive()
        .checked_add_days(Days::new(days))
        .map_or(day, Date::new)
}

fn days_between(from: Date, to: Date) -> u32 {
    u32::try_from((to.naive() - from.naive()).num_days()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn told(last: Option<&str>, booked: Option<&str>, every: Option<u32>) -> Coverage {
        let of = Recurring {
            last: last.map(day),
            booked: booked.map(day),
            since: Some(day("2026-06-01")),
        };
        recurring(of, every, day("2026-11-21"))
    }

    #[test]
    fn somebody_is_done_due_overdue_or_booked() {
        for (last, booked, every, expected) in [
            (
                Some("2026-11-01"),
                None,
                Some(90),
                Coverage::Done {
                    on: day("2026-11-01"),
                },
            ),
            (
                Some("2026-09-01"),
                None,
                Some(90),
                Coverage::Due {
                    by: day("2026-11-30"),
                },
            ),
            (
                Some("2026-08-01"),
                None,
                Some(90),
                Coverage::Overdue { days: 22 },
            ),
            (
                Some("2026-08-01"),
                Some("2026-11-24"),
                Some(90),
                Coverage::Booked {
                    on: day("2026-11-24"),
                },
            ),
            // A plan for a day that has passed books nothing.
            (
                Some("2026-08-01"),
                Some("2026-11-20"),
                Some(90),
                Coverage::Overdue { days: 22 },
            ),
            (
                None,
                None,
                Some(365),
                Coverage::Due {
                    by: day("2027-06-01"),
                },
            ),
            (None, None, Some(90), Coverage::Overdue { days: 83 }),
            (None, None, None, Coverage::None {}),
            (
                Some("2020-01-01"),
                None,
                None,
                Coverage::Done {
                    on: day("2020-01-01"),
                },
            ),
        ] {
            assert_eq!(
                told(last, booked, every),
                expected,
                "{last:?} {booked:?} {every:?}"
            );
        }
    }

    #[test]
    fn feedback_is_owed_in_working_days() {
        // Thursday, then ten working days: the Thursday two weeks on.
        assert_eq!(after_working_days(day("2026-11-05"), 10), day("2026-11-19"));
        let today = day("2026-11-21");
        assert_eq!(
            owed(Some(day("2026-11-05")), None, Some(10), today),
            Coverage::Overdue { days: 2 }
        );
        assert_eq!(
            owed(Some(day("2026-11-12")), None, Some(10), today),
            Coverage::Due {
                by: day("2026-11-26")
            }
        );
        assert_eq!(
            owed(None, Some(day("2026-11-02")), Some(10), today),
            Coverage::Done {
                on: day("2026-11-02")
            }
        );
        assert_eq!(owed(None, None, Some(10), today), Coverage::None {});
    }
}
