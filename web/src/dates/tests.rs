use super::*;
use crate::text::Language;

const HOUR_MS: i64 = 3_600_000;
/// Sunday 29 March 2026, 01:00 UTC: clocks go forward.
const SPRING_2026: i64 = 1_774_746_000_000;
/// Sunday 25 October 2026, 01:00 UTC: clocks go back.
const AUTUMN_2026: i64 = 1_792_890_000_000;

fn london_offset(unix_ms: i64) -> i64 {
    if (SPRING_2026..AUTUMN_2026).contains(&unix_ms) {
        HOUR_MS
    } else {
        0
    }
}

fn wall(date: &str, time: &str) -> WallClock {
    WallClock::from_fields(date, time).expect("the test writes a real date")
}

#[test]
fn local_times_become_instants_across_clock_changes() {
    let cases = [
        ("2026-01-12", "10:00", "2026-01-12", "10:00"),
        ("2026-07-12", "10:00", "2026-07-12", "09:00"),
        // 01:30 does not exist on 29 March: half an hour past the jump is 02:30 BST.
        ("2026-03-29", "01:30", "2026-03-29", "01:30"),
        ("2026-03-29", "02:30", "2026-03-29", "01:30"),
        ("2026-03-29", "00:59", "2026-03-29", "00:59"),
        // 01:30 comes twice on 25 October: the first is BST.
        ("2026-10-25", "01:30", "2026-10-25", "00:30"),
        ("2026-10-25", "02:00", "2026-10-25", "02:00"),
    ];
    for (date, time, utc_date, utc_time) in cases {
        let instant = resolve(wall(date, time).as_utc_ms(), london_offset);
        assert_eq!(
            WallClock::utc(instant),
            wall(utc_date, utc_time),
            "{date} {time}"
        );
    }
}

#[test]
fn the_clock_is_read_from_the_browsers_words() {
    let expected = wall("2026-11-12", "08:05");
    assert_eq!(
        WallClock::from_numbers("12/11/2026, 08:05:00"),
        Some(expected)
    );
    assert_eq!(WallClock::from_numbers("no date"), None);
}

#[test]
fn fields_are_read_and_written_alike() {
    let shown = wall("2026-02-09", "09:05");
    assert_eq!(
        (shown.date_field(), shown.time_field()),
        ("2026-02-09".to_owned(), "09:05".to_owned())
    );
    for (date, time) in [
        ("2026-13-01", "10:00"),
        ("2026-01-01", "24:00"),
        ("", ""),
        ("12 Nov", "10:00"),
    ] {
        assert_eq!(WallClock::from_fields(date, time), None, "{date} {time}");
    }
}

#[test]
fn days_and_dates_agree_both_ways() {
    for days in [-719_468, -1, 0, 59, 60, 11_016, 20_000, 20_769, 47_541] {
        let (year, month, day) = civil(days);
        assert_eq!(days_from_civil(year, month, day), days);
    }
    assert_eq!(civil(0), (1970, 1, 1));
    assert_eq!(civil(11_016), (2000, 2, 29));
}

#[test]
fn dates_are_spoken_in_both_languages() {
    let thursday = wall("2026-11-12", "10:00");
    let english = Text::new(Language::English);
    crate::text::add_welsh(include_str!("../../locales/cy/app.ftl"));
    let welsh = Text::new(Language::Welsh);
    assert_eq!(
        date_long_of(english, thursday, 2026),
        "Thursday 12 November"
    );
    assert_eq!(
        date_long_of(english, thursday, 2027),
        "Thursday 12 November 2026"
    );
    assert_eq!(date_long_of(welsh, thursday, 2026), "dydd Iau 12 Tachwedd");
}
