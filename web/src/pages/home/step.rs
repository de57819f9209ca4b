//! One thing to do next: its words, its urgency, and the page it opens.

use shared::meetings::{Home, MeetingPurpose, NextStep};
use shared::observations::State;
use shared::org::{PersonRef, PersonStatus};
use shared::values::{MeetingId, ObservationId};
use yew::prelude::*;

use crate::dates;
use crate::route::Route;
use crate::t;
use crate::text::Text;
use crate::ui::{Shape, Tag, Task, Tone};

/// What a row shows.
struct Words {
    to: Route,
    query: Vec<(&'static str, String)>,
    title: AttrValue,
    detail: Option<AttrValue>,
    tag: Option<(Shape, Tone, AttrValue)>,
}

impl Words {
    fn new(to: Route, title: AttrValue) -> Self {
        Self {
            to,
            query: Vec::new(),
            title,
            detail: None,
            tag: None,
        }
    }

    /// Opens the page for this person.
    fn with(mut self, person: &PersonRef) -> Self {
        self.query = vec![("with", person.id.to_string())];
        self
    }

    fn and(mut self, name: &'static str, value: &str) -> Self {
        self.query.push((name, value.to_owned()));
        self
    }

    fn detail(mut self, detail: AttrValue) -> Self {
        self.detail = Some(detail);
        self
    }

    fn tag(mut self, tag: Option<(Shape, Tone, AttrValue)>) -> Self {
        self.tag = tag;
        self
    }
}

/// Work of people who may no longer send it, which waits for me to decide or for somebody who may.
pub(super) fn waiting(text: Text, home: &Home) -> Vec<Html> {
    let mut waiting = Vec::new();
    let (to_decide, without_head) = (home.work_to_decide, home.work_without_head);
    if to_decide > 0 {
        let title = t!(text, "next-work-to-decide", n = to_decide);
        let detail = t!(text, "next-work-to-decide-detail");
        waiting.push(Words::new(Route::Quarantine, title).detail(detail));
    }
    if without_head > 0 {
        let title = t!(text, "next-work-without-head", n = without_head);
        let detail = t!(text, "next-work-without-head-detail");
        waiting.push(Words::new(Route::People, title).detail(detail));
    }
    waiting.into_iter().map(task).collect()
}

pub(super) fn row(text: Text, step: &NextStep) -> Html {
    task(words(text, step))
}

fn task(words: Words) -> Html {
    let Words {
        to,
        query,
        title,
        detail,
        tag,
    } = words;
    html! {
        <Task {to} {query} {title} detail={detail.map(|detail| html! { detail }).unwrap_or_default()}>
            { for tag.map(|(shape, tone, word)| html! { <Tag {shape} {tone}>{ word }</Tag> }) }
        </Task>
    }
}

// One arm per step and no catch-all, so that a new step cannot be forgotten here.
fn words(text: Text, step: &NextStep) -> Words {
    match step {
        NextStep::Observe {
            observation_id: id,
            practitioner,
            planned_for,
            state: State::InProgress,
        } => {
            let live = Route::ObservationLive { id: id.to_string() };
            Words::new(
                live,
                t!(
                    text,
                    "next-observe-running",
                    name = practitioner.name.as_str()
                ),
            )
            .detail(dates::date_and_time(text, *planned_for))
        }
        NextStep::Observe {
            observation_id: id,
            practitioner,
            planned_for,
            ..
        } => Words::new(
            overview(id),
            t!(text, "next-observe", name = practitioner.name.as_str()),
        )
        .detail(dates::date_and_time(text, *planned_for))
        .tag(soon(text, *planned_for)),
        NextStep::FinishFeedback {
            observation_id: id,
            practitioner,
            ended_at,
        } => {
            let draft = Route::ObservationDraft { id: id.to_string() };
            Words::new(
                draft,
                t!(
                    text,
                    "next-finish-feedback",
                    name = practitioner.name.as_str()
                ),
            )
            .detail(t!(
                text,
                "next-finish-feedback-detail",
                date = dates::date_and_time(text, *ended_at)
            ))
        }
        NextStep::ReadReply {
            observation_id: id,
            practitioner,
            replied_at,
        } => Words::new(
            feedback(id),
            t!(text, "next-read-reply", name = practitioner.name.as_str()),
        )
        .detail(t!(
            text,
            "next-read-reply-detail",
            when = dates::near(text, *replied_at)
        )),
        NextStep::Lock {
            observation_id: id,
            practitioner,
            acknowledged_at,
        } => Words::new(
            overview(id),
            t!(text, "next-lock", name = practitioner.name.as_str()),
        )
        .detail(t!(
            text,
            "next-lock-detail",
            when = dates::near(text, *acknowledged_at)
        )),
        NextStep::Inform {
            observation_id: id,
            observer,
            planned_for,
        } => Words::new(
            overview(id),
            t!(text, "next-inform", name = observer.name.as_str()),
        )
        .detail(t!(
            text,
            "next-inform-detail",
            when = dates::date_and_time(text, *planned_for)
        ))
        .tag(soon(text, *planned_for)),
        NextStep::SelfAssess {
            observation_id: id,
            observer,
            ended_at,
        } => {
            let (name, date) = (observer.name.as_str(), dates::date_long(text, *ended_at));
            Words::new(
                Route::SelfAssessment { id: id.to_string() },
                t!(text, "next-self-assess"),
            )
            .detail(t!(
                text,
                "next-self-assess-detail",
                name = name,
                date = date
            ))
        }
        NextStep::ReadFeedback {
            observation_id: id,
            observer,
            shared_at,
        } => Words::new(
            feedback(id),
            t!(text, "next-read-feedback", name = observer.name.as_str()),
        )
        .detail(t!(
            text,
            "next-read-feedback-detail",
            when = dates::near(text, *shared_at)
        )),
        NextStep::Acknowledge {
            observation_id: id,
            observer,
            shared_at,
        } => Words::new(
            feedback(id),
            t!(text, "next-acknowledge", name = observer.name.as_str()),
        )
        .detail(t!(
            text,
            "next-acknowledge-detail",
            when = dates::near(text, *shared_at)
        )),
        NextStep::ReviewAction {
            title, review_on, ..
        } => {
            let late = dates::days_until(*review_on) < 0;
            Words::new(Route::Actions, title.as_str().to_owned().into())
                .detail(t!(
                    text,
                    "next-review-action-detail",
                    when = dates::date_long(text, *review_on)
                ))
                .tag(late.then(|| (Shape::Triangle, Tone::Warm, dates::due(text, *review_on))))
        }
        NextStep::ContinueReflection {
            reflection_id: id,
            updated_at,
        } => Words::new(
            Route::Reflection { id: id.to_string() },
            t!(text, "next-continue-reflection"),
        )
        .detail(t!(
            text,
            "next-continue-reflection-detail",
            when = dates::near(text, *updated_at)
        )),
        NextStep::Meet {
            meeting_id: id,
            purpose,
            with,
            starts,
        } => {
            let purpose = purpose_words(text, *purpose);
            Words::new(
                meeting(id),
                t!(text, "next-meet", purpose = purpose, names = names(with)),
            )
            .detail(dates::date_and_time(text, *starts))
            .tag(soon(text, *starts))
        }
        NextStep::CloseMeeting {
            meeting_id: id,
            purpose,
            with,
            starts,
        } => {
            let purpose = purpose_words(text, *purpose);
            Words::new(
                meeting(id),
                t!(
                    text,
                    "next-close-meeting",
                    purpose = purpose,
                    names = names(with)
                ),
            )
            .detail(dates::date_and_time(text, *starts))
        }
        NextStep::BookObservation {
            practitioner,
            overdue_days,
        } => Words::new(
            Route::Coverage,
            t!(
                text,
                "next-book-observation",
                name = practitioner.name.as_str()
            ),
        )
        .tag(overdue(text, *overdue_days)),
        NextStep::BookSupervision {
            practitioner,
            overdue_days,
        } => Words::new(
            Route::MeetingNew,
            t!(
                text,
                "next-book-supervision",
                name = practitioner.name.as_str()
            ),
        )
        .with(practitioner)
        .and("purpose", MeetingPurpose::Supervision.as_str())
        .tag(overdue(text, *overdue_days)),
        NextStep::PlanRequested {
            practitioner,
            asked_at,
            ..
        } => Words::new(
            Route::ObservationNew,
            t!(
                text,
                "next-plan-requested",
                name = practitioner.name.as_str()
            ),
        )
        .with(practitioner)
        .detail(t!(
            text,
            "next-plan-requested-detail",
            when = dates::near(text, *asked_at)
        )),
        NextStep::FailedMail { n } => {
            Words::new(Route::Delivery, t!(text, "next-failed-mail", n = *n))
        }
        NextStep::PendingInvitations { n } => {
            Words::new(Route::People, t!(text, "next-pending-invitations", n = *n))
                .and("status", PersonStatus::Invited.as_str())
        }
    }
}

fn overview(id: &ObservationId) -> Route {
    Route::Observation { id: id.to_string() }
}

fn feedback(id: &ObservationId) -> Route {
    Route::ObservationFeedback { id: id.to_string() }
}

fn meeting(id: &MeetingId) -> Route {
    Route::Meeting { id: id.to_string() }
}

/// A tag for today and tomorrow; a date further off says enough by itself.
fn soon(text: Text, moment: impl dates::Moment) -> Option<(Shape, Tone, AttrValue)> {
    let wall = moment.wall();
    match dates::days_until(wall) {
        0 => Some((Shape::Half, Tone::Seen, t!(text, "today"))),
        1 => Some((Shape::Half, Tone::Ink, t!(text, "tomorrow"))),
        _ => None,
    }
}

fn overdue(text: Text, days: u32) -> Option<(Shape, Tone, AttrValue)> {
    (days > 0).then(|| {
        (
            Shape::Triangle,
            Tone::Warm,
            t!(text, "overdue-days", n = days),
        )
    })
}

fn names(people: &[PersonRef]) -> String {
    people
        .iter()
        .map(|person| person.name.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

fn purpose_words(text: Text, purpose: MeetingPurpose) -> AttrValue {
    match purpose {
        MeetingPurpose::Feedback => t!(text, "purpose-feedback"),
        MeetingPurpose::Supervision => t!(text, "purpose-supervision"),
        MeetingPurpose::ActionLearning => t!(text, "purpose-action-learning"),
        MeetingPurpose::Calibration => t!(text, "purpose-calibration"),
    }
}
