//! The released feedback: what worked, a difference worth talking about, the question, one
//! thing to try, who opened it. The same page serves practitioner, observer and line manager.

mod acknowledge;
mod amendments;
mod apart;
mod ask;
mod asked;
mod difference;
mod my_views;
mod noted;
mod opened_by;
mod question;
mod ratings;
mod thread;
mod trying;
mod typed;
mod withdrawn;
mod worked;
mod writing;

use std::rc::Rc;

use shared::observations::{Capture, Step};
use shared::org::PersonRef;
use shared::problem::Code;
use shared::sync::Outbox;
use shared::values::{ObservationId, PersonId, Timestamp};
use yew::prelude::*;

use super::outcome::{kept_notice, outcome};
use crate::dates;
use crate::route::Route;
use crate::state::Failure;
use crate::state::feedback::{Reading, opens_at, use_feedback};
use crate::state::observations::{ObservationStore, use_observations, use_outbox};
use crate::state::remote::Remote;
use crate::state::session::use_me;
use crate::t;
use crate::text::{Text, use_text};
use crate::ui::{ButtonKind, ButtonLink, ButtonRow, Card, CardKind, Page, PageHead};

pub use ask::AskToBeObserved;
pub use asked::Asked;
pub use my_views::MyViews;
pub use ratings::answer_words;
pub use writing::{WritingTrouble, WrittenElsewhere, place, saved_state};

/// Words a minute of quiet reading on a small screen.
const WORDS_A_MINUTE: usize = 180;

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    Practitioner,
    Observer,
    /// Manages the practitioner, or may read for another reason.
    Other,
}

/// The feedback as one reader sees it.
#[derive(Clone, PartialEq)]
pub(super) struct Open {
    pub reading: Rc<Reading>,
    pub reader: Reader,
    /// Nothing of it is released yet, so nothing can be done with it.
    pub is_preview: bool,
    pub reload: Callback<()>,
}

impl Open {
    pub fn id(&self) -> ObservationId {
        self.reading.feedback.observation.id
    }

    pub fn observer(&self) -> &PersonRef {
        &self.reading.feedback.observation.observer
    }

    pub fn practitioner(&self) -> &PersonRef {
        &self.reading.feedback.observation.practitioner
    }

    pub fn may(&self, step: Step) -> bool {
        self.reading.feedback.observation.steps.contains(&step)
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct OpenProps {
    pub open: Open,
}

/// The name one would say: the first word.
pub(super) fn first_name(person: &PersonRef) -> AttrValue {
    let name = person.name.as_str();
    name.split_whitespace()
        .next()
        .unwrap_or(name)
        .to_owned()
        .into()
}

#[derive(Properties, PartialEq)]
pub struct FeedbackProps {
    pub id: ObservationId,
}

#[component]
pub fn Feedback(props: &FeedbackProps) -> Html {
    let text = use_text();
    let me = use_me();
    let store = use_observations();
    let outbox = use_outbox(props.id);
    let loaded = use_feedback(props.id);
    {
        // What has reached the server may open the feedback, or stands in it. Of actions the part
        // that shows them hears.
        let reload = loaded.reload.clone();
        let before = use_mut_ref(|| (0, false));
        let commands = outbox.iter().flat_map(|outbox| &outbox.commands);
        let n_waiting = commands.filter(|c| c.body.acts_on().is_none()).count();
        // So does a refusal: the record may have been taken back meanwhile.
        let is_refused = outbox
            .as_ref()
            .is_some_and(|outbox| outbox.trouble.is_some());
        use_effect_with((n_waiting, is_refused), move |(n_waiting, is_refused)| {
            let (n_before, was_refused) = before.replace((*n_waiting, *is_refused));
            if *n_waiting < n_before || (*is_refused && !was_refused) {
                reload.emit(());
            }
        });
    }
    if let Remote::Failed(failure) = &loaded.remote {
        let is_on_its_way = |outbox: &Rc<Outbox>| {
            let waiting = outbox.waiting_self_assessment();
            waiting.is_some_and(|edit| edit.submit)
        };
        let is_first = failure.code() == Some(Code::SelfAssessmentFirst);
        match outbox.filter(is_on_its_way) {
            Some(outbox) if is_first || *failure == Failure::Offline => {
                return opens_later(text, props.id, &store, &outbox);
            }
            _ if is_first => return own_view_first(text, props.id, opens_at(failure)),
            _ => {}
        }
    }
    let me = me.map(|me| me.person_id);
    let body = match &loaded.remote {
        Remote::Failed(failure) if failure.code() == Some(Code::WrongState) => html! {
            <withdrawn::NotReadable id={props.id} failure={failure.clone()} reload={loaded.reload.clone()} />
        },
        _ => outcome(text, &loaded, |told| {
            let open = Open {
                is_preview: false,
                reading: told.value.clone(),
                reader: reader_of(&told.value, me),
                reload: loaded.reload.clone(),
            };
            html! { <Opened {open} kept_at={told.kept_at} /> }
        }),
    };
    match loaded.remote {
        Remote::Ready(_) => body,
        _ => html! {
            <Page narrow=true>
                <PageHead title={t!(text, "feedback-title")} back={back(text, props.id)} />
                <WritingTrouble of={props.id} />
                if matches!(loaded.remote, Remote::Failed(_)) {
                    <thread::BegunHere of={props.id} />
                }
                { body }
            </Page>
        },
    }
}

fn reader_of(reading: &Reading, me: Option<PersonId>) -> Reader {
    let observation = &reading.feedback.observation;
    if me == Some(observation.practitioner.id) {
        Reader::Practitioner
    } else if me == Some(observation.observer.id) {
        Reader::Observer
    } else {
        Reader::Other
    }
}

fn back(text: Text, id: ObservationId) -> (Route, AttrValue) {
    (
        Route::Observation { id: id.to_string() },
        t!(text, "feedback-back"),
    )
}

fn own_view_first(text: Text, id: ObservationId, opens_at: Option<Timestamp>) -> Html {
    let how = match opens_at {
        Some(at) => t!(
            text,
            "feedback-first-how-on",
            date = dates::date_long(text, at)
        ),
        None => t!(text, "feedback-first-how"),
    };
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "feedback-first-title")} back={back(text, id)} />
            <Card kind={CardKind::Asks}>
                <p>{ t!(text, "feedback-first-why") }</p>
                <p class="muted">{ how }</p>
                <ButtonRow>
                    <ButtonLink kind={ButtonKind::Primary} to={Route::SelfAssessment { id: id.to_string() }}>
                        { t!(text, "feedback-first-start") }
                    </ButtonLink>
                </ButtonRow>
            </Card>
        </Page>
    }
}

/// My own view is handed in on this device: the feedback opens when the server has it.
fn opens_later(text: Text, id: ObservationId, store: &ObservationStore, outbox: &Outbox) -> Html {
    html! {
        <Page narrow=true>
            <PageHead title={t!(text, "feedback-later-title")} back={back(text, id)} />
            <WritingTrouble of={id} />
            <Card kind={CardKind::Asks}>
                <p>{ t!(text, "feedback-later") }</p>
                <p role="status">{ place(text, store, outbox) }</p>
            </Card>
        </Page>
    }
}

#[derive(Properties, PartialEq)]
struct OpenedProps {
    open: Open,
    kept_at: Option<Timestamp>,
}

#[component]
fn Opened(props: &OpenedProps) -> Html {
    let text = use_text();
    let open = &props.open;
    let feedback = &open.reading.feedback;
    let observer = first_name(open.observer());
    let title = match open.reader {
        Reader::Practitioner => t!(text, "feedback-title-own", observer = &observer),
        Reader::Observer | Reader::Other => {
            t!(
                text,
                "feedback-title-other",
                practitioner = open.practitioner().name.as_str()
            )
        }
    };
    let minutes = t!(text, "feedback-minutes", n = reading_minutes(&open.reading));
    let audience = match open.reader {
        Reader::Practitioner => t!(text, "feedback-audience-own", observer = &observer),
        Reader::Observer | Reader::Other => {
            t!(
                text,
                "feedback-audience-other",
                practitioner = open.practitioner().name.as_str(),
                observer = open.observer().name.as_str()
            )
        }
    };
    let when = dates::date_long(text, feedback.observation.agreement.planned_for);
    html! {
        <Page narrow=true>
            <PageHead {title} lead={format!("{when} · {minutes} {audience}")} back={back(text, open.id())} />
            { kept_notice(text, props.kept_at) }
            <WritingTrouble of={open.id()} />
            if feedback.edition > 1 {
                <p class="muted small">{ t!(text, "feedback-edition", date = dates::date_long(text, feedback.shared_at)) }</p>
            }
            <worked::Worked open={open.clone()} />
            <difference::Difference open={open.clone()} />
            <question::Question open={open.clone()} />
            <trying::Trying open={open.clone()} />
            { message(text, open) }
            <ratings::Ratings open={open.clone()} />
            if open.reader == Reader::Practitioner {
                <noted::Noted open={open.clone()} />
            }
            <thread::Thread open={open.clone()} />
            if open.may(Step::Acknowledge) {
                <acknowledge::Acknowledge open={open.clone()} />
            }
            <amendments::Amendments open={open.clone()} />
            if open.reader != Reader::Other {
                <opened_by::OpenedBy id={open.id()} is_own={open.reader == Reader::Practitioner} />
            }
        </Page>
    }
}

#[derive(Properties, PartialEq)]
pub struct PreviewProps {
    pub reading: Rc<Reading>,
    /// What was noted, which is released with it.
    pub captured: Rc<Capture>,
}

/// What the practitioner will read, before it is released: the same parts, with nothing to press.
#[component]
pub fn Preview(props: &PreviewProps) -> Html {
    let text = use_text();
    let open = Open {
        reading: props.reading.clone(),
        reader: Reader::Other,
        is_preview: true,
        reload: Callback::noop(),
    };
    html! {
        <>
            <worked::Worked open={open.clone()} />
            <question::Question open={open.clone()} />
            <trying::Trying open={open.clone()} />
            { message(text, &open) }
            <ratings::Ratings open={open.clone()} />
            <noted::Noted {open} captured={Some(props.captured.clone())} />
        </>
    }
}

/// A few words around the feedback.
fn message(text: Text, open: &Open) -> Html {
    let Some(message) = &open.reading.feedback.content.message else {
        return Html::default();
    };
    let title = t!(
        text,
        "feedback-message",
        observer = first_name(open.observer())
    );
    html! { <Card {title}><p class="written">{ message.as_str() }</p></Card> }
}

/// Whole minutes, at least one.
fn reading_minutes(reading: &Reading) -> usize {
    let content = &reading.feedback.content;
    let words = |text: &str| text.split_whitespace().count();
    let points = content.strengths.iter().chain(&content.developments);
    let n_words: usize = points
        .map(|point| {
            let effect = point
                .effect
                .as_ref()
                .map_or(0, |effect| words(effect.as_str()));
            words(point.title.as_str()) + words(point.evidence_text.as_str()) + effect
        })
        .sum::<usize>()
        + words(content.question.as_str())
        + content
            .message
            .as_ref()
            .map_or(0, |message| words(message.as_str()));
    n_words.div_ceil(WORDS_A_MINUTE).max(1)
}
