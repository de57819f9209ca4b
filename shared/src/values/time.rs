//! Instants, wall-clock times and dates.

use super::ValueError;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Timelike, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! as_text {
    ($name:ident, $format:literal, $openapi:literal) => {
        super::text_schema!($name, |schema| schema.format(Some(Custom($openapi.into()))));

        impl TryFrom<String> for $name {
            type Error = ValueError;
            fn try_from(text: String) -> Result<Self, ValueError> {
                Self::parse(&text)
            }
        }
        impl From<$name> for String {
            fn from(time: $name) -> String {
                time.to_string()
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0.format($format))
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    };
}

/// An instant in UTC, cut to milliseconds: SQLite would keep nanoseconds and
/// PostgreSQL microseconds. On the wire RFC 3339, `2026-11-12T09:30:00.000Z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Timestamp(DateTime<Utc>);

impl Timestamp {
    pub fn new(instant: DateTime<Utc>) -> Self {
        let ms = instant.timestamp_subsec_millis().min(999);
        Self(instant.with_nanosecond(ms * 1_000_000).unwrap_or(instant))
    }

    /// Milliseconds since 1970; `None` outside the years chrono can hold.
    pub fn from_millis(ms: i64) -> Option<Self> {
        DateTime::from_timestamp_millis(ms).map(Self)
    }

    pub fn parse(text: &str) -> Result<Self, ValueError> {
        DateTime::parse_from_rfc3339(text)
            .map(|instant| Self::new(instant.with_timezone(&Utc)))
            .map_err(|_| ValueError::Malformed {
                expected: "timestamp",
            })
    }

    pub fn millis(self) -> i64 {
        self.0.timestamp_millis()
    }

    pub fn instant(self) -> DateTime<Utc> {
        self.0
    }
}

as_text!(Timestamp, "%Y-%m-%dT%H:%M:%S%.3fZ", "date-time");

/// A wall-clock time without a zone, whole minutes: `2026-11-12T09:30`. It is kept
/// with an IANA zone beside it, so that a clock change never moves a meeting.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LocalTime(NaiveDateTime);

impl LocalTime {
    pub fn new(time: NaiveDateTime) -> Self {
        Self(
            time.with_second(0)
                .and_then(|t| t.with_nanosecond(0))
                .unwrap_or(time),
        )
    }

    pub fn parse(text: &str) -> Result<Self, ValueError> {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M")
            .map(Self)
            .map_err(|_| ValueError::Malformed {
                expected: "local_time",
            })
    }

    pub fn naive(self) -> NaiveDateTime {
        self.0
    }

    pub fn date(self) -> Date {
        Date(self.0.date())
    }
}

as_text!(LocalTime, "%Y-%m-%dT%H:%M", "local-date-time");

/// A calendar day, `2026-11-12`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(NaiveDate);

impl Date {
    pub fn new(date: NaiveDate) -> Self {
        Self(date)
    }

    pub fn parse(text: &str) -> Result<Self, ValueError> {
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .map(Self)
            .map_err(|_| ValueError::Malformed { expected: "date" })
    }

    pub fn naive(self) -> NaiveDate {
        self.0
    }
}

as_text!(Date, "%Y-%m-%d", "date");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_keeps_milliseconds_and_no_more() {
        let parsed = Timestamp::parse("2026-11-12T09:30:00.123456789+01:00").unwrap();
        assert_eq!(parsed.to_string(), "2026-11-12T08:30:00.123Z");
        assert_eq!(Timestamp::from_millis(parsed.millis()), Some(parsed));
    }

    #[test]
    fn wall_clock_times_and_dates_read_back_as_written() {
        assert_eq!(
            LocalTime::parse("2027-03-28T01:30").unwrap().to_string(),
            "2027-03-28T01:30"
        );
        assert_eq!(Date::parse("2026-02-28").unwrap().to_string(), "2026-02-28");
        assert!(Date::parse("2026-02-30").is_err());
        assert!(LocalTime::parse("2026-11-12 09:30").is_err());
    }
}
