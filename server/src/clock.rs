//! One clock for the rules that go by days. Instants are UTC; a day and a wall clock are London's,
//! where the services work. A rule that asked UTC would be a day behind in the first hour of every
//! summer's day.

use chrono::{DateTime, Utc};
use chrono_tz::Europe::London;
use chrono_tz::Tz;
use shared::values::{Date, LocalTime};

use crate::db;
use crate::error::{Error, Result};

/// The day in London, now.
pub fn today() -> Date {
    day(db::now().and_utc())
}

/// The day in London at that instant.
pub fn day(at: DateTime<Utc>) -> Date {
    Date::new(at.with_timezone(&London).date_naive())
}

/// The wall clock in London at that instant, in whole minutes. What is planned or booked is
/// compared by it, whatever zone it was booked in: it tells what is near, never when mails go out.
pub fn wall_clock(at: DateTime<Utc>) -> LocalTime {
    LocalTime::new(at.with_timezone(&London).naive_local())
}

/// A stored zone. [`Error::Internal`] for a name that is not of the IANA database.
pub fn zone(name: &str) -> Result<Tz> {
    name.parse()
        .map_err(|_| Error::Internal(format!("a stored zone {name:?} is not known")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_london() {
        for (at, expected) in [
            ("2026-06-30T22:59:59Z", "2026-06-30T23:59"),
            ("2026-06-30T23:00:00Z", "2026-07-01T00:00"),
            ("2026-06-30T23:59:59Z", "2026-07-01T00:59"),
            ("2026-07-01T00:00:00Z", "2026-07-01T01:00"),
            ("2026-12-31T23:59:59Z", "2026-12-31T23:59"),
            ("2027-01-01T00:00:00Z", "2027-01-01T00:00"),
            // The nights in which the clocks change.
            ("2026-10-24T23:30:00Z", "2026-10-25T00:30"),
            ("2026-10-25T01:00:00Z", "2026-10-25T01:00"),
            ("2027-03-28T00:59:59Z", "2027-03-28T00:59"),
            ("2027-03-28T01:00:00Z", "2027-03-28T02:00"),
        ] {
            let instant = DateTime::parse_from_rfc3339(at)
                .expect("an instant")
                .to_utc();
            assert_eq!(wall_clock(instant).to_string(), expected, "{at}");
            assert_eq!(day(instant).to_string(), expected[..10], "{at}");
        }
    }

    #[test]
    fn a_zone_has_a_name_of_the_iana_database() {
        assert_eq!(zone("Europe/London"), Ok(London));
        assert!(matches!(zone("Mars/Olympus"), Err(Error::Internal(_))));
    }
}
