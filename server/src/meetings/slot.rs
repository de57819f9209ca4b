//! When and where: a wall clock in a zone, checked once.

use chrono::{DateTime, Duration, LocalResult, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use shared::meetings::Slot;
use shared::problem::FieldProblem;
use shared::values::{LocalTime, ValueError};

use crate::clock;
use crate::error::{Error, Result};
use crate::mail::WebLink;

/// Minutes of the shortest and the longest meeting.
const MINUTES: std::ops::RangeInclusive<u16> = 5..=480;
/// A meeting that was forgotten can still be written up for so long.
const PAST_DAYS: i64 = 31;
const AHEAD_DAYS: i64 = 2 * 366;

/// The instant of a stored wall-clock time. A time that comes twice is the first of the two; one
/// that the clocks jump over cannot be booked, and reads as the hour after.
pub fn instant_of(starts: LocalTime, time_zone: &str) -> Result<DateTime<Utc>> {
    let zone = clock::zone(time_zone)?;
    let naive = starts.naive();
    Ok(resolve(zone, naive).unwrap_or_else(|| {
        resolve(zone, naive + Duration::hours(1)).unwrap_or_else(|| naive.and_utc())
    }))
}

/// RFC 5545 §3.3.5: of a time that occurs twice, the first. `None` where the clocks jump over it.
fn resolve(zone: Tz, naive: NaiveDateTime) -> Option<DateTime<Utc>> {
    match zone.from_local_datetime(&naive) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at.to_utc()),
        LocalResult::None => None,
    }
}

/// Names everything that is wrong with a slot.
pub fn check(slot: &Slot, now: DateTime<Utc>) -> Result<DateTime<Utc>> {
    let mut problems = Vec::new();
    let mut note =
        |field: &str, code: &str| problems.push(FieldProblem::new(format!("slot.{field}"), code));
    let starts_at = match slot.time_zone.parse::<Tz>() {
        Err(_) => {
            note("time_zone", "unknown_zone");
            None
        }
        Ok(zone) => {
            let instant = resolve(zone, slot.starts.naive());
            match instant {
                None => note("starts", "does_not_exist"),
                Some(at) if at < now - Duration::days(PAST_DAYS) => note("starts", "long_past"),
                Some(at) if at > now + Duration::days(AHEAD_DAYS) => note("starts", "far_ahead"),
                Some(_) => {}
            }
            instant
        }
    };
    if slot
        .link
        .as_ref()
        .is_some_and(|link| !is_meeting_link(link.as_str()))
    {
        note("link", "not_https");
    }
    if !MINUTES.contains(&slot.duration_minutes) {
        let error = ValueError::OutOfRange {
            min: i64::from(*MINUTES.start()),
            max: i64::from(*MINUTES.end()),
        };
        problems.push(FieldProblem::value("slot.duration_minutes", &error));
    }
    match starts_at {
        Some(at) if problems.is_empty() => Ok(at),
        _ => Err(Error::Invalid(problems)),
    }
}

fn is_meeting_link(link: &str) -> bool {
    link.starts_with("https://") && WebLink::parse(link).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::values::ShortText;

    fn slot(starts: &str) -> Slot {
        Slot {
            starts: LocalTime::parse(starts).unwrap(),
            time_zone: "Europe/London".into(),
            duration_minutes: 60,
            place: None,
            link: None,
        }
    }

    fn told(slot: &Slot) -> String {
        let now = DateTime::parse_from_rfc3339("2026-11-21T12:00:00Z")
            .unwrap()
            .to_utc();
        match check(slot, now) {
            Ok(at) => at.format("%H:%MZ").to_string(),
            Err(Error::Invalid(fields)) => fields
                .iter()
                .map(|f| format!("{} {}", f.field, f.code))
                .collect::<Vec<_>>()
                .join(", "),
            Err(other) => other.to_string(),
        }
    }

    #[test]
    fn a_wall_clock_time_must_exist_and_is_the_first_of_two() {
        for (starts, expected) in [
            ("2026-12-01T10:00", "10:00Z"),
            ("2027-06-01T10:00", "09:00Z"),
            ("2027-03-28T00:30", "00:30Z"),
            ("2027-03-28T01:30", "slot.starts does_not_exist"),
            ("2027-03-28T02:30", "01:30Z"),
            ("2027-10-31T01:30", "00:30Z"),
            ("2026-09-01T10:00", "slot.starts long_past"),
            ("2036-09-01T10:00", "slot.starts far_ahead"),
        ] {
            assert_eq!(told(&slot(starts)), expected, "{starts}");
        }
    }

    #[test]
    fn everything_wrong_is_named_at_once() {
        let wrong = Slot {
            time_zone: "Mars/Olympus".into(),
            duration_minutes: 481,
            link: Some(ShortText::parse("http://meet.example.org/x").unwrap()),
            ..slot("2026-12-01T10:00")
        };
        assert_eq!(
            told(&wrong),
            "slot.time_zone unknown_zone, slot.link not_https, slot.duration_minutes out_of_range"
        );
    }
}
