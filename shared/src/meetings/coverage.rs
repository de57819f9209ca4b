//! Whether somebody is seen as often as a policy asks: that it happened, never what was written.

use super::{Coverage, CoverageCounts, CoverageRow, CoverageState};
use crate::org::Away;
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
    /// Their latest absence.
    pub away: Option<Away>,
}

/// How things stand on `today` under a policy of at most `every_days` between two. A booking
/// mends what is overdue; without a policy nothing is ever due.
///
/// Of somebody who is away nothing is due either, though it may be booked. Once they are back the
/// interval counts from the later of what it counted from and the day of their return: they have
/// all of it, as after the last time, and nothing that ran out meanwhile is held against them.
pub fn recurring(of: Recurring, every_days: Option<u32>, today: Date) -> Coverage {
    if let Some(on) = of.booked.filter(|booked| *booked >= today) {
        return Coverage::Booked { on };
    }
    let done = of
        .last
        .map_or(Coverage::None {}, |on| Coverage::Done { on });
    if is_away(of.away, today) {
        return done;
    }
    let (Some(days), Some(from)) = (every_days, of.last.or(of.since)) else {
        return done;
    };
    let from = counted_from(from, of.away);
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
/// that was. It is owed within so many working days, counted from Monday to Friday; without a
/// policy there is no day by which it would be due. An absence is treated as in [`recurring`]:
/// nobody is there to read it, and the working days count from the return.
pub fn owed(
    owed_since: Option<Date>,
    shared: Option<Date>,
    within: Option<u32>,
    away: Option<Away>,
    today: Date,
) -> Coverage {
    let Some(ended) = owed_since else {
        return shared.map_or(Coverage::None {}, |on| Coverage::Done { on });
    };
    let Some(within) = within.filter(|_| !is_away(away, today)) else {
        return Coverage::None {};
    };
    let by = after_working_days(counted_from(ended, away), within);
    if by < today {
        Coverage::Overdue {
            days: days_between(by, today),
        }
    } else {
        Coverage::Due { by }
    }
}

crate::names! {
    CoverageState {
        Overdue = "overdue",
        Due = "due",
        Booked = "booked",
        Done = "done",
        NotAsked = "not_asked",
        Away = "away",
    }
}

impl Coverage {
    pub fn state(&self) -> CoverageState {
        match self {
            Self::Overdue { .. } => CoverageState::Overdue,
            Self::Due { .. } => CoverageState::Due,
            Self::Booked { .. } => CoverageState::Booked,
            Self::Done { .. } => CoverageState::Done,
            Self::None {} => CoverageState::NotAsked,
        }
    }

    /// Whether it is asked for and nothing is booked that would mend it.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Due { .. } | Self::Overdue { .. })
    }
}

impl CoverageRow {
    /// Of the three the most urgent: feedback that is owed weighs as much as a session. Whoever is
    /// away is only that, whatever is booked with them.
    pub fn state(&self) -> CoverageState {
        if self.away_until.is_some() {
            return CoverageState::Away;
        }
        self.observation
            .state()
            .min(self.feedback.state())
            .min(self.supervision.state())
    }
}

impl CoverageCounts {
    /// How many of these stand how.
    pub fn of(states: impl IntoIterator<Item = CoverageState>) -> Self {
        let mut counts = Self::default();
        for state in states {
            *counts.place(state) += 1;
        }
        counts
    }

    pub fn get(mut self, state: CoverageState) -> u32 {
        *self.place(state)
    }

    pub fn total(self) -> u32 {
        CoverageState::ALL
            .iter()
            .map(|state| self.get(*state))
            .sum()
    }

    fn place(&mut self, state: CoverageState) -> &mut u32 {
        match state {
            CoverageState::Overdue => &mut self.overdue,
            CoverageState::Due => &mut self.due,
            CoverageState::Booked => &mut self.booked,
            CoverageState::Done => &mut self.done,
            CoverageState::NotAsked => &mut self.not_asked,
            CoverageState::Away => &mut self.away,
        }
    }
}

fn is_away(away: Option<Away>, today: Date) -> bool {
    away.is_some_and(|away| away.lasts_on(today))
}

/// What an interval counts from: the later of `from` and the return from the latest absence.
fn counted_from(from: Date, away: Option<Away>) -> Date {
    away.map_or(from, |away| from.max(away.back_on()))
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
mod tests;
