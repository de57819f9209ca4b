//! Instants, wall-clock times and dates.
//!
//! They are read and written here by hand: chrono's formats are read at run time, which
//! alone would cost a phone 8 KB of its first load.

use super::ValueError;
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! as_text {
    ($name:ident, $write:ident, $openapi:literal) => {
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
                $write(f, self.0)
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
        read_instant(text)
            .map(Self::new)
            .ok_or(ValueError::Malformed {
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

fn write_instant(f: &mut fmt::Formatter<'_>, instant: DateTime<Utc>) -> fmt::Result {
    let time = instant.naive_utc();
    write_minutes(f, time)?;
    write!(
        f,
        ":{:02}.{:03}Z",
        time.second(),
        time.nanosecond() / 1_000_000
    )
}

as_text!(Timestamp, write_instant, "date-time");

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
        let mut reader = Reader(text.as_bytes());
        let time = reader.minutes().filter(|_| reader.is_done());
        time.map(Self).ok_or(ValueError::Malformed {
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

fn write_minutes(f: &mut fmt::Formatter<'_>, time: NaiveDateTime) -> fmt::Result {
    write_date(f, time.date())?;
    write!(f, "T{:02}:{:02}", time.hour(), time.minute())
}

as_text!(LocalTime, write_minutes, "local-date-time");

/// A calendar day, `2026-11-12`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date(NaiveDate);

impl Date {
    pub fn new(date: NaiveDate) -> Self {
        Self(date)
    }

    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let mut reader = Reader(text.as_bytes());
        let date = reader.date().filter(|_| reader.is_done());
        date.map(Self)
            .ok_or(ValueError::Malformed { expected: "date" })
    }

    pub fn naive(self) -> NaiveDate {
        self.0
    }
}

fn write_date(f: &mut fmt::Formatter<'_>, date: NaiveDate) -> fmt::Result {
    write!(
        f,
        "{:04}-{:02}-{:02}",
        date.year(),
        date.month(),
        date.day()
    )
}

as_text!(Date, write_date, "date");

/// Reads RFC 3339: a date, `T`, a time with optional parts of a second, `Z` or an offset.
fn read_instant(text: &str) -> Option<DateTime<Utc>> {
    let mut reader = Reader(text.as_bytes());
    let minutes = reader.minutes()?;
    reader.take(b":")?;
    // A leap second is shown as the second before it, as Unix time does.
    let second = reader.number(2)?.min(59);
    let nanosecond = reader.fraction()?;
    let offset = reader.offset()?;
    let local = minutes.with_second(second)?.with_nanosecond(nanosecond)?;
    reader
        .is_done()
        .then(|| local.checked_sub_signed(offset))?
        .map(|time| time.and_utc())
}

/// What is still to be read. Each part is taken whole or not at all.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn is_done(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes one of the bytes named.
    fn take(&mut self, one_of: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        one_of.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    /// Exactly so many digits.
    fn number(&mut self, digits: usize) -> Option<u32> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        number.iter().try_fold(0, |value, digit| {
            digit
                .is_ascii_digit()
                .then(|| value * 10 + u32::from(digit - b'0'))
        })
    }

    fn date(&mut self) -> Option<NaiveDate> {
        let year = i32::try_from(self.number(4)?).ok()?;
        self.take(b"-")?;
        let month = self.number(2)?;
        self.take(b"-")?;
        NaiveDate::from_ymd_opt(year, month, self.number(2)?)
    }

    /// A date, `T`, hours and minutes.
    fn minutes(&mut self) -> Option<NaiveDateTime> {
        let date = self.date()?;
        self.take(b"Tt")?;
        let hour = self.number(2)?;
        self.take(b":")?;
        Some(date.and_time(NaiveTime::from_hms_opt(hour, self.number(2)?, 0)?))
    }

    /// Parts of a second in nanoseconds; digits beyond the ninth are dropped.
    fn fraction(&mut self) -> Option<u32> {
        if self.take(b".").is_none() {
            return Some(0);
        }
        let n_digits = self
            .0
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let (digits, rest) = self.0.split_at(n_digits);
        self.0 = rest;
        let padded = digits
            .iter()
            .copied()
            .chain(std::iter::repeat(b'0'))
            .take(9);
        (n_digits > 0).then(|| padded.fold(0, |value, digit| value * 10 + u32::from(digit - b'0')))
    }

    fn offset(&mut self) -> Option<TimeDelta> {
        let sign = match self.take(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(TimeDelta::zero()),
        };
        let hours = self.number(2).filter(|hours| *hours < 24)?;
        self.take(b":")?;
        let minutes = self.number(2).filter(|minutes| *minutes < 60)?;
        Some(TimeDelta::minutes(sign * i64::from(hours * 60 + minutes)))
    }
}

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
    fn instants_are_read_as_rfc_3339_writes_them() {
        let cases = [
            ("2026-11-12T09:30:00Z", "2026-11-12T09:30:00.000Z"),
            ("2026-11-12t09:30:00.5z", "2026-11-12T09:30:00.500Z"),
            (
                "2026-11-12T00:30:00.999999999999-05:30",
                "2026-11-12T06:00:00.999Z",
            ),
            ("2026-01-01T00:00:00+00:01", "2025-12-31T23:59:00.000Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.000Z"),
        ];
        for (text, written) in cases {
            assert_eq!(Timestamp::parse(text).unwrap().to_string(), written);
        }
        let refused = [
            "",
            "2026-11-12",
            "2026-11-12T09:30Z",
            "2026-11-12T09:30:00",
            "2026-11-12T09:30:00.Z",
            "2026-11-12T09:30:00Z ",
            "2026-02-29T09:30:00Z",
            "2026-11-12T09:30:00+24:00",
            "2026-11-12T09:30:00+0100",
            "-026-11-12T09:30:00Z",
            "2026-11-12T9:30:00Z",
            "é26-11-12T09:30:00Z",
        ];
        for text in refused {
            assert!(Timestamp::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn wall_clock_times_and_dates_read_back_as_written() {
        assert_eq!(
            LocalTime::parse("2027-03-28T01:30").unwrap().to_string(),
            "2027-03-28T01:30"
        );
        assert_eq!(Date::parse("2026-02-28").unwrap().to_string(), "2026-02-28");
        assert!(Date::parse("2026-02-30").is_err());
        assert!(LocalTime::parse("2026-11-12T09:30:00").is_err());
        assert!(LocalTime::parse("2026-11-12T24:00").is_err());
        assert!(Date::parse("2026-11-12 ").is_err());
    }
}
