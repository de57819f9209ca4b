use chrono::Duration;
use icalendar::parser::{Component, read_calendar, unfold};
use shared::org::MailPolicy;

use super::samples::{at, contents, meeting, message};
use super::{bytes_of, read};
use crate::locale::Locale;
use crate::mail::message::{Content, Meeting, Placement};

fn calendar_of(content: Content) -> String {
    let mail = read(&bytes_of(&message(
        content,
        "Ann",
        MailPolicy::Minimal,
        Locale::English,
    )));
    mail.calendar.expect("a calendar part")
}

fn invited(meeting: Meeting) -> String {
    calendar_of(Content::MeetingInvited { meeting })
}

#[test]
fn the_method_of_the_part_is_the_method_of_the_object() {
    for (index, method, status) in [
        (4, "REQUEST", "CONFIRMED"),
        (5, "REQUEST", "CONFIRMED"),
        (6, "CANCEL", "CANCELLED"),
    ] {
        let content = contents("Ann").remove(index);
        let mail = read(&bytes_of(&message(
            content,
            "Ann",
            MailPolicy::Minimal,
            Locale::English,
        )));
        assert_eq!(
            mail.parts,
            [
                "multipart/mixed",
                "multipart/alternative",
                "text/plain",
                "text/html",
                "text/calendar",
                "application/ics"
            ]
        );
        assert_eq!(mail.calendar_method.as_deref(), Some(method));
        let calendar = mail.calendar.expect("a calendar part");
        assert!(
            calendar.contains(&format!("\r\nMETHOD:{method}\r\n")),
            "{calendar}"
        );
        assert!(
            calendar.contains(&format!("\r\nSTATUS:{status}\r\n")),
            "{calendar}"
        );
        for line in [
            "SEQUENCE:3",
            "DTSTART;TZID=Europe/London:20261126T140000",
            "DTSTAMP:20261120T093000Z",
            "UID:0198a7c3-5b1d-7e42-9f60-d2e8b4c6a1f7",
            "ORGANIZER;CN=Ann:mailto:alongside@alongside.example.org",
        ] {
            assert!(
                calendar.contains(&format!("\r\n{line}\r\n")),
                "{line} in {calendar}"
            );
        }
    }
}

#[test]
fn another_library_reads_one_event_and_one_zone() {
    let calendar = invited(meeting(
        "Siân \"Sam\" O'Neill; x, y: z",
        at(2026, 11, 26, 14, 0),
    ));
    let unfolded = unfold(&calendar);
    let parsed = read_calendar(&unfolded).expect("a calendar");
    let names: Vec<&str> = parsed
        .components
        .iter()
        .map(|component| component.name.as_str())
        .collect();
    assert_eq!(names, ["VTIMEZONE", "VEVENT"]);
    let event: &Component<'_> = &parsed.components[1];
    assert!(event.components.is_empty(), "{calendar}");
    let guests: Vec<&str> = event
        .properties
        .iter()
        .filter(|property| property.name.as_str() == "ATTENDEE")
        .map(|property| property.val.as_str())
        .collect();
    assert_eq!(
        guests,
        [
            "mailto:manager@probation.example",
            "mailto:ann.jones@probation.example",
            "mailto:o'brien+x@probation.example"
        ]
    );
    let cn = event
        .properties
        .iter()
        .find(|property| property.name.as_str() == "ORGANIZER");
    let cn = cn
        .and_then(|property| property.params.first())
        .and_then(|cn| cn.val.as_ref());
    assert_eq!(
        cn.map(|value| value.as_str()),
        Some("Siân 'Sam' O'Neill; x, y: z")
    );
}

#[test]
fn a_calendar_holds_no_free_text_but_names_and_places() {
    let calendar = calendar_of(contents("Ann").remove(4)).replace("\r\n ", "");
    assert!(
        calendar.contains("\r\nSUMMARY:Reflective supervision\r\n"),
        "{calendar}"
    );
    assert!(
        calendar.contains("14:00 to 15:00 (UK time\\, GMT)"),
        "{calendar}"
    );
    assert!(
        calendar.contains("CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://meet.example.org/j/"),
        "{calendar}"
    );
}

#[test]
fn times_around_the_clock_changes_of_2027_are_right() {
    for (start, line) in [
        (
            at(2027, 3, 28, 0, 30),
            "DTSTART;TZID=Europe/London:20270328T003000",
        ),
        (
            at(2027, 3, 28, 1, 0),
            "DTSTART;TZID=Europe/London:20270328T020000",
        ),
        (
            at(2027, 3, 28, 9, 0),
            "DTSTART;TZID=Europe/London:20270328T100000",
        ),
        (at(2027, 10, 31, 0, 30), "DTSTART:20271031T003000Z"),
        (at(2027, 10, 31, 1, 30), "DTSTART:20271031T013000Z"),
        (
            at(2027, 10, 31, 10, 0),
            "DTSTART;TZID=Europe/London:20271031T100000",
        ),
    ] {
        let calendar = invited(meeting("Ann", start));
        assert!(
            calendar.contains(&format!("\r\n{line}\r\n")),
            "{line} in {calendar}"
        );
    }
}

#[test]
fn a_series_keeps_its_wall_clock_and_an_occurrence_names_its_own() {
    let start = at(2027, 3, 22, 10, 0);
    let series = Meeting {
        placement: Placement::Series {
            every_weeks: 2,
            times: 6,
        },
        ..meeting("Ann", start)
    };
    let calendar = invited(series);
    assert!(
        calendar.contains("\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=6\r\n"),
        "{calendar}"
    );

    let planned_at = start + Duration::weeks(2) - Duration::hours(1);
    let moved = Meeting {
        placement: Placement::Occurrence { planned_at },
        ..meeting("Ann", planned_at + Duration::hours(3))
    };
    let calendar = invited(moved);
    assert!(
        calendar.contains("\r\nRECURRENCE-ID;TZID=Europe/London:20270405T100000\r\n"),
        "{calendar}"
    );
    assert!(
        calendar.contains("\r\nDTSTART;TZID=Europe/London:20270405T130000\r\n"),
        "{calendar}"
    );
}
