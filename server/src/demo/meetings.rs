//! Meetings past and to come, and the mails that tell of them, one of which failed.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use chrono_tz::Europe::London;
use serde_json::json;
use shared::values::Email;

use super::place::Someone;
use super::records::Recorder;
use super::store::{AttendeeRow, JobRow, MeetingRow};
use crate::mail::{self, AppPath, Content, Line, Locale, Message, Recipient, SiteUrl};

/// The ground of a meeting.
struct Booking<'a> {
    purpose: &'a str,
    organiser: &'a Someone,
    attendees: &'a [&'a Someone],
    practitioner: Option<&'a Someone>,
    starts_at: DateTime<Utc>,
    minutes: i32,
    state: &'a str,
    summary: &'a str,
    agenda_note: &'a str,
}

/// Supervision of every team, action-learning sets, and one calibration to come.
pub fn add(recorder: &mut Recorder<'_>) {
    let place = recorder.place;
    for team in &place.teams {
        for practitioner in &team.practitioners {
            let past = recorder.chance.between(8, 60);
            let starts_at = recorder.working_time(-past);
            supervision(recorder, &team.leader, practitioner, starts_at, "held");
            if recorder.chance.percent(70) {
                let ahead = recorder.chance.between(2, 21);
                let starts_at = recorder.working_time(ahead);
                supervision(recorder, &team.leader, practitioner, starts_at, "booked");
            }
        }
        if team.practitioners.len() > 2 {
            let starts_at = recorder.working_time(9);
            let attendees: Vec<&Someone> = team.practitioners.iter().collect();
            book(
                recorder,
                &Booking {
                    purpose: "action_learning",
                    organiser: &team.leader,
                    attendees: &attendees,
                    practitioner: None,
                    starts_at,
                    minutes: 90,
                    state: "booked",
                    summary: "",
                    agenda_note: "Bring one session that you would like the others to think about with you.",
                },
            );
        }
    }
    own_meetings(recorder);
    mails(recorder);
}

fn supervision(
    recorder: &mut Recorder<'_>,
    organiser: &Someone,
    practitioner: &Someone,
    starts_at: DateTime<Utc>,
    state: &str,
) {
    let summary = match state {
        "held" => {
            "Caseload looked at first, then practice. We agreed what to try before we meet again."
        }
        _ => "",
    };
    book(
        recorder,
        &Booking {
            purpose: "supervision",
            organiser,
            attendees: &[practitioner],
            practitioner: Some(practitioner),
            starts_at,
            minutes: 60,
            state,
            summary,
            agenda_note: "",
        },
    );
}

/// What the printed accounts should meet: one that is over and not closed, one tomorrow, one cancelled.
fn own_meetings(recorder: &mut Recorder<'_>) {
    let place = recorder.place;
    let Some(team) = place
        .teams
        .iter()
        .find(|team| team.leader.email.starts_with("priya."))
    else {
        return;
    };
    let (priya, dafydd, chloe) = (&team.leader, &team.practitioners[0], &team.practitioners[1]);
    for (practitioner, days, state) in [
        (chloe, -1, "booked"),
        (dafydd, 2, "booked"),
        (dafydd, 4, "cancelled"),
    ] {
        let starts_at = recorder.working_time(days);
        let starts_at = if days < 0 {
            starts_at.min(recorder.now - Duration::hours(20))
        } else {
            starts_at
        };
        book(
            recorder,
            &Booking {
                purpose: "feedback",
                organiser: priya,
                attendees: &[practitioner],
                practitioner: Some(practitioner),
                starts_at,
                minutes: 45,
                state,
                summary: "",
                agenda_note: "Your question first, then mine.",
            },
        );
    }
    if let Some(qdo) = &place.qdo {
        let leaders: Vec<&Someone> = place
            .teams
            .iter()
            .take(6)
            .map(|team| &team.leader)
            .collect();
        let starts_at = recorder.working_time(14);
        book(
            recorder,
            &Booking {
                purpose: "calibration",
                organiser: qdo,
                attendees: &leaders,
                practitioner: None,
                starts_at,
                minutes: 120,
                state: "booked",
                summary: "",
                agenda_note: "Everybody rates the same recording alone; we compare afterwards.",
            },
        );
    }
}

fn book(recorder: &mut Recorder<'_>, booking: &Booking<'_>) {
    let made_at = (booking.starts_at - Duration::days(12)).min(recorder.now - Duration::hours(2));
    let id = recorder.chance.id(made_at);
    let by_video = booking.attendees.len() > 1;
    recorder.batch.meetings.push(MeetingRow {
        org_id: recorder.place.org_id.clone(),
        id: id.clone(),
        uid: id.clone(),
        sequence: i32::from(booking.state == "cancelled"),
        purpose: booking.purpose.to_owned(),
        organiser_id: booking.organiser.id.clone(),
        practitioner_id: booking.practitioner.map(|person| person.id.clone()),
        observation_id: None,
        starts_local: booking
            .starts_at
            .with_timezone(&London)
            .format("%Y-%m-%dT%H:%M")
            .to_string(),
        time_zone: "Europe/London".to_owned(),
        duration_minutes: booking.minutes,
        place: if by_video { "" } else { "Interview room 2" }.to_owned(),
        link: if by_video {
            "https://meet.example.org/reflective-practice"
        } else {
            ""
        }
        .to_owned(),
        agenda_note: booking.agenda_note.to_owned(),
        state: booking.state.to_owned(),
        summary: booking.summary.to_owned(),
        series_id: None,
        recurrence_id: None,
        created_at: made_at.naive_utc(),
        updated_at: made_at.naive_utc(),
        version: 1,
    });
    for attendee in booking.attendees {
        let reply = match booking.state {
            "held" => "accepted",
            _ => *recorder
                .chance
                .one_of(&["accepted", "needs_action", "accepted", "tentative"]),
        };
        let invite_token = recorder.chance.id(made_at);
        recorder.batch.attendees.push(AttendeeRow {
            org_id: recorder.place.org_id.clone(),
            meeting_id: id.clone(),
            person_id: attendee.id.clone(),
            invite_token,
            reply: reply.to_owned(),
        });
    }
}

/// Deliveries as an administrator sees them: most arrived, one mailbox does not exist.
fn mails(recorder: &mut Recorder<'_>) {
    let place = recorder.place;
    for (number, team) in place.teams.iter().take(6).enumerate() {
        let Some(practitioner) = team.practitioners.last() else {
            continue;
        };
        let at = recorder.now - Duration::hours(30 + 9 * number as i64);
        let is_failed = number == 1;
        let error = is_failed.then(|| "550 5.1.1 the mailbox does not exist".to_owned());
        let state = if is_failed { "failed" } else { "done" };
        letter(recorder, &team.leader, practitioner, at, state, error);
    }
}

fn letter(
    recorder: &mut Recorder<'_>,
    observer: &Someone,
    practitioner: &Someone,
    at: DateTime<Utc>,
    state: &str,
    last_error: Option<String>,
) {
    let message = Message {
        to: Recipient {
            name: Line::new(&practitioner.name),
            email: Email::parse(&practitioner.email).expect("the cast's addresses are plain"),
            locale: Locale::of(practitioner.locale),
        },
        organisation: Line::new(recorder.place.name),
        policy: shared::org::MailPolicy::Minimal,
        site: SiteUrl::parse("http://localhost:8080").expect("a constant address"),
        composed_at: at,
        content: Content::FeedbackReady {
            observer: Line::new(&observer.name),
            observed_on: at.date_naive() - Duration::days(2),
            path: AppPath::new("/"),
            actions: Vec::new(),
            feedback: None,
        },
    };
    let about = json!({ "message": message.content.kind(), "person_id": practitioner.id });
    let payload = match state {
        "done" => json!({ "about": about }),
        _ => json!({ "about": about, "message": mail::job_payload(&message) }),
    };
    let id = recorder.chance.id(at);
    let finished_at: NaiveDateTime = (at + Duration::seconds(4)).naive_utc();
    recorder.batch.jobs.push(JobRow {
        org_id: recorder.place.org_id.clone(),
        dedupe_key: format!("mail:demo:{id}"),
        id,
        kind: mail::JOB_KIND.to_owned(),
        payload: payload.to_string(),
        state: state.to_owned(),
        run_at: at.naive_utc(),
        attempts: 1,
        claimed_until: None,
        fence: 1,
        last_error,
        created_at: at.naive_utc(),
        finished_at: Some(finished_at),
    });
}
