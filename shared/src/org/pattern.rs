//! When somebody works.

use crate::values::ValueError;
use serde::{Deserialize, Serialize};

/// One working day: minutes since midnight, wall clock. Invariant: `start < end <= 1440`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawDay", into = "RawDay")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkingDay {
    start: u16,
    end: u16,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct RawDay {
    start: u16,
    end: u16,
}

impl WorkingDay {
    pub fn parse(start: u16, end: u16) -> Result<Self, ValueError> {
        if start < end && end <= 1440 {
            Ok(Self { start, end })
        } else {
            Err(ValueError::OutOfRange { min: 0, max: 1440 })
        }
    }

    /// Minutes since midnight.
    pub fn start(self) -> u16 {
        self.start
    }

    /// Minutes since midnight, not included.
    pub fn end(self) -> u16 {
        self.end
    }
}

impl TryFrom<RawDay> for WorkingDay {
    type Error = ValueError;
    fn try_from(raw: RawDay) -> Result<Self, ValueError> {
        Self::parse(raw.start, raw.end)
    }
}

impl From<WorkingDay> for RawDay {
    fn from(day: WorkingDay) -> RawDay {
        RawDay {
            start: day.start,
            end: day.end,
        }
    }
}

/// Monday to Sunday; `None` is a day off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkingPattern {
    pub days: [Option<WorkingDay>; 7],
}

impl Default for WorkingPattern {
    /// Monday to Friday, 09:00 to 17:00.
    fn default() -> Self {
        let day = Some(WorkingDay {
            start: 540,
            end: 1020,
        });
        Self {
            days: [day, day, day, day, day, None, None],
        }
    }
}

impl WorkingPattern {
    /// From the letters of a spreadsheet column, as in `Mon-Thu` or `Mon,Wed,Fri`,
    /// with 09:00 to 17:00 on each; empty means Monday to Friday.
    pub fn parse_days(text: &str) -> Result<Self, ValueError> {
        const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let malformed = ValueError::Malformed {
            expected: "working_days",
        };
        let text = text
            .trim()
            .to_lowercase()
            .replace(['\u{2013}', '\u{2014}'], "-");
        if text.is_empty() {
            return Ok(Self::default());
        }
        let index = |name: &str| {
            NAMES
                .iter()
                .position(|day| name.trim() == *day)
                .ok_or_else(|| malformed.clone())
        };
        let mut days = [None; 7];
        for part in text.split([',', ' ', ';']).filter(|part| !part.is_empty()) {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            let (from, to) = (index(from)?, index(to)?);
            if from > to {
                return Err(malformed);
            }
            for day in &mut days[from..=to] {
                *day = Some(WorkingDay {
                    start: 540,
                    end: 1020,
                });
            }
        }
        Ok(Self { days })
    }

    /// Whether a stretch of `minutes` from `minute` of weekday `day` (0 is Monday) lies inside.
    pub fn covers(&self, day: usize, minute: u16, minutes: u16) -> bool {
        self.days.get(day).copied().flatten().is_some_and(|hours| {
            hours.start <= minute && minute.saturating_add(minutes) <= hours.end
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_read_as_people_write_them() {
        let worked = |text| WorkingPattern::parse_days(text).map(|p| p.days.map(|d| d.is_some()));
        assert_eq!(
            worked("Mon–Thu").unwrap(),
            [true, true, true, true, false, false, false]
        );
        assert_eq!(
            worked("mon, wed;fri").unwrap(),
            [true, false, true, false, true, false, false]
        );
        assert_eq!(
            worked("").unwrap(),
            [true, true, true, true, true, false, false]
        );
        assert!(worked("Fri-Mon").is_err());
        assert!(worked("Lunes").is_err());
    }

    #[test]
    fn a_stretch_must_lie_inside_the_day() {
        let pattern = WorkingPattern::default();
        assert!(pattern.covers(0, 540, 480));
        assert!(!pattern.covers(0, 1000, 30));
        assert!(!pattern.covers(6, 600, 30));
    }
}
