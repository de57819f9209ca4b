//! One thing to do next: its words, its urgency, and the page it opens.

use shared::meetings::{DeclinedMeeting, Home, MeetingPurpose, NextStep};
use shared::observations::State;
use shared::org::{PersonRef, PersonStatus};
use shared::values::{LocalTime, MeetingId, ObservationId};
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

/// What stands apart from the other steps: work of people who may no longer send it, which waits for me
/// to decide or for somebody who may, and meetings that were declined.
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
    waiting.extend(home.declined.iter().map(|one| declined(text, one)));
    waiting.into_iter().map(task).collect()
}

/// A meeting of mine to which nobody comes.
fn declined(text: Text, declined: &DeclinedMeeting) -> Words {
    let title = t!(text, "next-declined", names = names(&declined.with));
    let purpose = purpose_words(text, declined.purpose);
    let when = dates::date_and_time(text, declined.starts);
    let detail = t!(text, "next-declined-detail", purpose = purpose, when = when);
    Words::new(meeting(&declined.meeting_id), title)
        .detail(detail)
        .tag(soon(text, declined.starts))
}

/// `observes`: whether the reader may plan an observation.
pub(super) fn row(text: Text, step: &NextStep, observes: bool) -> Html {
    words(text, step, observes).map(task).unwrap_or_default()
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

// Every step by name and no catch-all, so that a new one cannot be forgotten here.
fn words(text: Text, step: &NextStep, observes: bool) -> Option<Words> {
    match step {
        NextStep::Observe { .. }
        | NextStep::FinishFeedback { .. }
        | NextStep::ReadReply { .. }
        | NextStep::Lock { .. }
        | NextStep::PlanRequested { .. }
        | NextStep::BookObservation { .. }
        | NextStep::BookSupervision { .. } => observer_words(text, step, observes),
        NextStep::Inform { .. }
        | NextStep::SelfAssess { .. }
        | NextStep::ReadFeedback { .. }
        | NextStep::Acknowledge { .. }
        | NextStep::ReviewAction { .. }
        | NextStep::ContinueReflection { .. } => practitioner_words(text, step),
        NextStep::Meet { .. }
        | NextStep::CloseMeeting { .. }
        | NextStep::FailedMail { .. }
        | NextStep::PendingInvitations { .. } => running_words(text, step),
    }
}

/// What somebody does who observes or supervises; none for any other step.
fn observer_words(text: Text, step: &NextStep, observes: bool) -> Option<Words> {
    Some(match step {
        NextStep::Observe {
            observation_id: id,
            practitioner: who,
            planned_for,
            state,
        } => observe_words(text, id, who, *planned_for, *state),
        NextStep::FinishFeedback {
            observation_id: id,
            practitioner: who,
            ended_at,
        } => {
            let title = t!(text, "next-finish-feedback", name = who.name.as_str());
            let date = dates::date_and_time(text, *ended_at);
            let detail = t!(text, "next-finish-feedback-detail", date = date);
            Words::new(Route::ObservationDraft { id: id.to_string() }, title).detail(detail)
        }
        NextStep::ReadReply {
            observation_id: id,
            practitioner: who,
            replied_at,
        } => {
            let title = t!(text, "next-read-reply", name = who.name.as_str());
            let when = dates::near(text, *replied_at);
            Words::new(feedback(id), title).detail(t!(text, "next-read-reply-detail", when = when))
        }
        NextStep::Lock {
            observation_id: id,
            practitioner: who,
            acknowledged_at,
        } => {
            let title = t!(text, "next-lock", name = who.name.as_str());
            let when = dates::near(text, *acknowledged_at);
            Words::new(overview(id), title).detail(t!(text, "next-lock-detail", when = when))
        }
        NextStep::PlanRequested {
            practitioner: who,
            asked_at,
            ..
        } => {
            let title = t!(text, "next-plan-requested", name = who.name.as_str());
            let when = dates::near(text, *asked_at);
            let detail = t!(text, "next-plan-requested-detail", when = when);
            Words::new(Route::ObservationNew, title)
                .with(who)
                .detail(detail)
        }
        NextStep::BookObservation {
            practitioner: who,
            overdue_days,
        } => {
            let title = t!(text, "next-book-observation", name = who.name.as_str());
            let to = match observes {
                true => Words::new(Route::ObservationNew, title).with(who),
                false => Words::new(Route::Coverage, title),
            };
            to.tag(overdue(text, *overdue_days))
        }
        NextStep::BookSupervision {
            practitioner: who,
            overdue_days,
        } => {
            let title = t!(text, "next-book-supervision", name = who.name.as_str());
            Words::new(Route::MeetingNew, title)
                .with(who)
                .and("purpose", MeetingPurpose::Supervision.as_str())
                .tag(overdue(text, *overdue_days))
        }
        _ => return None,
    })
}

/// A session to come, or one that runs: that one goes on where it is.
fn observe_words(
    text: Text,
    id: &ObservationId,
    practitioner: &PersonRef,
    planned_for: LocalTime,
    state: State,
) -> Words {
    let name = practitioner.name.as_str();
    let when = dates::date_and_time(text, planned_for);
    if state == State::InProgress {
        let live = Route::ObservationLive { id: id.to_string() };
        return Words::new(live, t!(text, "next-observe-running", name = name)).detail(when);
    }
    Words::new(overview(id), t!(text, "next-observe", name = name))
        .detail(when)
        .tag(soon(text, planned_for))
}

/// What somebody does who is observed, with their own reflections and actions; none for any other
/// step.
fn practitioner_words(text: Text, step: &NextStep) -> Option<Words> {
    Some(match step {
        NextStep::Inform {
            observation_id: id,
            observer: who,
            planned_for,
        } => {
            let title = t!(text, "next-inform", name = who.name.as_str());
            let when = dates::date_and_time(text, *planned_for);
            Words::new(overview(id), title)
                .detail(t!(text, "next-inform-detail", when = when))
                .tag(soon(text, *planned_for))
        }
        NextStep::SelfAssess {
            observation_id: id,
            observer: who,
            ended_at,
        } => {
            let (name, date) = (who.name.as_str(), dates::date_long(text, *ended_at));
            let detail = t!(text, "next-self-assess-detail", name = name, date = date);
            let to = Route::SelfAssessment { id: id.to_string() };
            Words::new(to, t!(text, "next-self-assess")).detail(detail)
        }
        NextStep::ReadFeedback {
            observation_id: id,
            observer: who,
            shared_at,
        } => {
            let title = t!(text, "next-read-feedback", name = who.name.as_str());
            let when = dates::near(text, *shared_at);
            let detail = t!(text, "next-read-feedback-detail", when = when);
            Words::new(feedback(id), title).detail(detail)
        }
        NextStep::Acknowledge {
            observation_id: id,
            observer: who,
            shared_at,
        } => {
            let title = t!(text, "next-acknowledge", name = who.name.as_str());
            let when = dates::near(text, *shared_at);
            let detail = t!(text, "next-acknowledge-detail", when = when);
            Words::new(feedback(id), title).detail(detail)
        }
        NextStep::ReviewAction {
            title, review_on, ..
        } => {
            let is_late = dates::days_until(*review_on) < 0;
            let late = || (Shape::Triangle, Tone::Warm, dates::due(text, *review_on));
            let when = dates::date_long(text, *review_on);
            Words::new(Route::Actions, title.as_str().to_owned().into())
                .detail(t!(text, "next-review-action-detail", when = when))
                .tag(is_late.then(late))
        }
        NextStep::ContinueReflection {
            reflection_id: id,
            updated_at,
        } => {
            let to = Route::Reflection { id: id.to_string() };
            let when = dates::near(text, *updated_at);
            Words::new(to, t!(text, "next-continue-reflection")).detail(t!(
                text,
                "next-continue-reflection-detail",
                when = when
            ))
        }
        _ => return None,
    })
}

/// Meetings, and what keeps the service running; none for any other step.
fn running_words(text: Text, step: &NextStep) -> Option<Words> {
    Some(match step {
        NextStep::Meet {
            meeting_id: id,
            purpose,
            with,
            starts,
        } => {
            let (purpose, names) = (purpose_words(text, *purpose), names(with));
            let title = t!(text, "next-meet", purpose = purpose, names = names);
            Words::new(meeting(id), title)
                .detail(dates::date_and_time(text, *starts))
                .tag(soon(text, *starts))
        }
        NextStep::CloseMeeting {
            meeting_id: id,
            purpose,
            with,
            starts,
        } => {
            let (purpose, names) = (purpose_words(text, *purpose), names(with));
            let title = t!(text, "next-close-meeting", purpose = purpose, names = names);
            Words::new(meeting(id), title).detail(dates::date_and_time(text, *starts))
        }
        NextStep::FailedMail { n } => {
            Words::new(Route::Delivery, t!(text, "next-failed-mail", n = *n))
        }
        NextStep::PendingInvitations { n } => {
            Words::new(Route::People, t!(text, "next-pending-invitations", n = *n))
                .and("status", PersonStatus::Invited.as_str())
        }
        _ => return None,
    })
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
