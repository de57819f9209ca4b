//! Europe/London for calendars: its rules, and instants written as wall-clock time.

use chrono::{DateTime, Duration, LocalResult, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::London;

use super::lines::CalendarText;

const TZID: &str = "Europe/London";

/// The instant of a London wall-clock time (RFC 5545 §3.3.5): a time that occurs
/// twice is the first one, and a time that the clocks jump over is read with the
/// offset from before the jump, so 01:30 on 28 March 2027 becomes 02:30 BST.
pub fn instant_of_wall_clock(wall_clock: NaiveDateTime) -> DateTime<Utc> {
    match London.from_local_datetime(&wall_clock) {
        LocalResult::Single(local) => local.to_utc(),
        LocalResult::Ambiguous(first, _) => first.to_utc(),
        LocalResult::None => {
            // London jumps by an hour, so an hour earlier is before the jump.
            let before = wall_clock - Duration::hours(1);
            let instant = London.from_local_datetime(&before).earliest();
            instant.map_or_else(
                || wall_clock.and_utc(),
                |local| local.to_utc() + Duration::hours(1),
            )
        }
    }
}

/// The rules in force since 1996, when the European Union fixed the last Sundays of
/// March and October at 01:00 UTC. Rules rather than dates: Outlook ignores a
/// VTIMEZONE made of RDATE.
pub fn write_london(out: &mut CalendarText) {
    out.begin("VTIMEZONE");
    out.raw("TZID", TZID);
    write_rule(
        out,
        "DAYLIGHT",
        "BST",
        ("+0000", "+0100"),
        "19960331T010000",
        "3",
    );
    write_rule(
        out,
        "STANDARD",
        "GMT",
        ("+0100", "+0000"),
        "19961027T020000",
        "10",
    );
    out.end("VTIMEZONE");
}

/// DTSTART and DTEND as London wall-clock times, unless one of them is the second of
/// two equal wall-clock times in October, which only UTC can name.
pub fn write_times(out: &mut CalendarText, starts_at: DateTime<Utc>, ends_at: DateTime<Utc>) {
    let has_wall_clock = [starts_at, ends_at].into_iter().all(is_wall_clock);
    for (name, at) in [("DTSTART", starts_at), ("DTEND", ends_at)] {
        if has_wall_clock {
            out.with_params(name, &[("TZID", TZID)], &wall_clock_form(at));
        } else {
            out.raw(name, &utc_form(at));
        }
    }
}

/// RECURRENCE-ID: when this occurrence of its series was planned.
pub fn write_occurrence(out: &mut CalendarText, planned_at: DateTime<Utc>) {
    out.with_params(
        "RECURRENCE-ID",
        &[("TZID", TZID)],
        &wall_clock_form(planned_at),
    );
}

/// `20261126T140000Z`.
pub fn utc_form(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

fn wall_clock_form(at: DateTime<Utc>) -> String {
    at.with_timezone(&London)
        .format("%Y%m%dT%H%M%S")
        .to_string()
}

fn is_wall_clock(at: DateTime<Utc>) -> bool {
    instant_of_wall_clock(at.with_timezone(&London).naive_local()) == at
}

fn write_rule(
    out: &mut CalendarText,
    component: &str,
    name: &str,
    (from, to): (&str, &str),
    first: &str,
    month: &str,
) {
    out.begin(component);
    out.raw("TZOFFSETFROM", from);
    out.raw("TZOFFSETTO", to);
    out.raw("TZNAME", name);
    out.raw("DTSTART", first);
    out.raw("RRULE", &format!("FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU"));
    out.end(component);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wall(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a valid time")
    }

    #[test]
    fn gaps_and_folds_resolve_as_rfc_5545_says() {
        for (wall_clock, instant) in [
            ("2027-03-28 00:59", "20270328T005900Z"),
            ("2027-03-28 01:30", "20270328T013000Z"),
            ("2027-03-28 02:00", "20270328T010000Z"),
            ("2027-10-31 00:59", "20271030T235900Z"),
            ("2027-10-31 01:30", "20271031T003000Z"),
            ("2027-10-31 02:00", "20271031T020000Z"),
        ] {
            assert_eq!(
                utc_form(instant_of_wall_clock(wall(wall_clock))),
                instant,
                "{wall_clock}"
            );
        }
    }

    #[test]
    fn the_second_of_two_equal_times_is_written_in_utc() {
        let second = Utc
            .with_ymd_and_hms(2027, 10, 31, 1, 30, 0)
            .single()
            .expect("a valid time");
        let mut out = CalendarText::default();
        write_times(&mut out, second, second + Duration::hours(1));
        assert_eq!(
            out.into_text(),
            "DTSTART:20271031T013000Z\r\nDTEND:20271031T023000Z\r\n"
        );

        let first = second - Duration::hours(1);
        let mut out = CalendarText::default();
        write_times(&mut out, first, first + Duration::minutes(15));
        assert_eq!(
            out.into_text(),
            "DTSTART;TZID=Europe/London:20271031T013000\r\nDTEND;TZID=Europe/London:20271031T014500\r\n"
        );
    }
}
