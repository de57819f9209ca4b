//! One of each message, every text field filled with the same text.

use chrono::{DateTime, Duration, NaiveDate, TimeZone, Utc};
use shared::meetings::{MeetingPurpose, Participation};
use shared::org::MailPolicy;
use shared::values::Email;

use crate::locale::Locale;
use crate::mail::message::*;
use crate::mail::{AppPath, Line, Prose, SiteUrl, WebLink};

pub fn at(year: i32, month: u32, day: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(year, month, day, hour, minute, 0)
        .single()
        .expect("a valid time")
}

pub fn email(text: &str) -> Email {
    Email::parse(text).expect("a valid address")
}

pub fn message(content: Content, text: &str, policy: MailPolicy, locale: Locale) -> Message {
    Message {
        to: Recipient {
            name: Line::new(text),
            email: email("ann.jones@probation.example"),
            locale,
        },
        organisation: Line::new(text),
        policy,
        site: SiteUrl::parse("https://alongside.example.org").expect("a site"),
        composed_at: at(2026, 11, 20, 9, 30),
        content,
    }
}

pub fn meeting(text: &str, starts_at: DateTime<Utc>) -> Meeting {
    let guest = |address: &str| Guest {
        name: Line::new(text),
        email: email(address),
        answer: Participation::NeedsAction,
    };
    Meeting {
        id: uuid::Uuid::from_u128(0x0198_a7c3_5b1d_7e42_9f60_d2e8_b4c6_a1f7),
        sequence: 3,
        purpose: MeetingPurpose::Supervision,
        organiser: guest("manager@probation.example"),
        guests: vec![
            guest("ann.jones@probation.example"),
            guest("o'brien+x@probation.example"),
        ],
        starts_at,
        ends_at: starts_at + Duration::hours(1),
        location: Some(Line::new(text)),
        link: Some(WebLink::parse("https://meet.example.org/j/95871234567?pwd=a").expect("a link")),
        path: AppPath::new("/meetings/0198"),
        changed_at: at(2026, 11, 20, 9, 29),
        placement: Placement::Single,
    }
}

/// Every kind of message, with `text` in every text field.
pub fn contents(text: &str) -> Vec<Content> {
    let (line, prose) = (Line::new(text), Prose::new(text));
    let path = AppPath::new("/observations/0198");
    let day = NaiveDate::from_ymd_opt(2026, 11, 12).expect("a valid day");
    let actions = vec![ActionLine {
        title: line.clone(),
        review_on: day,
    }];
    let starts_at = at(2026, 11, 26, 14, 0);
    let met = MeetingLine {
        purpose: MeetingPurpose::Feedback,
        with: line.clone(),
        starts_at,
    };
    let feedback = ReleasedFeedback {
        strengths: vec![prose.clone()],
        question: prose.clone(),
        development: vec![prose.clone()],
    };
    let mut all = vec![
        Content::Invitation {
            invited_by: line.clone(),
            path: path.clone(),
            expires_at: starts_at,
        },
        Content::PasswordReset {
            path: path.clone(),
            expires_at: starts_at,
        },
        Content::FeedbackReady {
            observer: line.clone(),
            observed_on: day,
            path: path.clone(),
            actions: actions.clone(),
            feedback: Some(feedback),
        },
        Content::ReplyReceived {
            practitioner: line.clone(),
            observed_on: day,
            path: path.clone(),
        },
        Content::MeetingInvited {
            meeting: meeting(text, starts_at),
        },
        Content::MeetingMoved {
            meeting: meeting(text, starts_at),
            previous_start: starts_at - Duration::days(1),
        },
        Content::MeetingCancelled {
            meeting: meeting(text, starts_at),
            whom: Cancelled::Everybody,
        },
        Content::MeetingSummary {
            purpose: MeetingPurpose::ActionLearning,
            held_at: starts_at,
            path: path.clone(),
            actions: actions.clone(),
            summary: prose,
        },
        Content::UnsentKept {
            kept_until: day,
            path: path.clone(),
        },
        Content::UnsentToDecide {
            team: line.clone(),
            arrived_on: day,
            path: path.clone(),
        },
        Content::UnsentWithoutHead {
            team: line.clone(),
            arrived_on: day,
            path: path.clone(),
        },
        Content::UnsentWaits {
            arrived_on: day,
            path: path.clone(),
        },
        Content::UnsentDecided {
            is_accepted: true,
            decided_by: line.clone(),
            arrived_on: day,
            path: path.clone(),
            reason: line.clone(),
        },
    ];
    let meetings = vec![met];
    for digest in [
        Digest::Practitioner {
            n_feedback_to_read: 1,
            n_feedback_to_acknowledge: 3,
            n_self_assessments: 0,
            n_replies_to_read: 2,
            n_actions_due: 12,
            actions_due: actions,
            meetings: meetings.clone(),
        },
        Digest::Observer {
            n_observations_planned: 2,
            n_feedback_to_write: 1,
            n_replies_to_read: 0,
            meetings: meetings.clone(),
        },
        Digest::Manager {
            n_due: 9,
            n_booked: 5,
            n_overdue: 1,
            n_completed: 12,
            n_work_to_decide: 2,
            meetings: meetings.clone(),
        },
    ] {
        let administrator = Digest::Administrator {
            n_failed_mails: 4,
            n_invitations: 6,
            n_work_without_head: 1,
            meetings: Vec::new(),
        };
        all.push(Content::WeeklyDigest {
            week_from: day,
            digest,
            more: vec![administrator],
            path: path.clone(),
        });
    }
    all.push(Content::AddressChanged {
        changed_by: line.clone(),
        path: path.clone(),
    });
    let session = PlannedSession {
        practitioner: line.clone(),
        observer: line.clone(),
        planned_for: starts_at,
        path,
        has_own_record: true,
    };
    for is_second in [false, true] {
        all.push(Content::ObservationPlanned {
            planned_by: line.clone(),
            session: session.clone(),
            is_second,
        });
    }
    all.push(Content::ObservationMoved {
        session: session.clone(),
        previously: starts_at - Duration::days(1),
    });
    for is_yours in [false, true] {
        all.push(Content::ObservationHandedOn {
            session: session.clone(),
            before: line.clone(),
            is_yours,
        });
    }
    all.push(Content::RequestDeclined {
        declined_by: line.clone(),
        path: session.path.clone(),
    });
    for cancelled_by in [Some(line.clone()), None] {
        all.push(Content::ObservationCancelled {
            session: session.clone(),
            cancelled_by,
        });
    }
    all.push(Content::PasswordChanged {
        at: starts_at,
        path: session.path.clone(),
    });
    all.push(Content::SessionEnded {
        device: line,
        at: starts_at,
        path: session.path,
    });
    all
}
