use super::*;
use crate::org::Away;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn told(last: Option<&str>, booked: Option<&str>, every: Option<u32>) -> Coverage {
    let of = Recurring {
        last: last.map(day),
        booked: booked.map(day),
        since: Some(day("2026-06-01")),
        absences: &Absences::default(),
    };
    recurring(of, every, day("2026-11-21"))
}

fn away(since: &str, until: &str) -> Absences {
    Absences::from(Away {
        since: day(since),
        until: day(until),
    })
}

#[test]
fn somebody_is_done_due_overdue_or_booked() {
    for (last, booked, every, expected) in [
        (
            Some("2026-11-01"),
            None,
            Some(90),
            Coverage::Done {
                on: day("2026-11-01"),
            },
        ),
        (
            Some("2026-09-01"),
            None,
            Some(90),
            Coverage::Due {
                by: day("2026-11-30"),
            },
        ),
        (
            Some("2026-08-01"),
            None,
            Some(90),
            Coverage::Overdue { days: 22 },
        ),
        (
            Some("2026-08-01"),
            Some("2026-11-24"),
            Some(90),
            Coverage::Booked {
                on: day("2026-11-24"),
            },
        ),
        // A plan for a day that has passed books nothing.
        (
            Some("2026-08-01"),
            Some("2026-11-20"),
            Some(90),
            Coverage::Overdue { days: 22 },
        ),
        (
            None,
            None,
            Some(365),
            Coverage::Due {
                by: day("2027-06-01"),
            },
        ),
        (None, None, Some(90), Coverage::Overdue { days: 83 }),
        (None, None, None, Coverage::None {}),
        (
            Some("2020-01-01"),
            None,
            None,
            Coverage::Done {
                on: day("2020-01-01"),
            },
        ),
    ] {
        assert_eq!(
            told(last, booked, every),
            expected,
            "{last:?} {booked:?} {every:?}"
        );
    }
}

#[test]
fn whatever_is_most_urgent_decides_where_a_person_stands() {
    let on = day("2026-11-12");
    let row = |observation, feedback, supervision| CoverageRow {
        practitioner: serde_json::from_str(
            r#"{"id":"01890000-0000-7000-8000-000000000001","name":"Siân"}"#,
        )
        .unwrap(),
        unit: crate::values::UnitName::parse("Team 1").unwrap(),
        working_days: [true; 7],
        observation,
        feedback,
        supervision,
        next_meeting: None,
        owed: None,
        away_until: None,
    };
    use Coverage::*;
    use CoverageState as State;
    let cases = [
        (Done { on }, None {}, Overdue { days: 3 }, State::Overdue),
        (Due { by: on }, None {}, Done { on }, State::Due),
        (Booked { on }, Due { by: on }, Done { on }, State::Due),
        (Done { on }, None {}, Booked { on }, State::Booked),
        (None {}, None {}, None {}, State::NotAsked),
    ];
    for (observation, feedback, supervision, expected) in cases {
        let mut row = row(observation, feedback, supervision);
        assert_eq!(row.state(), expected, "{row:?}");
        row.away_until = Some(on);
        assert_eq!(row.state(), State::Away, "{row:?}");
    }
    assert_eq!(
        State::ALL.iter().max(),
        Some(&State::Away),
        "sorted last, and shown last"
    );
    let counts = CoverageCounts::of([State::Due, State::Done, State::Due, State::Away]);
    assert_eq!(
        (counts.due, counts.get(State::Done), counts.total()),
        (2, 1, 4)
    );
    assert_eq!(counts.away, 1);
}

#[test]
fn nothing_is_due_of_somebody_away_and_the_days_of_an_absence_do_not_count() {
    let done = |on: &str| Coverage::Done { on: day(on) };
    let due = |by: &str| Coverage::Due { by: day(by) };
    let long_ago = Some("2026-06-10");
    for (last, booked, away, expected) in [
        // Overdue without it.
        (
            long_ago,
            None,
            Absences::default(),
            Coverage::Overdue { days: 74 },
        ),
        (
            long_ago,
            None,
            away("2026-07-01", "2027-03-03"),
            done("2026-06-10"),
        ),
        (
            None,
            None,
            away("2026-07-01", "2027-03-03"),
            Coverage::None {},
        ),
        // Its last day is a day of it.
        (
            long_ago,
            None,
            away("2026-07-01", "2026-11-21"),
            done("2026-06-10"),
        ),
        // A booking stands all the same.
        (
            long_ago,
            Some("2026-11-24"),
            away("2026-07-01", "2027-03-03"),
            Coverage::Booked {
                on: day("2026-11-24"),
            },
        ),
        // Back since today, with what was left of ninety days on 30 June: not due for a while.
        (
            long_ago,
            None,
            away("2026-07-01", "2026-11-20"),
            done("2026-06-10"),
        ),
        (
            None,
            None,
            away("2026-07-01", "2026-11-20"),
            due("2027-01-20"),
        ),
        // Back for a while.
        (
            long_ago,
            None,
            away("2026-07-01", "2026-08-31"),
            Coverage::Overdue { days: 12 },
        ),
        // One day away is one day more, and no way to be rid of what is overdue.
        (
            long_ago,
            None,
            away("2026-11-20", "2026-11-20"),
            Coverage::Overdue { days: 73 },
        ),
        // Seen since the return: that counts as always.
        (
            Some("2026-09-01"),
            None,
            away("2026-07-01", "2026-08-20"),
            due("2026-11-30"),
        ),
    ] {
        let of = Recurring {
            last: last.map(day),
            booked: booked.map(day),
            since: Some(day("2026-06-01")),
            absences: &away,
        };
        let told = recurring(of, Some(90), day("2026-11-21"));
        assert_eq!(told, expected, "{of:?}");
    }
}

#[test]
fn feedback_waits_for_somebody_away_and_working_days_count_without_them() {
    let told = |away: &Absences| {
        let (ended, today) = (Some(day("2026-08-05")), day("2026-11-21"));
        owed(ended, Some(day("2026-07-02")), Some(10), away, today)
    };
    for (away, expected) in [
        (Absences::default(), Coverage::Overdue { days: 94 }),
        (away("2026-08-10", "2027-03-03"), Coverage::None {}),
        (away("2026-08-10", "2026-11-21"), Coverage::None {}),
        // Two days had passed, Thursday and Friday; back on a Thursday, eight are left.
        (
            away("2026-08-10", "2026-11-18"),
            Coverage::Due {
                by: day("2026-11-30"),
            },
        ),
        (
            away("2026-08-10", "2026-11-04"),
            Coverage::Overdue { days: 5 },
        ),
    ] {
        assert_eq!(told(&away), expected, "{away:?}");
    }
}

#[test]
fn feedback_is_owed_in_working_days() {
    // Thursday, then ten working days: the Thursday two weeks on.
    assert_eq!(
        after_working_days(day("2026-11-05"), 10, &Absences::default()),
        day("2026-11-19")
    );
    let today = day("2026-11-21");
    assert_eq!(
        owed(
            Some(day("2026-11-05")),
            None,
            Some(10),
            &Absences::default(),
            today
        ),
        Coverage::Overdue { days: 2 }
    );
    assert_eq!(
        owed(
            Some(day("2026-11-12")),
            None,
            Some(10),
            &Absences::default(),
            today
        ),
        Coverage::Due {
            by: day("2026-11-26")
        }
    );
    assert_eq!(
        owed(
            None,
            Some(day("2026-11-02")),
            Some(10),
            &Absences::default(),
            today
        ),
        Coverage::Done {
            on: day("2026-11-02")
        }
    );
    assert_eq!(
        owed(None, None, Some(10), &Absences::default(), today),
        Coverage::None {}
    );
    // No rule, no date of our own making.
    let (ended, shared) = (Some(day("2026-08-05")), Some(day("2026-07-02")));
    assert_eq!(
        owed(ended, shared, None, &Absences::default(), today),
        Coverage::None {}
    );
}
