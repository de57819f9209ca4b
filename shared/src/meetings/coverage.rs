//! Whether somebody is seen as often as a policy asks: that it happened, never what was written.

use super::{Coverage, CoverageCounts, CoverageRow, CoverageState};
use crate::org::Absences;
use crate::values::Date;
use chrono::{Datelike, Days, Weekday};

/// Days before its date from which something is called due.
pub const DUE_AHEAD_DAYS: u64 = 21;

/// Something that is to happen again and again: observations, supervision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recurring<'a> {
    /// When it happened last.
    pub last: Option<Date>,
    /// When it is next planned.
    pub booked: Option<Date>,
    /// From when the interval counts for somebody to whom it never happened.
    pub since: Option<Date>,
    pub absences: &'a Absences,
}

/// How things stand on `today` under a policy of at most `every_days` between two. A booking
/// mends what is overdue; without a policy nothing is ever due.
///
/// Of somebody who is away nothing is due either, though it may be booked. The days on which they
/// were away do not count: as much as was left when they went is left when they come back, and what
/// was overdue then still is.
pub fn recurring(of: Recurring<'_>, every_days: Option<u32>, today: Date) -> Coverage {
    if let Some(on) = of.booked.filter(|booked| *booked >= today) {
        return Coverage::Booked { on };
    }
    let done = of
        .last
        .map_or(Coverage::None {}, |on| Coverage::Done { on });
    if of.absences.lasting(today).is_some() {
        return done;
    }
    let (Some(days), Some(from)) = (every_days, of.last.or(of.since)) else {
        return done;
    };
    let by = plus(from, u64::from(days) + of.absences.n_days_after(from));
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
/// policy there is no day by which it would be due. Days of an absence are
/// treated as in [`recurring`]: nobody is there to read it.
pub fn owed(
    owed_since: Option<Date>,
    shared: Option<Date>,
    within: Option<u32>,
    absences: &Absences,
    today: Date,
) -> Coverage {
    let Some(ended) = owed_since else {
        return shared.map_or(Coverage::None {}, |on| Coverage::Done { on });
    };
    let Some(within) = within.filter(|_| absences.lasting(today).is_none()) else {
        return Coverage::None {};
    };
    let by = after_working_days(ended, within, absences);
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

/// The day `n` working days after `from`, of which none is a day of an absence.
fn after_working_days(from: Date, n: u32, absences: &Absences) -> Date {
    let mut day = from;
    let mut n_left = n;
    while n_left > 0 {
        day = plus(day, 1);
        let is_weekend = matches!(day.naive().weekday(), Weekday::Sat | Weekday::Sun);
        if !is_weekend && !absences.hold(day) {
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
