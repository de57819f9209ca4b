//! Dates and times as people in England and Wales read them, always in London time
//! and always with the zone in words.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use chrono_tz::Europe::London;
use chrono_tz::{OffsetComponents, Tz};

use crate::locale::Locale;

const ENGLISH_DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const WELSH_DAYS: [&str; 7] = [
    "Dydd Llun",
    "Dydd Mawrth",
    "Dydd Mercher",
    "Dydd Iau",
    "Dydd Gwener",
    "Dydd Sadwrn",
    "Dydd Sul",
];
const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WELSH_MONTHS: [&str; 12] = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
];

/// `Thursday 26 November 2026`.
pub fn day(date: NaiveDate, locale: Locale) -> String {
    let (days, months) = match locale {
        Locale::English => (ENGLISH_DAYS, ENGLISH_MONTHS),
        Locale::Welsh => (WELSH_DAYS, WELSH_MONTHS),
    };
    let weekday = days[date.weekday().num_days_from_monday() as usize];
    format!(
        "{weekday} {} {} {}",
        date.day(),
        months[date.month0() as usize],
        date.year()
    )
}

/// `Thursday 26 November 2026, 14:00 (UK time, GMT)`.
pub fn moment(at: DateTime<Utc>, locale: Locale) -> String {
    let local = at.with_timezone(&London);
    format!(
        "{}, {} ({})",
        day(local.date_naive(), locale),
        clock(&local),
        zone(&local, locale)
    )
}

/// `Thursday 26 November 2026, 14:00 to 15:00 (UK time, GMT)`; names both days where
/// the meeting passes midnight, and both zones where the clocks change meanwhile.
pub fn span(from: DateTime<Utc>, to: DateTime<Utc>, locale: Locale) -> String {
    let (start, end) = (from.with_timezone(&London), to.with_timezone(&London));
    let until = match locale {
        Locale::English => "to",
        Locale::Welsh => "i",
    };
    if start.date_naive() != end.date_naive() || zone(&start, locale) != zone(&end, locale) {
        return format!("{} {until} {}", moment(from, locale), moment(to, locale));
    }
    format!(
        "{}, {} {until} {} ({})",
        day(start.date_naive(), locale),
        clock(&start),
        clock(&end),
        zone(&start, locale)
    )
}

fn clock(local: &DateTime<Tz>) -> String {
    format!("{:02}:{:02}", local.hour(), local.minute())
}

fn zone(local: &DateTime<Tz>, locale: Locale) -> &'static str {
    let is_summer = !local.offset().dst_offset().is_zero();
    match (locale, is_summer) {
        (Locale::English, true) => "UK time, BST",
        (Locale::English, false) => "UK time, GMT",
        (Locale::Welsh, true) => "amser y DU, BST",
        (Locale::Welsh, false) => "amser y DU, GMT",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn utc(month: u32, day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2027, month, day, hour, minute, 0)
            .single()
            .expect("a valid time")
    }

    #[test]
    fn the_zone_is_printed_and_follows_the_clocks() {
        let english = Locale::English;
        assert_eq!(
            moment(utc(3, 28, 0, 59), english),
            "Sunday 28 March 2027, 00:59 (UK time, GMT)"
        );
        assert_eq!(
            moment(utc(3, 28, 1, 0), english),
            "Sunday 28 March 2027, 02:00 (UK time, BST)"
        );
        assert_eq!(
            moment(utc(10, 31, 0, 30), english),
            "Sunday 31 October 2027, 01:30 (UK time, BST)"
        );
        assert_eq!(
            moment(utc(10, 31, 1, 30), english),
            "Sunday 31 October 2027, 01:30 (UK time, GMT)"
        );
    }

    #[test]
    fn a_span_is_short_unless_something_changes_within() {
        assert_eq!(
            span(utc(1, 14, 14, 0), utc(1, 14, 15, 0), Locale::Welsh),
            "Dydd Iau 14 Ionawr 2027, 14:00 i 15:00 (amser y DU, GMT)"
        );
        assert_eq!(
            span(utc(10, 31, 0, 30), utc(10, 31, 1, 30), Locale::English),
            "Sunday 31 October 2027, 01:30 (UK time, BST) to Sunday 31 October 2027, 01:30 (UK time, GMT)"
        );
    }
}
